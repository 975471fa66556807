#include <boost/test/unit_test.hpp>

#include <cmath>

#include "actors/fleet_api.hpp"
#include "fleet/counters.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

std::string pumps(const std::string& arrive, const std::string& more = {}) {
    return R"(
templates:
  pump:
    telemetry: {level: 1..2}
    messages: {status: {every: 10s}}
    commands: {ping: {takes: 1s}}
fleets: {pumps: {template: pump, count: 1000, arrive: )" +
           arrive + "}}\n" + more;
}

std::string verdicts(const fleet_lab& lab) {
    std::string all;
    for (const auto& e : lab.outcome().result.expectations)
        all += e.outcome == expectation_result::verdict::held ? "held " : e.observed + " ";
    return all;
}

}  // namespace

/// Devices that appear bit by bit.
BOOST_AUTO_TEST_SUITE(arrival_test)

BOOST_AUTO_TEST_CASE(metrics_count_exactly_who_has_arrived) {
    fleet_lab lab(scenario_for("20m", pumps("[{for: 0s, to: 5%}, {for: 2m, to: 10%}, "
                                            "{for: 8m, to: 90%}]",
                                            R"(groups: {all_of_them: $fleet = 'pumps'}
expect:
  - {at: 0s, check: devices.total = 51}
  - {at: 2m, check: devices.total = 102}
  - {at: 119999ms, check: devices.arrived = 10%}
  - {at: 10m, check: devices.online = 900}
  - devices.arrived = 90%
  - devices.planned = 1000
  - groups.all_of_them.devices = 900
  - {always: devices.arrived = devices.total}
  - {always: devices.arrived <= 90%}
)")));
    lab.run();
    BOOST_TEST(verdicts(lab) == "held held held held held held held held held ");
    BOOST_TEST(lab.outcome().result.devices.total == 900u);
    BOOST_TEST(lab.outcome().result.windows.front().devices.total < 900u);
}

BOOST_AUTO_TEST_CASE(who_has_not_arrived_sends_nothing_and_is_in_no_fault_and_no_job) {
    fleet_lab lab(scenario_for("30m", pumps("[{for: 10m, to: 0%}, {for: 10m, to: 100%}]", R"(
faults:
  early: {kind: offline, at: 5m, for: 1m}
  half: {kind: offline, share: 50%, at: 15m, for: 1m}
jobs:
  ping: {command: ping, start: {at: 15m}}
)")));
    lab.run();
    const auto& r = lab.outcome().result;
    for (const auto& reading : lab.readings)
        BOOST_REQUIRE((reading.at >= sim_time(10min)));
    BOOST_TEST(r.faults.at("early").devices == 0u);
    BOOST_TEST(r.faults.at("half").devices == 250u);
    BOOST_TEST(r.faults.at("half").recovered == 250u);
    BOOST_TEST(r.jobs.at("ping").counts.total == 502u);
    BOOST_TEST(r.devices.online == 1000u);
}

BOOST_AUTO_TEST_CASE(what_comes_again_comes_to_those_who_arrived_meanwhile) {
    fleet_lab lab(scenario_for("6h", pumps("[{for: 3h, to: 100%}]", R"(
faults:
  daily: {kind: offline, at: 90m, for: 1m, every: 3h}
  now_and_then: {kind: offline, rate: 1/h, for: 10s}
)")));
    lab.run();
    const auto& faults = lab.outcome().result.faults;
    BOOST_TEST(faults.at("daily").devices == 1000u);
    for (const auto& e : lab.events)
        if (e.kind == event_kind::fault_begun && e.detail == "daily")
            BOOST_REQUIRE((e.at == sim_time(90min) || e.at == sim_time(270min)));
    // Who arrives at t is spared with exp(-(6 - t)); t is uniform in 0..3.
    const double spared = 1000 * (std::exp(-3.0) - std::exp(-6.0)) / 3;
    const auto hit = static_cast<double>(faults.at("now_and_then").devices);
    BOOST_TEST(std::abs(1000 - hit - spared) < 4 * std::sqrt(spared));
}

BOOST_AUTO_TEST_CASE(steps_per_visit_and_workers_change_nothing) {
    const auto text = pumps("[{for: 3m, to: 100%}]",
                            "rules: {low: {when: level < 1.5, for: 20s}}\n"
                            "faults: {f: {kind: crash, share: 10%, at: 2m}}\n"
                            "expect: [{always: devices.arrived >= 0}]\n");
    const auto canonical = [&](unsigned steps) {
        run_options options;
        options.steps_per_visit = steps;
        fleet_lab lab(scenario_for("10m", text), options);
        lab.run();
        return lab.canonical();
    };
    const auto one = canonical(1);
    BOOST_TEST((one == canonical(7)));
    BOOST_TEST((one == canonical(600)));
}

BOOST_AUTO_TEST_CASE(a_plan_counts_everybody) {
    const auto facts =
        fleet_api::open(scenario_for("1h", pumps("[{for: 10m, to: 100%}]",
                                                 "groups: {g: $fleet = 'pumps'}\n"
                                                 "faults: {f: {kind: offline, share: 10%, at: "
                                                 "30m}}\n")),
                        {})
            ->plan();
    BOOST_TEST(facts.groups[0].devices == 1000u);
    BOOST_TEST(facts.faults[0].selected == 100u);
}

BOOST_AUTO_TEST_SUITE_END()
