#include <boost/test/unit_test.hpp>

#include "fleet/query/select_text.hpp"
#include "tests/query/table_fixture.hpp"

using namespace muster::query;

namespace {

std::string canonical(const std::string& text) {
    const auto parsed = parse_select(text);
    BOOST_REQUIRE_MESSAGE(parsed.query, text);
    return to_text(*parsed.query);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(select_text_test)

BOOST_AUTO_TEST_CASE(writes_a_query_in_one_way) {
    const std::string whole =
        "SELECT region AS 'r', count(*), p95(power) FROM 'meter' WHERE power > 3 AND open GROUP BY "
        "region, window(10m) HAVING count(*) > 2 ORDER BY r, count(*) DESC LIMIT 10";
    BOOST_TEST(
        canonical("select top 10 region r, COUNT(*), P95(power) from meter where power>3 and "
                  "(open) group by region,window(PT10M) having Count( * )>2 order by r asc, "
                  "count(*) desc;") == whole);
    BOOST_TEST(canonical(whole) == whole);
    BOOST_TEST(canonical("SELECT * FROM dtmi:com:example:meter;1") ==
               "SELECT * FROM 'dtmi:com:example:meter;1'");
    BOOST_TEST(canonical("SELECT 'count()' FROM \"a b\"") == "SELECT 'count()' FROM 'a b'");
}

BOOST_AUTO_TEST_CASE(reads_what_iot_central_s_pages_show) {
    for (const auto* text :
         {"SELECT $id, $ts, temperature, humidity FROM dtmi:eclipsethreadx:devkit:hlby5jgib2o "
          "WHERE "
          "WITHIN_WINDOW(P1D)",
          "SELECT MAX(temperature), AVG(pressure) FROM dtmi:azurertos:devkit:hlby5jgib2o WHERE "
          "WITHIN_WINDOW(P1D) AND $id='sample-002' GROUP BY WINDOW(PT10M)",
          "SELECT SUM(temperature), AVG(pressure) FROM dtmi:azurertos:devkit:hlby5jgib2o WHERE "
          "WITHIN_WINDOW(P1D) GROUP BY WINDOW(PT10M), $id",
          "SELECT $id as ID, $ts as timestamp, temperature, pressure FROM "
          "dtmi:azurertos:devkit:hlby5jgib2o WHERE WITHIN_WINDOW(P1D) ORDER BY timestamp ASC",
          "SELECT TOP 10 $ts as timestamp, temperature FROM dtmi:azurertos:devkit:hlby5jgib2o",
          "SELECT $id, sensors.temperature AS t FROM dtmi:a:b;1 WHERE t IN [1, 2]"})
        BOOST_TEST(parse_select(text).problems.empty(), text);
}

BOOST_AUTO_TEST_CASE(says_how_it_is_understood) {
    const std::string text =
        "SELECT region, avg(power) AS p WHERE WITHIN_WINDOW(10m) AND power > 3 GROUP BY region "
        "ORDER BY p DESC LIMIT 3";
    const auto parsed = parse_select(text);
    const auto plan = planned(text);
    BOOST_REQUIRE(plan.plan);
    BOOST_TEST(plan_text(*parsed.query, *plan.plan, readings_table(), readings_frame()) ==
               "SELECT region\n"
               "  region: a text\n"
               "SELECT p\n"
               "  avg(power): a number over many rows\n"
               "    power: a number\n"
               "WHERE\n"
               "  within_window(10m) AND power > 3: a truth value\n"
               "    within_window(10m): a truth value\n"
               "      10m: a time span\n"
               "    power > 3: a truth value\n"
               "      power: a number\n"
               "      3: a number\n"
               "GROUP BY\n"
               "  region: a text\n"
               "ORDER BY, descending\n"
               "  p\n"
               "LIMIT 3\n");
}

BOOST_AUTO_TEST_SUITE_END()
