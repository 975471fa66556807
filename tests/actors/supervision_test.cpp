#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

const std::string pumps = R"(
templates:
  pump:
    properties: {firmware: 1.0}
    telemetry: {starts: {counter: 100, step: 1}, level: 1..2}
    messages: {status: {every: 10s}}
    commands: {update: {takes: 1s, installs: request.version}}
fleets: {pumps: {template: pump, count: 40}}
)";

std::unique_ptr<fleet_lab> run_pumps(const std::string& more) {
    auto lab = std::make_unique<fleet_lab>(scenario_for("10m", pumps + more));
    lab->run();
    return lab;
}

/// Readings by device, without what depends on the others.
std::map<std::uint64_t, std::vector<std::tuple<std::uint32_t, sim_time, double>>> by_device(
    const fleet_lab& lab) {
    std::map<std::uint64_t, std::vector<std::tuple<std::uint32_t, sim_time, double>>> all;
    for (const auto& x : lab.readings)
        all[x.key].emplace_back(x.tick, x.at, x.value);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(supervision_test)

BOOST_AUTO_TEST_CASE(a_crash_is_counted_and_the_device_runs_again_a_second_later) {
    const auto lab = run_pumps("faults: {glitch: {kind: crash, count: 5, at: 1m, for: 10ms}}");
    const auto& devices = lab->outcome().result.devices;
    BOOST_TEST(devices.failures == 5U);
    BOOST_TEST(devices.restarts == 5U);
    BOOST_TEST(devices.online == 40U);
    for (const auto& e : events_of(*lab, event_kind::device_crashed)) {
        BOOST_TEST(seconds_of(e.at) == 60.0);
        BOOST_TEST(e.detail == "fault glitch");
        const auto back = events_of(*lab, event_kind::device_restarted, e.subject);
        BOOST_TEST(seconds_of(back) == std::vector<double>{61.0}, tt::per_element());
    }
}

BOOST_AUTO_TEST_CASE(the_back_off_doubles_with_each_failure) {
    const auto lab = run_pumps("faults: {glitch: {kind: crash, count: 1, at: 1m, for: 1500ms}}");
    BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_crashed)) ==
                   (std::vector<double>{60.0, 61.0}),
               tt::per_element());
    BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_restarted)) ==
                   (std::vector<double>{61.0, 63.0}),
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(three_failures_within_a_minute_end_in_quarantine) {
    const auto lab = run_pumps("faults: {rotten: {kind: crash, count: 2, at: 1m}}");
    BOOST_TEST(lab->outcome().result.devices.quarantined == 2U);
    BOOST_TEST(lab->outcome().result.devices.failures == 6U);
    for (const auto& e : events_of(*lab, event_kind::device_quarantined)) {
        BOOST_TEST(seconds_of(e.at) == 64.0);
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_crashed, e.subject)) ==
                       (std::vector<double>{60.0, 61.0, 63.0}),
                   tt::per_element());
        for (const auto& x : readings_of(*lab, e.subject))
            BOOST_TEST(seconds_of(x.at) <= 63.0);
    }
    BOOST_TEST(events_of(*lab, event_kind::device_quarantined).size() == 2U);
}

BOOST_AUTO_TEST_CASE(three_failures_further_apart_do_not) {
    const auto lab = run_pumps(R"(faults:
  first: {kind: crash, count: 3, at: 1m, for: 10ms, draw: same}
  second: {kind: crash, count: 3, at: 2m, for: 10ms, draw: same}
  third: {kind: crash, count: 3, at: 3m, for: 10ms, draw: same})");
    BOOST_TEST(lab->outcome().result.devices.quarantined == 0U);
    BOOST_TEST(lab->outcome().result.devices.restarts == 9U);
    const auto crashed = events_of(*lab, event_kind::device_crashed);
    BOOST_TEST_REQUIRE(crashed.size() == 9U);  // `draw` makes the three choose the same devices
    for (std::size_t i = 3; i < 9; ++i)
        BOOST_TEST(crashed[i].subject == crashed[i - 3].subject);
}

BOOST_AUTO_TEST_CASE(the_others_never_notice) {
    const auto quiet = run_pumps("");
    const auto crashing = run_pumps("faults: {rotten: {kind: crash, count: 3, at: 1m}}");
    std::vector<std::uint64_t> hit;
    for (const auto& e : events_of(*crashing, event_kind::device_crashed))
        hit.push_back(device_key(e.subject));
    const auto before = by_device(*quiet);
    std::size_t same = 0;
    for (const auto& [key, readings] : by_device(*crashing)) {
        if (std::find(hit.begin(), hit.end(), key) != hit.end()) continue;
        BOOST_TEST((readings == before.at(key)));
        ++same;
    }
    BOOST_TEST(same == 37U);
}

BOOST_AUTO_TEST_CASE(behaviour_returns_to_boot_while_twin_and_ticks_survive) {
    const auto lab = run_pumps(R"(groups: {updated: firmware = '2.0'}
jobs: {j: {command: {name: update, request: {version: 2.0}}}}
faults: {glitch: {kind: crash, count: 1, at: 5m, for: 10ms}})");
    BOOST_TEST(lab->outcome().result.groups.at("updated").devices == 40U);
    const auto id = events_of(*lab, event_kind::device_crashed).at(0).subject;
    std::uint32_t next_tick = 0;
    double booted = 100;
    std::uint32_t boot_tick = 0;
    for (const auto& x : readings_of(*lab, id)) {
        if (x.series != 0) continue;
        BOOST_TEST(x.tick == next_tick);
        next_tick = x.tick + 1;
        if (x.at > sim_time(5min) && boot_tick == 0) boot_tick = x.tick;
        BOOST_TEST(x.value == booted + (x.tick - boot_tick));
    }
    BOOST_TEST(boot_tick >= 29U);  // a message every ten seconds, the first within ten
    BOOST_TEST(next_tick >= 59U);
}

BOOST_AUTO_TEST_CASE(a_device_without_power_does_not_crash_until_it_starts_again) {
    const auto lab = run_pumps(R"(faults:
  dark: {kind: power_off, at: 1m, for: 1m}
  rotten: {kind: crash, at: 90s, for: 1ms}
  later: {kind: crash, count: 2, at: 3m, for: 1ms})");
    BOOST_TEST(lab->outcome().result.devices.failures == 2U);
}

BOOST_AUTO_TEST_CASE(nothing_leaves_an_offline_device_but_it_measures_on) {
    const auto lab = run_pumps("faults: {away: {kind: offline, count: 10, at: 2m, for: 3m}}");
    for (const auto& e : events_of(*lab, event_kind::device_offline)) {
        std::size_t lost = 0;
        for (const auto& x : readings_of(*lab, e.subject)) {
            const bool away = x.at >= sim_time(2min) && x.at < sim_time(5min);
            BOOST_TEST(x.sent == !away);
            lost += away ? 1 : 0;
        }
        BOOST_TEST(lost == 2U * 18);
        for (const auto& sent : events_of(*lab, event_kind::message_sent, e.subject))
            BOOST_TEST((sent.at < sim_time(2min) || sent.at >= sim_time(5min)));
    }
    BOOST_TEST(events_of(*lab, event_kind::device_offline).size() == 10U);
    BOOST_TEST(lab->outcome().result.traffic.readings_lost == 10U * 2 * 18);
}

BOOST_AUTO_TEST_CASE(only_messages_that_left_count_as_bytes) {
    const auto lab = run_pumps("faults: {away: {kind: offline, count: 10, at: 2m, for: 3m}}");
    const auto& traffic = lab->outcome().result.traffic;
    const auto size = lab->the_world().fleets[0].messages[0].bytes;
    BOOST_TEST(size > 0);
    BOOST_TEST(traffic.messages_lost == 10U * 18);
    BOOST_TEST(traffic.bytes_sent == traffic.messages_sent * static_cast<std::uint64_t>(size));
}

BOOST_AUTO_TEST_CASE(nothing_is_measured_without_power) {
    const auto lab = run_pumps("faults: {dark: {kind: power_off, at: 2m, for: 3m}}");
    for (const auto& x : lab->readings)
        BOOST_TEST((x.at < sim_time(2min) || x.at >= sim_time(5min)));
    BOOST_TEST(lab->outcome().result.traffic.readings_lost == 0U);
}

BOOST_AUTO_TEST_CASE(who_is_back_after_a_fault_counts_as_recovered_until_it_goes_again) {
    // After the fault each device has an outage of its own now and then; only those who are there
    // have recovered.
    fleet_lab lab(scenario_for("10m", R"(
templates: {pump: {telemetry: {level: 1..2}, connectivity: {online: 60%, outages: 20s..40s}}}
fleets: {pumps: {template: pump, count: 200}}
faults: {cut: {kind: offline, share: 50%, at: 1m, for: 1m}}
)"));
    lab.run();
    std::uint64_t back = 0;
    for (std::uint32_t i = 0; i < lab.shards(); ++i) {
        const auto in = lab.shard(i);
        for (slot s = 0; s < in.columns.size(); ++s)
            back +=
                in.faults.affected(0, s) && state_of(in.columns.flags[s]) == device_state::online
                    ? 1
                    : 0;
    }
    BOOST_TEST(lab.outcome().result.faults.at("cut").recovered == back);
    BOOST_TEST(back > 30U);
    BOOST_TEST(back < 90U);
}

BOOST_AUTO_TEST_SUITE_END()
