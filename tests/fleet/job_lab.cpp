#include "tests/fleet/job_lab.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "fleet/leg_stock.hpp"
#include "tests/support/leg_failures.hpp"

namespace muster::testing {

namespace {

constexpr address lab_service = 1'000'000;

job_seat seat(std::size_t shards, bool served) {
    job_seat s;
    s.shards = static_cast<std::uint32_t>(shards);
    if (served) s.service = lab_service;
    return s;
}

}  // namespace

job_lab::job_lab(job_spec spec, const std::vector<slot>& devices,
                 std::vector<std::optional<slot_set>> groups, lab_odds odds, std::uint64_t seed,
                 std::optional<service_limit> service)
    : spec_(std::move(spec)),
      seat_(seat(devices.size(), service.has_value())),
      machine_(std::make_unique<job_machine>(spec_, seat_)),
      shards_(devices.size()),
      groups_(std::move(groups)),
      odds_(odds),
      dice_(seed) {
    if (service) gate_.emplace(*service, lab_step);
    groups_.resize(std::max<std::size_t>(1, spec_.batches.size()));
    for (std::size_t s = 0; s < devices.size(); ++s) {
        shards_[s].flags.resize(devices[s]);
        for (auto& f : shards_[s].flags)
            f = dice_.chance(odds_.offline) ? flag_outage : 0;
    }
    wakes_.push_back({spec_.start + duration(1), token_start});
}

void job_lab::run(step_index steps) {
    for (const auto end = now_ + steps * lab_step; now_ < end; now_ += lab_step) {
        barrier();
        for (std::uint32_t s = 0; s < shards_.size(); ++s)
            run_step(s);
    }
    barrier();
}

void job_lab::calm_down() {
    odds_.flaps = odds_.offline = 0;
    for (auto& shard : shards_)
        for (slot d = 0; d < shard.flags.size(); ++d)
            if (shard.flags[d] != 0) flip(shard, d);
}

void job_lab::connect(std::uint32_t shard, slot device, bool on) {
    if ((shards_[shard].flags[device] == 0) != on) flip(shards_[shard], device);
}

const leg_state& job_lab::leg(std::uint32_t shard) const {
    static const leg_state nobody;
    const auto& legs = shards_[shard].state.legs;
    return legs.empty() ? nobody : legs.at(0);
}

std::uint64_t job_lab::failed_in(failure_set kinds, std::optional<std::size_t> batch) const {
    std::uint64_t all = 0;
    for (const auto& shard : shards_)
        if (!shard.state.legs.empty())
            all += testing::failed_in(shard.state.legs.at(0), kinds, batch);
    return all;
}

service_counts job_lab::served() const {
    service_counts s;
    gate_->tell(s);
    return s;
}

shard_state job_lab::folded(std::uint32_t shard) const {
    shard_state state;
    for (const auto& c : shards_[shard].journal)
        apply(state, c);
    return state;
}

void job_lab::barrier() {
    auto batch = std::exchange(reports_, {});
    for (;;) {
        for (auto w = wakes_.begin(); w != wakes_.end();) {
            if (w->first > now_) {
                ++w;
                continue;
            }
            batch.push_back({w->first, 0, 0, 0, wake_mail{w->second}});
            w = wakes_.erase(w);
        }
        if (batch.empty()) break;
        const auto out = machine_->on_mail(now_, batch);
        batch.clear();
        for (const auto& m : out)
            post(m, batch);
    }
    quiet_ = !machine_->needs_every_step() &&
             std::all_of(shards_.begin(), shards_.end(),
                         [](const lab_shard& s) { return s.inbox.empty(); });
    check_counts();
}

void job_lab::post(const mail& m, std::vector<mail>& answers) {
    if (const auto* wake = std::get_if<wake_mail>(&m.body)) {
        wakes_.push_back({m.due, wake->token});
        return;
    }
    if (const auto* ask = std::get_if<command_ask_mail>(&m.body)) {
        BOOST_REQUIRE_EQUAL(m.to, lab_service);
        for (const auto& [job, room] : gate_->decide(now_, {{0, *ask}}))
            answers.push_back({now_, lab_service, 0, job, room});
        return;
    }
    if (std::holds_alternative<leg_close_mail>(m.body))
        closed_ = std::get<leg_close_mail>(m.body).to;
    for (std::uint32_t s = 0; s < shards_.size(); ++s) {
        if (m.to != every_shard && m.to != s) continue;
        if (const auto* asked = std::get_if<survey_mail>(&m.body))
            answers.push_back({now_, s, 0, 0, survey(shards_[s], asked->about)});
        else
            shards_[s].inbox.push_back(m);
    }
}

members_mail job_lab::survey(lab_shard& shard, survey_mail::subject about) {
    std::vector<change> made;
    auto all = slot_set::range(0, static_cast<slot>(shard.flags.size()));
    all -= shard.out;
    members_mail answer;
    if (about == survey_mail::subject::legs) {
        if (!shard.state.legs.empty()) answer = stock_of(shard.state.legs.at(0));
    } else if (about == survey_mail::subject::joined) {
        all -= shard.state.legs.empty() ? slot_set() : shard.state.legs.at(0).targets;
        shard.legs.join(0, all, shard.flags, made);
        answer.matched = all.size();
        if (spec_.reach)
            for (const auto d : all.members())
                shard.reaches[d] = {now_ + *spec_.reach, 0};
    } else {
        answer = shard.legs.open(0, manner(), all, groups_, now_, made);
    }
    commit(shard, std::move(made));
    return answer;
}

void job_lab::crash() {
    reports_.clear();
    wakes_.clear();
    closed_.reset();
    in_flight_ = 0;
    const auto home = job_machine::first_shard(spec_.name, static_cast<std::uint32_t>(shards()));
    const auto kept = folded(home).jobs;
    const bool begun = !kept.empty() && kept.at(0).begin;
    machine_ = kept.empty() ? std::make_unique<job_machine>(spec_, seat_)
                            : std::make_unique<job_machine>(spec_, seat_, kept.at(0));
    if (begun) wakes_.push_back({now_, token_recover});
    if (!begun) wakes_.push_back({std::max(now_, spec_.start + duration(1)), token_start});
    for (std::uint32_t s = 0; s < shards(); ++s) {
        auto& shard = shards_[s];
        shard.state = folded(s);
        shard.legs = {};
        shard.flights.clear();
        shard.pauses.clear();
        shard.reaches.clear();
        shard.inbox.clear();
        const auto leg = shard.state.legs.empty() ? leg_state() : shard.state.legs.at(0);
        shard.legs.restore(0, manner(), groups_.size(), leg);
        for (const auto d : leg.of(leg_outcome::dispatched).members())
            launch(s, d);
        for (const auto d : leg.again.members())
            shard.pauses[d] = leg.pauses_until(d);
    }
}

void job_lab::run_step(std::uint32_t index) {
    auto& shard = shards_[index];
    std::vector<change> made;
    for (const auto& m : std::exchange(shard.inbox, {}))
        deliver(index, m);
    end_pauses(shard);
    give_up(shard);
    for (const auto job : shard.legs.jobs())
        dispatch(index, job);
    for (slot d = 0; d < shard.flags.size(); ++d)
        if (dice_.chance(odds_.flaps)) flip(shard, d);
    resolve_due(index);
    std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
    shard.legs.end_step(made, reports);
    commit(shard, std::move(made));
    BOOST_REQUIRE_MESSAGE(!quiet_ || reports.empty(),
                          "a shard told something although the job let all run ahead");
    for (const auto& [job, report] : reports)
        reports_.push_back({now_ + lab_step, index, 0, 0, report});
}

void job_lab::dispatch(std::uint32_t index, std::uint32_t job) {
    auto& shard = shards_[index];
    std::vector<change> made;
    const auto chosen = shard.legs.dispatch(job, shard.flags, now_, made);
    failures_ += chosen.refused.size();
    refused_ += chosen.refused.size();
    for (const auto d : chosen.sent) {
        BOOST_REQUIRE_MESSAGE(closed_ != leg_outcome::cancelled,
                              "dispatched after the job was cancelled");
        BOOST_REQUIRE(shard.flags[d] == 0);
        BOOST_REQUIRE(shard.state.legs.at(job).outcome_of(d) == leg_outcome::pending);
        launch(index, d);
        const auto batch = shard.legs.in_flight(job, d)->batch;
        BOOST_REQUIRE_LE(batch, machine_->current_batch());
        first_sent_.emplace(batch, now_);
        sent_.emplace_back(index, d);
    }
    commit(shard, std::move(made));
}

/// The command is on its way; how it ends is decided now.
void job_lab::launch(std::uint32_t index, slot d) {
    auto& shard = shards_[index];
    const double u = dice_.unit();
    const auto outcome = u < odds_.fails                     ? leg_outcome::failed
                         : u < odds_.fails + odds_.times_out ? leg_outcome::timed_out
                                                             : leg_outcome::succeeded;
    const bool rejects = outcome == leg_outcome::failed && dice_.chance(odds_.rejects);
    shard.legs.launched(0, d, now_, now_, {});
    shard.flights[d] = {
        step_of(now_, lab_step) + static_cast<step_index>(dice_.below(odds_.longest)), outcome,
        rejects ? failure_kind::rejected : failure_kind::failed};
    most_in_flight_ = std::max(most_in_flight_, ++in_flight_);
}

void job_lab::deliver(std::uint32_t index, const mail& m) {
    auto& shard = shards_[index];
    std::vector<change> made;
    if (const auto* plan = std::get_if<leg_plan_mail>(&m.body)) shard.legs.plan(*plan, made);
    if (const auto* grant = std::get_if<leg_grant_mail>(&m.body))
        shard.legs.grant(*grant, shard.flags);
    if (const auto* close = std::get_if<leg_close_mail>(&m.body)) {
        if (close->in_flight_too) shard.flights.clear();
        shard.legs.close(*close, shard.state, shard.flags, now_, made);
        for (const auto& c : made) {
            auto recalled = std::get<leg_change>(c.what).devices;
            recalled &= shard.state.legs.at(0).of(leg_outcome::dispatched);
            in_flight_ -= recalled.size();
        }
    }
    if (std::holds_alternative<leg_forget_mail>(m.body)) {
        shard.legs.forget(0);
        made.push_back({{}, leg_forget_change{0}});
    }
    if (const auto* end = std::get_if<leg_end_mail>(&m.body))
        shard.legs.end(*end, shard.state, now_, made);
    if (const auto* kept = std::get_if<job_record_mail>(&m.body))
        made.push_back({{}, job_change{kept->job, kept->record}});
    commit(shard, std::move(made));
    if (const auto* retry = std::get_if<leg_retry_mail>(&m.body)) answer(shard, *retry);
}

void job_lab::answer(lab_shard& shard, const leg_retry_mail& m) {
    std::vector<change> made;
    const auto until = [this](slot, leg_outcome) {
        return now_ + lab_step * static_cast<std::int64_t>(dice_.below(5));
    };
    const auto asked = shard.legs.answer(m, until, made);
    commit(shard, std::move(made));
    for (const auto& one : asked) {
        --in_flight_;
        if (one.granted) {
            shard.pauses[one.device] = one.until;
            continue;
        }
        ++failures_;
        shard.legs.settled(0, one.device, now_, one.outcome, one.reason);
    }
}

void job_lab::end_pauses(lab_shard& shard) {
    for (auto p = shard.pauses.begin(); p != shard.pauses.end();) {
        if (p->second > now_) {
            ++p;
            continue;
        }
        const auto& leg = shard.state.legs.at(0);
        if (leg.outcome_of(p->first) == leg_outcome::pending) {
            shard.legs.tell_again(0, p->first, shard.flags);
            if (spec_.reach)
                shard.reaches[p->first] = {p->second + *spec_.reach, leg.attempts_of(p->first)};
        }
        p = shard.pauses.erase(p);
    }
}

void job_lab::give_up(lab_shard& shard) {
    std::vector<change> made;
    for (auto r = shard.reaches.begin(); r != shard.reaches.end();) {
        const auto [d, time] = *r;
        if (time.first > now_) {
            ++r;
            continue;
        }
        if (shard.state.legs.at(0).attempts_of(d) == time.second)
            shard.legs.give_up(0, d, shard.state, shard.flags, now_, made);
        r = shard.reaches.erase(r);
    }
    commit(shard, std::move(made));
}

bool job_lab::may_be_told_again(const lab_shard& shard, slot d, const course& way) const {
    if (!spec_.retry || way.outcome == leg_outcome::succeeded) return false;
    if (way.kind == failure_kind::rejected) return false;
    const auto& again =
        way.outcome == leg_outcome::failed ? spec_.retry->failed : spec_.retry->timed_out;
    return shard.state.legs.at(0).attempts_of(d) <= again.times;
}

void job_lab::resolve_due(std::uint32_t index) {
    auto& shard = shards_[index];
    for (auto f = shard.flights.begin(); f != shard.flights.end();) {
        if (f->second.ends > step_of(now_, lab_step)) {
            ++f;
            continue;
        }
        const auto [d, way] = *f;
        f = shard.flights.erase(f);
        if (way.outcome == leg_outcome::succeeded)
            BOOST_REQUIRE_MESSAGE(done_.insert({index, d}).second, "done twice");
        if (may_be_told_again(shard, d, way)) {
            shard.legs.ask(0, d, way.outcome, "no luck");
            continue;
        }
        shard.legs.resolved(0, d, now_, way.outcome,
                            way.outcome == leg_outcome::succeeded ? "" : "no luck", way.kind);
        failures_ += way.outcome == leg_outcome::succeeded ? 0 : 1;
        --in_flight_;
    }
}

void job_lab::flip(lab_shard& shard, slot d) {
    shard.flags[d] ^= flag_outage;
    shard.legs.connection_changed(d, shard.flags[d] == 0);
    if (shard.flags[d] != 0) shard.legs.connection_lost(d, now_);
}

void job_lab::commit(lab_shard& shard, std::vector<change> made) {
    for (auto& c : made) {
        apply(shard.state, c);
        shard.journal.push_back(std::move(c));
    }
}

void job_lab::check_counts() const {
    const auto r = result();
    BOOST_REQUIRE(r.counts.add_up());
    for (const auto& b : r.batches)
        BOOST_REQUIRE(b.counts.add_up());
    BOOST_REQUIRE_EQUAL(r.counts.dispatched, in_flight_);
}

}  // namespace muster::testing
