#include <boost/test/unit_test.hpp>

#include "tests/query/table_fixture.hpp"

using namespace muster::query;

namespace {

/// `code@offset+length: text; remedy` of every problem, a line each.
std::string problems(const std::string& query) {
    std::string out;
    for (const auto& p : planned(query).problems)
        out += (out.empty() ? "" : "\n") + p.code + "@" + std::to_string(p.where.offset) + "+" +
               std::to_string(p.where.length) + ": " + p.text +
               (p.remedy.empty() ? "" : "; " + p.remedy);
    return out;
}

struct broken {
    std::string query, expected;
};

void check(const std::vector<broken>& all) {
    for (const auto& b : all)
        BOOST_TEST(problems(b.query) == b.expected, b.query << "\n  says     " << problems(b.query)
                                                            << "\n  expected " << b.expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(select_problems_test)

BOOST_AUTO_TEST_CASE(says_what_is_no_select) {
    check({
        {"",
         "empty-query@0+0: the query is empty; write SELECT columns FROM table WHERE condition"},
        {" ; ",
         "empty-query@0+0: the query is empty; write SELECT columns FROM table WHERE "
         "condition"},
        {"power > 3",
         "unexpected-token@0+5: found `power` where SELECT is expected; write SELECT "
         "columns FROM table WHERE condition"},
        {"SELECT", "unexpected-end@6+0: the text ends where a value or a name is expected"},
        {"SELECT FROM t",
         "unexpected-token@7+4: found `FROM` where a value or a name is expected; "
         "a column of that name is telemetry.FROM"},
        {"SELECT power, FROM t",
         "unexpected-token@14+4: found `FROM` where a value or a name is "
         "expected; a column of that name is telemetry.FROM"},
        {"SELECT DISTINCT region",
         "unexpected-token@7+8: there is no DISTINCT; write GROUP BY with the same columns"},
        {"SELECT power AS FROM t",
         "unexpected-token@16+4: found `FROM` where the column's name behind AS is expected; "
         "such as power AS p"},
        {"SELECT power FORM t",
         "unexpected-token@18+1: found `t` where `,`, FROM, WHERE, GROUP BY, "
         "ORDER BY, LIMIT or the end is expected; did you mean FROM?"},
        {"SELECT power FROM",
         "unexpected-end@17+0: the text ends where the name of a table is "
         "expected"},
        {"SELECT power FROM t WHER power > 3",
         "unexpected-token@20+4: found `WHER` where WHERE, GROUP BY, ORDER BY, LIMIT or the end is "
         "expected; did you mean WHERE?"},
        {"SELECT power FROM t, u",
         "unexpected-token@19+1: found `,` where WHERE, GROUP BY, ORDER "
         "BY, LIMIT or the end is expected; a query reads one table"},
        {"SELECT power WHERE open FROM t",
         "unexpected-token@24+4: found `FROM` where AND, OR, GROUP BY, ORDER BY, LIMIT or the end "
         "is expected; the order is FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT"},
        {"SELECT power GROUP region",
         "unexpected-token@19+6: found `region` where BY behind GROUP is expected; write "
         "GROUP BY"},
    });
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_limit) {
    check({
        {"SELECT power LIMIT",
         "unexpected-end@18+0: the text ends where a whole number behind "
         "LIMIT is expected; such as LIMIT 10"},
        {"SELECT power LIMIT 2.5",
         "unexpected-token@19+3: found `2.5` where a whole number behind "
         "LIMIT is expected; such as LIMIT 10"},
        {"SELECT power LIMIT -1",
         "unexpected-token@19+1: found `-` where a whole number behind "
         "LIMIT is expected; such as LIMIT 10"},
        {"SELECT TOP 3 power LIMIT 4",
         "two-limits@25+1: TOP and LIMIT both limit the rows; keep one"},
        {"SELECT power LIMIT 4 OFFSET 3",
         "unexpected-token@21+6: found `OFFSET` where the end is "
         "expected; rows can't be skipped; leave it out"},
    });
}

BOOST_AUTO_TEST_CASE(suggests_the_nearest_name) {
    check({
        {"SELECT powr", "unknown-name@7+4: `powr` is unknown; did you mean power?"},
        {"SELECT avg(powr)", "unknown-name@11+4: `powr` is unknown; did you mean power?"},
        {"SELECT avrg(power)",
         "unknown-function@7+4: `avrg` is no function and no metric that "
         "takes a filter; did you mean avg?"},
        {"SELECT regio, count(*) GROUP BY region",
         "unknown-name@7+5: `regio` is unknown; did you mean region?"},
        {"SELECT power WHERE lot = 'a'",
         "ambiguous-name@19+3: `lot` means two things; write tags.lot or properties.lot"},
        {"SELECT power WHERE mode = nigth",
         "unknown-word@26+5: `nigth` is no value of mode, which "
         "is one of day or night; did you mean night?"},
        {"SELECT power WHERE region = north",
         "unquoted-text@28+5: `north` is no name; region is a text; put the text in single quotes: "
         "'north'"},
    });
}

BOOST_AUTO_TEST_CASE(keeps_rows_and_groups_apart) {
    check({
        {"SELECT power WHERE avg(power) > 3",
         "misplaced-aggregate@19+10: `avg(power)` is computed from many rows and has no place in "
         "WHERE; write the condition behind HAVING"},
        {"SELECT count(*) GROUP BY max(power)",
         "misplaced-aggregate@25+10: `max(power)` is computed from many rows and has no place in "
         "GROUP BY; group by columns"},
        {"SELECT avg(max(power))",
         "misplaced-aggregate@11+10: `max(power)` is computed from many "
         "rows and has no place in another aggregate; compute one of "
         "them"},
        {"SELECT power HAVING power > 3",
         "no-groups@20+9: HAVING chooses among groups, and there are none; write WHERE"},
        {"SELECT *, count(*)",
         "unexpected-token@8+1: found `,` where `,`, FROM, WHERE, GROUP BY, "
         "ORDER BY, LIMIT or the end is expected"},
        {"SELECT * GROUP BY region",
         "no-columns@7+1: groups have no columns but yours; name the "
         "columns in place of the *"},
        {"SELECT power, count(*)",
         "not-grouped@7+5: `power` has a value for each row, and a group "
         "has many; write avg(power), or add it to GROUP BY"},
        {"SELECT count(*) GROUP BY region ORDER BY $id",
         "not-grouped@41+3: `$id` has a value for each row, and a group has many; write last($id), "
         "or add it to GROUP BY"},
        {"SELECT $ts, count(*)",
         "not-grouped@7+3: `$ts` has a value for each row, and a group has "
         "many; write last($ts), or add it to GROUP BY"},
        {"SELECT window(5m), count(*) GROUP BY window(10m)",
         "not-grouped@7+10: `window(5m)` has a value for each row, not for each group; add it to "
         "GROUP BY"},
    });
}

BOOST_AUTO_TEST_CASE(checks_the_types) {
    const std::string time_remedy =
        "; write a time as '2026-06-21T00:15:00Z', or WITHIN_WINDOW(1h) for the last hour";
    check({
        {"SELECT sum(region)",
         "type-mismatch@11+6: `region` is a text, sum wants a number or a "
         "time span; write count, first or last"},
        {"SELECT avg($ts)",
         "type-mismatch@11+3: `$ts` is a time, avg wants a number or a time "
         "span; write count, first or last"},
        {"SELECT power WHERE power",
         "wrong-result@19+5: `power` is a number, a truth value is "
         "expected"},
        {"SELECT power WHERE $ts > 5",
         "type-mismatch@25+1: `$ts` is a time, `5` is none" + time_remedy},
        {"SELECT power WHERE $ts > 'noon'", "bad-time@25+6: `'noon'` is no time" + time_remedy},
        {"SELECT $ts * 2",
         "type-mismatch@7+7: `$ts * 2` has no meaning: it is about a time; times "
         "can be subtracted, and time spans added to them"},
        {"SELECT count(*) GROUP BY window(10)",
         "bad-window@32+2: `10` is no length of a window; write WINDOW(10m) or WINDOW(PT10M)"},
        {"SELECT power WHERE WITHIN_WINDOW('today')",
         "bad-window@33+7: `'today'` is no window of time; write WITHIN_WINDOW(P1D), or "
         "'2026-06-21T00:00:00Z/2026-06-22T00:00:00Z' in it"},
        {"SELECT percentile(power, 101)",
         "not-a-literal@25+3: a percentile is a number between 0 "
         "and 100; write percentile(x, 99.9)"},
        {"SELECT power WHERE power > 5%",
         "no-whole@27+2: `power` is not part of a whole; write a plain number"},
    });
}

BOOST_AUTO_TEST_CASE(wants_each_column_once) {
    check({
        {"SELECT power, power",
         "duplicate-column@14+5: two columns are named power; give one of "
         "them another name with AS"},
        {"SELECT power x, humidity x",
         "duplicate-column@16+8: two columns are named x; give one of them another name with AS"},
        {"SELECT power ORDER BY 1",
         "not-a-column@22+1: columns are not known by their number; write their name"},
    });
}

BOOST_AUTO_TEST_CASE(finds_every_problem_in_the_order_of_places) {
    BOOST_TEST(planned("SELECT foo, bar, avg(baz)").problems.size() == 3u);
    BOOST_TEST(planned("SELECT a WHERE foo > 1 AND bar > 2").problems.size() == 3u);
}

BOOST_AUTO_TEST_CASE(survives_aliases_that_name_each_other) {
    BOOST_TEST(problems("SELECT y + 1 AS x, x + 1 AS y ORDER BY x") ==
               "unknown-name@7+1: `y` is unknown\nunknown-name@19+1: `x` is unknown");
}

BOOST_AUTO_TEST_CASE(has_limits) {
    std::string many = "SELECT power";
    for (int i = 0; i < 100; ++i)
        many += ", power AS a" + std::to_string(i);
    BOOST_TEST(planned(many).problems.front().text == "a query has at most 100 columns");
    BOOST_TEST(planned("SELECT " + std::string(5000, ' ') + "x").problems.front().code ==
               "too-long");
    std::string keys = "SELECT count(*) GROUP BY power";
    for (int i = 0; i < 16; ++i)
        keys += ", power + " + std::to_string(i);
    BOOST_TEST(planned(keys).problems.front().text ==
               "a query has at most 16 expressions behind GROUP BY");
}

BOOST_AUTO_TEST_CASE(says_why_rows_lack_a_name_that_others_have) {
    using texts = std::map<std::string, std::string, std::less<>>;
    auto names = readings_table();
    names.know_elsewhere(
        std::make_shared<const texts>(texts{{"firmware", "a property of the device"}}));
    const auto said = [&](const std::string& query) {
        const auto plan = plan_select(*parse_select(query).query, names, readings_frame());
        return plan.problems.empty() ? "" : plan.problems[0].code + ": " + plan.problems[0].text;
    };
    BOOST_TEST(said("SELECT power FROM t WHERE firmware = '2.0'") ==
               "not-joined: `firmware` is a property of the device");
    BOOST_TEST(said("SELECT power AS firmware FROM t WHERE firmware > 1") == "");
}

BOOST_AUTO_TEST_SUITE_END()
