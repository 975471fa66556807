#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using form = batch_spec::form;
using base = cancel_spec::base;

namespace {

constexpr share percent(std::uint64_t n) {
    return {static_cast<std::int64_t>(n) * share::whole / 100};
}

duration steps(std::uint64_t n) {
    return lab_step * static_cast<std::int64_t>(n);
}

/// A job of any kind that the language can say.
struct random_job {
    job_spec spec;
    std::vector<slot> devices;
    std::vector<std::optional<slot_set>> groups;
    lab_odds odds;
    /// Chances per step.
    double crashes = 0, joins = 0, acts = 0;

    explicit random_job(dice& d) {
        spec.name = "job" + std::to_string(d.below(100));
        spec.start = duration(static_cast<std::int64_t>(d.below(3'000'000)));
        if (d.chance(0.3)) spec.reach = steps(1 + d.below(40));
        for (auto n = 1 + d.below(5); n > 0; --n)
            devices.push_back(d.chance(0.2) ? 0 : d.small(40));
        batches(d);
        spec.next_batch = {percent(d.chance(0.5) ? 100 : 40 + d.below(60)),
                           percent(d.chance(0.6) ? 0 : d.below(100)),
                           d.chance(0.7) ? duration{} : steps(d.below(8)), d.chance(0.5)};
        if (d.chance(0.8)) cancel(d);
        if (d.chance(0.4)) retry(d);
        spec.force = d.chance(0.2);
        spec.continuous = d.chance(0.2);
        crashes = d.chance(0.5) ? 0 : 0.1 * d.unit();
        joins = spec.continuous || d.chance(0.2) ? 0.5 * d.unit() : 0;
        acts = d.chance(0.7) ? 0 : 0.2 * d.unit();
        const double fails = d.chance(0.4) ? 0 : d.unit() * d.unit();
        odds = {fails * 0.7, fails * 0.3, d.chance(0.5) ? 0 : d.unit(),
                d.chance(0.5) ? 0 : 0.2 * d.unit(), 1 + d.below(10)};
        odds.rejects = d.chance(0.5) ? 0 : d.unit();
    }

private:
    void batches(dice& d) {
        for (auto n = d.below(5); n > 0; --n) {
            batch_spec b{static_cast<form>(d.below(3)), "some", percent(1 + d.below(40)),
                         1 + d.below(30)};
            groups.emplace_back();
            if (b.kind == form::group) {
                groups.back().emplace();
                for (slot s = 0; s < 40; ++s)
                    if (d.chance(0.2)) groups.back()->add(s);
            }
            spec.batches.push_back(b);
        }
        if (spec.batches.empty() || d.chance(0.3)) return;
        spec.batches.emplace_back();
        groups.emplace_back();
    }

    void retry(dice& d) {
        retry_spec again;
        again.failed.times = static_cast<std::uint32_t>(d.below(4));
        again.timed_out.times = static_cast<std::uint32_t>(d.below(3));
        if (d.chance(0.5)) again.budget = amount{d.chance(0.5), percent(d.below(50)), d.below(20)};
        spec.retry = again;
    }

    void cancel(dice& d) {
        cancel_spec c;
        c.failed = {d.chance(0.5), percent(d.below(30)), d.below(8)};
        c.at_least = d.chance(0.5) ? 0 : d.below(5);
        c.of = c.failed.is_share ? static_cast<base>(d.below(3)) : base::job;
        if (d.chance(0.2))
            c.overshoot.reset();
        else
            c.overshoot = d.chance(0.6) ? 0 : d.below(6);
        if (d.chance(0.6)) c.counts = failure_set(1 + d.below(15));
        spec.cancel = c;
    }
};

/// Those who were sent the command and failed, without those never reached.
std::uint64_t failures_in_legs(const job_lab& lab) {
    std::uint64_t sum = 0;
    for (std::uint32_t s = 0; s < lab.shards(); ++s) {
        const auto reason = lab.leg(s).reasons.find("no luck");
        if (reason == lab.leg(s).reasons.end()) continue;
        auto failed = lab.leg(s).of(leg_outcome::failed);
        failed |= lab.leg(s).of(leg_outcome::timed_out);
        failed &= reason->second;
        sum += failed.size();
    }
    return sum;
}

void check_limit(const random_job& j, const job_lab& lab) {
    if (!j.spec.cancel) return;
    const auto r = lab.result();
    const auto& c = *j.spec.cancel;
    const auto demand = [&](const failure_budget& budget, std::uint64_t failures, bool cancels) {
        if (c.overshoot) BOOST_TEST(failures <= budget.limit() + 1 + *c.overshoot);
        if (cancels && budget.exceeded(failures)) BOOST_TEST(r.state == "cancelled");
    };
    if (c.of == base::job) demand({c, r.counts.total}, lab.failed_in(c.counts), true);
    if (c.of == base::finished) demand({c, r.counts.finished()}, lab.failed_in(c.counts), false);
    for (std::size_t b = 0; b < r.batches.size() && c.of == base::batch; ++b)
        demand({c, r.batches[b].counts.total}, lab.failed_in(c.counts, b), true);
}

void check_one_state_each(const random_job& j, const job_lab& lab) {
    const auto r = lab.result();
    job_counts found;
    std::uint64_t* const counts[] = {&found.pending,   &found.dispatched, &found.succeeded,
                                     &found.failed,    &found.timed_out,  &found.unreached,
                                     &found.cancelled, &found.skipped};
    for (std::uint32_t s = 0; s < lab.shards(); ++s) {
        slot_set all;
        std::uint64_t members = 0;
        for (std::size_t o = 0; o < leg_outcomes; ++o) {
            const auto& set = lab.leg(s).by_outcome[o];
            members += set.size();
            all |= set;
            *counts[o] += set.size();
        }
        if (j.joins == 0 && r.counts.total > 0) BOOST_TEST(members == j.devices[s]);
        BOOST_TEST((all == lab.leg(s).targets));
        BOOST_TEST((lab.folded(s) == lab.state(s)));
    }
    found.total = r.counts.total;
    BOOST_TEST((found == r.counts && r.counts.add_up()));
    BOOST_TEST_CONTEXT(r.state << ": " << r.state_reason)
    if (r.state != "paused") BOOST_TEST(found.pending + found.dispatched == 0u);
}

void check_sequence(const job_lab& lab) {
    const auto batches = lab.result().batches;
    for (const auto& [batch, at] : lab.first_sent())
        BOOST_TEST((batches[batch].begin && *batches[batch].begin <= at));
    for (std::size_t b = 1; b < batches.size(); ++b)
        if (batches[b].begin)
            BOOST_TEST((batches[b - 1].end && *batches[b - 1].end <= *batches[b].begin));
}

void check_told_once(const job_lab& lab) {
    auto sent = lab.sent();
    std::sort(sent.begin(), sent.end());
    BOOST_TEST((std::adjacent_find(sent.begin(), sent.end()) == sent.end()));
}

/// Some of the devices join later, one by one.
void keep_some_out(const random_job& j, job_lab& lab, dice& d) {
    if (j.joins == 0) return;
    for (std::uint32_t s = 0; s < lab.shards(); ++s) {
        slot_set out;
        for (slot one = 0; one < j.devices[s]; ++one)
            if (d.chance(0.3)) out.add(one);
        lab.keep_out(s, out);
    }
}

void live(const random_job& j, job_lab& lab, dice& d, int steps) {
    for (int i = 0; i < steps; ++i) {
        lab.run(1);
        if (d.chance(j.crashes)) lab.crash();
        if (d.chance(j.acts)) lab.act(static_cast<job_verb>(d.chance(0.9) ? d.below(2) : 2));
        const auto s = static_cast<std::uint32_t>(d.below(lab.shards()));
        if (d.chance(j.joins) && j.devices[s] > 0)
            lab.join(s, static_cast<slot>(d.below(j.devices[s])));
    }
}

/// A continuous job ends when somebody ends it.
void let_it_end(const random_job& j, job_lab& lab) {
    lab.calm_down();
    lab.run(1);  // whoever has crashed goes on
    for (int i = 0; i < 100 && (lab.machine().active() || lab.result().state == "pending"); ++i) {
        if (j.spec.continuous && i == 50) lab.act(job_verb::cancel);
        lab.run(20);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_random_test)

// What holds within a run (counts add up, nothing goes out after the cancellation, only pending
// devices that are connected are sent to) is checked by the lab at each step.
BOOST_AUTO_TEST_CASE(keeps_its_promises_whatever_the_devices_do) {
    std::map<std::string, int> seen;
    for (const auto seed : seeds(3000)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        const random_job j(d);
        job_lab lab(j.spec, j.devices, j.groups, j.odds, d.bits());
        keep_some_out(j, lab, d);
        live(j, lab, d, 60);
        let_it_end(j, lab);
        const auto state = lab.result().state;
        ++seen[state];
        BOOST_TEST((lab.ended() || state == "paused"), "it does not end: " + state);
        BOOST_TEST(lab.in_flight() == 0u);
        check_limit(j, lab);
        check_one_state_each(j, lab);
        check_sequence(lab);
        if (!j.spec.retry && j.crashes == 0) check_told_once(lab);
        BOOST_TEST(failures_in_legs(lab) == lab.failures());
        if (state == "cancelled") BOOST_TEST(!lab.result().state_reason.empty());
    }
    for (const auto* state : {"complete", "cancelled", "paused"})
        BOOST_TEST((seen.size() <= 1 || seen[state] > 20), state << ": " << seen[state]);
}

// The same promise at each step: what failed and what may still fail never exceeds what the limit
// allows.
BOOST_AUTO_TEST_CASE(never_has_more_in_flight_than_the_window_allows) {
    for (const auto seed : seeds(500)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        random_job j(d);
        const std::uint64_t limit = d.below(10), overshoot = d.below(3);
        const auto counts = failure_set(d.chance(0.5) ? 0b0111 : 0b1111);
        j.spec.cancel = cancel_spec{{false, {}, limit}, 0, base::job, overshoot, counts};
        job_lab lab(j.spec, j.devices, j.groups, j.odds, d.bits());
        for (int step = 0; step < 150; ++step) {
            lab.run(1);
            BOOST_REQUIRE_LE(lab.failed_in(counts) + lab.in_flight(), limit + 1 + overshoot);
            BOOST_REQUIRE_LE(lab.most_in_flight(), limit + 1 + overshoot);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
