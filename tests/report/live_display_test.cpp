#include <boost/test/unit_test.hpp>

#include <limits>
#include <sstream>

#include "report/live_display.hpp"
#include "report/text.hpp"
#include "tests/report/fixture.hpp"

using namespace muster;
using namespace muster::report;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string frame_text(const scenario& about, const run_progress& progress, const style& look) {
    std::string out;
    for (const styled_line& line : live_frame(about, progress, look, 0))
        out += line.render(look, look.width) + "\n";
    return out;
}

std::size_t widest(const std::string& text) {
    std::istringstream lines(text);
    std::size_t most = 0;
    for (std::string line; std::getline(lines, line);)
        most = std::max(most, display_width(line));
    return most;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(live_display_test)

BOOST_AUTO_TEST_CASE(fits_every_width) {
    scenario about = fixture::rollout_scenario();
    about.title =
        "Ein überlanger Titel 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字";
    run_progress progress = fixture::rollout_progress();
    progress.active_faults = std::vector<std::string>(30, "a_fault_with_a_long_name");
    progress.jobs.emplace_back(std::string(90, 'j'), progress.jobs[0].second);
    for (unsigned width = 1; width <= 130; ++width)
        for (const bool unicode : {true, false}) {
            const std::size_t most = widest(frame_text(about, progress, {false, width, unicode}));
            BOOST_TEST(most <= width);
        }
}

BOOST_AUTO_TEST_CASE(shows_how_the_run_stands) {
    const std::string text =
        frame_text(fixture::rollout_scenario(), fixture::rollout_progress(), {false, 100, true});
    for (const char* part :
         {"05:30:00 of 12:00:00", "20 Jan 17:30:00", "2,357x", "45 %", "9.9 s left",
          "288,124 online", "400 crashed", "4.69M/s", "19 alerts open  dead", "fw running",
          "309 failed", "✗ faults.dead.devices <= 25", "· jobs.fw.state = complete"})
        BOOST_TEST(contains(text, part), part);
}

BOOST_AUTO_TEST_CASE(copes_with_a_run_that_has_no_end_and_no_devices) {
    const scenario about;
    for (const sim_time end : {sim_time{0}, never}) {
        run_progress progress;
        progress.end = end;
        progress.speed_factor = std::numeric_limits<double>::infinity();
        BOOST_TEST(contains(frame_text(about, progress, {false, 80, true}), "0 %"));
    }
}

BOOST_AUTO_TEST_CASE(never_exceeds_the_height) {
    const scenario about = fixture::rollout_scenario();
    for (std::size_t height = 1; height < 16; ++height)
        BOOST_TEST(live_frame(about, fixture::rollout_progress(), {}, height).size() <= height);
}

BOOST_AUTO_TEST_CASE(redraws_in_place_and_gives_the_cursor_back) {
    std::ostringstream out;
    const scenario about = fixture::rollout_scenario();
    {
        live_display display(out, about, {true, 80, true}, live_display::mode::terminal);
        display.update(fixture::rollout_progress());
        BOOST_TEST(contains(out.str(), "\x1b[?25l"));
        const std::size_t lines = live_frame(about, fixture::rollout_progress(), {}, 0).size();
        out.str("");
        display.resize(60, 8);
        display.update(fixture::rollout_progress());
        BOOST_TEST(out.str().starts_with("\r\x1b[" + std::to_string(lines) + "A"));
        out.str("");
    }
    BOOST_TEST(out.str() == "\r\x1b[7A\x1b[J\x1b[?7h\x1b[?25h");
}

BOOST_AUTO_TEST_CASE(writes_a_plain_line_every_three_seconds_elsewhere) {
    std::ostringstream out;
    const scenario about = fixture::rollout_scenario();
    live_display display(out, about, {}, live_display::mode::lines);
    run_progress progress = fixture::rollout_progress();
    for (int tenth = 0; tenth < 100; ++tenth) {
        progress.wall_seconds = tenth / 10.0;
        display.update(progress);
    }
    display.finish();
    display.update(progress);
    const std::string text = out.str();
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 3);
    BOOST_TEST(!contains(text, "\x1b"));
    BOOST_TEST(contains(text, "fw running 2,017 of 288,000, 309 failed"));
    BOOST_TEST(contains(text, "ends in about"));
    BOOST_TEST(contains(text, "1 not met  1 not yet decided"));
}

BOOST_AUTO_TEST_CASE(what_is_checked_at_the_end_is_not_yet_decided_before) {
    run_progress progress = fixture::rollout_progress();
    progress.expectations[0].outcome = expectation_result::verdict::breached;
    progress.expectations[0].observed = "running";
    const scenario about = fixture::rollout_scenario();
    BOOST_TEST(contains(progress_line(about, progress), "1 not met  1 not yet decided"));
    BOOST_TEST(contains(frame_text(about, progress, {false, 100, true}),
                        "· jobs.fw.state = complete  running"));
}

BOOST_AUTO_TEST_CASE(says_that_the_threshold_slows_a_job) {
    run_progress progress = fixture::rollout_progress();
    progress.jobs[0].second.state_reason = "slowed by the threshold: 12 in flight";
    const scenario about = fixture::rollout_scenario();
    BOOST_TEST(contains(progress_line(about, progress), "slowed by the threshold: 12 in flight"));
    const std::string frame = frame_text(about, progress, {false, 220, true});
    BOOST_TEST(contains(frame, "309 failed  ends in about"));
    BOOST_TEST(contains(frame, "slowed by the threshold: 12 in flight"));
}

BOOST_AUTO_TEST_CASE(lets_no_name_reach_the_terminal_raw) {
    scenario about = fixture::rollout_scenario();
    about.title = fixture::hostile;
    run_progress progress = fixture::rollout_progress();
    progress.jobs[0].first = progress.active_faults[0] = fixture::hostile;
    progress.expectations[0].text = fixture::hostile;
    BOOST_TEST(!contains(frame_text(about, progress, {false, 200, true}), "\x1b"));
    BOOST_TEST(!contains(progress_line(about, progress), "\x1b"));
}

BOOST_AUTO_TEST_SUITE_END()
