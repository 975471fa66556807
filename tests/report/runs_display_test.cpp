#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/runs_display.hpp"
#include "tests/report/fixture.hpp"

using namespace muster;
using namespace muster::report;
using namespace std::chrono_literals;

namespace {

run_progress at(duration now) {
    run_progress p;
    p.now = now;
    p.end = 10h;
    return p;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(runs_display_test)

BOOST_AUTO_TEST_CASE(writes_a_line_every_three_seconds_where_there_is_no_terminal) {
    std::ostringstream out;
    runs_display display(out, {}, false, 20);
    display.begin("seed 7");
    for (const double now : {100.0, 101.0, 102.9})
        display.update(at(1h), now);
    BOOST_TEST(out.str() == "");
    display.update(at(5h), 103);
    BOOST_TEST(out.str() == "run 1 of 20, seed 7 · 50 % of it · 0 of 0 held everything\n");
    display.end(0);
    display.begin("seed 8");
    display.update(at(1h), 105);
    display.end(2);
    display.begin("seed 9");
    out.str("");
    display.update({}, 106);
    BOOST_TEST(out.str() == "run 3 of 20, seed 9 · 0 % of it · 1 of 2 held everything\n");
    display.finish();
    BOOST_TEST(out.str().find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(rewrites_one_line_on_a_terminal_and_takes_it_away) {
    std::ostringstream out;
    {
        runs_display display(out, {false, 30, true}, true, 20);
        display.begin("limit=1%, seed 7");
        display.update(at(5h), 0);
        BOOST_TEST(out.str() == "\r\x1b[Krun 1 of 20, limit=1%, seed 7…");
        out.str("");
        display.update(at(6h), 0.1);
        BOOST_TEST(out.str().find('\n') == std::string::npos);
        out.str("");
    }
    BOOST_TEST(out.str() == "\r\x1b[K");
}

BOOST_AUTO_TEST_CASE(shows_hostile_names_escaped) {
    std::ostringstream out;
    runs_display display(out, {}, true, 2);
    display.begin("a\x1b[31m=1");
    display.update(at(5h), 0);
    BOOST_TEST(out.str().find("\x1b[31m") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
