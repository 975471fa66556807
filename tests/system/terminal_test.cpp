#include <boost/test/unit_test.hpp>

#include <regex>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

/// Runs `muster` on a terminal of its own, which `script` (of Debian's bsdutils) makes; what it
/// shows is in `out`.
ending on_terminal(const trial& here, const std::string& arguments,
                   const std::vector<std::string>& environment = {}) {
    // Whatever terminal the test itself is run on, or none.
    const std::string command =
        "stty cols 70 rows 12; TERM=xterm " MUSTER_BINARY_DIR "/muster " + arguments;
    return process({"script", "--quiet", "--return", "--command", command, "/dev/null"},
                   here.path(""), environment)
        .wait(60);
}

bool has_colours(const std::string& text) {
    return std::regex_search(text, std::regex("\x1b\\[[0-9;]*m"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_test)

BOOST_AUTO_TEST_CASE(shows_the_live_display_and_gives_the_screen_back) {
    const trial here;
    const auto end =
        on_terminal(here, "run " + shipped("first-fleet") + " --devices 2000 --speed 20000x");
    BOOST_TEST(end.code == 0, end.out);
    BOOST_TEST(end.out.find("virtual") != std::string::npos);
    BOOST_TEST(end.out.find("progress") != std::string::npos);
    BOOST_TEST(end.out.find("more line") != std::string::npos);  // twelve rows are not enough
    BOOST_TEST(has_colours(end.out));
    const auto given_back = end.out.rfind("\x1b[?25h");
    BOOST_REQUIRE(given_back != std::string::npos);
    BOOST_TEST(end.out.rfind("\x1b[?25l") < given_back);
    BOOST_TEST(end.out.find("all 7 expectations held") > given_back);
}

BOOST_AUTO_TEST_CASE(has_no_colours_where_no_color_is_set) {
    const trial here;
    here.write("small.yaml", small_scenario("expect: [readings.lost = 0]\n"));
    BOOST_TEST(has_colours(on_terminal(here, "run small.yaml").out));
    const auto plain = on_terminal(here, "run small.yaml", {"NO_COLOR=1"});
    BOOST_TEST(plain.code == 99);
    BOOST_TEST(!has_colours(plain.out));
}

BOOST_AUTO_TEST_CASE(gives_the_screen_back_when_interrupted) {
    const trial here;
    here.write("slow.yaml", small_scenario("outputs: {log: {ndjson: log.ndjson}}\n"));
    const auto end = on_terminal(
        here,
        "run slow.yaml --speed realtime --set templates.probe.messages.status.every=1s & "
        "while [ ! -s log.ndjson ]; do sleep 0.05; done; kill -TERM $!; wait $!");
    BOOST_TEST(end.code == 130, end.out);
    BOOST_TEST(end.out.find("interrupted after") != std::string::npos, end.out);
    BOOST_TEST(end.out.rfind("\x1b[?25l") < end.out.rfind("\x1b[?25h"));
}

BOOST_AUTO_TEST_SUITE_END()
