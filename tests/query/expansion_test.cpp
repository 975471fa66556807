#include <boost/test/unit_test.hpp>

#include <string>

#include "fleet/device_names.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/explain.hpp"
#include "fleet/query/limits.hpp"
#include "fleet/query/parser.hpp"
#include "fleet/query/printer.hpp"
#include "tests/query/small_scenario.hpp"

using namespace muster;

namespace {

/// The small scenario with groups of these conditions, and `canaries`, which is a list.
scenario with_groups(const std::vector<std::pair<std::string, std::string>>& groups) {
    auto s = small_scenario();
    s.groups.clear();
    for (const auto& [name, text] : groups) {
        auto& group = s.groups.emplace_back();
        group.name = name;
        group.who.text = text;
        group.who.tree = query::parse(text).tree;
    }
    auto& list = s.groups.emplace_back();
    list.name = "canaries";
    list.devices = {"meters-1", "meters-2"};
    return s;
}

/// What a condition comes to, or the code and text of its first problem.
std::string expanded(const device_names& names, const std::string& text) {
    std::vector<query::problem> problems;
    const auto whole = query::expand(query::parse(text).tree, names, problems);
    if (!problems.empty()) return problems.front().code + ": " + problems.front().text;
    return query::to_text(*whole);
}

query::bind_result bound(const device_names& names, const std::string& text) {
    return query::bind(query::parse(text).tree, names, query::type::boolean);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expansion_test)

BOOST_AUTO_TEST_CASE(a_groups_name_stands_for_its_condition) {
    const device_names names(with_groups({{"north", "region = 'north'"},
                                          {"pilots", "groups.north AND voltage > 210"},
                                          {"my group", "NOT groups.pilots"}}));
    BOOST_TEST(expanded(names, "groups.north") == "region = 'north'");
    BOOST_TEST(expanded(names, "NOT groups.pilots OR metered") ==
               "NOT (region = 'north' AND voltage > 210) OR metered");
    BOOST_TEST(expanded(names, "groups.\"my group\"") ==
               "NOT (region = 'north' AND voltage > 210)");
    BOOST_TEST(expanded(names, "voltage > 3") == "voltage > 3");
    BOOST_TEST(bound(names, "groups.north = false").problems.empty());
    BOOST_TEST(bound(names, "if(groups.pilots, 1, 2) = 1").problems.empty());
}

BOOST_AUTO_TEST_CASE(a_list_is_a_name_of_its_own) {
    const device_names names(with_groups({{"some", "groups.canaries AND metered"}}));
    BOOST_TEST(expanded(names, "groups.some") == "groups.canaries AND metered");
    const auto both = bound(names, "groups.some");
    BOOST_TEST(both.problems.empty());
    BOOST_TEST(both.bound.fields().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_circle_is_named_with_its_path) {
    const device_names names(with_groups({{"a", "groups.b OR metered"},
                                          {"b", "NOT groups.c"},
                                          {"c", "groups.b AND metered"},
                                          {"self", "groups.self"}}));
    BOOST_TEST(
        expanded(names, "groups.a") ==
        "group-circle: groups name each other in a circle: groups.b -> groups.c -> groups.b");
    BOOST_TEST(expanded(names, "groups.self") ==
               "group-circle: groups name each other in a circle: groups.self -> groups.self");
    const auto wrong = bound(names, "metered AND groups.a");
    BOOST_TEST_REQUIRE(wrong.problems.size() == 1U);
    BOOST_TEST(!wrong.bound);
    BOOST_TEST((wrong.problems[0].where.offset == 12U && wrong.problems[0].where.length == 8U));
}

BOOST_AUTO_TEST_CASE(groups_that_grow_without_end_are_refused_and_not_computed) {
    std::vector<std::pair<std::string, std::string>> doubling{{"g0", "metered"}};
    for (int i = 1; i < 30; ++i) {
        const auto below = "groups.g" + std::to_string(i - 1);
        doubling.emplace_back("g" + std::to_string(i), below + " OR NOT " + below);
    }
    BOOST_TEST(expanded(device_names(with_groups(doubling)), "groups.g29")
                   .starts_with("too-many-groups: "));
    std::vector<std::pair<std::string, std::string>> chain{{"g0", "metered"}};
    for (int i = 1; i < 60; ++i)
        chain.emplace_back("g" + std::to_string(i), "groups.g" + std::to_string(i - 1));
    const device_names names(with_groups(chain));
    BOOST_TEST(expanded(names, "groups.g59") ==
               "too-many-groups: groups name groups more than 32 deep");
    BOOST_TEST(expanded(names, "groups.g20") == "metered");
}

BOOST_AUTO_TEST_CASE(a_wrong_name_in_a_group_is_said_where_the_group_is_named) {
    const device_names names(with_groups({{"odd", "voltag > 3"}, {"pilots", "metered"}}));
    const auto wrong = bound(names, "metered AND groups.odd");
    BOOST_TEST_REQUIRE(wrong.problems.size() == 1U);
    BOOST_TEST(wrong.problems[0].code == "unknown-name");
    BOOST_TEST(wrong.problems[0].where.offset == 12U);
    const auto unknown = bound(names, "groups.pilot");
    BOOST_TEST_REQUIRE(unknown.problems.size() == 1U);
    BOOST_TEST(unknown.problems[0].remedy == "did you mean groups.pilots?");
}

BOOST_AUTO_TEST_CASE(the_age_of_an_instant_is_a_time_span) {
    auto s = with_groups({});
    s.templates[0].properties.push_back(property_of("installed", value_kind::instant));
    const device_names names(s);
    BOOST_TEST(expanded(names, "age($last_seen) > 1h") == "$last_seen > 1h");
    BOOST_TEST(expanded(names, "age(installed) > 7d") == "$elapsed * 1s - installed > 7d");
    BOOST_TEST(bound(names, "age(installed) > 7d").problems.empty());
    BOOST_TEST(expanded(names, "age(voltage) > 1h") ==
               "no-instant: `voltage` is no instant, so it has no age");
    BOOST_TEST(query::parse("age()").problems.front().code == "wrong-arguments");
}

BOOST_AUTO_TEST_CASE(a_group_is_explained_by_its_condition) {
    struct nothing final : query::row {
        query::value get(query::field_id) const override { return true; }
        double whole(query::field_id) const override { return 1; }
    };
    const device_names names(with_groups({{"both", "metered AND $connected"}}));
    const auto why = query::explain(query::parse("NOT groups.both").tree, names, nothing());
    BOOST_TEST(query::to_text(why) ==
               "NOT groups.both is false\n"
               "  groups.both is true\n"
               "    metered AND $connected is true\n"
               "      metered is true\n"
               "      $connected is true\n");
}

BOOST_AUTO_TEST_SUITE_END()
