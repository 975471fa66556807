#include <boost/test/unit_test.hpp>

#include <limits>

#include "report/html_charts.hpp"
#include "report/html_report.hpp"
#include "report/svg_chart.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/markup_check.hpp"

using namespace muster;
using namespace muster::report;

namespace {

const std::set<std::string> void_tags{"meta", "br"};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(html_report_test)

BOOST_AUTO_TEST_CASE(is_one_well_nested_file_that_loads_nothing) {
    const std::string html = html_report(fixture::run{}.input());
    BOOST_TEST(fixture::nesting_problem(html, void_tags) == "");
    for (const char* word : {"http:", "https:", "src=", "href=", "@import", "url(", "fetch("})
        BOOST_TEST(!contains(html, word), word);
    BOOST_TEST(fixture::times(html, "<svg ") == fixture::times(html, "</svg>"));
    BOOST_TEST(fixture::times(html, "<svg ") >= 9u);
    BOOST_TEST(contains(html, "Content-Security-Policy"));
}

BOOST_AUTO_TEST_CASE(shows_verdict_expectations_faults_jobs_and_origin) {
    fixture::run run;
    const report_input input = run.input();
    const std::string html = html_report(input);
    BOOST_TEST(contains(html, "3 of 4 expectations not met"));
    BOOST_TEST(contains(html, "faults.dead.devices &lt;= 25"));
    BOOST_TEST(contains(html, "<title>power_cut</title><rect class=\"span\""));
    BOOST_TEST(contains(html, "fw begins"));
    BOOST_TEST(contains(html, input.digest));
    BOOST_TEST(contains(html, input.repeat));
}

BOOST_AUTO_TEST_CASE(shows_what_devices_that_did_not_succeed_have_in_common) {
    const std::string html = html_report(fixture::run{}.input());
    BOOST_TEST(contains(html, "What devices that did not succeed have in common"));
    BOOST_TEST(contains(html, "<td>lot 25w41 and hardware B3</td>"));
    BOOST_TEST(contains(html, "390 of 430"));
    BOOST_TEST(contains(html, "397 of 3,120"));
}

BOOST_AUTO_TEST_CASE(escapes_hostile_names_wherever_they_appear) {
    fixture::run run;
    const std::string& name = fixture::hostile;
    run.about.title = run.about.file = name;
    run.about.jobs[0].name = name;
    run.result.jobs[name] = run.result.jobs["fw"];
    run.result.jobs[name].state_reason = run.result.jobs[name].batches[0].name = name;
    run.result.jobs[name].reasons[name] = 1;
    run.result.jobs[name].causes = {{{{name, name}}, 5, 6, 7, 80}};
    run.result.faults[name] = {name, sim_time{1}, {}, 1, 0, 0};
    run.result.rules[name] = {};
    run.result.signals[0] = {name, name, name, run.result.signals[0].values, {{name, 1}}};
    run.result.expectations[0] = {
        name, name, expectation_result::verdict::breached, name, {}, 0, {name, 1, 1, {}}};
    run.result.overlaps = {name};
    run.machine.cpu = name;
    const std::string html = html_report(run.input());
    BOOST_TEST(fixture::nesting_problem(html, void_tags) == "");
    BOOST_TEST(!contains(html, "<img"));
    BOOST_TEST(!contains(html, "\x1b"));
    BOOST_TEST(!contains(html, "\xff"));
    BOOST_TEST(fixture::times(html, "</script>") == 2u);
    BOOST_TEST(contains(html, "&lt;img src=x onerror=alert(1)&gt;"));
}

BOOST_AUTO_TEST_CASE(stays_below_a_megabyte_for_300_windows_and_20_signals) {
    fixture::run run;
    run.result = fixture::rollout_result(300);
    const signal_result one = run.result.signals[1];
    run.result.signals.assign(20, one);
    for (window_point& w : run.result.windows)
        w.signals.assign(20, w.signals[1]);
    const std::size_t bytes = html_report(run.input()).size();
    BOOST_TEST(bytes < 1'000'000u);
}

BOOST_AUTO_TEST_CASE(merges_windows_that_no_page_could_show) {
    fixture::run run;
    run.result = fixture::rollout_result(2'000);
    const chart_set charts = make_charts(run.input());
    BOOST_TEST(charts.axis.times.size() == 400u);
    BOOST_TEST(charts.axis.times.back() == 12 * 3600.0);
    const double rate = charts.fleet[1].series[0].values.back();
    const window_point& last = run.result.windows.back();
    BOOST_TEST(rate == static_cast<double>(last.traffic.readings_sent) / 21.6,
               boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(survives_a_run_without_anything) {
    fixture::run run;
    run.about = {};
    run.result = {};
    run.machine = {};
    BOOST_TEST(fixture::nesting_problem(html_report(run.input()), void_tags) == "");
}

BOOST_AUTO_TEST_CASE(breaks_a_band_where_there_is_no_data) {
    fixture::run run;
    for (std::size_t i = 10; i < 20; ++i)
        run.result.windows[i].signals[0] = {};
    const std::string html = html_report(run.input());
    BOOST_TEST(!contains(html, "nan"));
    BOOST_TEST(contains(html, "null"));
}

/// The drawing of a line over windows of which only some have a value.
std::string line_over(const std::vector<std::size_t>& with_value, std::size_t windows) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    time_axis axis;
    axis.end = static_cast<double>(windows);
    std::vector<double> values(windows, none);
    for (std::size_t i = 0; i < windows; ++i)
        axis.times.push_back(static_cast<double>(i + 1));
    for (const std::size_t i : with_value)
        values[i] = 5;
    const std::string svg = draw_chart(
        axis,
        {"x", "x", "", chart::form::band, {{"", "", values}, {"", "", values}, {"", "", values}}});
    const auto at = svg.find("<path class=\"line\"");
    return svg.substr(at, svg.find("/>", at) - at);
}

BOOST_AUTO_TEST_CASE(connects_the_values_of_a_signal_that_is_sent_less_often_than_once_a_window) {
    const std::string line = line_over({7, 14, 22, 29, 37}, 40);
    BOOST_TEST(fixture::times(line, "M") == 1u, line);
    BOOST_TEST(fixture::times(line, "L") == 4u, line);
}

BOOST_AUTO_TEST_CASE(breaks_a_line_where_values_are_missing_for_longer_than_usual) {
    BOOST_TEST(fixture::times(line_over({0, 1, 2, 3, 7, 8, 9}, 10), "M") == 2u);
    BOOST_TEST(fixture::times(line_over({7, 14, 22, 29, 60, 67}, 70), "M") == 2u);
}

BOOST_AUTO_TEST_CASE(draws_a_single_value_as_a_dot) {
    BOOST_TEST(contains(line_over({5}, 10), "h0"));
}

BOOST_AUTO_TEST_CASE(labels_the_time_axis_at_round_clock_times) {
    const scenario about = fixture::rollout_scenario();
    const auto ticks = time_ticks(about.time, std::chrono::hours(12));
    BOOST_TEST(ticks.size() == 7u);
    BOOST_TEST(ticks.front().label == "12:00");
    BOOST_TEST(ticks.back().label == "21 Jan");
    BOOST_TEST(time_ticks(about.time, std::chrono::seconds(0)).empty());
}

BOOST_AUTO_TEST_CASE(scales_values_in_few_round_steps) {
    const auto steps = [](const value_scale& s) { return (s.high - s.low) / s.step; };
    for (const double high : {0.0, 1e-7, 0.3, 1.0, 7.0, 48.0, 99.0, 1234.0, 3e5, 1e12, 1e17}) {
        const value_scale scale = round_scale(0, high, true);
        BOOST_TEST(scale.low == 0.0);
        BOOST_TEST(scale.high >= high);
        BOOST_TEST(steps(scale) <= 6.0);
    }
    BOOST_TEST(round_scale(18.2, 24.1, false).low == 18.0);
    BOOST_TEST(round_scale(5, 5, false).high > 5.0);
    BOOST_TEST(round_scale(-5, 5, true).low == -6.0);
}

BOOST_AUTO_TEST_CASE(shows_what_a_device_answered_below_what_became_of_the_act) {
    fixture::run run;
    run.result.acts["probe"].outcome = "done";
    run.result.acts["probe"].answer = "{\"a\":\"<b>\"}";
    const std::string html = html_report(run.input());
    BOOST_TEST(html.find("&lt;div") == std::string::npos);
    BOOST_TEST(html.find("<div class=\"soft\">answered {&quot;a&quot;:&quot;&lt;b&gt;") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
