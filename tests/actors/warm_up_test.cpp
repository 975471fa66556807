#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Forty meters that count; `time` is that of the run, `more` what happens in it.
std::unique_ptr<fleet_lab> run_meters(const std::string& time, const std::string& more = {},
                                      run_options options = {},
                                      const std::string& connectivity = {}) {
    const std::string yaml = R"(
templates:
  meter:
    telemetry: {power: {constant: 5}, total: {counter: 0}}
    messages: {status: {every: 10s, aligned: true}}
    commands: {read: {takes: 1s}}
    connectivity: {)" + connectivity +
                             R"(}
fleets: {meters: {template: meter, count: 40, tags: {site: {sequence: s-#, each: 10}}}}
)" + more;
    auto s = scenario_of("muster: 1\ntime: {" + time + "}\n" + yaml);
    auto lab = std::make_unique<fleet_lab>(std::move(s), std::move(options));
    lab->run();
    return lab;
}

const run_result& result(const std::unique_ptr<fleet_lab>& lab) {
    return lab->outcome().result;
}

const std::string warm = "for: 10m, warm_up: 5m";

}  // namespace

BOOST_AUTO_TEST_SUITE(warm_up_test)

BOOST_AUTO_TEST_CASE(nothing_before_the_start_counts_but_what_devices_counted_has_grown) {
    const auto lab = run_meters(warm);
    const auto& t = result(lab).traffic;
    BOOST_TEST(t.readings_generated == 40U * 60 * 2);
    BOOST_TEST(t.messages_sent == 40U * 60);
    BOOST_TEST(lab->readings.size() == 40U * 60 * 2);
    const auto first = std::min_element(lab->readings.begin(), lab->readings.end(),
                                        [](auto& a, auto& b) { return a.at < b.at; });
    BOOST_TEST((first->at >= 5min));
    BOOST_TEST((result(lab).end == 10min));
    for (const auto& s : result(lab).signals)
        if (s.signal == "total") {
            BOOST_TEST(s.values.count == 40U * 60);
            BOOST_TEST(s.values.min >= 30);
            BOOST_TEST(s.values.max <= 91);
        }
}

BOOST_AUTO_TEST_CASE(the_windows_begin_at_the_start) {
    const auto lab = run_meters(warm), cold = run_meters("for: 10m");
    BOOST_REQUIRE(result(lab).windows.size() == result(cold).windows.size());
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < result(lab).windows.size(); ++i) {
        BOOST_TEST((result(lab).windows[i].end == result(cold).windows[i].end));
        all += result(lab).windows[i].traffic.readings_generated;
    }
    BOOST_TEST(all == result(lab).traffic.readings_generated);
}

BOOST_AUTO_TEST_CASE(alerts_that_are_open_at_the_start_stay_open_and_have_not_fired) {
    const auto lab = run_meters(warm, R"(
rules:
  always: {when: power > 3}
  early: {when: total < 45}
  site: {per: site, when: devices.online = 100%}
expect: [{always: rules.always.fired = 0}, {at: 1m, check: rules.early.open = 40}]
)");
    const auto& rules = result(lab).rules;
    const auto& always = rules.at("always");
    BOOST_TEST((always.fired == 0U && always.open == 40U && always.devices == 40U));
    const auto& early = rules.at("early");
    BOOST_TEST((early.fired == 0U && early.closed == 40U && early.open == 0U));
    BOOST_TEST((early.devices == 40U));
    const auto& site = rules.at("site");
    BOOST_TEST((site.fired == 0U && site.open == 4U && site.devices == 4U));
    for (const auto& e : result(lab).expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << e.observed);
    BOOST_TEST(events_of(*lab, event_kind::alert_opened).empty());
    BOOST_TEST(events_of(*lab, event_kind::alert_closed).size() == 40U);
}

BOOST_AUTO_TEST_CASE(a_span_that_began_before_the_start_ends_after_it) {
    const auto lab = run_meters(warm, "rules: {long: {when: power > 3, for: 7m}}");
    const auto opened = events_of(*lab, event_kind::alert_opened);
    BOOST_REQUIRE(opened.size() == 40U);
    for (const auto& e : opened)
        BOOST_TEST((e.at > 1min && e.at <= 2min + 10s));
}

BOOST_AUTO_TEST_CASE(times_count_from_the_start) {
    const auto lab = run_meters(warm, R"(
faults: {cut: {kind: offline, at: 2m, for: 1m}}
jobs: {j: {command: read, start: {at: 4m}}}
expect:
  - {at: 1m, check: devices.online = 100%}
  - {at: 150s, check: devices.online = 0}
  - {after: cut, within: 1m, check: devices.online = 100%}
)");
    const auto& r = result(lab);
    BOOST_TEST((r.faults.at("cut").begin == sim_time(2min)));
    BOOST_TEST((r.faults.at("cut").end == sim_time(3min)));
    BOOST_TEST((r.jobs.at("j").begin == sim_time(4min)));
    BOOST_TEST(r.jobs.at("j").counts.succeeded == 40U);
    for (const auto& e : r.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << e.observed);
    for (const auto& e : events_of(*lab, event_kind::fault_begun))
        BOOST_TEST((e.at == 2min));
}

BOOST_AUTO_TEST_CASE(may_hold_the_arrivals) {
    auto s = scenario_of(R"(muster: 1
time: {for: 10m, warm_up: 5m}
templates: {meter: {telemetry: {power: 1..2}, messages: {status: {every: 10s}}}}
fleets: {meters: {template: meter, count: 400, arrive: [{for: 4m, to: 100%}]}}
expect: [{always: devices.online = 100%}, {at: 0s, check: devices.arrived = 400}]
)");
    fleet_lab lab(std::move(s));
    lab.run();
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << e.observed);
}

BOOST_AUTO_TEST_CASE(what_buffers_hold_at_the_start_is_forgotten) {
    const auto lab = run_meters(warm, "service: {messages: {limit: 1/s, over: queue}}", {},
                                "online: 60%, outages: 30s..3m, latency: 1s..2s, "
                                "buffer: {keep: 1h, flush: 1/s}, reconnect: {spread: 10s}");
    const auto& t = result(lab).traffic;
    BOOST_TEST(t.readings_late > 0U);
    BOOST_TEST(t.readings_generated == t.readings_sent + t.readings_lost + t.readings_buffered);
    BOOST_TEST(lab->readings.size() == t.readings_generated);
    BOOST_TEST(lab->late.size() == t.readings_late);
    BOOST_TEST(result(lab).service.messages_asked == t.messages_sent);
    BOOST_TEST(result(lab).latency->count == t.messages_sent);
}

BOOST_AUTO_TEST_CASE(is_the_same_at_any_length_of_a_visit) {
    const std::string more = R"(
service: {connects: {limit: 5/s}, messages: {limit: 2/s, over: queue}}
rules:
  some: {when: total > 40, share: 30%}
  dark: {per: site, when: devices.online < 80%, for: 20s, absorbs: gone}
  gone: {when: $connected = false}
  noon: {when: power > 3, where: $connected}
faults: {cut: {kind: power_off, share: 50%, at: 2m, for: 1m}}
expect: [{always: rules.gone.open <= 39}, {always: service.messages.backlog < 900}]
)";
    const std::string ways =
        "online: 70%, outages: 30s..3m, boot: 5s, buffer: {keep: 1m}, latency: 1s..2s";
    const auto a = run_meters(warm, more, steps_a_visit(1), ways);
    const auto b = run_meters(warm, more, steps_a_visit(700), ways);
    BOOST_TEST(a->canonical() == b->canonical());
    BOOST_TEST(result(a).rules.at("dark").fired > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
