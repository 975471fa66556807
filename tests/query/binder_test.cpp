#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/query/fixed_scope.hpp"

using namespace muster::query;

namespace {

struct bad_case {
    std::string text, code;
    std::uint32_t offset;
    std::string remedy;
};

bind_result bound(const std::string& text, std::optional<type> wanted = {}) {
    const auto parsed = parse(text);
    BOOST_REQUIRE_MESSAGE(parsed.tree, text);
    return muster::query::bind(parsed.tree, fixed_scope(), wanted);
}

void check_bad(const std::vector<bad_case>& cases) {
    for (const auto& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            const auto result = bound(c.text);
            BOOST_TEST(!result.bound);
            BOOST_REQUIRE(result.problems.size() == 1u);
            BOOST_TEST(result.problems[0].code == c.code);
            BOOST_TEST(result.problems[0].where.offset == c.offset);
            BOOST_TEST(result.problems[0].remedy == c.remedy);
        }
    }
}

void check_good(const std::vector<std::string>& texts) {
    for (const auto& t : texts) {
        const auto result = bound(t);
        for (const auto& p : result.problems)
            BOOST_ERROR(t + ": " + p.code + ": " + p.text);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(binder_test)

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_name) {
    check_bad({
        {"voltag < 3", "unknown-name", 0, "did you mean voltage?"},
        {"3 > wholly_unknown", "unknown-name", 4, ""},
        {"jobs.fw.stat = failed", "unknown-name", 0, "did you mean jobs.fw.state?"},
        {"failed = jobs.fw.stat", "unknown-name", 9, "did you mean jobs.fw.state?"},
        {"jobs.fw.stat IN (failed, pending)", "unknown-name", 0, "did you mean jobs.fw.state?"},
        {"lot = 'x'", "ambiguous-name", 0, "write tags.lot or properties.lot"},
        {"mixed = 'x'", "conflicting-kinds", 0, "give it one type everywhere"},
        {"service.connects < 3", "not-available", 0, ""},
        {"devices.total(region = 'x') > 3", "not-filterable", 0, ""},
        {"devices.onlin(region = 'x') > 3", "unknown-name", 0, "did you mean devices.online?"},
        {"devices.online(regio = 'x') > 3", "unknown-name", 15, "did you mean region?"},
        {"devices.online(voltage) > 3", "wrong-result", 15, ""},
        {std::string(3000, 'x') + " = 1", "unknown-name", 0, ""},
    });
}

BOOST_AUTO_TEST_CASE(takes_a_bare_word_for_a_word_of_the_field_opposite) {
    check_good({
        "jobs.fw.state = cancelled",
        "cancelled = jobs.fw.state",
        "jobs.fw.state != 'failed'",
        "jobs.fw.state IN (failed, 'cancelled')",
        "mode = region",
        "mode LIKE 'd%'",
    });
    check_bad({
        {"jobs.fw.state = canceled", "unknown-word", 16, "did you mean cancelled?"},
        {"jobs.fw.state = 'canceled'", "unknown-word", 16, "did you mean cancelled?"},
        {"jobs.fw.state IN (failed, Failed)", "unknown-word", 26, "did you mean failed?"},
        {"region = north", "unquoted-text", 9, "put the text in single quotes: 'north'"},
        {"north = region", "unquoted-text", 0, "put the text in single quotes: 'north'"},
        {"region IN ('a', b)", "unquoted-text", 16, "put the text in single quotes: 'b'"},
        {"voltage = north", "unknown-name", 10, ""},
    });
}

BOOST_AUTO_TEST_CASE(compares_only_what_is_alike) {
    const std::string unit = "a time span has a unit: 90s, 15m, 24h";
    check_bad({
        {"voltage = '210'", "type-mismatch", 0, ""},
        {"region = 5", "unquoted-text", 9, "put it in single quotes"},
        {"$connected = 1", "type-mismatch", 0, ""},
        {"$last_seen > 90", "type-mismatch", 0, unit},
        {"voltage < 5m", "type-mismatch", 0, "m is minutes; did you mean 5M?"},
        {"voltage < 90s", "type-mismatch", 0, "write a plain number"},
        {"region < 'b'", "type-mismatch", 0, "compare it with = or !="},
        {"$connected > false", "type-mismatch", 0, "compare it with = or !="},
        {"voltage = NULL", "null-comparison", 0, "write IS NULL"},
        {"NULL != voltage", "null-comparison", 0, "write IS NOT NULL"},
        {"voltage IN (1, '2')", "type-mismatch", 15, ""},
        {"voltage IN (1, current)", "not-a-literal", 15, "compare with = and OR"},
        {"$connected IN (true)", "type-mismatch", 0, ""},
        {"voltage LIKE '2%'", "type-mismatch", 0, ""},
        {"region LIKE mode", "not-a-literal", 12, "write LIKE 'north%'"},
    });
    BOOST_TEST(bound("voltage = '210'").problems[0].text ==
               "`voltage` is a number, `'210'` is a text");
}

BOOST_AUTO_TEST_CASE(calculates_only_with_quantities) {
    check_good({
        "$last_seen + 90s > 2 * 1h",
        "$last_seen / 1m > 3",
        "$last_seen % 1h < 5m",
        "-$last_seen < 0s",
        "max($last_seen, 1h) = 1h",
        "if($connected, voltage, NULL) > 3",
        "length(lower(region)) > 3",
    });
    check_bad({
        {"voltage + region > 1", "type-mismatch", 10, ""},
        {"-region = 'a'", "type-mismatch", 1, ""},
        {"voltage + 90s > 1", "type-mismatch", 0, "write a plain number"},
        {"$last_seen * 1s > 1s", "type-mismatch", 0, ""},
        {"abs(region) > 1", "type-mismatch", 4, ""},
        {"max(voltage, 1h) > 1", "type-mismatch", 13, ""},
        {"sqrt($last_seen) > 1", "type-mismatch", 5, ""},
        {"if(voltage, 1, 2) > 1", "type-mismatch", 3, ""},
        {"if($connected, 1, 'a') > 1", "type-mismatch", 18, ""},
        {"contains(region, 5)", "type-mismatch", 17, ""},
        {"voltage AND $connected", "type-mismatch", 0, ""},
        {"NOT region", "type-mismatch", 4, ""},
        {"NULL", "type-mismatch", 0, ""},
    });
}

BOOST_AUTO_TEST_CASE(compares_percentages_only_with_parts_of_a_whole) {
    check_good(
        {"devices.online >= 97%", "97% <= devices.online", "devices.online(voltage > 1) < 3%"});
    check_bad({
        {"voltage < 20%", "no-whole", 10, "write a plain number"},
        {"devices.online + 1 >= 97%", "misplaced-percent", 22, "write a plain number"},
        {"97% < 98%", "misplaced-percent", 6, "write a plain number"},
        {"voltage IN (97%)", "misplaced-percent", 12, "write a plain number"},
        {"voltage < 2 * 97%", "misplaced-percent", 14, "write a plain number"},
    });
}

BOOST_AUTO_TEST_CASE(holds_a_query_to_the_type_its_place_wants) {
    BOOST_TEST(bound("voltage * 2", type::number).problems.empty());
    BOOST_TEST(bound("voltage * 2", type::boolean).problems.front().code == "wrong-result");
    BOOST_TEST(bound("voltage < 2", type::number).problems.front().code == "wrong-result");
}

BOOST_AUTO_TEST_CASE(finds_every_problem_in_the_order_of_places) {
    const auto result = bound("foo = 1 AND region = 3 OR abs(bar) > 2 OR pow(baz, qux) > 1");
    BOOST_REQUIRE(result.problems.size() == 5u);
    BOOST_TEST(result.problems[0].where.offset == 0u);
    BOOST_TEST(result.problems[1].where.offset == 21u);
    BOOST_TEST(result.problems[2].where.offset == 30u);
    BOOST_TEST(result.problems[4].where.offset == 51u);
}

BOOST_AUTO_TEST_CASE(knows_the_fields_and_the_type_of_an_expression) {
    const auto e = bound("voltage + current > voltage AND region = 'a'").bound;
    const std::vector<field_id> fields{fixed_scope::voltage, fixed_scope::current,
                                       fixed_scope::region};
    BOOST_TEST(e.fields() == fields, boost::test_tools::per_element());
    BOOST_TEST((e.result() == type::boolean));
    BOOST_TEST((bound("$last_seen / 2").bound.result() == type::time_span));
    BOOST_TEST(bound("97% < devices.online").bound.fields().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
