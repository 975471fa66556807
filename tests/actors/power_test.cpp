#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include "fleet/hash.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

/// Forty sensors; `power` is what their template says of sleep and batteries, `more` what the
/// scenario has besides.
std::unique_ptr<fleet_lab> run_sensors(const std::string& length, const std::string& every,
                                       const std::string& power, const std::string& more = {},
                                       run_options options = {}) {
    const std::string yaml = R"(
templates:
  sensor:
    telemetry: {level: 1..5, battery: {formula: $battery}}
    messages: {status: {every: )" +
                             every + R"(}}
    commands: {read: {takes: 5m}}
    )" + power + R"(
fleets: {sensors: {template: sensor, count: 40}}
)" + more;
    auto lab = std::make_unique<fleet_lab>(scenario_for(length, yaml), std::move(options));
    lab->run();
    return lab;
}

const device_counts& devices(const fleet_lab& lab) {
    return lab.outcome().result.devices;
}

/// The seconds at which every battery was empty, which has to be one instant for all.
std::vector<double> empty_at(const fleet_lab& lab) {
    std::vector<double> found;
    for (const auto& e : events_of(lab, event_kind::device_empty, lab.events.front().subject))
        found.push_back(seconds_of(e.at));
    return found;
}

const std::string hourly_nap = "duty_cycle: {every: 1h, awake: 6m, aligned: true}\n    ";

}  // namespace

BOOST_AUTO_TEST_SUITE(power_test)

// -- sleep

BOOST_AUTO_TEST_CASE(who_sleeps_measures_nothing_and_makes_up_for_it_once) {
    const auto lab = run_sensors("10h", "7m", "duty_cycle: {every: 1h, awake: 10m, aligned: true}");
    std::map<std::pair<std::uint64_t, sim_time>, int> at_waking;
    std::size_t others = 0;
    for (const auto& x : lab->readings) {
        const auto into = x.at % sim_time(1h);
        BOOST_REQUIRE(into < 10min);
        BOOST_TEST(x.sent);
        if (into == sim_time{})
            ++at_waking[{x.key, x.at}];
        else
            ++others;
    }
    // At the start everybody is awake and due at a phase of its own; after that each of the nine
    // wakings has one message, which carries two signals, and the ten minutes their usual ones.
    BOOST_TEST(at_waking.size() == 40U * 9);
    for (const auto& [which, readings] : at_waking)
        BOOST_TEST(readings == 2);
    BOOST_TEST(std::abs(static_cast<double>(others) / 2 - 400.0 * 10 / 7) < 40, others);
    BOOST_TEST(lab->outcome().result.traffic.readings_lost == 0U);
}

BOOST_AUTO_TEST_CASE(a_message_as_rare_as_waking_is_sent_each_time) {
    const auto lab = run_sensors("10h", "1h", "duty_cycle: {every: 1h, awake: 30s}");
    const auto& t = lab->outcome().result.traffic;
    BOOST_TEST(t.messages_sent >= 40U * 9);
    BOOST_TEST(t.messages_sent <= 40U * 10);
    BOOST_TEST(t.messages_lost == 0U);
}

BOOST_AUTO_TEST_CASE(sleep_is_a_state_of_its_own_and_no_outage) {
    const auto lab =
        run_sensors("2h30m", "10m", "duty_cycle: {every: 1h, awake: 6m, aligned: true}", R"(
rules:
  away: {when: $connected = false, for: 50m}
  gone: {when: $connected = false AND NOT $asleep}
expect:
  - {at: 30m, check: devices.asleep = 100%}
  - {at: 61m, check: devices.online = 40}
  - {always: devices.offline = 0}
  - {at: 30m, check: devices.total($asleep) = 40}
)");
    BOOST_TEST(devices(*lab).asleep == 40U);
    BOOST_TEST(devices(*lab).total == 40U);
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
    BOOST_TEST(lab->outcome().result.rules.at("away").fired == 80U);
    BOOST_TEST(lab->outcome().result.rules.at("gone").fired == 0U);
    BOOST_TEST(events_of(*lab, event_kind::device_offline).empty());
    const auto id = lab->events.front().subject;
    BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_asleep, id)) ==
                   (std::vector<double>{360, 3960, 7560}),
               tt::per_element());
    BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_online, id)) ==
                   (std::vector<double>{3600, 7200}),
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(a_fault_is_over_for_who_sleeps_through_its_end) {
    const auto lab = run_sensors("2h", "10m", "duty_cycle: {every: 1h, awake: 6m, aligned: true}",
                                 "faults: {cut: {kind: offline, at: 10m, for: 10m}}\n"
                                 "expect: [{at: 15m, check: devices.offline = 40},"
                                 " {at: 25m, check: faults.cut.recovered = 100%}]");
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(commands_wait_until_devices_wake_and_keep_them_awake) {
    const auto lab = run_sensors(
        "3h", "10m", "duty_cycle: {every: 1h, awake: 6m, aligned: true}",
        "jobs: {all: {command: {name: read, reach: 2h}, start: {at: 10m}, batches: [10, rest]}}");
    const auto& job = lab->outcome().result.jobs.at("all");
    BOOST_TEST(job.counts.succeeded == 40U);
    const auto done = events_of(*lab, event_kind::command_succeeded);
    BOOST_TEST(done.size() == 40U);
    for (const auto& e : done) {
        // Sent while awake, five minutes before; what comes too late for the six goes on.
        const auto sent = seconds_of(e.at) - 300;
        BOOST_TEST((std::fmod(sent, 3600) < 360), sent);
        const auto slept = events_of(*lab, event_kind::device_asleep, e.subject);
        BOOST_TEST(std::none_of(slept.begin(), slept.end(), [&](const event& s) {
            return seconds_of(s.at) > sent && s.at < e.at;
        }));
        const auto bedtime = std::max(seconds_of(e.at), std::floor(sent / 3600) * 3600 + 360);
        BOOST_TEST(std::any_of(slept.begin(), slept.end(),
                               [&](const event& s) { return seconds_of(s.at) == bedtime; }),
                   e.subject << " sleeps not at " << bedtime);
    }
}

// -- batteries

BOOST_AUTO_TEST_CASE(a_battery_is_empty_at_the_instant_that_one_computes_by_hand) {
    // 11 - 0.5 for each message at 0:00, 0:30, ... and 4 an hour: 0.5 are left at 2:00, which are
    // seven and a half minutes.
    const auto lab =
        run_sensors("5h", "30m, aligned: true", "battery: {capacity: 11, awake: 4, message: 0.5}");
    BOOST_TEST(events_of(*lab, event_kind::device_empty).size() == 40U);
    BOOST_TEST(empty_at(*lab) == std::vector<double>{7650}, tt::per_element());
    BOOST_TEST(devices(*lab).empty == 40U);
    BOOST_TEST(lab->outcome().result.traffic.messages_sent == 40U * 5);
}

BOOST_AUTO_TEST_CASE(sleep_takes_less_and_the_last_waking_takes_the_rest) {
    // 0.09 + 1 + 0.41 an hour: 1 is left at 4:00, 0.59 after the message, 212.4 s of 10 an hour.
    const auto lab =
        run_sensors("9h", "1h, aligned: true",
                    hourly_nap + "battery: {capacity: 7, awake: 10, asleep: 0.1, message: 0.41}");
    BOOST_TEST(empty_at(*lab).size() == 1U);
    BOOST_TEST(empty_at(*lab).at(0) == 14612.4, tt::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_message_that_takes_the_rest_is_the_last) {
    const auto lab =
        run_sensors("5h", "30m, aligned: true", "battery: {capacity: 2, message: 0.5, start: 75%}");
    BOOST_TEST(empty_at(*lab) == std::vector<double>{3600}, tt::per_element());
    BOOST_TEST(lab->outcome().result.traffic.messages_sent == 40U * 3);
}

BOOST_AUTO_TEST_CASE(a_drain_takes_a_multiple_or_so_much_more_while_it_lasts) {
    const std::string battery = "battery: {capacity: 10, awake: 1}";
    const auto times = [&](const std::string& fault) {
        return empty_at(*run_sensors("11h", "1h", battery,
                                     "faults: {f: {kind: battery_drain, " + fault + "}}"));
    };
    const auto hours = [](double h) { return std::vector<double>{h * 3600}; };
    BOOST_TEST(times("factor: 3, at: 4h") == hours(6), tt::per_element());
    BOOST_TEST(times("adds: 0.5, at: 4h") == hours(8), tt::per_element());
    BOOST_TEST(times("factor: 3, adds: 1, at: 4h, for: 1h") == hours(7), tt::per_element());
}

BOOST_AUTO_TEST_CASE(without_power_a_battery_keeps_what_it_has) {
    const auto lab = run_sensors("14h", "1h", "battery: {capacity: 10, awake: 1}",
                                 "faults: {cut: {kind: power_off, at: 4h, for: 3h}}");
    BOOST_TEST(empty_at(*lab) == std::vector<double>{13 * 3600}, tt::per_element());
}

BOOST_AUTO_TEST_CASE(a_device_that_is_charged_comes_back_full) {
    const auto lab = run_sensors(
        "30h", "1h", "battery: {capacity: 10, awake: 1, recharge: 2h}",
        "expect: [{at: 11h, check: devices.empty = 40}, {at: 13h, check: devices.online "
        "= 40}, {at: 13h, check: devices.total($battery > 85%) = 40}]");
    BOOST_TEST(empty_at(*lab) == (std::vector<double>{36000, 79200}), tt::per_element());
    BOOST_TEST(
        seconds_of(events_of(*lab, event_kind::device_online, lab->events.front().subject)) ==
            (std::vector<double>{43200, 86400}),
        tt::per_element());
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(its_level_is_a_reading_a_condition_and_an_expectation) {
    const auto lab = run_sensors("5h", "30m, aligned: true", "battery: {capacity: 40, awake: 4}",
                                 "rules: {low: {when: $battery < 70%}}\n"
                                 "groups: {fuller: $battery >= 65%}\n"
                                 "expect: [{at: 3h, check: groups.fuller.devices = 40},"
                                 " {at: 4h, check: groups.fuller.devices = 0},"
                                 " devices.total($battery < 51) = 40,"
                                 " templates.sensor.telemetry.battery.min = 55]");
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
    const auto low = events_of(*lab, event_kind::alert_opened);
    BOOST_TEST(low.size() == 40U);
    for (const auto& e : low)  // 70 % at three hours, less at the message half an hour later
        BOOST_TEST(seconds_of(e.at) == 12600);
    for (const auto& x : readings_of(*lab, lab->events.front().subject))
        if (x.series == 1)
            BOOST_TEST(x.value == 100 - 10 * seconds_of(x.at) / 3600, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_device_that_has_not_arrived_takes_nothing) {
    const std::string yaml = R"(
templates: {sensor: {telemetry: {level: 1..5}, battery: {capacity: 10, awake: 5}}}
fleets: {sensors: {template: sensor, count: 4, arrive: [{for: 3h, to: 0%}, {for: 0s, to: 100%}]}}
)";
    fleet_lab lab(scenario_for("6h", yaml));
    lab.run();
    const auto gone = events_of(lab, event_kind::device_empty);
    BOOST_TEST(gone.size() == 4U);
    for (const auto& e : gone)
        BOOST_TEST(seconds_of(e.at) == 5 * 3600);
}

BOOST_AUTO_TEST_CASE(a_result_does_not_depend_on_how_it_is_made) {
    const auto run = [](unsigned workers, std::uint32_t steps) {
        run_options options;
        options.workers = workers;
        options.steps_per_visit = steps;
        return run_sensors("3d", "20m, jitter: 30%",
                           "duty_cycle: {every: 30m, awake: 2m, jitter: 5m}\n    battery: "
                           "{capacity: 40, start: 20%..100%, awake: 8, asleep: 0.2, message: 0.1, "
                           "command: 2, recharge: {p50: 5h, p99: 1d}}",
                           "faults: {leak: {kind: battery_drain, factor: 2, share: 30%, at: 20h, "
                           "for: 10h, every: 1d}}",
                           std::move(options));
    };
    const auto wanted = run(2, 0);
    BOOST_TEST(events_of(*wanted, event_kind::device_empty).size() > 40U);
    BOOST_TEST((run(1, 1)->canonical() == wanted->canonical()));
    BOOST_TEST((run(3, 7)->canonical() == wanted->canonical()));
}

BOOST_AUTO_TEST_SUITE_END()
