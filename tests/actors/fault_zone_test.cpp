#include <boost/test/unit_test.hpp>

#include <map>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// `zone: device` of a fault.
BOOST_AUTO_TEST_SUITE(fault_zone_test)

BOOST_AUTO_TEST_CASE(begins_when_it_is_that_time_where_the_device_is) {
    fleet_lab lab(scenario_for("24h", R"(
templates: {meter: {telemetry: {power: 1..2}, messages: {status: {every: 10m}}}}
fleets:
  home:
    template: meter
    count: 90
    id: h-###
    zone: <city>
    tags: {city: {pick: {Europe/Berlin: 50%, America/New_York: rest}}}
  east: {template: meter, count: 10, id: e-##, zone: Asia/Kolkata}
  here: {template: meter, count: 10, id: l-##}
faults: {cut: {kind: offline, at: 06:30, zone: device, for: 30m}}
expect:
  - faults.cut.devices = 110
  - {at: 70m, check: faults.cut.active = 10}
  - {after: cut, within: 1m, check: faults.cut.recovered >= 100%}
)"));
    lab.run();
    std::map<double, int> begins;
    for (const auto& e : events_of(lab, event_kind::fault_begun))
        ++begins[seconds_of(e.at) / 3600];
    // The run starts at midnight UTC.
    const std::map<double, int> wanted{{1, 10}, {5.5, 45}, {6.5, 10}, {11.5, 45}};
    BOOST_TEST((begins == wanted));
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text + e.observed);
}

BOOST_AUTO_TEST_CASE(is_the_same_at_any_length_of_a_visit) {
    const auto yaml = R"(
templates: {meter: {telemetry: {power: 1..2}, messages: {status: {every: 10m}}}}
fleets:
  home: {template: meter, count: 40, zone: America/New_York}
  east: {template: meter, count: 40, zone: Asia/Kolkata}
faults: {cut: {kind: power_off, share: 40%, at: 06:30, zone: device, for: 30m}}
expect: [{always: devices.online >= 75%, except: cut}]
)";
    fleet_lab a(scenario_for("24h", yaml), steps_a_visit(1));
    fleet_lab b(scenario_for("24h", yaml), steps_a_visit(4096));
    a.run(), b.run();
    BOOST_TEST(a.canonical() == b.canonical());
    BOOST_TEST(a.outcome().result.faults.at("cut").devices == 32u);
}

BOOST_AUTO_TEST_SUITE_END()
