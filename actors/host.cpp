#include "actors/host.hpp"

#include <caf/actor_system.hpp>
#include <caf/exit_reason.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <optional>

#include "actors/local_shards.hpp"
#include "actors/news_writer.hpp"
#include "actors/shard_directory.hpp"
#include "actors/supervision.hpp"
#include "fleet/query/from_text.hpp"

namespace muster {

namespace {

/// What the process has of the run.
struct host_parts {
    host_parts(caf::actor_system& system, std::shared_ptr<const world> the_world,
               const host_wishes& wanted)
        : w(std::move(the_world)),
          wishes(wanted),
          rolled(w->shards(), w->series_scale),
          digest(w->shards(), w->series_key),
          readings(w->shards()),
          shards(system, *w, wishes.shards, options()),
          directory(shards.ports()),
          news(*w, shards, {&rolled, &digest, wishes.readings ? &readings : nullptr}) {}

    shard_options options() {
        shard_options o;
        o.sinks = {&rolled, &digest};
        if (wishes.readings) o.sinks.push_back(&readings);
        o.log_counters = reads_every_step(w->source());
        o.keep_events = wishes.events;
        o.message_events = wishes.events && wishes.message_events;
        o.gather_connections = wishes.gather_connections;
        o.keep_changes = wishes.changes;
        return o;
    }

    std::shared_ptr<const world> w;
    host_wishes wishes;
    rollups rolled;
    digest_sink digest;
    reading_collector readings;
    local_shards shards;
    shard_directory directory;
    news_writer news;
};

/// An answer that several workers contribute to.
struct round {
    shard_host::completion done;
    host_answer answer;
    std::size_t awaited = 0;
};

struct host_state {
    static inline constexpr const char* name = "host";

    ~host_state() {
        if (!parts) return;
        for (const auto& w : parts->directory.workers())
            caf::anon_send_exit(w, caf::exit_reason::user_shutdown);
    }

    host_actor::behavior_type make_behavior() {
        return {[this](const host_work& work) {
            std::visit([&](auto& call) { on(call, work.done); }, *work.call);
        }};
    }

    void on(const populate_call&, const shard_host::completion& done) {
        // Here and not in a worker: malloc gives each of its threads an arena, and one thread's
        // lists freed by another cost a lock each.
        const auto where = std::make_shared<placement>(place_devices(*parts->w));
        for (std::uint32_t s = 0; s < where->size(); ++s)
            if (parts->shards.ports()[s] == nullptr) (*where)[s] = {};
        for (unsigned i = 0; i < std::max(1U, parts->wishes.workers); ++i)
            parts->directory.hire(spawn_worker(self->system(), parts->shards.list(), where));
        auto r = begin(done);
        for (auto& task : parts->directory.deal_all())
            ask<visit_report>(r, task.worker, spawn_request{std::move(task.shards)});
        finish_if_done(r);
    }

    void on(visit_request& call, const shard_host::completion& done) {
        std::map<std::uint32_t, std::vector<mail>> inboxes;
        for (std::size_t i = 0; i < call.shards.size(); ++i)
            inboxes[call.shards[i]] = std::move(call.inboxes[i]);
        auto r = begin(done);
        for (auto& task : parts->directory.deal(call.shards)) {
            visit_request part{call.after, call.until, std::move(task.shards), {}};
            for (const auto s : part.shards)
                part.inboxes.push_back(std::move(inboxes[s]));
            ask<visit_report>(r, task.worker, std::move(part));
        }
        finish_if_done(r);
    }

    void on(const survey_request& call, const shard_host::completion& done) {
        auto r = begin(done);
        for (auto& task : parts->directory.deal_all())
            ask<control_outbox>(r, task.worker,
                                survey_request{call.what, call.now, std::move(task.shards)});
        finish_if_done(r);
    }

    void on(const end_request&, const shard_host::completion& done) {
        auto r = begin(done);
        for (auto& task : parts->directory.deal_all())
            ask<end_report>(r, task.worker, end_request{std::move(task.shards)});
        finish_if_done(r);
    }

    void on(const look_call& call, const shard_host::completion& done) {
        host_answer answer;
        if (may_read(answer)) parts->news.look(call, parts->wishes.shards, answer.news);
        done(std::move(answer));
    }

    void on(const question_call& call, const shard_host::completion& done) {
        host_answer answer;
        auto who = call.where.empty() ? query::bind_result{}
                                      : query::from_text(call.where, parts->w->metrics.devices(),
                                                         query::type::boolean);
        answer.failure = query::first_problem(who);
        if (!answer.failure.empty() || !may_read(answer)) return done(std::move(answer));
        const device_question question{call.where, std::move(who.bound), call.first,
                                       static_cast<std::size_t>(call.most), call.count_all};
        parts->shards.ports()[call.shard]->ask(question, call.now, [&](device_answer a) {
            answer.news.emplace_back(found_news{std::move(a)});
        });
        done(std::move(answer));
    }

    void on(const describe_call& call, const shard_host::completion& done) {
        host_answer answer;
        if (may_read(answer))
            parts->shards.ports()[call.shard]->describe(call.id, [&](auto found) {
                if (found) answer.news.emplace_back(detail_news{std::move(*found)});
            });
        done(std::move(answer));
    }

    /// Answers of this process come whole.
    void on(const rest_call&, const shard_host::completion& done) {
        done({"there is no rest of an answer", 0, {}});
    }

    bool may_read(host_answer& answer) const {
        if (busy > 0) answer.failure = "a shard can't be read while it runs";
        return busy == 0;
    }

    /// Holds the answer back until everybody has been asked.
    static std::shared_ptr<round> begin(const shard_host::completion& done) {
        return std::make_shared<round>(round{done, {}, 1});
    }

    template <class Report, class Request>
    void ask(const std::shared_ptr<round>& r, const worker_actor& worker, Request request) {
        ++r->awaited;
        ++busy;
        self->request(worker, caf::infinite, std::move(request))
            .then(
                [this, r](Report& report) {
                    --busy;
                    take(report, r->answer.news);
                    finish_if_done(r);
                },
                [this, r](const caf::error& e) {
                    --busy;
                    r->answer.failure = self->system().render(e);
                    finish_if_done(r);
                });
    }

    static void finish_if_done(const std::shared_ptr<round>& r) {
        if (--r->awaited == 0) r->done(std::move(r->answer));
    }

    void take(visit_report& report, std::vector<shard_news>& to) {
        for (auto& visit : report.shards) {
            const auto shard = visit.shard;
            if (visit.reached < 0)  // its devices have just been created
                to.push_back(size_news{shard, parts->shards.ports()[shard]->devices()});
            to.push_back(std::move(visit));
            parts->news.tell(shard, to);
        }
    }
    void take(control_outbox& surveyed, std::vector<shard_news>& to) {
        for (auto& m : surveyed.mails) {
            to.push_back(survey_news{m.source, std::move(std::get<members_mail>(m.body))});
            parts->news.tell(m.source, to);
        }
    }
    static void take(const end_report& ended, std::vector<shard_news>& to) {
        to.push_back(state_news{ended.states});
    }

    host_actor::pointer self = nullptr;
    std::optional<host_parts> parts;
    std::size_t busy = 0;  ///< answers of workers awaited
};

host_actor::behavior_type host(host_actor::stateful_pointer<host_state> self,
                               std::shared_ptr<const world> w, const host_wishes& wishes) {
    self->state.self = self;
    self->state.parts.emplace(self->system(), std::move(w), wishes);
    install_quiet_handlers(self);
    return self->state.make_behavior();
}

}  // namespace

host_actor spawn_host(caf::actor_system& system, std::shared_ptr<const world> w,
                      const host_wishes& wishes) {
    return system.spawn(host, std::move(w), wishes);
}

}  // namespace muster
