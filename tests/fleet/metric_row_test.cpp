#include <boost/test/unit_test.hpp>

#include "tests/fleet/metrics_lab.hpp"

using namespace muster;

namespace {

struct run : testing::metrics_lab {
    run()
        : metrics_lab(
              "  - devices.online(region = 'north') >= 95%\n  - devices.online(x > 0.5) >= 1\n") {}

    query::value of(const std::string& path) const {
        return row.get(w.metrics.find(path).found.id);
    }
    double number(const std::string& path) const {
        return of(path).is_null() ? -1 : of(path).number();
    }
    std::string observed(const std::string& condition) const {
        return row.observed(query::bind(query::parse(condition).tree, w.metrics).bound);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(metric_row_test, run)

BOOST_AUTO_TEST_CASE(reads_the_states_of_populations) {
    online(0, 90, 7);
    counters[counter_layout::of(0, device_state::crashed)] = 2;
    counters[counter_layout::of(0, device_state::quarantined)] = 1;
    BOOST_TEST((number("devices.total") == 100 && number("devices.online") == 90));
    BOOST_TEST((number("devices.offline") == 7 && number("devices.crashed") == 2 &&
                number("devices.quarantined") == 1));
    online(1, 5, 6);
    BOOST_TEST((number("fleets.a.devices") == 11 && number("fleets.a.online") == 5));
    online(w.group_population("north"), 3, 1);
    BOOST_TEST((number("groups.north.devices") == 4 && number("groups.north.online") == 3));
}

BOOST_AUTO_TEST_CASE(reads_every_flow_from_its_own_counter) {
    const std::pair<flow, const char*> flows[] = {{flow::failures, "devices.failures"},
                                                  {flow::restarts, "devices.restarts"},
                                                  {flow::generated, "readings.generated"},
                                                  {flow::sent, "readings.sent"},
                                                  {flow::lost, "readings.lost"},
                                                  {flow::messages_sent, "messages.sent"},
                                                  {flow::messages_lost, "messages.lost"},
                                                  {flow::bytes_sent, "messages.bytes"},
                                                  {flow::commands_sent, "commands.sent"},
                                                  {flow::commands_succeeded, "commands.succeeded"},
                                                  {flow::commands_failed, "commands.failed"},
                                                  {flow::commands_timed_out, "commands.timed_out"}};
    std::int64_t next = 1000;
    for (const auto& [f, path] : flows)
        at(f) = next++;
    next = 1000;
    for (const auto& [f, path] : flows)
        BOOST_TEST(number(path) == static_cast<double>(next++), path);
}

BOOST_AUTO_TEST_CASE(reads_faults_and_rules) {
    at(fault_count::devices, 1) = 5;
    at(fault_count::active, 1) = 4;
    at(fault_count::recovered, 1) = 1;
    BOOST_TEST((number("faults.dead.devices") == 5 && number("faults.dead.active") == 4 &&
                number("faults.dead.recovered") == 1));
    BOOST_TEST(number("faults.cut.devices") == 0);
    at(rule_count::fired) = 9;
    at(rule_count::closed) = 6;
    at(rule_count::open) = 3;
    at(rule_count::devices) = 2;
    BOOST_TEST((number("rules.hot.fired") == 9 && number("rules.hot.closed") == 6));
    BOOST_TEST((number("rules.hot.open") == 3 && number("rules.hot.devices") == 2));
}

BOOST_AUTO_TEST_CASE(reads_jobs) {
    jobs[0].state = "cancelled";
    jobs[0].counts = {43, 1, 2, 3, 4, 5, 7, 6, 15};
    batches[0] = 3;
    BOOST_TEST(of("jobs.fw.state").text() == "cancelled");
    const std::pair<const char*, double> figures[] = {
        {"batch", 3},  {"total", 43},    {"pending", 1},   {"dispatched", 2}, {"succeeded", 3},
        {"failed", 4}, {"timed_out", 5}, {"unreached", 7}, {"cancelled", 6},  {"skipped", 15}};
    for (const auto& [field, value] : figures)
        BOOST_TEST(number(std::string("jobs.fw.") + field) == value, field);
    BOOST_TEST(of("jobs.fw.latency.p99").is_null());
    jobs[0].latency = {10, 2, 1, 9, 0, 3, 8, 8.5, 7};
    BOOST_TEST(number("jobs.fw.latency.p90") == 7e6);
    BOOST_TEST(number("jobs.fw.latency.p99") == 8.5e6);
    BOOST_TEST(number("jobs.fw.latency.p50") == 3e6);
    BOOST_TEST(number("jobs.fw.latency.max") == 9e6);
}

BOOST_AUTO_TEST_CASE(reads_signals_and_says_null_without_a_sample) {
    BOOST_TEST(of("templates.t.telemetry.x.p99").is_null());
    BOOST_TEST(number("templates.t.telemetry.x.count") == 0);
    series[0] = {4, 0.5, 0.1, 0.9, 0.15, 0.45, 0.8, 0.85};
    series[1] = {7, 1, 1, 1, 1, 1, 1, 1};
    BOOST_TEST((number("templates.t.telemetry.x.p5") == 0.15 &&
                number("templates.t.telemetry.x.max") == 0.9));
    BOOST_TEST(number("templates.t.telemetry.accel.x.count") == 7);
}

BOOST_AUTO_TEST_CASE(a_filter_has_a_population_of_its_own) {
    for (std::uint32_t p = 0; p < 2; ++p)  // the metric's and its whole's
        online(w.first_filter_population + p, 38, 2);
    BOOST_TEST(number("devices.online") == 100);
    const auto id = w.expectations[0].fields().front();
    BOOST_TEST((row.get(id).number() == 38 && row.whole(id) == 40));
    scanned = {5, 2, 1, 0, 0, 0};
    BOOST_TEST(row.get(w.expectations[1].fields().front()).number() == 5);
    BOOST_TEST(number("groups.high.devices") == 8);
}

BOOST_AUTO_TEST_CASE(knows_what_counters_alone_tell) {
    const auto counted = [&](const char* path) {
        return row.counted(w.metrics.find(path).found.id);
    };
    for (const auto* path : {"devices.online", "readings.lost", "jobs.fw.failed",
                             "faults.cut.active", "groups.north.online"})
        BOOST_TEST(counted(path), path);
    for (const auto* path :
         {"groups.high.online", "templates.t.telemetry.x.p99", "jobs.fw.latency.p50", "engine.lag"})
        BOOST_TEST(!counted(path), path);
}

BOOST_AUTO_TEST_CASE(says_what_was_observed_for_people) {
    online(0, 299'588, 412);
    BOOST_TEST(observed("devices.offline <= 1%") == "412 of 300,000 (0.1373 %)");
    BOOST_TEST(observed("jobs.fw.state = cancelled") == "pending");
    BOOST_TEST(observed("jobs.fw.latency.p99 < 2s") == "no data");
    jobs[0].latency = {10, 2, 1, 9, 0, 3, 8, 1.5};
    BOOST_TEST(observed("jobs.fw.latency.p99 < 2s") == "1.5 s");
    at(flow::messages_sent) = 1'234'567;
    BOOST_TEST(observed("messages.sent > 3") == "1,234,567");
    BOOST_TEST(observed("messages.sent > messages.lost") ==
               "messages.sent = 1,234,567, messages.lost = 0");
    BOOST_TEST(observed("jobs.fw.failed <= 1%") == "0 of 0");
}

BOOST_AUTO_TEST_SUITE_END()
