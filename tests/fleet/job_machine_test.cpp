#include <boost/test/unit_test.hpp>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
using form = batch_spec::form;
using base = cancel_spec::base;

namespace {

constexpr share percent(std::int64_t n) {
    return {n * share::whole / 100};
}

batch_spec part(share of) {
    return {form::part, {}, of, 0};
}
batch_spec first(std::uint64_t n) {
    return {form::count, {}, {}, n};
}
batch_spec group() {
    return {form::group, "pilots", {}, 0};
}
batch_spec rest() {
    return {};
}

job_spec job(std::vector<batch_spec> batches = {}) {
    job_spec spec;
    spec.name = "fw";
    spec.batches = std::move(batches);
    return spec;
}

job_spec limited(std::uint64_t failures, std::optional<std::uint64_t> overshoot = 0) {
    auto spec = job();
    spec.cancel = cancel_spec{{false, {}, failures}, 0, base::job, overshoot};
    return spec;
}

std::vector<std::optional<slot_set>> no_groups(const job_spec& spec) {
    return std::vector<std::optional<slot_set>>(spec.batches.size());
}

job_lab lab_of(const job_spec& spec, std::vector<slot> devices, lab_odds odds = {}) {
    return {spec, std::move(devices), no_groups(spec), odds, 1};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_machine_test)

BOOST_AUTO_TEST_CASE(runs_a_command_on_every_device) {
    auto lab = lab_of(job(), {3, 0, 7});
    lab.run(5);
    const auto r = lab.result();
    BOOST_TEST(r.state == "complete");
    BOOST_TEST(r.counts.total == 10u);
    BOOST_TEST(r.counts.succeeded == 10u);
    BOOST_TEST(r.batches.at(0).name == "all");
    BOOST_TEST((r.begin == 0s && r.end == 2s));
    BOOST_TEST(!lab.machine().active());
}

BOOST_AUTO_TEST_CASE(is_complete_at_once_where_nobody_is_meant) {
    auto lab = lab_of(job({part(percent(50)), rest()}), {0, 0});
    lab.run(3);
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(lab.result().counts.total == 0u);
}

BOOST_AUTO_TEST_CASE(waits_for_its_start) {
    auto spec = job();
    spec.start = 5s;
    auto lab = lab_of(spec, {4});
    lab.run(4);
    BOOST_TEST(lab.result().state == "pending");
    lab.run(4);
    BOOST_TEST((lab.result().begin == 5s));
    BOOST_TEST(lab.result().state == "complete");
}

BOOST_AUTO_TEST_CASE(batches_have_exact_sizes_and_names_to_read) {
    auto lab =
        lab_of(job({part({1'000'000}), part(percent(10)), first(25), first(9'999)}), {600, 500});
    lab.run(10);
    const auto b = lab.result().batches;
    BOOST_TEST((b[0].name == "0.1%" && b[0].counts.total == 1));
    BOOST_TEST((b[1].name == "10%" && b[1].counts.total == 110));
    BOOST_TEST((b[2].name == "25" && b[2].counts.total == 25));
    BOOST_TEST((b[3].name == "9999" && b[3].counts.total == 964));
}

BOOST_AUTO_TEST_CASE(a_group_goes_first_and_is_not_counted_twice) {
    const auto spec = job({group(), part(percent(50)), rest()});
    job_lab lab(spec, {10, 10}, {slot_set::of({0, 9}), std::nullopt, std::nullopt}, {}, 1);
    lab.run(6);
    const auto b = lab.result().batches;
    BOOST_TEST((b[0].name == "pilots" && b[0].counts.total == 4));
    BOOST_TEST(b[1].counts.total == 10u);
    BOOST_TEST((b[2].name == "rest" && b[2].counts.total == 6));
    for (std::size_t i = 0; i < 4; ++i)
        BOOST_TEST((lab.sent()[i].second == 0 || lab.sent()[i].second == 9));
    BOOST_TEST(lab.sent().size() == 20u);
}

BOOST_AUTO_TEST_CASE(batches_follow_one_another_with_a_soak_between) {
    auto spec = job({part(percent(20)), part(percent(30)), rest()});
    spec.next_batch.soak = 10s;
    auto lab = lab_of(spec, {20, 20}, {.longest = 4});
    lab.run(60);
    const auto b = lab.result().batches;
    BOOST_TEST(lab.result().state == "complete");
    for (std::uint32_t i = 0; i < 2; ++i) {
        BOOST_TEST((*b[i + 1].begin == *b[i].end + 10s));
        BOOST_TEST((lab.first_sent().at(i + 1) >= *b[i + 1].begin));
    }
}

BOOST_AUTO_TEST_CASE(what_no_batch_takes_is_skipped) {
    auto lab = lab_of(job({part(percent(30))}), {10, 10});
    lab.run(6);
    const auto r = lab.result();
    BOOST_TEST(r.state == "complete");
    BOOST_TEST((r.counts.succeeded == 6 && r.counts.skipped == 14));
    BOOST_TEST(r.batches[0].counts.skipped == 0u);
    std::uint64_t skipped = 0;
    for (std::uint32_t s = 0; s < 2; ++s)
        if (lab.leg(s).reasons.contains("in no batch"))
            skipped += lab.leg(s).reasons.at("in no batch").size();
    BOOST_TEST(skipped == 14u);
}

BOOST_AUTO_TEST_CASE(is_cancelled_at_the_failure_after_the_limit) {
    for (const std::uint64_t limit : {0, 1, 5, 20}) {
        auto lab = lab_of(limited(limit), {40, 40}, {.fails = 1, .longest = 6});
        lab.run(400);
        const auto r = lab.result();
        BOOST_TEST(r.state == "cancelled");
        BOOST_TEST(r.counts.failed == limit + 1);
        BOOST_TEST(r.counts.cancelled == 80 - limit - 1);
        BOOST_TEST(r.state_reason == std::to_string(limit + 1) +
                                         " failed, more than the limit of " +
                                         std::to_string(limit) + ", in batch all");
    }
}

BOOST_AUTO_TEST_CASE(is_not_cancelled_by_as_many_failures_as_the_limit) {
    auto lab = lab_of(limited(10), {5, 5}, {.fails = 1});
    lab.run(50);
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(lab.result().counts.failed == 10u);
}

BOOST_AUTO_TEST_CASE(a_limit_of_zero_goes_one_by_one_and_an_overshoot_faster) {
    for (const std::uint64_t overshoot : {0, 7}) {
        auto lab = lab_of(limited(0, overshoot), {30}, {.longest = 3});
        lab.run(200);
        BOOST_TEST(lab.result().state == "complete");
        BOOST_TEST(lab.most_in_flight() == overshoot + 1);
    }
    auto lab = lab_of(limited(0, std::nullopt), {30}, {.longest = 3});
    lab.run(20);
    BOOST_TEST(lab.most_in_flight() == 30u);
}

BOOST_AUTO_TEST_CASE(a_percentage_counts_against_its_base_and_has_a_floor) {
    const auto limit = [](base of, std::uint64_t at_least) {
        auto spec = job({part(percent(50)), rest()});
        spec.cancel = cancel_spec{{true, percent(10), 0}, at_least, of, 0};
        auto lab = lab_of(spec, {100}, {.fails = 1});
        lab.run(300);
        BOOST_TEST(lab.result().state == "cancelled");
        return lab.result().counts.failed - 1;
    };
    BOOST_TEST(limit(base::job, 0) == 10u);
    BOOST_TEST(limit(base::batch, 0) == 5u);
    BOOST_TEST(limit(base::batch, 8) == 8u);
    BOOST_TEST(limit(base::finished, 0) == 0u);
    BOOST_TEST(limit(base::finished, 3) == 3u);
}

BOOST_AUTO_TEST_CASE(pauses_or_is_cancelled_where_too_few_of_a_batch_succeed) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch.succeeded = percent(90);
    auto paused = lab_of(spec, {20}, {.fails = 1});
    paused.run(20);
    BOOST_TEST(paused.result().state == "paused");
    BOOST_TEST(paused.result().state_reason ==
               "paused after batch 50%: too few of the finished devices succeeded");
    BOOST_TEST(paused.result().counts.pending == 10u);
    BOOST_TEST(!paused.machine().active());

    spec.next_batch.pause_otherwise = false;
    auto cancelled = lab_of(spec, {20}, {.fails = 1});
    cancelled.run(20);
    BOOST_TEST(cancelled.result().state == "cancelled");
    BOOST_TEST(cancelled.result().counts.cancelled == 10u);
}

BOOST_AUTO_TEST_CASE(is_cancelled_although_the_batches_to_come_are_empty) {
    auto spec = job({rest(), group()});
    spec.next_batch = {all_of_it, percent(90), {}, false};
    job_lab lab(spec, {10}, {std::nullopt, slot_set()}, {.fails = 1}, 1);
    lab.run(10);
    BOOST_TEST(lab.result().state == "cancelled");
    BOOST_TEST(!lab.machine().active());
}

BOOST_AUTO_TEST_CASE(goes_on_when_enough_of_a_batch_have_finished) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch.finished = percent(90);
    auto lab = lab_of(spec, {20});
    lab.connect(0, 0, false);
    lab.run(5);
    BOOST_TEST(lab.result().counts.succeeded == 19u);
    BOOST_TEST(lab.result().state == "running");
    lab.connect(0, 0, true);
    lab.run(3);
    BOOST_TEST(lab.result().state == "complete");
}

BOOST_AUTO_TEST_CASE(devices_that_are_away_hold_no_permit) {
    auto lab = lab_of(limited(0), {10, 10}, {.offline = 1});
    lab.run(20);
    BOOST_TEST(lab.result().counts.pending == 20u);
    lab.connect(1, 4, true);
    lab.run(3);
    BOOST_TEST(lab.result().counts.succeeded == 1u);
    lab.calm_down();
    lab.run(60);
    BOOST_TEST(lab.result().counts.succeeded == 20u);
}

BOOST_AUTO_TEST_CASE(who_is_not_reached_in_time_neither_failed_nor_timed_out) {
    auto spec = limited(0);
    spec.reach = 10s;
    auto lab = lab_of(spec, {10, 10}, {.offline = 1});
    lab.connect(0, 3, true);
    lab.run(30);
    const auto r = lab.result();
    BOOST_TEST(r.state == "complete");
    BOOST_TEST((r.counts.succeeded == 1 && r.counts.unreached == 19));
    BOOST_TEST(lab.leg(1).reasons.at("not reached in time").size() == 10u);
}

BOOST_AUTO_TEST_CASE(nobody_is_sent_a_command_after_his_time_to_be_reached) {
    auto spec = job({part(percent(50)), rest()});
    spec.reach = 5s;
    spec.next_batch.soak = 10s;
    auto lab = lab_of(spec, {20});
    lab.run(40);
    const auto r = lab.result();
    BOOST_TEST(r.state == "complete");
    BOOST_TEST(lab.sent().size() == 10u);
    BOOST_TEST((r.counts.succeeded == 10 && r.counts.unreached == 10));
}

BOOST_AUTO_TEST_CASE(a_soak_that_ends_after_the_cancellation_starts_nothing) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch = {percent(50), share{0}, 5s, true};
    spec.cancel = cancel_spec{{false, {}, 2}, 0, base::job, std::nullopt};
    auto lab = lab_of(spec, {20});
    for (slot d = 0; d < 5; ++d)
        lab.connect(0, d, false);
    lab.run(3);
    BOOST_TEST(lab.result().counts.succeeded == 5u);
    lab.set_odds({.fails = 1});
    lab.calm_down();
    lab.run(20);
    BOOST_TEST(lab.result().state == "cancelled");
    BOOST_TEST(!lab.result().batches[1].begin.has_value());
    BOOST_TEST(lab.result().batches[1].counts.cancelled == 10u);
}

BOOST_AUTO_TEST_CASE(late_failures_of_an_earlier_batch_count_against_that_batch) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch.finished = percent(50);
    spec.cancel = cancel_spec{{true, percent(10), 0}, 0, base::batch, std::nullopt};
    auto lab = lab_of(spec, {40});
    for (slot d = 0; d < 10; ++d)
        lab.connect(0, d, false);
    for (slot d = 30; d < 40; ++d)
        lab.connect(0, d, false);
    lab.run(4);
    BOOST_TEST(lab.machine().current_batch() == 1u);
    lab.set_odds({.fails = 1});
    for (slot d = 0; d < 3; ++d)
        lab.connect(0, d, true);
    lab.run(4);
    BOOST_TEST(lab.result().state == "cancelled");
    BOOST_TEST(lab.result().state_reason == "3 failed, more than the limit of 2, in batch 50%");
}

BOOST_AUTO_TEST_CASE(a_paused_job_sends_nothing_more_and_gives_up_who_is_not_reached_in_time) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch = {percent(50), percent(90), {}, true};
    spec.reach = 20s;
    auto lab = lab_of(spec, {20}, {.fails = 1});
    for (slot d = 0; d < 5; ++d)
        lab.connect(0, d, false);
    lab.run(5);
    BOOST_TEST(lab.result().state == "paused");
    lab.connect(0, 0, true);
    lab.run(10);
    BOOST_TEST(lab.sent().size() == 5u);
    BOOST_TEST(lab.result().counts.pending == 15u);
    lab.run(10);
    BOOST_TEST(lab.result().state == "paused");
    BOOST_TEST((lab.result().counts.pending == 0 && lab.result().counts.unreached == 15));
    BOOST_TEST(lab.leg(0).reasons.at("held back by the pause").size() == 1u);
    BOOST_TEST(lab.leg(0).reasons.at("not reached in time").size() == 14u);
}

BOOST_AUTO_TEST_CASE(a_paused_job_is_cancelled_by_late_failures) {
    auto spec = job({part(percent(50)), rest()});
    spec.next_batch = {percent(50), percent(90), {}, true};
    spec.cancel = cancel_spec{{false, {}, 6}, 0, base::job, std::nullopt};
    auto lab = lab_of(spec, {20}, {.fails = 1, .longest = 12});
    bool was_paused = false;
    for (int i = 0; i < 20; ++i) {
        lab.run(1);
        was_paused |= lab.result().state == "paused";
    }
    BOOST_TEST(was_paused);
    BOOST_TEST(lab.result().state == "cancelled");
    BOOST_TEST((lab.result().counts.failed == 10 && lab.result().counts.cancelled == 10));
}

BOOST_AUTO_TEST_CASE(who_is_in_no_batch_is_skipped_when_the_time_to_be_reached_ends) {
    auto spec = job({part(percent(30))});
    spec.reach = 5s;
    auto lab = lab_of(spec, {20}, {.offline = 1});
    lab.run(10);
    const auto r = lab.result();
    BOOST_TEST(r.state == "complete");
    BOOST_TEST((r.counts.unreached == 6 && r.counts.skipped == 14));
    BOOST_TEST(lab.leg(0).reasons.at("not reached in time").size() == 6u);
    BOOST_TEST(lab.leg(0).reasons.at("in no batch").size() == 14u);
}

BOOST_AUTO_TEST_CASE(who_only_permits_hold_back_is_told_so_when_the_time_to_be_reached_ends) {
    auto spec = limited(0);
    spec.reach = 5s;
    auto lab = lab_of(spec, {20});
    lab.connect(0, 19, false);
    lab.run(15);
    const auto sent = lab.sent().size();
    BOOST_TEST((sent > 0 && sent < 8));
    BOOST_TEST(lab.leg(0).reasons.at("held back by the threshold").size() == 19 - sent);
    BOOST_TEST(lab.leg(0).reasons.at("not reached in time").size() == 1u);
    BOOST_TEST(lab.result().state == "complete");
}

BOOST_AUTO_TEST_CASE(says_when_the_threshold_slows_it) {
    auto lab = lab_of(limited(0, 3), {30}, {.longest = 3});
    lab.run(4);
    BOOST_TEST(lab.result().state_reason == "slowed by the threshold: 4 in flight");
    lab.run(60);
    BOOST_TEST(lab.result().state_reason == "slowed by the threshold: at most 4 in flight");
    auto quick = lab_of(limited(40), {30});
    quick.run(60);
    BOOST_TEST(quick.result().state == "complete");
    BOOST_TEST(quick.result().state_reason.empty());
}

BOOST_AUTO_TEST_CASE(the_reason_to_cancel_counts_who_timed_out_as_such) {
    auto lab = lab_of(limited(2), {30}, {.times_out = 1});
    lab.run(60);
    BOOST_TEST(lab.result().state_reason == "3 timed out, more than the limit of 2, in batch all");
}

BOOST_AUTO_TEST_CASE(a_sole_batch_of_the_rest_is_the_same_as_no_batches) {
    auto without = lab_of(job(), {7}), with = lab_of(job({rest()}), {7});
    without.run(5);
    with.run(5);
    BOOST_TEST(with.result().batches.at(0).name == without.result().batches.at(0).name);
    BOOST_TEST(with.result().counts.succeeded == 7u);
}

BOOST_AUTO_TEST_CASE(begins_in_a_shard_that_depends_on_the_name) {
    std::vector<std::uint64_t> first(64);
    for (int i = 0; i < 6400; ++i)
        ++first.at(job_machine::first_shard("job" + std::to_string(i), 64));
    BOOST_TEST(chi_square_excess(first) < 4);
    auto lab = lab_of(limited(0), {4, 4, 4, 4});
    lab.run(60);
    auto shard = job_machine::first_shard("fw", 4);
    for (std::size_t i = 0; i < 16; ++i) {
        BOOST_TEST(lab.sent()[i].first == (shard + i / 4) % 4);
        BOOST_TEST(lab.sent()[i].second == i % 4);
    }
}

BOOST_AUTO_TEST_SUITE_END()
