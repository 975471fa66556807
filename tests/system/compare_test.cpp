#include <boost/test/unit_test.hpp>

#include <boost/json.hpp>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

void make(const trial& here, const std::string& folder, const std::string& seed) {
    here.write("some.yaml", small_scenario("expect: [devices.online >= 50%]\n"));
    BOOST_TEST(here.muster({"run", "some.yaml", "--seed", seed, "--out", folder, "--quiet"}).code ==
               0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compare_test)

BOOST_AUTO_TEST_CASE(is_0_for_equal_runs_and_within_tolerances_and_99_beyond) {
    const trial here;
    make(here, "a", "1");
    make(here, "again", "1");
    make(here, "b", "2");
    const auto same = here.muster({"compare", "a/report.json", "again/report.json"});
    BOOST_TEST(same.code == 0, same.err);
    BOOST_TEST(same.out.find("the results are the same") != std::string::npos, same.out);
    const auto other = here.muster({"compare", "a/report.json", "b/report.json"});
    BOOST_TEST(other.code == 99);
    BOOST_TEST(other.out.find("other seeds: 1 and 2") != std::string::npos, other.out);
    BOOST_TEST(other.out.find("readings\n") != std::string::npos, other.out);
    const auto wide = here.muster({"compare", "a/report.json", "b/report.json", "--tolerance",
                                   "**=any", "--tolerance", "readings.generated=0", "--tolerance",
                                   "templates.*.telemetry.*.mean=1%", "--quiet"});
    BOOST_TEST(wide.code == 0, wide.out << wide.err);
    const auto strict = here.muster({"compare", "a/report.json", "b/report.json", "--tolerance",
                                     "**=any", "--tolerance", "readings.lost=0", "--json"});
    BOOST_TEST(strict.code == 99);
    const auto found = boost::json::parse(strict.out).as_object();
    BOOST_TEST(found.at("beyond").to_number<int>() == 1);
    BOOST_TEST(found.at("verdict").as_string() == "not-met");
}

BOOST_AUTO_TEST_CASE(is_2_for_what_is_no_report) {
    const trial here;
    make(here, "a", "1");
    here.write("text.json", "no json");
    here.write("cut.json", here.read("a/report.json").substr(0, 500));
    const auto said = [&](const std::string& file, const std::string& text) {
        const auto end = here.muster({"compare", "a/report.json", file});
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.rfind(text, 0) == 0, end.err);
        BOOST_TEST(end.out.empty());
    };
    said("text.json", "text.json:1:1: error[json-syntax]");
    said("cut.json", "cut.json:3:");
    said("lost.json", "lost.json: error[no-file]: there is no such file");
    said("a", "a: error[no-file]: this is a folder");
    said("a/junit.xml", "a/junit.xml:1:1: error[json-syntax]");
}

BOOST_AUTO_TEST_CASE(is_2_for_bad_usage) {
    const trial here;
    make(here, "a", "1");
    const auto said = [&](std::vector<std::string> arguments, const std::string& text) {
        arguments.insert(arguments.begin(), "compare");
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.rfind(text, 0) == 0, end.err);
    };
    said({}, "compare: error[missing-file]: REPORT REPORT is missing");
    said({"a/report.json"}, "compare: error[missing-file]: REPORT REPORT is missing");
    said({"a", "b", "c"}, "compare: error[unexpected-argument]: `c` is one argument too many");
    const std::string file = "a/report.json";
    said({file, file, "--tolerance", "readings.lost"}, "--tolerance: error[bad-tolerance]");
    said({file, file, "--tolerance", "readings.lost=some"}, "--tolerance: error[bad-tolerance]");
    said({file, file, "--tolerance", "readings.lots=1"},
         "--tolerance readings.lots: error[unknown-path]: no figure of the reports has this path; "
         "did you mean `readings.lost`?");
}

BOOST_AUTO_TEST_SUITE_END()
