#include <boost/test/unit_test.hpp>

#include "tests/fleet/metrics_lab.hpp"

using namespace muster;
using namespace std::chrono_literals;
using verdict = expectation_result::verdict;

namespace {

struct watched : testing::metrics_lab {
    expectation_watch watch;

    explicit watched(const std::string& expect)
        : metrics_lab("  - " + expect + "\n"), watch(w, row) {}

    const expectation_result& result() const { return watch.results().front(); }
    void devices_online(std::int64_t n) { online(0, n, 100 - n); }
    void fault(std::int64_t active, std::uint32_t which = 0) {
        at(fault_count::active, which) = active;
        at(fault_count::devices, which) = std::max(at(fault_count::devices, which), active);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(expectation_watch_test)

BOOST_AUTO_TEST_CASE(a_bare_condition_is_looked_at_at_the_end) {
    watched good("devices.online >= 97%"), bad("devices.online >= 97%");
    good.devices_online(10);
    good.watch.at_barrier(1min);
    BOOST_TEST((good.result().outcome == verdict::pending));
    good.devices_online(98);
    good.watch.at_end(1h);
    BOOST_TEST((good.result().outcome == verdict::held));
    BOOST_TEST(good.result().observed == "98 of 100 (98 %)");
    BOOST_TEST(good.result().path == "expect.0");
    bad.devices_online(96);
    bad.watch.at_end(1h);
    BOOST_TEST((bad.result().outcome == verdict::breached && bad.result().first_breach == 1h));
    BOOST_TEST((!bad.watch.continuous() && !bad.watch.abort()));
}

BOOST_AUTO_TEST_CASE(no_data_fails) {
    watched e("jobs.fw.latency.p99 < 2s");
    e.watch.at_end(1h);
    BOOST_TEST((e.result().outcome == verdict::no_data));
    BOOST_TEST(e.result().observed == "no data");
}

BOOST_AUTO_TEST_CASE(always_counts_the_barriers_at_which_it_did_not_hold) {
    watched e("{always: devices.online >= 97%}");
    BOOST_TEST((e.watch.continuous() && e.watch.counted()));
    e.watch.at_barrier(1min);
    BOOST_TEST((e.result().outcome == verdict::held));
    e.devices_online(50);
    e.watch.at_barrier(2min);
    e.devices_online(40);
    e.watch.at_barrier(3min);
    e.devices_online(100);
    e.watch.at_barrier(4min);
    e.watch.at_end(4min);
    BOOST_TEST((e.result().outcome == verdict::breached && e.result().first_breach == 2min));
    BOOST_TEST(e.result().breaches == 2u);
    BOOST_TEST(e.result().observed == "50 of 100 (50 %), at worst 40 of 100 (40 %)");
}

BOOST_AUTO_TEST_CASE(what_always_held_shows_how_near_it_came) {
    watched e("{always: devices.online >= 50%}");
    for (const auto online : {100, 70, 90}) {
        e.devices_online(static_cast<std::uint64_t>(online));
        e.watch.at_barrier(1min);
    }
    e.watch.at_end(1h);
    BOOST_TEST((e.result().outcome == verdict::held));
    BOOST_TEST(e.result().observed == "70 of 100 (70 %)");
}

BOOST_AUTO_TEST_CASE(a_share_of_nothing_is_no_data) {
    watched e("commands.failed <= 5%");
    e.watch.at_end(1h);
    BOOST_TEST((e.result().outcome == verdict::no_data));
    BOOST_TEST(e.result().observed == "no data: 0 of 0");
}

BOOST_AUTO_TEST_CASE(always_begins_where_it_is_said_to) {
    watched e("{always: devices.online >= 97%, from: 10m}");
    e.devices_online(0);
    e.watch.at_barrier(9min);
    BOOST_TEST((e.result().outcome == verdict::pending));
    e.devices_online(100);
    e.watch.at_barrier(10min);
    BOOST_TEST((e.result().outcome == verdict::held));
}

BOOST_AUTO_TEST_CASE(always_waits_for_the_first_sample) {
    watched e("{always: templates.t.telemetry.x.p99 < 3, abort: true}");
    e.watch.at_barrier(1min);
    BOOST_TEST((e.result().outcome == verdict::pending));
    BOOST_TEST(!e.watch.abort());
    auto& x = e.series[0];
    x.count = 10, x.p99 = 2;
    e.watch.at_barrier(2min);
    BOOST_TEST((e.result().outcome == verdict::held));
    x.p99 = 4;
    e.watch.at_barrier(3min);
    BOOST_TEST((e.result().outcome == verdict::breached && e.result().first_breach == 3min));
}

BOOST_AUTO_TEST_CASE(always_without_any_sample_is_no_data_at_the_end) {
    watched e("{always: templates.t.telemetry.x.p99 < 3}");
    e.watch.at_barrier(1min);
    e.watch.at_end(1h);
    BOOST_TEST((e.result().outcome == verdict::no_data));
    BOOST_TEST(e.result().observed == "no data: there never was a sample");
}

BOOST_AUTO_TEST_CASE(a_fault_and_its_grace_are_excepted) {
    watched e("{always: devices.online >= 97%, except: cut, grace: 2m}");
    e.fault(50);
    e.devices_online(50);
    e.watch.at_barrier(10min);
    e.fault(0);
    e.watch.at_barrier(11min);
    e.watch.at_barrier(13min);
    BOOST_TEST((e.result().outcome == verdict::pending));
    e.watch.at_barrier(13min + 1s);
    BOOST_TEST((e.result().first_breach == 13min + 1s));
}

BOOST_AUTO_TEST_CASE(another_fault_is_not_excepted) {
    watched e("{always: devices.online >= 97%, except: cut, grace: 2m}");
    e.fault(50, 1);
    e.devices_online(50);
    e.watch.at_barrier(10min);
    BOOST_TEST((e.result().outcome == verdict::breached));
}

BOOST_AUTO_TEST_CASE(after_a_fault_it_has_to_become_true_in_time) {
    const auto play = [](sim_time back) {
        watched e("{after: cut, within: 5m, check: devices.online >= 97%}");
        e.watch.at_barrier(9min);  // holds, but the fault has not been yet
        for (sim_time now = 10min; now <= 30min; now += 1min) {
            e.fault(now < 15min ? 50 : 0);
            e.devices_online(now < back ? 50 : 100);
            e.watch.at_barrier(now);
        }
        e.watch.at_end(30min);
        return e.result();
    };
    BOOST_TEST((play(12min).outcome == verdict::held));
    BOOST_TEST((play(20min).outcome == verdict::held));
    const auto late = play(21min);
    BOOST_TEST((late.outcome == verdict::breached && late.first_breach == 20min));
    BOOST_TEST(late.breaches == 1u);
    BOOST_TEST(late.observed == "50 of 100 (50 %)");
}

BOOST_AUTO_TEST_CASE(a_fault_within_one_step_has_ended_too) {
    watched e("{after: cut, within: 5m, check: devices.online >= 97%}");
    e.watch.at_barrier(9min);
    e.at(fault_count::devices) = 50;
    e.watch.at_barrier(10min);
    e.watch.at_end(11min);
    BOOST_TEST((e.result().outcome == verdict::held));
}

BOOST_AUTO_TEST_CASE(after_a_job_it_has_to_become_true_in_time) {
    watched e("{after: fw, within: 5m, check: devices.online >= 97%}");
    e.devices_online(50);
    e.jobs[0].state = "running";
    e.watch.at_barrier(1min);
    e.jobs[0].state = "cancelled";
    e.jobs[0].end = 20min;
    e.watch.at_barrier(20min);
    e.devices_online(97);
    e.watch.at_barrier(25min);
    BOOST_TEST((e.result().outcome == verdict::held));
}

BOOST_AUTO_TEST_CASE(a_job_ends_when_it_does_also_where_earlier_steps_are_looked_at_later) {
    watched e("{after: fw, within: 5m, check: devices.online >= 97%}");
    e.devices_online(50);
    e.jobs[0].end = 20min;
    e.watch.at_barrier(18min);
    e.watch.at_barrier(20min);
    e.watch.at_barrier(24min);
    e.devices_online(97);
    e.watch.at_barrier(25min);
    BOOST_TEST((e.result().outcome == verdict::held));
}

BOOST_AUTO_TEST_CASE(what_never_ended_is_no_data_and_a_run_that_ends_too_soon_a_breach) {
    watched never_ended("{after: cut, within: 5m, check: devices.online >= 97%}");
    never_ended.watch.at_barrier(1min);
    never_ended.watch.at_end(1h);
    BOOST_TEST((never_ended.result().outcome == verdict::no_data));
    BOOST_TEST(never_ended.result().observed == "no data: cut did not end in this run");

    watched cut_short("{after: cut, within: 5m, check: devices.online >= 97%}");
    cut_short.devices_online(50);
    cut_short.fault(50);
    cut_short.watch.at_barrier(1min);
    cut_short.fault(0);
    cut_short.watch.at_barrier(2min);
    cut_short.watch.at_end(3min);
    BOOST_TEST((cut_short.result().outcome == verdict::breached));
}

BOOST_AUTO_TEST_CASE(at_an_instant_it_is_looked_at_once) {
    watched e("{at: 20m, check: devices.online >= 97%}");
    BOOST_TEST((e.watch.next_instant() == 20min + 1us));
    e.devices_online(50);
    e.watch.at_barrier(20min - 1s);  // what happens at the instant itself is still to come
    BOOST_TEST((e.result().outcome == verdict::pending));
    e.devices_online(100);
    e.watch.at_barrier(20min);
    BOOST_TEST(!e.watch.next_instant());
    e.devices_online(50);
    e.watch.at_barrier(21min);
    e.watch.at_end(1h);
    BOOST_TEST((e.result().outcome == verdict::held));
    watched last("{at: 20m, check: devices.online >= 97%}");
    last.watch.at_barrier(20min);
    last.watch.at_end(20min);
    BOOST_TEST((last.result().outcome == verdict::held));
    watched not_reached("{at: 20m, check: devices.online >= 97%}");
    not_reached.watch.at_end(10min);
    BOOST_TEST((not_reached.result().outcome == verdict::no_data));
}

BOOST_AUTO_TEST_CASE(only_a_breach_with_abort_ends_the_run) {
    watched e("{always: devices.online >= 97%, abort: true}");
    BOOST_TEST(e.watch.may_abort());
    e.watch.at_barrier(1min);
    BOOST_TEST(!e.watch.abort());
    e.devices_online(3);
    e.watch.at_barrier(2min);
    BOOST_TEST(e.watch.abort());
}

BOOST_AUTO_TEST_CASE(knows_whether_counters_are_enough) {
    BOOST_TEST(!watched("{always: templates.t.telemetry.x.p99 < 3}").watch.counted());
    BOOST_TEST(watched("{always: readings.lost <= 1%}").watch.counted());
    BOOST_TEST(watched("templates.t.telemetry.x.p99 < 3").watch.counted());
}

BOOST_AUTO_TEST_CASE(stands_as_it_would_end_now) {
    for (const auto* condition :
         {"devices.online >= 97%", "devices.online < 97%", "jobs.fw.latency.p99 < 2s"}) {
        watched e(condition);
        const auto standing = e.watch.standing().front();
        BOOST_TEST((e.result().outcome == verdict::pending));
        e.watch.at_end(1h);
        BOOST_TEST((standing.outcome == e.result().outcome), condition);
        BOOST_TEST(standing.observed == e.result().observed);
    }
}

BOOST_AUTO_TEST_SUITE_END()
