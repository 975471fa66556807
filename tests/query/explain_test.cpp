#include <boost/test/unit_test.hpp>

#include "fleet/query/explain.hpp"
#include "fleet/query/parser.hpp"
#include "tests/query/fixed_scope.hpp"
#include "tests/query/table_fixture.hpp"

using namespace muster::query;

namespace {

std::string why(const std::string& condition) {
    fixed_row row;
    row.values = {{fixed_scope::voltage, 212.5},
                  {fixed_scope::current, -4.0},
                  {fixed_scope::region, std::string_view("north")},
                  {fixed_scope::state, std::string_view("failed")},
                  {fixed_scope::connected, false},
                  {fixed_scope::seen, 90e6},
                  {fixed_scope::online, 97.0}};
    const auto parsed = parse(condition);
    BOOST_REQUIRE_MESSAGE(parsed.tree, condition);
    BOOST_REQUIRE(muster::query::bind(parsed.tree, fixed_scope()).problems.empty());
    return to_text(explain(parsed.tree, fixed_scope(), row));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_test)

BOOST_AUTO_TEST_CASE(says_what_a_condition_found) {
    BOOST_TEST(why("region = 'south'") == "region = 'south' is false: it is 'north'\n");
    BOOST_TEST(why("region LIKE 'n%'") == "region LIKE 'n%' is true: it is 'north'\n");
    BOOST_TEST(why("$last_seen < 1m") == "$last_seen < 1m is false: it is 1m30s\n");
    BOOST_TEST(why("voltage > current * 2") ==
               "voltage > current * 2 is true: voltage is 212.5, current is -4\n");
    BOOST_TEST(why("$connected") == "$connected is false\n");
}

BOOST_AUTO_TEST_CASE(says_that_there_is_no_value) {
    BOOST_TEST(why("mode = day") == "mode = day is NULL: it is NULL\n");
    BOOST_TEST(why("mode IS NULL") == "mode IS NULL is true: it is NULL\n");
}

BOOST_AUTO_TEST_CASE(takes_words_of_a_field_for_no_names) {
    BOOST_TEST(why("jobs.fw.state = pending") ==
               "jobs.fw.state = pending is false: it is 'failed'\n");
    BOOST_TEST(why("jobs.fw.state IN (failed, pending)") ==
               "jobs.fw.state IN (failed, pending) is true: it is 'failed'\n");
}

BOOST_AUTO_TEST_CASE(goes_into_the_parts_of_and_or_and_not) {
    BOOST_TEST(why("region = 'north' AND (voltage < 200 OR NOT $connected)") ==
               "region = 'north' AND (voltage < 200 OR NOT $connected) is true\n"
               "  region = 'north' is true: it is 'north'\n"
               "  voltage < 200 OR NOT $connected is true\n"
               "    voltage < 200 is false: it is 212.5\n"
               "    NOT $connected is true\n"
               "      $connected is false\n");
    BOOST_TEST(why("mode = day AND region = 'north'") ==
               "mode = day AND region = 'north' is NULL\n"
               "  mode = day is NULL: it is NULL\n"
               "  region = 'north' is true: it is 'north'\n");
}

BOOST_AUTO_TEST_CASE(shows_filtered_metrics) {
    BOOST_TEST(why("devices.online(region = 'x') > 98") ==
               "devices.online(region = 'x') > 98 is false: it is 97\n");
    BOOST_TEST(why("devices.online >= 97%") == "devices.online >= 97% is true: it is 97\n");
}

BOOST_AUTO_TEST_CASE(knows_times_of_a_table) {
    const auto names = readings_table();
    const auto row = row_of(some_readings().front());
    const auto tree = parse("$ts < '2026-06-21T00:30:00Z' AND power > 5").tree;
    BOOST_TEST(to_text(explain(tree, names, readings_frame(), row)) ==
               "$ts < '2026-06-21T00:30:00Z' AND power > 5 is true\n"
               "  $ts < '2026-06-21T00:30:00Z' is true: it is '2026-06-21T00:00:00Z'\n"
               "  power > 5 is true: it is 10\n");
}

BOOST_AUTO_TEST_CASE(an_age_is_its_own_and_a_group_without_a_condition_is_a_list) {
    table_scope names({{"$id", type::text}, {"groups.chosen", type::boolean}});
    column seen{"$last_seen", type::time_span};
    seen.is_age = true;
    names.add(std::move(seen));
    names.know_groups(std::make_shared<const std::map<std::string, node_ptr, std::less<>>>(
        std::map<std::string, node_ptr, std::less<>>{
            {"groups.silent", parse("age($last_seen) > 10m").tree}}));
    slot_row row(3);
    row.values = {std::string_view("m-1"), true, 90e6};
    const auto why_of = [&](const std::string& condition) {
        return to_text(explain(parse(condition).tree, names, {}, row));
    };
    BOOST_TEST(why_of("groups.chosen") == "groups.chosen is true: m-1 is on the list\n");
    BOOST_TEST(why_of("groups.silent") ==
               "groups.silent is false\n  age($last_seen) > 10m is false: it is 1m30s\n");
    row.values[1] = false;
    BOOST_TEST(why_of("NOT groups.chosen") ==
               "NOT groups.chosen is true\n  groups.chosen is false: m-1 is not on the list\n");
}

BOOST_AUTO_TEST_SUITE_END()
