#include <boost/test/unit_test.hpp>

#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Groups of a run: who joins and leaves, what follows from it, and groups in groups.
namespace {

const std::string meters = R"(
templates:
  meter:
    telemetry: {voltage: 220..240}
    messages: {status: {every: 1m}}
    properties: {firmware: {initial: 1.0}}
    commands:
      update: {takes: 10s, installs: request.version, fails: {flash error: 20%, no space: 10%}}
      mend: {takes: 10s}
fleets:
  meters: {template: meter, count: 200, id: m-###, tags: {half: {pick: {a: 50%, b: rest}}}}
)";

std::unique_ptr<fleet_lab> run_meters(const std::string& more, run_options options = {}) {
    auto lab = std::make_unique<fleet_lab>(scenario_for("30m", meters + more), std::move(options));
    lab->run();
    return lab;
}

/// What the run told of groups: `60 group.joined dark 200`.
std::vector<std::string> told_of_groups(const fleet_lab& lab) {
    std::vector<std::string> all;
    for (const auto& e : lab.events)
        if (e.kind == event_kind::group_joined || e.kind == event_kind::group_left)
            all.push_back(std::to_string(e.at / 1s) + ' ' + to_text(e.kind) + ' ' + e.subject +
                          ' ' + std::to_string(e.count));
    return all;
}

const std::string cut =
    "faults: {cut: {kind: power_off, at: 10m, for: 5m}}\n"
    "groups: {dark: NOT $connected, dark_a: \"groups.dark AND half = 'a'\"}\n";
const std::vector<std::string> of_the_cut{"601 group.joined dark 200",
                                          "601 group.joined dark_a 100", "901 group.left dark 200",
                                          "901 group.left dark_a 100"};

std::uint64_t group_size(const fleet_lab& lab, const std::string& name) {
    return lab.outcome().result.groups.at(name).devices;
}

void all_hold(const fleet_lab& lab) {
    BOOST_TEST(lab.outcome().failure == "");
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text + ": " + e.observed);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(group_test)

BOOST_AUTO_TEST_CASE(devices_that_join_at_once_are_one_event) {
    const auto lab = run_meters(cut);
    BOOST_TEST(told_of_groups(*lab) == of_the_cut, boost::test_tools::per_element());
    BOOST_TEST(events_of(*lab, event_kind::device_joined).size() == 300U);
    const auto of_one = events_of(*lab, event_kind::device_left, "m-007");
    BOOST_TEST_REQUIRE(!of_one.empty());
    BOOST_TEST(of_one[0].detail == "dark");
}

BOOST_AUTO_TEST_CASE(events_of_groups_do_not_depend_on_how_often_the_conductor_looks) {
    for (const auto steps : {1U, 7U, 100U})
        BOOST_TEST(told_of_groups(*run_meters(cut, steps_a_visit(steps))) == of_the_cut,
                   boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(with_a_window_only_groups_are_told_of_and_at_its_end) {
    run_options options;
    options.gather_connections = 7min;
    const auto lab = run_meters(cut, options);
    const std::vector<std::string> wanted{"840 group.joined dark 200",
                                          "840 group.joined dark_a 100", "1260 group.left dark 200",
                                          "1260 group.left dark_a 100"};
    BOOST_TEST(told_of_groups(*lab) == wanted, boost::test_tools::per_element());
    BOOST_TEST(events_of(*lab, event_kind::device_joined).empty());
}

BOOST_AUTO_TEST_CASE(joins_and_leaves_are_counted_for_expectations) {
    all_hold(*run_meters(cut + R"(expect:
  - groups.dark.joined = 200
  - groups.dark.left = 200
  - {at: 12m, check: groups.dark_a.joined = 100}
  - {at: 12m, check: groups.dark_a.left = 0}
  - {at: 12m, check: groups.dark_a.devices = 50%}
  - {at: 12m, check: groups.dark.online = 0%}
  - {at: 12m, check: devices.total(groups.dark AND NOT groups.dark_a) = 100}
)"));
}

BOOST_AUTO_TEST_CASE(a_job_follows_up_on_those_that_failed_for_a_reason) {
    const auto lab = run_meters(R"(
groups:
  unflashed: jobs.fw.state = failed AND jobs.fw.reason LIKE 'flash%'
  other: jobs.fw.reason IS NOT NULL AND NOT groups.unflashed
jobs:
  fw: {command: {name: update, request: {version: 2.0}}, start: {at: 1m}}
  mend: {group: unflashed, command: {name: mend}, start: {at: 10m}}
expect: [ jobs.mend.succeeded > 0, groups.other.devices > 0, groups.unflashed.left = 0 ]
)");
    all_hold(*lab);
    const auto& jobs = lab->outcome().result.jobs;
    BOOST_TEST(jobs.at("mend").counts.total == jobs.at("fw").reasons.at("flash error"));
    BOOST_TEST(group_size(*lab, "other") == jobs.at("fw").reasons.at("no space"));
}

BOOST_AUTO_TEST_CASE(open_alerts_of_a_device_are_counted) {
    all_hold(*run_meters(R"(
faults: {cut: {kind: power_off, at: 10m, for: 5m}}
rules:
  gone: {when: $connected = false}
  gone_long: {when: $connected = false, for: 2m}
  gone_a: {when: $connected = false, where: groups.half_a}
groups: {half_a: half = 'a', loud: $open_alerts > 1, loudest: groups.loud AND $open_alerts = 3}
expect:
  - {at: 11m, check: groups.loud.devices = 100}
  - {at: 11m, check: devices.total($open_alerts = 1) = 100}
  - {at: 13m, check: groups.loud.devices = 200}
  - {at: 13m, check: groups.loudest.devices = 100}
  - {at: 16m, check: devices.total($open_alerts = 0) = 200}
  - groups.loudest.left = 100
)"));
}

BOOST_AUTO_TEST_CASE(a_list_counts_in_conditions_as_other_groups_do) {
    all_hold(*run_meters(R"(
groups:
  canaries: {devices: [m-001, m-002, m-003, m-004]}
  rest: NOT groups.canaries
faults: {cut: {kind: power_off, at: 10m, where: groups.canaries}}
rules: {gone: {when: $connected = false AND groups.canaries}}
expect: [ faults.cut.devices = 4, groups.rest.devices = 196, rules.gone.open = 4, devices.offline(groups.canaries) = 4 ]
)"));
}

BOOST_AUTO_TEST_SUITE_END()
