#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/scenario_words.hpp"
#include "report/summary.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

namespace {

std::string summary_of(const fixture::run& run, const style& look) {
    std::ostringstream out;
    write_summary(out, run.input(), {"out/report.html", "out/report.json", "out/junit.xml"}, look);
    return out.str();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(summary_test)

BOOST_AUTO_TEST_CASE(says_everything_about_a_rich_run) {
    fixture::check_golden("summary.txt", summary_of({}, {false, 100, true}));
}

BOOST_AUTO_TEST_CASE(says_when_an_expectation_had_to_hold) {
    const std::string text = summary_of({}, {false, 100, true});
    BOOST_TEST(
        contains(text, "devices.online >= 90%  always, except during power_cut and 15m after"));
    BOOST_TEST(contains(text, "✗ jobs.fw.state = complete\n"));
    fixture::run run;
    run.about.expect[1].kind = expectation_spec::form::after;
    run.about.expect[1].after = "power_cut";
    run.about.expect[1].within = std::chrono::minutes(12);
    BOOST_TEST(contains(summary_of(run, {false, 100, true}),
                        "devices.online >= 90%  within 12m after power_cut"));
}

BOOST_AUTO_TEST_CASE(shows_a_lag_only_where_there_was_one) {
    fixture::run run;
    run.machine.lag_seconds_max = 0.04;
    BOOST_TEST(!contains(summary_of(run, {false, 80, true}), "\nlag"));
    run.machine.lag_seconds_max = 0.06;
    BOOST_TEST(contains(summary_of(run, {false, 80, true}), "\nlag           up to 0.1 s"));
}

BOOST_AUTO_TEST_CASE(leaves_out_what_a_run_did_not_have) {
    fixture::run run;
    run.result = {};
    run.result.devices = {10, 10, 0, 0, 0, 0, 0};
    const std::string text = summary_of(run, {false, 80, true});
    for (const char* label : {"signals", "faults", "supervision", "rules", "jobs", "expectations"})
        BOOST_TEST(!contains(text, std::string("\n") + label), label);
    BOOST_TEST(contains(text, "nothing was expected"));
    BOOST_TEST(!contains(text, "\n\n\n"));
}

BOOST_AUTO_TEST_CASE(uses_no_byte_above_ascii_where_told_so) {
    fixture::run run;
    const std::string text = summary_of(run, {false, 80, false});
    BOOST_TEST(std::all_of(text.begin(), text.end(),
                           [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    BOOST_TEST(contains(text, "FAIL jobs.fw.state = complete"));
}

BOOST_AUTO_TEST_CASE(colours_only_where_told_so) {
    BOOST_TEST(contains(summary_of({}, {true, 80, true}), "\x1b[31m"));
    BOOST_TEST(!contains(summary_of({}, {false, 80, true}), "\x1b"));
}

BOOST_AUTO_TEST_CASE(shows_control_characters_of_names_escaped) {
    fixture::run run;
    run.about.title = fixture::hostile;
    run.result.jobs["fw"].state_reason = fixture::hostile;
    const std::string text = summary_of(run, {false, 80, true});
    BOOST_TEST(!contains(text, "\x1b"));
    BOOST_TEST(contains(text, "\\x1b[31m\\xff\\x0a"));
}

BOOST_AUTO_TEST_CASE(says_what_cut_a_run_short) {
    fixture::run run;
    run.result.interrupted = true;
    BOOST_TEST(contains(summary_of(run, {false, 80, true}),
                        "interrupted after 12:00:00, before its end, so this is no verdict:"));
    BOOST_TEST(contains(summary_of(run, {false, 80, true}), "3 of 4 expectations not met"));
    for (auto& e : run.result.expectations)
        e.outcome = expectation_result::verdict::pending;
    BOOST_TEST(contains(summary_of(run, {false, 200, true}), "4 expectations not yet decided"));
    report_input input = run.input();
    input.failure = "a worker ended";
    std::ostringstream out;
    write_summary(out, input, {}, {false, 80, true});
    BOOST_TEST(contains(out.str(), "the run failed: a worker ended"));
}

BOOST_AUTO_TEST_CASE(says_no_mean_of_words) {
    fixture::run run;
    const signal_result& first = run.result.signals.front();
    device_template t;
    t.name = first.fleet_template;
    t.signals.emplace_back();
    t.signals.back().name = first.signal;
    run.about.templates = {t};
    BOOST_TEST(!is_of_words(kind_of(run.about, first)));
    run.about.templates[0].signals[0].kind = value_kind::word;
    BOOST_TEST(is_of_words(kind_of(run.about, first)));
    std::ostringstream out;
    write_summary(out, run.input(), {}, {});
    const std::string text = out.str(), name = first.fleet_template + "." + first.signal;
    const auto at = text.find(name);
    BOOST_REQUIRE(at != std::string::npos);
    BOOST_TEST(text.substr(at, text.find('\n', at) - at).find('.', name.size()) ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_how_often_each_word_was_sent) {
    signal_result s{"charger", "plug", "", {}, {{"free", 30}, {"broken", 0}, {"busy", 70}}};
    s.values.count = 100;
    BOOST_TEST(word_shares_text(s) == "busy 70 %, free 30 %");
    for (const char* more : {"a", "b", "c", "d", "e"})
        s.words.emplace_back(more, 1);
    BOOST_TEST(word_shares_text(s) == "busy 70 %, free 30 %, a 1 %, b 1 %, c 1 %, d 1 %, 1 more");
    BOOST_TEST(word_shares_text({}).empty());
}

BOOST_AUTO_TEST_CASE(never_breaks_the_header_inside_a_date) {
    fixture::run run;
    style narrow;
    narrow.width = 90;
    std::ostringstream out;
    write_summary(out, run.input(), {}, narrow);
    const std::string text = out.str();
    const auto from = text.find(" of virtual time from ");
    BOOST_TEST(text.substr(from, text.find('\n', from) - from).find(" to ") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
