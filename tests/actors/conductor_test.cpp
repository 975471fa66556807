#include <boost/test/unit_test.hpp>

#include <map>

#include "store/memory_store.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

using verdict = expectation_result::verdict;

run_options at_speed(double factor) {
    run_options options;
    options.speed = pace{pace::mode::factor, factor};
    return options;
}

const std::string unsteady = R"(
templates: {pump: {telemetry: {level: 1..2}, connectivity: {online: 80%, outages: 5s..40s}}}
fleets: {pumps: {template: pump, count: 30}}
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(conductor_test)

BOOST_AUTO_TEST_CASE(steps_without_anything_to_do_are_jumped_over) {
    const auto s = scenario_for("24h", R"(
templates: {pump: {telemetry: {level: 1..2}, messages: {status: {every: 1h}}}}
fleets: {pumps: {template: pump, count: 1}})");
    fleet_lab stepwise(s, steps_a_visit(1));
    BOOST_TEST(stepwise.run().visits == 24U);
    fleet_lab tuned(s);
    BOOST_TEST(tuned.run().visits <= 24U);
    BOOST_TEST(tuned.outcome().barriers < 1000U);
    BOOST_TEST(tuned.canonical() == stepwise.canonical());
}

BOOST_AUTO_TEST_CASE(a_run_ends_where_it_is_said_to_whatever_its_steps) {
    for (const char* step : {"1s", "7s", "40m", "2h"}) {
        fleet_lab lab(scenario_for(std::string("1h, step: ") + step, R"(
templates: {pump: {telemetry: {level: 1..2}, messages: {status: {every: 1m, aligned: true}}}}
fleets: {pumps: {template: pump, count: 10}})"),
                      {}, only_the_outcome);
        const auto& result = lab.run().result;
        BOOST_TEST(result.traffic.readings_generated == 600U, step);
        BOOST_TEST((result.windows.back().end == 1h), step);
    }
}

BOOST_AUTO_TEST_CASE(a_long_time_with_nothing_to_do_costs_no_stack) {
    // Devices that never send anything, and an expectation that may abort: every step is a barrier.
    fleet_lab lab(scenario_for("7d", R"(
templates: {pump: {properties: {firmware: 1.0}}}
fleets: {pumps: {template: pump, count: 1}}
expect: [{always: devices.online = 100%, abort: true}])"),
                  {}, only_the_outcome);
    BOOST_TEST(lab.run().barriers == 7U * 86400 + 1);
    BOOST_TEST(lab.outcome().visits == 0U);
}

BOOST_AUTO_TEST_CASE(the_length_of_a_visit_changes_nothing) {
    const auto s = scenario_for("20m", unsteady + R"(
faults: {boom: {kind: crash, share: 20%, at: 5m, for: 1ms}}
rules: {gone: {when: $connected = false, for: 10s}}
expect:
  - {always: devices.online >= 80%}
  - {always: rules.gone.open <= 3, from: 2m, except: boom, grace: 30s}
  - {after: boom, within: 2s, check: faults.boom.recovered >= 50%}
  - {at: 10m, check: devices.online >= 95%})");
    fleet_lab one(s, steps_a_visit(1));
    one.run();
    for (const auto steps : {2U, 7U, 60U, 4096U}) {
        fleet_lab many(s, steps_a_visit(steps));
        many.run();
        BOOST_TEST(many.canonical() == one.canonical());
    }
}

BOOST_AUTO_TEST_CASE(what_must_always_hold_is_looked_at_after_every_step) {
    const auto s = scenario_for("20m", unsteady + "expect: [{always: devices.online >= 25}]");
    for (const auto steps : {1U, 50U}) {
        fleet_lab lab(s, steps_a_visit(steps));
        std::uint64_t online = 0;
        lab.at_every_barrier([&](sim_time now) {
            if (now > sim_time{}) return;
            for (std::uint32_t i = 0; i < lab.shards(); ++i)
                for (const auto flags : lab.shard(i).columns.flags)
                    online += state_of(flags) == device_state::online ? 1 : 0;
        });
        lab.run();
        std::map<step_index, std::int64_t> moves;
        for (const auto& e : lab.events) {
            if (e.kind == event_kind::device_online) ++moves[step_of(e.at, 1s)];
            if (e.kind == event_kind::device_offline) --moves[step_of(e.at, 1s)];
        }
        std::uint64_t breaches = 0;
        for (step_index step = 0; step < 20 * 60; ++step) {
            online += static_cast<std::uint64_t>(moves[step]);
            breaches += online < 25 ? 1 : 0;
        }
        const auto& e = lab.outcome().result.expectations.at(0);
        BOOST_TEST(breaches > 0U);
        BOOST_TEST(e.breaches == breaches);
        BOOST_TEST((e.outcome == verdict::breached));
    }
}

BOOST_AUTO_TEST_CASE(alerts_that_are_open_at_the_start_count_once_in_what_must_always_hold) {
    fleet_lab lab(scenario_for("5m", R"(
fleets: {pumps: {count: 50, tags: {region: {pick: {north: 40%, south: rest}}}}}
rules: {northern: {when: region = 'north'}}
expect:
  - rules.northern.open = 20
  - {always: rules.northern.open <= 20}
  - {always: rules.northern.open <= 19})"));
    lab.run();
    const auto& e = lab.outcome().result.expectations;
    BOOST_TEST((e[0].outcome == verdict::held), e[0].observed);
    BOOST_TEST((e[1].outcome == verdict::held), e[1].observed);
    BOOST_TEST(e[2].breaches == 300U);
}

BOOST_AUTO_TEST_CASE(an_expectation_at_an_instant_sees_what_happens_at_it) {
    fleet_lab lab(scenario_for("20m", R"(
fleets: {pumps: {count: 20}}
faults: {away: {kind: offline, at: 5m, for: 1m}}
expect:
  - {at: 0s, check: devices.online = 20}
  - {at: 4m59s, check: devices.online = 20}
  - {at: 5m, check: devices.online = 0}
  - {at: 5m59s, check: devices.online = 0}
  - {at: 6m, check: devices.online = 20}
  - {at: 20m, check: devices.online = 20})"));
    lab.run();
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(a_breach_that_aborts_ends_the_run_with_its_step) {
    const auto s = scenario_for("20m", R"(
fleets: {pumps: {count: 20}}
faults: {away: {kind: offline, at: 5m}}
expect: [{always: devices.online = 100%, abort: true}])");
    fleet_lab lab(s);
    lab.run();
    BOOST_TEST(lab.outcome().result.aborted);
    BOOST_TEST(seconds_of(lab.outcome().result.end) == 301.0);
    BOOST_TEST(lab.outcome().failure.empty());
}

BOOST_AUTO_TEST_CASE(an_interrupt_leaves_a_result_of_what_ran_so_far) {
    fleet_lab lab(scenario_for(
        "20m",
        unsteady + "expect: [readings.generated >= 1, {at: 15m, check: devices.online >= 0%}]"));
    lab.at_every_barrier([&](sim_time now) {
        if (now >= sim_time(7min)) lab.interrupt();
    });
    lab.run();
    const auto& r = lab.outcome().result;
    BOOST_TEST(r.interrupted);
    BOOST_TEST(lab.outcome().failure.empty());
    BOOST_TEST((r.end >= sim_time(7min)));
    BOOST_TEST((r.end < sim_time(20min)));
    BOOST_TEST((r.windows.back().end == r.end));
    BOOST_TEST(r.traffic.readings_generated == lab.readings.size());
    for (const auto& x : lab.readings)
        BOOST_TEST((x.at < r.end));
    for (const auto& e : r.expectations)
        BOOST_TEST((e.outcome == verdict::pending));
}

BOOST_AUTO_TEST_CASE(an_interrupt_before_the_first_step_runs_nothing) {
    fleet_lab lab(scenario_for("20m", unsteady));
    lab.interrupt();
    lab.run();
    BOOST_TEST(lab.outcome().result.interrupted);
    BOOST_TEST(lab.readings.empty());
    BOOST_TEST(lab.outcome().result.devices.total == 30U);
}

BOOST_AUTO_TEST_CASE(a_pace_is_kept_by_the_clock_it_is_given) {
    const auto s = scenario_for("10m", unsteady);
    fleet_lab fast(s);
    fast.run();
    for (const double factor : {1.0, 60.0, 1000.0}) {
        fleet_lab lab(s, at_speed(factor));
        const double before = lab.wall_seconds();
        lab.run();
        BOOST_TEST(lab.wall_seconds() - before == 600 / factor, tt::tolerance(1e-6));
        BOOST_TEST(lab.outcome().lag_seconds_max == 0.0);
        BOOST_TEST(lab.canonical() == fast.canonical());
    }
}

BOOST_AUTO_TEST_CASE(a_run_that_is_late_says_so_and_drops_nothing) {
    const auto s = scenario_for("10m", unsteady);
    fleet_lab fast(s);
    fast.run();
    auto options = at_speed(60);
    double wall = 0;
    options.wall_seconds = [&wall] {
        return wall += 0.3;
    };  // a machine on which everything takes long
    fleet_lab late(s, options);
    late.run();
    BOOST_TEST(late.outcome().lag_seconds_max > 1.0);
    BOOST_TEST(late.canonical() == fast.canonical());
}

BOOST_AUTO_TEST_CASE(an_interrupt_is_heard_while_the_run_waits_for_its_time) {
    fleet_lab lab(scenario_of("muster: 1\ntime: {for: 30d, step: 1h}\n" + unsteady), at_speed(1));
    lab.start();
    lab.settle();
    BOOST_TEST(!lab.ended());
    lab.interrupt();
    lab.settle();
    BOOST_TEST(lab.ended());
}

BOOST_AUTO_TEST_CASE(windows_have_the_width_of_the_run_and_cover_it) {
    fleet_lab lab(scenario_for("1h", unsteady));
    lab.run();
    const auto& windows = lab.outcome().result.windows;
    BOOST_TEST(windows.size() == 240U);
    for (std::size_t i = 0; i < windows.size(); ++i)
        BOOST_TEST(seconds_of(windows[i].end) == 15.0 * static_cast<double>(i + 1));
}

BOOST_AUTO_TEST_CASE(progress_is_shown_at_barriers_and_at_the_end) {
    run_options options;
    options.progress_interval = 0;
    std::vector<run_progress> shown;
    options.on_progress = [&](const run_progress& p) { shown.push_back(p); };
    fleet_lab lab(scenario_for("10m", unsteady + "expect: [devices.total = 30]"), options);
    lab.run();
    BOOST_TEST_REQUIRE(shown.size() >= 2U);
    for (std::size_t i = 1; i < shown.size(); ++i)
        BOOST_TEST((shown[i].now >= shown[i - 1].now));
    BOOST_TEST((shown.back().now == sim_time(10min)));
    BOOST_TEST(shown.back().devices.total == 30U);
    BOOST_TEST(shown.back().traffic.readings_generated ==
               lab.outcome().result.traffic.readings_generated);
    BOOST_TEST((shown.back().expectations.at(0).outcome == verdict::held));
}

BOOST_AUTO_TEST_CASE(a_journal_that_refuses_ends_the_run_with_the_reason) {
    memory_store taken;
    run_options options;
    options.journal = &taken;
    fleet_lab lab(scenario_for("10m", unsteady + "faults: {boom: {kind: crash, at: 5m, for: 1ms}}"),
                  options);
    bool robbed = false;
    lab.at_every_barrier([&](sim_time) {
        for (std::uint32_t i = 0; !robbed && i < lab.shards(); ++i)
            taken.take_over(i);
        robbed = true;
    });
    lab.run();
    BOOST_TEST(lab.outcome().failure.find("stale") != std::string::npos);
    BOOST_TEST((lab.outcome().result.end < sim_time(6min)));
    BOOST_TEST(lab.shut_down() == 0U);
}

BOOST_AUTO_TEST_CASE(no_actor_is_left_when_a_run_is_taken_down) {
    fleet_lab ended(scenario_for("10m", unsteady));
    ended.run();
    BOOST_TEST(ended.shut_down() == 0U);
    fleet_lab waiting(scenario_for("10m", unsteady), at_speed(1));
    waiting.start();
    waiting.settle();
    BOOST_TEST(!waiting.ended());
    BOOST_TEST(waiting.shut_down() == 0U);
    fleet_lab idle(scenario_for("10m", unsteady));
    BOOST_TEST(idle.shut_down() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
