#include <boost/test/unit_test.hpp>

#include "report/verdict.hpp"
#include "tests/report/fixture.hpp"

using namespace muster;
using namespace muster::report;

namespace {

/// What is said of jobs where this expectation is not met.
std::string reasons_for(const std::string& text, const std::string& after = {}) {
    fixture::run run;
    run.result.jobs["fw"].state_reason = "412 failed";
    expectation_spec spec;
    spec.text = text;
    spec.after = after;
    spec.path = "expect.9";
    run.about.expect.push_back(spec);
    expectation_result e;
    e.text = text;
    e.path = spec.path;
    return job_reasons(run.about, run.result, e);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_test)

BOOST_AUTO_TEST_CASE(a_job_s_reason_is_given_where_the_expectation_names_the_job) {
    BOOST_TEST(reasons_for("jobs.fw.state = complete") == "fw: 412 failed");
    BOOST_TEST(reasons_for("jobs.fw2.state = complete").empty());
    BOOST_TEST(reasons_for("devices.online >= 99%", "fw") == "fw: 412 failed");
}

BOOST_AUTO_TEST_CASE(a_job_s_reason_is_given_for_faults_that_its_firmware_starts) {
    BOOST_TEST(reasons_for("faults.dead.devices <= 5") == "fw: 412 failed");
    BOOST_TEST(reasons_for("devices.online >= 99%", "dead") == "fw: 412 failed");
    BOOST_TEST(reasons_for("faults.power_cut.devices <= 5").empty());
}

BOOST_AUTO_TEST_CASE(a_job_s_reason_is_given_for_expectations_of_commands) {
    BOOST_TEST(reasons_for("commands.failed <= 1%") == "fw: 412 failed");
}

BOOST_AUTO_TEST_CASE(a_job_is_not_blamed_for_what_it_has_nothing_to_do_with) {
    BOOST_TEST(reasons_for("devices.online >= 90%").empty());
    BOOST_TEST(reasons_for("readings.lost <= 1%").empty());
    BOOST_TEST(reasons_for("rules.hot.open = 0", "power_cut").empty());
}

BOOST_AUTO_TEST_SUITE_END()
