#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/comparison.hpp"
#include "report/json_report.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

namespace {

flat_report read(const std::string& text, const std::string& file = "report.json") {
    diagnostics problems;
    auto report = read_report_text(text, file, problems);
    BOOST_REQUIRE_MESSAGE(report, (problems.items.empty() ? "" : to_text(problems.items[0])));
    return std::move(*report);
}

flat_report report_of(const fixture::run& run, const std::string& file) {
    return read(json_report(run.input()), file);
}

/// The fixture's run with a few more failures.
fixture::run changed() {
    fixture::run run;
    run.result.jobs["fw"].counts.failed = 430;
    run.result.jobs["fw"].reasons["flash checksum"] = 418;
    run.result.jobs["fw"].reasons.erase("no answer");
    run.result.jobs["fw"].state_reason = "another";
    run.result.traffic.readings_lost = 1240;
    run.result.signals[0].values.mean += 0.001;
    run.result.expectations[1].outcome = expectation_result::verdict::breached;
    run.result.windows[2].devices.online -= 5;
    run.result.readings_hash[0] += 1;
    return run;
}

std::string refusal(const std::string& text) {
    diagnostics problems;
    BOOST_TEST(!read_report_text(text, "x.json", problems).has_value());
    BOOST_REQUIRE(problems.items.size() == 1);
    return to_text(problems.items.front());
}

struct pair {
    fixture::run first, second = changed();
    flat_report a = report_of(first, "a/report.json"), b = report_of(second, "b/report.json");

    comparison compare(const std::vector<tolerance>& tolerances) const {
        diagnostics problems;
        auto c = compare_reports(a, b, tolerances, problems);
        BOOST_TEST(problems.items.empty());
        return c;
    }
    const difference& at(const comparison& c, const std::string& path) const {
        for (const auto& d : c.differences)
            if (path_text(d.path) == path) return d;
        BOOST_FAIL("no difference at " << path);
        return c.differences.front();
    }
};

using form = tolerance::form;

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison_test)

BOOST_AUTO_TEST_CASE(figures_have_the_paths_of_metrics) {
    const auto report = report_of(fixture::run{}, "a");
    const auto has = [&](const flat_path& path) { return report.figures.contains(path); };
    BOOST_TEST(has({"jobs", "fw", "failed"}));
    BOOST_TEST(has({"jobs", "fw", "timed_out"}));
    BOOST_TEST(has({"jobs", "fw", "latency", "p99"}));
    BOOST_TEST(has({"jobs", "fw", "batches", "1", "failed"}));
    BOOST_TEST(has({"jobs", "fw", "reasons", "flash checksum"}));
    BOOST_TEST(has({"templates", "controller", "telemetry", "temperature", "mean"}));
    BOOST_TEST(has({"expect", "0", "outcome"}));
    BOOST_TEST(has({"windows", "0", "templates", "controller", "telemetry", "power", "p50"}));
    BOOST_TEST(!has({"seed"}));
}

BOOST_AUTO_TEST_CASE(a_report_is_equal_to_itself) {
    const auto a = report_of(fixture::run{}, "a");
    diagnostics problems;
    const auto c = compare_reports(a, a, {}, problems);
    BOOST_TEST(c.differences.empty());
    BOOST_TEST(c.same == a.figures.size());
    BOOST_TEST(verdict_text(c) == "the results are the same");
}

BOOST_AUTO_TEST_CASE(says_by_how_much_figures_differ) {
    const pair p;
    const auto c = p.compare({});
    const auto& failed = p.at(c, "jobs.fw.failed");
    BOOST_TEST(*failed.by == 18);
    BOOST_TEST(*failed.part == 18.0 / 412);
    BOOST_TEST(failed.beyond);
    // A reason that nobody gave stands for no device.
    BOOST_TEST(*p.at(c, "jobs.fw.reasons.no answer").by == -16);
    BOOST_TEST(!p.at(c, "expect.1.outcome").by.has_value());
}

BOOST_AUTO_TEST_CASE(tolerances_are_absolute_relative_or_any_and_the_last_that_fits_counts) {
    const pair p;
    const auto beyond = [&](const std::vector<tolerance>& t, const std::string& path) {
        return p.at(p.compare(t), path).beyond;
    };
    BOOST_TEST(beyond({{"jobs.fw.failed", form::absolute, 17.9}}, "jobs.fw.failed"));
    BOOST_TEST(!beyond({{"jobs.fw.failed", form::absolute, 18}}, "jobs.fw.failed"));
    BOOST_TEST(beyond({{"jobs.*.failed", form::part, 0.04}}, "jobs.fw.failed"));
    BOOST_TEST(!beyond({{"jobs.*.failed", form::part, 0.05}}, "jobs.fw.failed"));
    BOOST_TEST(!beyond({{"**.mean", form::part, 0.01}},
                       "templates.controller.telemetry.temperature.mean"));
    BOOST_TEST(!beyond({{"templates.*.telemetry.*.mean", form::part, 0.01}},
                       "templates.controller.telemetry.temperature.mean"));
    BOOST_TEST(beyond({{"expect.**", form::part, 5}}, "expect.1.outcome"));
    BOOST_TEST(!beyond({{"expect.**", form::any, 0}}, "expect.1.outcome"));
    const std::vector<tolerance> strict_at_last{{"jobs.**", form::any, 0},
                                                {"jobs.fw.failed", form::absolute, 0}};
    BOOST_TEST(beyond(strict_at_last, "jobs.fw.failed"));
    BOOST_TEST(!beyond(strict_at_last, "jobs.fw.reasons.flash checksum"));
}

BOOST_AUTO_TEST_CASE(details_count_only_where_no_tolerance_is_given_or_one_names_them) {
    const pair p;
    BOOST_TEST(p.at(p.compare({}), "hashes.readings").beyond);
    BOOST_TEST(p.at(p.compare({}), "jobs.fw.state_reason").beyond);
    const auto wide = p.compare({{"**", form::any, 0}});
    BOOST_TEST(wide.beyond() == 0u);
    BOOST_TEST(verdict_text(wide).find("within their tolerances") != std::string::npos);
    BOOST_TEST(p.compare({{"**", form::any, 0}, {"windows.**", form::absolute, 4}}).beyond() == 1u);
    BOOST_TEST(p.compare({{"**", form::any, 0}, {"windows.**", form::absolute, 5}}).beyond() == 0u);
}

BOOST_AUTO_TEST_CASE(a_tolerance_without_a_figure_is_an_error_with_the_nearest_path) {
    const pair p;
    diagnostics problems;
    compare_reports(p.a, p.b, {{"readings.lots", form::any, 0}}, problems);
    BOOST_REQUIRE(problems.items.size() == 1);
    BOOST_TEST(to_text(problems.items[0]) ==
               "--tolerance readings.lots: error[unknown-path]: no figure of the reports has this "
               "path; did you mean `readings.lost`?");
}

BOOST_AUTO_TEST_CASE(says_first_that_the_runs_are_of_different_things) {
    fixture::run other;
    other.result.seed = 8;
    other.about.file = "scenarios/other.yaml";
    const auto a = report_of(fixture::run{}, "a"), b = report_of(other, "b");
    diagnostics problems;
    const auto c = compare_reports(a, b, {}, problems);
    BOOST_TEST((c.notes == std::vector<std::string>{
                               "other scenarios: scenarios/bad-lot.yaml and scenarios/other.yaml",
                               "other seeds: 7 and 8"}));
    BOOST_TEST(c.differences.empty());
    BOOST_TEST(problems.items.empty());
}

BOOST_AUTO_TEST_CASE(says_first_that_a_run_did_not_come_to_its_end) {
    fixture::run cut;
    cut.result.interrupted = true;
    const auto a = report_of(fixture::run{}, "a"), b = report_of(cut, "b");
    diagnostics problems;
    BOOST_TEST((compare_reports(a, b, {}, problems).notes ==
                std::vector<std::string>{"no whole run, its verdict is interrupted: b"}));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_report_with_its_place) {
    BOOST_TEST(refusal("").rfind("x.json:1:1: error[json-syntax]: the text ends", 0) == 0);
    BOOST_TEST(refusal("{\n\"a\": }").rfind("x.json:2:6: error[json-syntax]: not JSON", 0) == 0);
    BOOST_TEST(refusal("{} {}").rfind("x.json:1:4: error[json-syntax]", 0) == 0);
    BOOST_TEST(refusal("[]").rfind("x.json:1:1: error[no-report]", 0) == 0);
    BOOST_TEST(refusal("{}").rfind("x.json: error[no-report]: this is no report", 0) == 0);
    BOOST_TEST(refusal("{\"kind\":\"seeds\"}")
                   .rfind("x.json: error[no-report]: this is a seeds.json", 0) == 0);
    BOOST_TEST(refusal(std::string(100, '[')).rfind("x.json:1:33: error[json-syntax]", 0) == 0);
    auto text = json_report(fixture::run{}.input());
    const std::string format = "\"format\":1";
    text.replace(text.find(format), format.size(), "\"format\":2");
    BOOST_TEST(refusal(text).rfind("x.json#/run/format: error[other-format]: found 2, expected 1",
                                   0) == 0);
}

BOOST_AUTO_TEST_CASE(a_word_with_a_dot_is_quoted_in_paths) {
    BOOST_TEST(path_text({"jobs", "fw", "reasons", "v2.4 broke"}) ==
               "jobs.fw.reasons.\"v2.4 broke\"");
    BOOST_TEST((path_words("jobs.fw.reasons.\"v2.4 broke\"") ==
                flat_path{"jobs", "fw", "reasons", "v2.4 broke"}));
}

BOOST_AUTO_TEST_CASE(the_table_reads_well) {
    const pair p;
    std::ostringstream out;
    write_comparison(out, p.compare({{"jobs.**", form::part, 0.05}}), {false, 100, true});
    fixture::check_golden("comparison.txt", out.str());
    fixture::check_golden("comparison.json",
                          comparison_json(p.compare({{"jobs.**", form::part, 0.05}})));
}

BOOST_AUTO_TEST_SUITE_END()
