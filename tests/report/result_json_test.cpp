#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/digest.hpp"
#include "report/json_report.hpp"
#include "report/result_json.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

BOOST_AUTO_TEST_SUITE(result_json_test)

BOOST_AUTO_TEST_CASE(writes_every_section_canonically) {
    fixture::run run;
    run.result = fixture::rollout_result(2);
    fixture::check_golden("result.json", result_json(run.about, run.result) + "\n");
}

BOOST_AUTO_TEST_CASE(depends_on_nothing_but_the_result) {
    fixture::run a, b;
    b.machine.wall_seconds = 99;
    b.about.file = "elsewhere/other.yaml";
    for (expectation_result& e : b.result.expectations)
        e.where = {"elsewhere/other.yaml", 1, 1, {}};
    BOOST_TEST(a.input().digest == b.input().digest);
    b.result.readings_hash[1] += 1;
    BOOST_TEST(a.input().digest != b.input().digest);
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_the_order_of_names_in_the_scenario) {
    fixture::run a, b;
    a.about.jobs.push_back(a.about.jobs[0]);
    a.about.jobs[1].name = "another";
    for (window_point& w : a.result.windows)
        w.jobs.push_back({5, 5, 0, 0, 0, 0, 0, 0});
    b.about = a.about;
    b.result = a.result;
    std::swap(b.about.jobs[0], b.about.jobs[1]);
    std::swap(b.result.fleets[0], b.result.fleets[1]);
    std::swap(b.result.signals[0], b.result.signals[1]);
    for (window_point& w : b.result.windows) {
        std::swap(w.jobs[0], w.jobs[1]);
        std::swap(w.signals[0], w.signals[1]);
    }
    BOOST_TEST(a.input().canonical == b.input().canonical);
}

BOOST_AUTO_TEST_CASE(puts_the_digested_bytes_on_a_line_of_their_own) {
    fixture::run run;
    const report_input input = run.input();
    std::istringstream file(json_report(input));
    std::string line;
    for (int i = 0; i < 3; ++i)
        std::getline(file, line);
    BOOST_TEST(line == input.canonical);
    BOOST_TEST(digest(line) == input.digest);
}

BOOST_AUTO_TEST_CASE(says_beside_the_digested_bytes_what_was_run) {
    fixture::run run;
    const std::string text = json_report(run.input());
    BOOST_TEST(text.find("{\"format\":1,\"title\":\"") != std::string::npos);
    BOOST_TEST(text.find("\"scenario\":\"scenarios/bad-lot.yaml\"") != std::string::npos);
    BOOST_TEST(text.find("\"start\":\"2026-01-20T12:00:00") != std::string::npos,
               text.substr(text.size() - 500));
    BOOST_TEST(text.find("\"verdict\":\"not-met\"") != std::string::npos);
    report_input failed = run.input();
    failed.failure = "out of memory";
    BOOST_TEST(json_report(failed).find("\"verdict\":\"failed\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(quotes_the_command_for_a_shell) {
    BOOST_TEST(shell_quoted("scenarios/a-b_1.yaml") == "scenarios/a-b_1.yaml");
    BOOST_TEST(shell_quoted("it's; rm") == "'it'\\''s; rm'");
    BOOST_TEST(shell_quoted("") == "''");
    fixture::run run;
    BOOST_TEST(run.input().repeat == "muster run scenarios/bad-lot.yaml --seed 7 --devices 300000");
}

BOOST_AUTO_TEST_SUITE_END()
