#include "rpc/call_codec.hpp"

#include <algorithm>

#include "rpc/lists.hpp"
#include "rpc/mail_codec.hpp"
#include "rpc/news_codec.hpp"

namespace muster {

namespace {

void must_be_of(const std::vector<std::uint32_t>& shards, std::uint32_t shard) {
    if (!std::binary_search(shards.begin(), shards.end(), shard))
        throw wire_error("a message is about shard " + std::to_string(shard) +
                         ", which is another node's");
}

/// A kind of call that has no line here does not compile.
struct call_writer {
    wire::Call::Builder to;

    void operator()(const populate_call&) { to.setPopulate(); }
    void operator()(const visit_request& c) {
        auto v = to.initVisit();
        v.setAfter(c.after);
        v.setUntil(c.until);
        write_numbers(v.initShards(list_size(c.shards.size())), c.shards);
        std::vector<const mail*> all;
        for (const auto& inbox : c.inboxes)
            for (const auto& m : inbox)
                all.push_back(&m);
        write_each(v.initMail(list_size(all.size())), all,
                   [](auto m, const mail* from) { write_mail(*from, m); });
    }
    void operator()(const survey_request& c) {
        auto s = to.initSurvey();
        write_survey(c.what, s.initWhat());
        s.setNow(c.now.count());
    }
    void operator()(const look_call& c) {
        auto l = to.initLook();
        l.setNow(c.now.count());
        l.setSeries(c.series);
        l.setCloseWindow(c.close_window);
        l.setJobs(c.jobs);
        l.setFaults(c.faults);
        l.setDigest(c.digest);
        auto scans = l.initScans(list_size(c.scans.size()));
        for (unsigned i = 0; i < c.scans.size(); ++i)
            scans.set(i, c.scans[i].count());
        l.setWays(c.ways);
        write_numbers(l.initCauses(list_size(c.causes.size())), c.causes);
        if (!c.targets) return;
        auto t = l.initTargets();
        t.setJob(c.targets->job);
        t.setFirst(c.targets->first);
        t.setEnd(c.targets->end);
    }
    void operator()(const question_call& c) {
        auto q = to.initQuestion();
        q.setShard(c.shard);
        q.setWhere(c.where);
        q.setFirst(c.first);
        q.setMost(c.most);
        q.setCountAll(c.count_all);
        q.setNow(c.now.count());
    }
    void operator()(const describe_call& c) {
        auto d = to.initDescribe();
        d.setShard(c.shard);
        d.setId(c.id);
    }
    void operator()(const end_request&) { to.setEnd(); }
    void operator()(const rest_call& c) { to.setRest(c.number); }
};

/// Mail goes to shards of this node. Whether it names devices that they have is the session's to
/// check, which knows how many there are.
std::vector<mail> read_mails(capnp::List<wire::Mail>::Reader from, const wire_bounds& within,
                             const std::vector<std::uint32_t>& mine) {
    auto all = read_each(from, [&](auto m) { return read_mail(m, within); });
    for (const auto& m : all)
        must_be_of(mine, m.to);
    return all;
}

visit_request read_visit(wire::Call::Visit::Reader from, const wire_bounds& within,
                         const std::vector<std::uint32_t>& mine) {
    visit_request v{
        from.getAfter(), from.getUntil(), read_numbers<std::uint32_t>(from.getShards()), {}};
    if (!std::is_sorted(v.shards.begin(), v.shards.end(), std::less_equal<>()))
        throw wire_error("a message names shards that are not in ascending order");
    for (const auto s : v.shards)
        must_be_of(mine, s);
    v.inboxes.resize(v.shards.size());
    for (auto& m : read_mails(from.getMail(), within, mine)) {
        const auto at = std::lower_bound(v.shards.begin(), v.shards.end(), m.to);
        if (at == v.shards.end() || *at != m.to)
            throw wire_error("a message has mail for a shard that it does not visit");
        v.inboxes[static_cast<std::size_t>(at - v.shards.begin())].push_back(std::move(m));
    }
    return v;
}

look_call read_look(wire::Call::Look::Reader from, const wire_bounds& within) {
    look_call c{
        sim_time(from.getNow()),
        from.getSeries(),
        from.getCloseWindow(),
        from.getJobs(),
        from.getFaults(),
        from.getDigest(),
        read_each(from.getScans(), [](auto at) { return sim_time(at); }),
        from.getWays(),
        read_each(from.getCauses(), [&](auto job) { return checked(job, within.jobs, "job"); }),
        {}};
    if (!from.hasTargets()) return c;
    const auto t = from.getTargets();
    c.targets = {checked(t.getJob(), within.jobs, "job"), t.getFirst(), t.getEnd()};
    return c;
}

question_call read_question(wire::Call::Question::Reader from,
                            const std::vector<std::uint32_t>& mine) {
    must_be_of(mine, from.getShard());
    return {from.getShard(), text_of(from.getWhere()), from.getFirst(),
            from.getMost(),  from.getCountAll(),       sim_time(from.getNow())};
}

describe_call read_describe(wire::Call::Describe::Reader from,
                            const std::vector<std::uint32_t>& mine) {
    must_be_of(mine, from.getShard());
    return {from.getShard(), text_of(from.getId())};
}

}  // namespace

void write_call(const host_call& c, wire::Call::Builder to) {
    std::visit(call_writer{to}, c);
}

void write_post(std::span<const mail> mails, wire::Call::Builder to) {
    write_each(to.initPost(list_size(mails.size())), mails,
               [](auto m, const mail& from) { write_mail(from, m); });
}

wire_call read_call(wire::Call::Reader from, const wire_bounds& within,
                    const std::vector<std::uint32_t>& mine) {
    switch (from.which()) {
        case wire::Call::POPULATE:
            return {populate_call{}, {}, false};
        case wire::Call::VISIT:
            return {read_visit(from.getVisit(), within, mine), {}, false};
        case wire::Call::SURVEY:
            return {survey_request{read_survey(from.getSurvey().getWhat(), within),
                                   sim_time(from.getSurvey().getNow()), mine},
                    {},
                    false};
        case wire::Call::LOOK:
            return {read_look(from.getLook(), within), {}, false};
        case wire::Call::QUESTION:
            return {read_question(from.getQuestion(), mine), {}, false};
        case wire::Call::DESCRIBE:
            return {read_describe(from.getDescribe(), mine), {}, false};
        case wire::Call::END:
            return {end_request{mine}, {}, false};
        case wire::Call::REST:
            return {rest_call{from.getRest()}, {}, false};
        case wire::Call::POST:
            return {populate_call{}, {read_mails(from.getPost(), within, mine)}, true};
    }
    throw wire_error("a message has a call of a kind that this version does not know");
}

void write_answer(const std::string& failure, std::uint64_t rest, std::span<const shard_news> news,
                  wire::Answer::Builder to) {
    to.setFailure(failure);
    to.setRest(rest);
    write_each(to.initNews(list_size(news.size())), news,
               [](auto n, const shard_news& from) { write_news(from, n); });
}

host_answer read_answer(wire::Answer::Reader from, const wire_bounds& within,
                        const std::vector<std::uint32_t>& theirs) {
    host_answer a{text_of(from.getFailure()), from.getRest(),
                  read_each(from.getNews(), [&](auto n) { return read_news(n, within); })};
    for (const auto& n : a.news)
        std::visit(
            [&](const auto& item) {
                if constexpr (requires { item.shard; }) must_be_of(theirs, item.shard);
            },
            n);
    return a;
}

}  // namespace muster
