#include <boost/test/unit_test.hpp>

#include "report/junit.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/markup_check.hpp"

using namespace muster;
using namespace muster::report;

namespace {

using verdict = expectation_result::verdict;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(junit_test)

BOOST_AUTO_TEST_CASE(has_a_case_for_the_run_and_for_each_expectation) {
    const std::string xml = junit_xml(fixture::run{}.input());
    BOOST_TEST(fixture::nesting_problem(xml, {}) == "");
    BOOST_TEST(fixture::times(xml, "<testcase ") == 5u);
    BOOST_TEST(fixture::times(xml, "<failure ") == 3u);
    BOOST_TEST(contains(xml, "tests=\"5\" failures=\"3\" errors=\"0\" skipped=\"0\""));
    BOOST_TEST(contains(xml, "<testcase classname=\"bad-lot\" name=\"run\""));
}

BOOST_AUTO_TEST_CASE(says_what_was_observed_where_and_why) {
    const std::string xml = junit_xml(fixture::run{}.input());
    BOOST_TEST(contains(
        xml, "name=\"jobs.fw.state = complete\" file=\"scenarios/bad-lot.yaml\" line=\"40\""));
    BOOST_TEST(contains(xml, "message=\"observed cancelled\""));
    BOOST_TEST(contains(xml, "reason: fw: 412 failed in batch 2, more than the limit of 8"));
    BOOST_TEST(contains(xml, "place: scenarios/bad-lot.yaml:40"));
    BOOST_TEST(contains(xml, "first not met: 04:10:00 (20 Jan 16:10:00)"));
}

BOOST_AUTO_TEST_CASE(fails_an_expectation_without_data) {
    const std::string xml = junit_xml(fixture::run{}.input());
    BOOST_TEST(contains(xml, "<failure type=\"no data\" message=\"no data\""));
}

BOOST_AUTO_TEST_CASE(fails_the_run_that_failed_or_was_interrupted) {
    fixture::run run;
    run.result.interrupted = true;
    run.result.expectations[0].outcome = verdict::pending;
    const std::string interrupted = junit_xml(run.input());
    BOOST_TEST(
        contains(interrupted, "<failure type=\"run\" message=\"interrupted after 12:00:00\""));
    BOOST_TEST(contains(interrupted, "failures=\"3\" errors=\"0\" skipped=\"1\""));
    report_input failed = run.input();
    failed.failure = "a worker ended";
    BOOST_TEST(contains(junit_xml(failed), "<failure type=\"run\" message=\"a worker ended\""));
}

BOOST_AUTO_TEST_CASE(fails_what_a_whole_run_left_undecided) {
    fixture::run run;
    run.result.expectations = {{"devices.online > 1", "expect.0", verdict::pending, "", {}, 0, {}}};
    BOOST_TEST(contains(junit_xml(run.input()), "message=\"never decided\""));
}

BOOST_AUTO_TEST_CASE(escapes_every_text) {
    fixture::run run;
    run.about.title = fixture::hostile;
    run.about.file = "a<b>&\".yaml";
    run.result.expectations[0].text = fixture::hostile + "jobs.fw.state";
    run.result.expectations[0].observed = fixture::hostile;
    run.result.jobs["fw"].state_reason = fixture::hostile;
    const std::string xml = junit_xml(run.input());
    BOOST_TEST(fixture::nesting_problem(xml, {}) == "");
    BOOST_TEST(!contains(xml, "<img"));
    BOOST_TEST(!contains(xml, "\x1b"));
    BOOST_TEST(!contains(xml, "\xff"));
    BOOST_TEST(contains(xml, "&lt;/script&gt;&lt;img src=x"));
}

BOOST_AUTO_TEST_CASE(tells_expectations_of_one_text_apart) {
    fixture::run run;
    run.result.expectations[1].text = run.result.expectations[0].text;
    const std::string xml = junit_xml(run.input());
    BOOST_TEST(contains(xml, "name=\"jobs.fw.state = complete (expect.0)\""));
    BOOST_TEST(contains(xml, "name=\"jobs.fw.state = complete (expect.1)\""));
}

BOOST_AUTO_TEST_SUITE_END()
