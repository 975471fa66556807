#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>

#include "fleet/hash.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

/// Forty meters that send each ten seconds; `more` is what the template has besides.
std::unique_ptr<fleet_lab> run_meters(const std::string& connectivity, const std::string& more,
                                      const std::string& length = "10m", run_options options = {}) {
    const std::string yaml = R"(
templates:
  meter:
    telemetry: {power: 80..900, energy: {counter: 0, step: 1..2}}
    messages: {status: {every: 10s}}
    commands: {read: {takes: 1s}}
    connectivity: {)" + connectivity +
                             R"(}
fleets: {meters: {template: meter, count: 40}}
)" + more;
    auto lab = std::make_unique<fleet_lab>(scenario_for(length, yaml), std::move(options));
    lab->run();
    return lab;
}

const traffic_counts& traffic(const fleet_lab& lab) {
    return lab.outcome().result.traffic;
}

std::uint64_t accounted(const traffic_counts& t) {
    return t.readings_sent + t.readings_lost + t.readings_buffered;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(network_test)

BOOST_AUTO_TEST_CASE(a_lossy_way_loses_its_share_and_counts_it) {
    const auto lab = run_meters("", "faults: {bad: {kind: lossy, chance: 20%, at: 0s}}", "1h");
    const auto& t = traffic(*lab);
    BOOST_TEST(t.readings_generated == 40U * 360 * 2);
    BOOST_TEST(accounted(t) == t.readings_generated);
    BOOST_TEST(std::abs(static_cast<double>(t.messages_lost) - 2880) < 200);
    BOOST_TEST(t.messages_sent == events_of(*lab, event_kind::message_sent).size());
}

BOOST_AUTO_TEST_CASE(a_loss_of_the_template_needs_no_fault) {
    const auto lab = run_meters("loss: 10%", "", "1h");
    BOOST_TEST(std::abs(static_cast<double>(traffic(*lab).messages_lost) - 1440) < 150);
}

BOOST_AUTO_TEST_CASE(garbage_arrives_and_nobody_can_read_it) {
    const auto lab = run_meters("", "faults: {bad: {kind: garbage, count: 10, at: 1m, for: 1m}}");
    const auto& t = traffic(*lab);
    BOOST_TEST(t.messages_garbage == 60U);
    BOOST_TEST(t.messages_lost == 0U);
    BOOST_TEST(t.readings_lost == 120U);
    BOOST_TEST(accounted(t) == t.readings_generated);
}

BOOST_AUTO_TEST_CASE(a_duplicate_is_generated_once_and_sent_once) {
    const auto lab = run_meters("", "faults: {bad: {kind: duplicate, count: 5, at: 1m, for: 1m}}");
    const auto& t = traffic(*lab);
    BOOST_TEST(t.messages_duplicated == 30U);
    BOOST_TEST(t.readings_sent == t.readings_generated);
    BOOST_TEST(t.messages_sent * 2 == t.readings_sent);
}

BOOST_AUTO_TEST_CASE(latency_is_reported_as_drawn_and_moves_no_reading) {
    const auto plain = run_meters("", ""), slow = run_meters("latency: 20ms..80ms", "");
    const auto& s = *slow->outcome().result.latency;
    BOOST_TEST(s.count == traffic(*slow).messages_sent);
    BOOST_TEST((s.min >= 0.02 && s.max <= 0.08));
    BOOST_TEST(s.mean == 0.05, tt::tolerance(0.02));
    BOOST_TEST(!plain->outcome().result.latency.has_value());
    BOOST_TEST((plain->outcome().result.readings_hash == slow->outcome().result.readings_hash));
}

BOOST_AUTO_TEST_CASE(a_slow_way_adds_to_the_answers_of_commands) {
    const auto lab = run_meters("", R"(
faults: {bad: {kind: slow, adds: 7s, at: 0s}}
jobs: {ask: {group: all, command: {name: read, finish: 1m}, start: {at: 1m}}})");
    const auto& latency = lab->outcome().result.jobs.at("ask").latency;
    BOOST_TEST(latency.min == 8);
    BOOST_TEST(latency.max == 8);
}

BOOST_AUTO_TEST_CASE(commands_fail_with_the_reason_of_the_fault) {
    const auto lab = run_meters("", R"(
faults: {bad: {kind: command_failure, reason: valve stuck, count: 12, at: 0s}}
jobs: {ask: {group: all, command: {name: read, finish: 1m}, start: {at: 1m}}})");
    BOOST_TEST(lab->outcome().result.jobs.at("ask").reasons.at("valve stuck") == 12U);
}

BOOST_AUTO_TEST_CASE(a_device_boots_before_it_connects_and_measures_nothing_meanwhile) {
    const auto lab =
        run_meters("boot: 30s", "faults: {dark: {kind: power_off, count: 8, at: 1m, for: 1m}}");
    const auto begun = events_of(*lab, event_kind::fault_begun);
    BOOST_REQUIRE(begun.size() == 8U);
    for (const auto& e : begun) {
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_online, e.subject)) ==
                       std::vector<double>{150.0},
                   tt::per_element());
        for (const auto& r : readings_of(*lab, e.subject))
            BOOST_TEST((r.at < 1min || r.at >= 150s));
    }
    BOOST_TEST(lab->outcome().result.faults.at("dark").recovered == 8U);
}

BOOST_AUTO_TEST_CASE(a_crash_is_followed_by_a_boot) {
    const auto lab =
        run_meters("boot: 20s", "faults: {glitch: {kind: crash, count: 3, at: 1m, for: 10ms}}");
    for (const auto& e : events_of(*lab, event_kind::device_restarted)) {
        BOOST_TEST(seconds_of(e.at) == 61);
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_online, e.subject)) ==
                       std::vector<double>{81.0},
                   tt::per_element());
    }
    BOOST_TEST(lab->outcome().result.devices.restarts == 3U);
}

BOOST_AUTO_TEST_CASE(a_spread_keeps_devices_from_coming_back_at_once) {
    const auto lab =
        run_meters("reconnect: {spread: 2m}", "faults: {cut: {kind: offline, at: 1m, for: 1m}}");
    const auto back = events_of(*lab, event_kind::device_online);
    BOOST_REQUIRE(back.size() == 40U);
    BOOST_TEST((back.front().at >= 2min && back.back().at <= 4min));
    BOOST_TEST((back.back().at - back.front().at > 90s));
    BOOST_TEST(lab->outcome().result.faults.at("cut").recovered == 40U);
}

BOOST_AUTO_TEST_CASE(a_reboot_loop_reboots_until_it_is_over) {
    const auto lab = run_meters(
        "boot: 20s", "faults: {loop: {kind: reboot_loop, every: 1m, count: 4, at: 1m, for: 150s}}");
    const std::vector<double> down{60, 120, 180}, up{80, 140, 200};
    BOOST_REQUIRE(events_of(*lab, event_kind::fault_begun).size() == 4U);
    for (const auto& e : events_of(*lab, event_kind::fault_begun)) {
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_offline, e.subject)) == down,
                   tt::per_element());
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::device_online, e.subject)) == up,
                   tt::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_fault_comes_again_for_each_device) {
    const auto lab =
        run_meters("", "faults: {cut: {kind: offline, count: 6, at: 1m, for: 20s, every: 2m}}");
    for (const auto& e : events_of(*lab, event_kind::fault_begun))
        BOOST_TEST(seconds_of(events_of(*lab, event_kind::fault_begun, e.subject)) ==
                       (std::vector<double>{60, 180, 300, 420, 540}),
                   tt::per_element());
    BOOST_TEST(lab->outcome().result.faults.at("cut").devices == 6U);
}

BOOST_AUTO_TEST_CASE(a_fault_by_rate_comes_as_a_poisson_process) {
    const auto lab = run_meters("", "faults: {cut: {kind: offline, for: 1ms, rate: 30/h}}", "4h");
    const auto begun = events_of(*lab, event_kind::fault_begun).size();
    BOOST_TEST(std::abs(static_cast<double>(begun) - 4800) < 4 * std::sqrt(4800.0));
    std::map<std::string, sim_time> last;
    int longer = 0, all = 0;
    for (const auto& e : events_of(*lab, event_kind::fault_begun)) {
        longer += e.at - last[e.subject] > 2min ? 1 : 0;  // the mean: in 1/e of all
        last[e.subject] = e.at;
        ++all;
    }
    BOOST_TEST(std::abs(longer - all / std::exp(1.0)) < 4 * std::sqrt(all * 0.23));
}

BOOST_AUTO_TEST_CASE(a_buffer_keeps_what_is_measured_and_sends_it_late) {
    const auto lab = run_meters("buffer: {keep: 1h, flush: 5/s}",
                                "faults: {cut: {kind: offline, count: 10, at: 1m, for: 2m}}");
    const auto& t = traffic(*lab);
    BOOST_TEST(t.readings_lost == 0U);
    BOOST_TEST(t.readings_late == 10U * 12 * 2);
    BOOST_TEST(t.readings_buffered == 0U);
    BOOST_TEST(t.readings_sent == t.readings_generated);
}

BOOST_AUTO_TEST_CASE(a_buffer_does_not_send_what_grew_too_old_while_nothing_new_came) {
    const std::string faults =
        "faults: {cut: {kind: offline, count: 10, draw: x, at: 1m, for: 4m}, "
        "dead: {kind: power_off, count: 10, draw: x, at: 2m, for: 6m}}";
    const auto lab = run_meters("buffer: {keep: 2m}", faults);
    BOOST_TEST(traffic(*lab).readings_lost == 10U * 6 * 2);
    BOOST_TEST(traffic(*lab).readings_late == 0U);
    const auto newest = run_meters("buffer: {keep: 2m, when_full: drop_newest}", faults);
    BOOST_TEST(traffic(*newest).readings_lost == 0U);
    BOOST_TEST(traffic(*newest).readings_late == 10U * 6 * 2);
}

/// Every way in which a reading may come about, in messages of every kind.
BOOST_AUTO_TEST_CASE(what_leaves_a_buffer_is_what_was_measured) {
    const auto lab = std::make_unique<fleet_lab>(scenario_for("30m", R"(
templates:
  site:
    telemetry:
      drawn: {uniform: 0..100, decimals: 1}
      walks: {walk: 50, step: 2}
      daily: {daily: {low: 1, high: 9, peak: 14:00}, noise: 3%}
      shared: {normal: 10, sd: 2, together: {tag: cell, share: 60%}}
      tied: {normal: 10, sd: 2, correlates: {with: shared, r: 70%}}
      mode: {states: {busy: {for: 1m}, idle: {for: 2m}}}
      sum: {integral_of: drawn}
      twice: {formula: drawn * 2}
      steps: {sequence: [1, 2, 5]}
    messages:
      all: {every: 10s, jitter: 2s}
      rare: {every: 45s, carries: [drawn, sum, daily]}
      moved: {every: 20s, on_change: {drawn: 20}, at_most: 1/m, carries: [drawn, mode]}
      high: {when: drawn > 60, carries: [drawn, walks, sum]}
    connectivity: {online: 60%, outages: {p50: 1m, p99: 4m}, buffer: {keep: 90s}}
fleets:
  sites:
    template: site
    count: 60
    zone: <home>
    tags:
      cell: {sequence: c-##, each: 10}
      home: {pick: {Asia/Tokyo: 50%, Europe/Oslo: rest}}
faults: {odd: {kind: drift, signal: drawn, rate: 90/h, share: 20%, at: 5m, for: 3m}}
)"));
    lab->run();
    std::map<std::tuple<std::uint64_t, std::uint16_t, std::uint32_t, std::uint32_t>,
             const seen_reading*>
        made;
    for (const auto& r : lab->readings)
        made[{r.key, r.message, r.series, r.tick}] = &r;
    std::map<std::uint16_t, int> late;
    for (const auto& r : lab->late) {
        const auto* was = made.at({r.key, r.message, r.series, r.tick});
        BOOST_TEST((!was->sent && was->at == r.at && value_bits(was->value) == value_bits(r.value)),
                   "message " << r.message << ", series " << r.series);
        ++late[r.message];
    }
    BOOST_TEST(late.size() == 4U);
    const auto& t = traffic(*lab);
    BOOST_TEST(t.readings_late == lab->late.size());
    BOOST_TEST(accounted(t) == t.readings_generated);
    BOOST_TEST(t.readings_lost > 0U);
}

BOOST_AUTO_TEST_CASE(who_listens_makes_no_difference_to_a_buffer) {
    const std::string yaml = R"(
templates:
  meter:
    telemetry: {power: 0..100, level: {walk: 20, step: 1}}
    messages: {status: {every: 10s}, high: {when: power > 50, carries: level}}
    connectivity: {buffer: {keep: 1m, flush: 2/s}}
fleets: {meters: {template: meter, count: 40}}
faults: {cut: {kind: offline, at: 1m, for: 4m}}
)";
    fleet_lab heard(scenario_for("10m", yaml)),
        alone(scenario_for("10m", yaml), {}, only_the_outcome);
    heard.run(), alone.run();
    BOOST_TEST(heard.canonical() == alone.canonical());
    BOOST_TEST(traffic(heard).readings_lost > 0U);
}

BOOST_AUTO_TEST_CASE(a_full_buffer_loses_the_oldest_or_the_newest) {
    const std::string cut = "faults: {cut: {kind: offline, count: 10, at: 1m}}";
    const auto oldest = run_meters("buffer: {keep: 5 messages}", cut),
               newest = run_meters("buffer: {keep: 1m, when_full: drop_newest}", cut);
    BOOST_TEST(traffic(*oldest).readings_buffered == 10U * 5 * 2);
    BOOST_TEST(traffic(*oldest).readings_lost == 10U * 49 * 2);
    BOOST_TEST(traffic(*newest).readings_buffered == 10U * 7 * 2);
    for (const auto& lab : {oldest.get(), newest.get()})
        BOOST_TEST(accounted(traffic(*lab)) == traffic(*lab).readings_generated);
}

BOOST_AUTO_TEST_CASE(a_buffer_survives_a_power_cut_and_flushes_at_its_pace) {
    const auto lab = run_meters("buffer: {keep: 1h, flush: 1/m}, boot: 10s", R"(
faults:
  cut: {kind: offline, at: 1m, for: 2m}
  dark: {kind: power_off, at: 2m, for: 2m})");
    const auto& t = traffic(*lab);
    BOOST_TEST(t.readings_lost == 0U);
    // Back at 4m10s with what six messages of the minute before the power went hold.
    BOOST_TEST(t.readings_late == 40U * 6 * 2);
}

BOOST_AUTO_TEST_CASE(a_service_refuses_what_is_over_its_limit_and_all_get_in_at_last) {
    const auto lab = run_meters("reconnect: {first: 1s, most: 10s}", R"(
service: {connects: {limit: 5/s}}
faults: {cut: {kind: offline, at: 1m, for: 1m}})");
    const auto& s = lab->outcome().result.service;
    BOOST_TEST(s.connects_accepted == 40U);
    BOOST_TEST(s.connects_refused >= 35U);
    BOOST_TEST(s.connects_asked == s.connects_accepted + s.connects_refused);
    std::map<std::int64_t, int> by_second;
    for (const auto& e : events_of(*lab, event_kind::device_online))
        ++by_second[e.at / 1s];
    BOOST_TEST(by_second.size() >= 7U);
    BOOST_TEST(lab->outcome().result.devices.online == 40U);
}

BOOST_AUTO_TEST_CASE(a_service_that_queues_lets_in_at_its_pace) {
    const auto lab = run_meters("", R"(
service: {connects: {limit: 2/s, over: queue}}
faults: {cut: {kind: offline, at: 1m, for: 1m}})");
    const auto back = events_of(*lab, event_kind::device_online);
    BOOST_REQUIRE(back.size() == 40U);
    BOOST_TEST(seconds_of(back.back().at) == 120 + 38 * 0.5, tt::tolerance(0.01));
    BOOST_TEST(lab->outcome().result.service.connects_refused == 0U);
}

BOOST_AUTO_TEST_CASE(a_service_takes_its_messages_step_by_step_at_any_length_of_a_visit) {
    const std::string yaml = R"(
service: {messages: {limit: 1/s, over: queue}}
faults: {cut: {kind: offline, at: 3m, for: 4m}}
expect: [{always: service.messages.backlog <= 600}, {at: 7m, check: service.messages.backlog <= 400}])";
    const auto a = run_meters("", yaml, "10m", steps_a_visit(1));
    const auto b = run_meters("", yaml, "10m", steps_a_visit(500));
    BOOST_TEST(a->canonical() == b->canonical());
    const auto& s = a->outcome().result.service;
    BOOST_TEST(s.messages_asked == traffic(*a).messages_sent);
    BOOST_TEST(s.messages_accepted + s.backlog == s.messages_asked);
    BOOST_TEST(s.backlog_most > 400U);
}

BOOST_AUTO_TEST_CASE(a_service_that_limits_commands_paces_all_jobs_together) {
    const auto lab = run_meters("", R"(
groups: {few: $id LIKE 'meters-0%'}
jobs:
  a: {command: read, start: {at: 1m}}
  b: {command: read, group: few, start: {at: 1m}}
service: {commands: {limit: 2/s}}
expect: [service.commands.accepted = 49, service.commands.most >= 30]
)");
    const auto& r = lab->outcome().result;
    BOOST_TEST(r.jobs.at("a").state == "complete");
    BOOST_TEST(r.jobs.at("b").state == "complete");
    BOOST_TEST(r.service.commands_asked == 49U);
    BOOST_TEST(r.service.commands_accepted == 49U);
    BOOST_TEST(r.service.commands_backlog == 0U);
    BOOST_TEST((*r.jobs.at("a").end - *r.jobs.at("a").begin >= 23s));
    BOOST_TEST((*r.jobs.at("a").end - *r.jobs.at("a").begin <= 28s));
    for (const auto& e : r.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
}

BOOST_AUTO_TEST_CASE(a_service_that_refuses_commands_fails_them_and_says_so) {
    const auto lab = run_meters("", R"(
jobs: {a: {command: read, start: {at: 1m}}}
service: {commands: {limit: 10/s, over: refuse}})");
    const auto& r = lab->outcome().result;
    BOOST_TEST(r.jobs.at("a").counts.succeeded == 10U);
    BOOST_TEST(r.jobs.at("a").reasons.at("refused by the service") == 30U);
    BOOST_TEST(r.service.commands_refused == 30U);
    BOOST_TEST(r.commands.sent == 10U);
    BOOST_TEST(r.commands.failed == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
