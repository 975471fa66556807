#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fixture.hpp"
#include "scenarios/recordings.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

using row = std::vector<std::string>;

std::optional<table> csv(const std::string& text, std::string* problems = nullptr) {
    diagnostics found;
    auto t = read_csv(text, "x.csv", found);
    if (problems != nullptr) *problems = codes_of(found);
    BOOST_TEST(t.has_value() != found.has_errors());
    return t;
}

row row_of(const table& t, std::size_t at) {
    row cells;
    for (std::size_t c = 0; c < t.names.size(); ++c)
        cells.emplace_back(t.cell(at, c));
    return cells;
}

const replay_signal& replayed(const scenario& s, const std::string& name) {
    for (const auto& signal : s.templates[0].signals)
        if (signal.name == name) return std::get<replay_signal>(signal.shape);
    throw std::logic_error("no " + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recordings_test)

BOOST_AUTO_TEST_CASE(cells_are_cut_at_commas_and_lines_outside_of_quotes) {
    const auto t =
        csv("\xEF\xBB\xBF"
            "a,\"b, c\"\r\n1,\"say \"\"x\"\"\"\r\n\r\n,\"two\nlines\"\nlast,");
    BOOST_REQUIRE(t.has_value());
    BOOST_TEST(t->names == (row{"a", "b, c"}), tt::per_element());
    BOOST_REQUIRE(t->rows() == 3u);
    BOOST_TEST(row_of(*t, 0) == (row{"1", "say \"x\""}), tt::per_element());
    BOOST_TEST(row_of(*t, 1) == (row{"", "two\nlines"}), tt::per_element());
    BOOST_TEST(row_of(*t, 2) == (row{"last", ""}), tt::per_element());
    BOOST_TEST((t->line(0) == 2u && t->line(1) == 4u && t->line(2) == 6u));
    const auto place = t->place_of(1, 1);
    BOOST_TEST((place.line == 4u && place.column == 2u));
    BOOST_TEST(t->place_of(0, 1).column == 3u);
}

BOOST_AUTO_TEST_CASE(rows_of_another_length_and_open_quotes_are_told_with_their_line) {
    std::string problems;
    BOOST_TEST(!csv("a,b\n1,2\n3\n", &problems));
    BOOST_TEST(problems == "bad-row 3:1");
    BOOST_TEST(!csv("a\n\"1\n", &problems));
    BOOST_TEST(problems == "bad-quote 2:1");
    BOOST_TEST(!csv("a,b\n1,2\n3,4\"5\n", &problems));
    BOOST_TEST(problems == "bad-quote 3:4");
    BOOST_TEST(!csv("a,b\n\"1\" x,2\n", &problems));
    BOOST_TEST(problems == "bad-quote 2:4");
    BOOST_TEST(!csv("", &problems));
    BOOST_TEST(problems == "no-data 1:1");
    BOOST_TEST(!csv("a,b\n", &problems));
    BOOST_TEST(problems == "no-data 1:1");
}

BOOST_AUTO_TEST_CASE(a_replay_holds_the_rows_of_its_column) {
    auto result = read_scenario_file(data_file("complete.yaml"));
    BOOST_REQUIRE(result.value.has_value());
    const auto& by_time = replayed(*result.value, "recorded");
    BOOST_TEST((by_time.rows->times == std::vector<duration>{0h, 6h, 12h, 18h}));
    BOOST_TEST((by_time.rows->length == 24h));
    BOOST_TEST(by_time.rows->values[1] == 19);
    BOOST_TEST(std::isnan(by_time.rows->values[2]));
    const auto& evenly = replayed(*result.value, "phase");
    BOOST_TEST((evenly.rows->times.back() == 45min && evenly.rows->length == 1h));
    BOOST_TEST(evenly.rows->values[1] == 0);  // busy, then idle
    BOOST_TEST(!evenly.loop);
}

BOOST_AUTO_TEST_SUITE_END()
