#include "tests/fleet/job_lab.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace muster::testing {

namespace {

constexpr address lab_service = 1'000'000;

}  // namespace

job_lab::job_lab(job_spec spec, const std::vector<slot>& devices,
                 std::vector<std::optional<slot_set>> groups, lab_odds odds, std::uint64_t seed,
                 std::optional<service_limit> service)
    : spec_(std::move(spec)),
      machine_(spec_, 0, static_cast<std::uint32_t>(devices.size()),
               service ? std::optional(lab_service) : std::nullopt),
      shards_(devices.size()),
      groups_(std::move(groups)),
      odds_(odds),
      dice_(seed) {
    if (service) gate_.emplace(*service, lab_step);
    if (groups_.empty()) groups_.emplace_back();
    for (std::size_t s = 0; s < devices.size(); ++s) {
        shards_[s].flags.resize(devices[s]);
        for (auto& f : shards_[s].flags)
            f = dice_.chance(odds_.offline) ? flag_outage : 0;
    }
    wakes_.push_back({spec_.start + duration(1), 1});  // as the conductor does
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
        const auto out = machine_.on_mail(now_, batch);
        batch.clear();
        for (const auto& m : out)
            post(m, batch);
    }
    quiet_ = !machine_.needs_every_step() &&
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
        if (std::holds_alternative<survey_mail>(m.body))
            answers.push_back({now_, s, 0, 0, survey(shards_[s])});
        else
            shards_[s].inbox.push_back(m);
    }
}

members_mail job_lab::survey(lab_shard& shard) {
    std::vector<change> made;
    const auto all = slot_set::range(0, static_cast<slot>(shard.flags.size()));
    auto answer = shard.legs.open(0, true, all, groups_, now_, made);
    commit(shard, std::move(made));
    return answer;
}

void job_lab::run_step(std::uint32_t index) {
    auto& shard = shards_[index];
    std::vector<change> made;
    for (const auto& m : std::exchange(shard.inbox, {})) {
        if (const auto* plan = std::get_if<leg_plan_mail>(&m.body)) shard.legs.plan(*plan);
        if (const auto* grant = std::get_if<leg_grant_mail>(&m.body))
            shard.legs.grant(*grant, shard.flags);
        if (const auto* close = std::get_if<leg_close_mail>(&m.body))
            shard.legs.close(*close, shard.state, shard.flags, now_, made);
        commit(shard, std::exchange(made, {}));
    }
    for (const auto job : shard.legs.jobs())
        dispatch(index, job);
    for (slot d = 0; d < shard.flags.size(); ++d)
        if (dice_.chance(odds_.flaps)) flip(shard, d);
    resolve_due(shard);
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
        const double u = dice_.unit();
        const auto outcome = u < odds_.fails                     ? leg_outcome::failed
                             : u < odds_.fails + odds_.times_out ? leg_outcome::timed_out
                                                                 : leg_outcome::succeeded;
        shard.legs.launched(job, d, now_, now_, {});
        shard.flights[d] = {
            step_of(now_, lab_step) + static_cast<step_index>(dice_.below(odds_.longest)), outcome};
        const auto batch = shard.legs.in_flight(job, d)->batch;
        BOOST_REQUIRE_LE(batch, machine_.current_batch());
        first_sent_.emplace(batch, now_);
        sent_.emplace_back(index, d);
        most_in_flight_ = std::max(most_in_flight_, ++in_flight_);
    }
    commit(shard, std::move(made));
}

void job_lab::resolve_due(lab_shard& shard) {
    for (auto f = shard.flights.begin(); f != shard.flights.end();) {
        if (f->second.ends > step_of(now_, lab_step)) {
            ++f;
            continue;
        }
        const auto outcome = f->second.outcome;
        shard.legs.resolved(0, f->first, now_, outcome,
                            outcome == leg_outcome::succeeded ? "" : "no luck");
        failures_ += outcome == leg_outcome::succeeded ? 0 : 1;
        --in_flight_;
        f = shard.flights.erase(f);
    }
}

void job_lab::flip(lab_shard& shard, slot d) {
    shard.flags[d] ^= flag_outage;
    shard.legs.connection_changed(d, shard.flags[d] == 0);
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
