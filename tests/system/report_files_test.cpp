#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace json = boost::json;

namespace {

/// The bytes of `result` as they stand in a report: the line between its key and `machine`.
std::string result_bytes(const std::string& report) {
    const std::string before = "\"result\":\n", after = "\n,\"machine\"";
    const auto begin = report.find(before) + before.size();
    return report.substr(begin, report.find(after) - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_files_test)

BOOST_AUTO_TEST_CASE(json_has_result_machine_and_the_digest_of_the_result) {
    const trial here;
    const auto file = here.write("small.yaml", small_scenario("expect: [devices.online >= 1%]\n"));
    const auto end = here.muster({"run", file, "--json", "--seed", "18446744073709551615"});
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err.empty(), end.err);
    const auto report = object_of(end.out);
    BOOST_TEST(report.at("machine").as_object().at("workers").to_number<int>() >= 1);
    const auto& result = report.at("result").as_object();
    BOOST_TEST(result.at("devices").as_object().at("total").to_number<int>() == 100);
    BOOST_TEST(result.at("readings").as_object().at("generated").to_number<int>() == 6000);
    BOOST_TEST(report.at("digest").as_string().c_str() == here.sha256(result_bytes(end.out)));
}

BOOST_AUTO_TEST_CASE(out_has_the_report_as_html_json_and_junit) {
    const trial here;
    const auto end =
        here.muster({"run", shipped("first-fleet"), "--devices", "500", "--out", "reports/today"});
    const auto html = here.read("reports/today/report.html");
    BOOST_TEST(html.rfind("<!DOCTYPE html>", 0) == 0, html.substr(0, 100));
    BOOST_TEST(html.find("<svg") != std::string::npos);
    BOOST_TEST(html.find("src=\"http") == std::string::npos);
    const auto text = here.read("reports/today/report.json");
    BOOST_TEST(object_of(text).at("digest").as_string().c_str() == here.sha256(result_bytes(text)));
    BOOST_TEST(here.read("reports/today/junit.xml").find("<testsuites") != std::string::npos);
    for (const auto* name : {"report.html", "report.json", "junit.xml"})
        BOOST_TEST(end.out.find(std::string("reports/today/") + name) != std::string::npos,
                   end.out);
}

BOOST_AUTO_TEST_CASE(junit_names_the_failing_expectation_and_why_the_job_stopped) {
    const trial here;
    const auto end = here.muster({"run", shipped("bad-firmware"), "--devices", "20000", "--set",
                                  "expect.2=faults.dead.devices <= 5", "--out", "out"});
    BOOST_TEST(end.code == 99, end.err);
    BOOST_TEST(end.out.find("faults.dead.devices <= 5") != std::string::npos);
    const auto junit = here.read("out/junit.xml");
    const auto failing = junit.find("name=\"faults.dead.devices &lt;= 5\"");
    BOOST_REQUIRE(failing != std::string::npos);
    const auto next = junit.find("</testcase>", failing);
    BOOST_TEST(junit.substr(failing, next - failing).find("<failure") != std::string::npos);

    const auto report = object_of(here.read("out/report.json"));
    const auto& job = report.at("result").at("jobs").at("fw");
    const std::string reason = job.at("stateReason").as_string().c_str();
    BOOST_TEST(job.at("state").as_string() == "cancelled");
    BOOST_TEST(reason.find("more than the limit of ") != std::string::npos, reason);
    BOOST_TEST(junit.find(reason) != std::string::npos, reason);
    BOOST_TEST(end.out.find(reason) != std::string::npos, reason);
}

BOOST_AUTO_TEST_CASE(a_job_tells_what_its_failed_devices_have_in_common_and_how_each_stands) {
    const trial here;
    const std::vector<std::string> run{"run", shipped("bad-firmware"), "--devices", "20000",
                                       "--out"};
    auto one = run, three = run;
    one.emplace_back("one");
    three.insert(three.end(), {"three", "--nodes", "3"});
    const auto end = here.muster(one);
    BOOST_TEST(here.muster(three).code == end.code);
    BOOST_TEST(here.read("one/report.html").find("<td>lot 25w41</td>") != std::string::npos);
    BOOST_TEST(end.out.find("one/jobs/fw.csv") != std::string::npos, end.out);
    const auto report = object_of(here.read("one/report.json"));
    const auto& job = report.at("result").at("jobs").at("fw");
    const auto& cause = job.at("causes").as_array().at(0);
    BOOST_TEST(cause.at("what").at("lot").as_string() == "25w41");
    const auto rows = here.read("one/jobs/fw.csv");
    BOOST_TEST(std::count(rows.begin(), rows.end(), '\n') ==
               1 + job.at("counts").at("total").to_number<int>());
    BOOST_TEST(here.read("three/jobs/fw.csv") == rows);
    BOOST_TEST(digest_in(here.read("three/report.json")) ==
               digest_in(here.read("one/report.json")));
}

BOOST_AUTO_TEST_CASE(answers_to_questions_are_the_same_files_with_and_without_nodes) {
    const trial here;
    const auto file = here.write("ask.yaml", R"(muster: 1
time: {for: 30m}
templates:
  meter:
    telemetry: {temperature: {normal: 21, sd: 2}}
    messages: {status: {every: 1m}}
    properties: {mode: {values: [eco, boost], initial: {pick: {eco: 30%, boost: rest}}}}
    commands: {diagnose: {takes: 1s..20s, fails: {sensor: 10%}}}
    connectivity: {online: 90%, outages: {p50: 20s, p99: 2m}, latency: {p50: 80ms, p99: 2s}}
  valve: {telemetry: {pressure: {normal: 4, sd: 0.1}}}
fleets:
  meters: {template: meter, count: 800, id: m-###}
  valves: {template: valve, count: 50, id: v-##}
acts:
  modes: {at: 9m, ask: mode}
  nobody: {at: 9m, ask: mode, where: $id = 'x'}
  probe: {at: 20m, ask: {command: diagnose, request: {level: 2}}, within: 10s}
  survey: {at: 10m, ask: temperature, within: 1s}
expect: [acts.survey.answered >= 50%, acts.probe.timed_out >= 10%, acts.nobody.asked = 0]
)");
    const auto end = here.muster({"run", file, "--out", "one", "--workers", "1"});
    BOOST_TEST(end.code == 0, end.out << end.err);
    BOOST_TEST(here.muster({"run", file, "--out", "two", "--workers", "2"}).code == 0);
    BOOST_TEST(here.muster({"run", file, "--out", "three", "--nodes", "3"}).code == 0);
    const auto report = object_of(here.read("one/report.json"));
    for (const std::string name : {"modes", "nobody", "probe", "survey"}) {
        const auto& q = report.at("result").at("acts").at(name).at("question");
        const auto rows = here.read("one/acts/" + name + ".csv");
        const auto lines = std::count(rows.begin(), rows.end(), '\n');
        BOOST_TEST(lines == 1 + q.at("asked").to_number<int>());
        BOOST_TEST(here.read("two/acts/" + name + ".csv") == rows);
        BOOST_TEST(here.read("three/acts/" + name + ".csv") == rows);
        BOOST_TEST(end.out.find("one/acts/" + name + ".csv") != std::string::npos, end.out);
    }
    for (const auto* other : {"two/report.json", "three/report.json"})
        BOOST_TEST(digest_in(here.read(other)) == digest_in(here.read("one/report.json")));
    BOOST_TEST(here.read("one/report.html").find("temperature: mean") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ndjson_has_a_line_for_each_message_sent) {
    const trial here;
    const auto file =
        here.write("log.yaml", small_scenario("outputs: {log: {ndjson: log.ndjson}}\n"));
    const auto end = here.muster({"run", file, "--json"});
    const auto report = object_of(end.out);
    const auto& result = report.at("result");
    const auto log = here.read("log.ndjson");
    const auto lines = std::count(log.begin(), log.end(), '\n');
    BOOST_TEST(lines == result.at("messages").at("sent").to_number<std::int64_t>());
    BOOST_TEST(result.at("messages").at("lost").to_number<std::int64_t>() > 0);
    const auto first = object_of(log.substr(0, log.find('\n')));
    BOOST_TEST(first.at("fleet").as_string() == "probes");
    BOOST_TEST(first.at("readings").as_object().contains("temperature"));
}

BOOST_AUTO_TEST_CASE(quiet_says_the_verdict_in_one_line) {
    const trial here;
    const auto file = here.write("small.yaml", small_scenario("expect: [readings.lost = 0]\n"));
    const auto end = here.muster({"run", file, "--quiet"});
    BOOST_TEST(end.code == 99);
    BOOST_TEST(std::count(end.out.begin(), end.out.end(), '\n') == 1, end.out);
    BOOST_TEST(end.out.find("not met") != std::string::npos, end.out);
    BOOST_TEST(digest_in(end.out).size() == 64u);
    BOOST_TEST(end.err.empty(), end.err);
}

BOOST_AUTO_TEST_SUITE_END()
