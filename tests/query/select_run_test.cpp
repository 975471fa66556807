#include <boost/test/unit_test.hpp>

#include "fleet/query/limits.hpp"
#include "tests/query/table_fixture.hpp"

using namespace muster::query;

BOOST_AUTO_TEST_SUITE(select_run_test)

BOOST_AUTO_TEST_CASE(gives_the_rows_that_meet_the_condition_in_their_order) {
    BOOST_TEST(answer("SELECT $id, power FROM t WHERE power >= 20") ==
               "'b', 20\n'a', 30\n'a', 50\n");
    BOOST_TEST(answer("select power * 2 + 1 as twice where region = 'north' AND open") ==
               "21\n61\n101\n");
}

BOOST_AUTO_TEST_CASE(gives_all_columns_for_a_star) {
    BOOST_TEST(answer("SELECT * LIMIT 1") ==
               "'2026-06-21T00:00:00Z', 'a', 'north', 10, 40, true, 'day', NULL, NULL\n");
}

BOOST_AUTO_TEST_CASE(ends_where_the_limit_is_reached) {
    const std::string two = "'a'\n'b'\n";
    BOOST_TEST(answer("SELECT $id LIMIT 2") == two);
    BOOST_TEST(answer("SELECT TOP 2 $id") == two);
    BOOST_TEST(answer("SELECT $id LIMIT 0") == "");
    BOOST_TEST(answer("SELECT $id ORDER BY power LIMIT 0") == "");
    BOOST_TEST(answer("SELECT count(*) LIMIT 1000M") == "6\n");
}

BOOST_AUTO_TEST_CASE(puts_rows_in_order_and_keeps_the_first_of_equals_first) {
    BOOST_TEST(answer("SELECT $id, power ORDER BY power DESC LIMIT 3") ==
               "'a', 50\n'a', 30\n'b', 20\n");
    BOOST_TEST(answer("SELECT power ORDER BY region DESC, power") == "NULL\n5\n20\n10\n30\n50\n");
    BOOST_TEST(answer("SELECT power p ORDER BY -p LIMIT 1") == "NULL\n");
    BOOST_TEST(answer("SELECT power ORDER BY mode, open LIMIT 2") == "NULL\n20\n");
}

BOOST_AUTO_TEST_CASE(computes_aggregates_without_nulls) {
    BOOST_TEST(answer("SELECT count(*), count(power), sum(power), avg(power), min(power), "
                      "max(power), first($id), last(power)") == "6, 5, 115, 23, 5, 50, 'a', 5\n");
    BOOST_TEST(answer("SELECT count(*), sum(power), avg(power), p50(power) WHERE power > 1000") ==
               "0, NULL, NULL, NULL\n");
    BOOST_TEST(answer("SELECT min($ts), max($ts), max($ts) - min($ts)") ==
               "'2026-06-21T00:00:00Z', '2026-06-21T00:21:00Z', 21m\n");
}

BOOST_AUTO_TEST_CASE(computes_percentiles_between_the_values) {
    BOOST_TEST(answer("SELECT p50(power), p25(power), percentile(power, 100), "
                      "percentile(power, 0), P95(power)") == "20, 10, 50, 5, 46\n");
}

BOOST_AUTO_TEST_CASE(groups_rows_by_expressions) {
    BOOST_TEST(answer("SELECT region, count(*), avg(power) GROUP BY region") ==
               "'north', 3, 30\n'south', 3, 12.5\n");
    BOOST_TEST(answer("SELECT upper(region) r, sum(power) / count(power) WHERE power < 50 "
                      "GROUP BY upper(region) ORDER BY r DESC") == "'SOUTH', 12.5\n'NORTH', 20\n");
    BOOST_TEST(answer("SELECT region, mode, count(*) n GROUP BY region, mode ORDER BY n, region") ==
               "'south', 'night', 1\n'south', 'day', 2\n'north', 'day', 3\n");
    BOOST_TEST(answer("SELECT open, count(*) GROUP BY open") == "true, 3\nfalse, 2\nNULL, 1\n");
}

BOOST_AUTO_TEST_CASE(groups_by_windows_whose_begin_is_the_time) {
    const std::string expected =
        "'2026-06-21T00:00:00Z', 15\n'2026-06-21T00:10:00Z', 30\n'2026-06-21T00:20:00Z', 27.5\n";
    BOOST_TEST(answer("SELECT $ts, avg(power) GROUP BY WINDOW(PT10M)") == expected);
    BOOST_TEST(answer("SELECT window(10m), avg(power) GROUP BY window(10m)") == expected);
    BOOST_TEST(answer("SELECT timestamp, avg(power) a GROUP BY window(10m) HAVING a > 28") ==
               "'2026-06-21T00:10:00Z', 30\n");
}

BOOST_AUTO_TEST_CASE(chooses_groups_by_having) {
    BOOST_TEST(answer("SELECT region GROUP BY region HAVING max(power) > 40") == "'north'\n");
    BOOST_TEST(answer("SELECT region GROUP BY region HAVING avg(humidity) > 65%") == "'north'\n");
    BOOST_TEST(answer("SELECT mode GROUP BY mode HAVING mode = night") == "'night'\n");
}

BOOST_AUTO_TEST_CASE(looks_back_from_the_end_of_the_run) {
    BOOST_TEST(answer("SELECT power WHERE WITHIN_WINDOW(PT10M)") == "50\n5\n");
    BOOST_TEST(answer("SELECT count(*) WHERE within_window(1d) AND $id = 'a'") == "3\n");
    BOOST_TEST(answer("SELECT power WHERE "
                      "WITHIN_WINDOW('2026-06-21T00:10:00Z/2026-06-21T00:20:00Z')") ==
               "30\nNULL\n50\n");
}

BOOST_AUTO_TEST_CASE(compares_times_with_texts) {
    BOOST_TEST(answer("SELECT power WHERE $ts >= '2026-06-21T00:20:00Z'") == "50\n5\n");
    BOOST_TEST(answer("SELECT power WHERE timestamp < '2026-06-21T02:01+02:00'") == "10\n");
    BOOST_TEST(answer("SELECT power WHERE $ts = '2026-06-21'") == "10\n");
    BOOST_TEST(answer("SELECT power WHERE $ts - 20m >= '2026-06-21'") == "50\n5\n");
}

BOOST_AUTO_TEST_CASE(knows_aliases_where_iot_central_does) {
    BOOST_TEST(answer("SELECT power AS p WHERE p > 30 ORDER BY p") == "50\n");
    BOOST_TEST(answer("SELECT avg(power) AS power GROUP BY region HAVING power > 20") == "30\n");
    BOOST_TEST(answer("SELECT humidity AS power WHERE power > 45") == "90\n");
}

BOOST_AUTO_TEST_CASE(names_columns_after_what_they_are) {
    BOOST_TEST(heads("SELECT $id, telemetry.power, avg(1) x, count(*), avg(power), p95(power), "
                     "max($ts), sum(power) / 2, percentile(power, 99.9) GROUP BY $id, power") ==
               "$id, power, x, count, avg_power, p95_power, max_ts, sum(power) / 2, "
               "percentile(power, 99.9)");
}

BOOST_AUTO_TEST_CASE(finds_percentiles_of_many_values_within_the_histogram_s_width) {
    const auto plan = planned("SELECT p50(power), p99(power), count(*)");
    BOOST_REQUIRE(plan.plan);
    std::vector<double> out;
    select_run run(*plan.plan, [&](const std::vector<value>& row) {
        for (const auto& v : row)
            out.push_back(v.number());
    });
    for (int i = 0; i < 100'000; ++i)
        run.add(row_of({0, "a", "north", 1000.0 + (i * 7919) % 100'000 / 1000.0, 0.0, true}));
    run.finish();
    BOOST_TEST(out[0] == 1050, boost::test_tools::tolerance(0.002));
    BOOST_TEST(out[1] == 1099, boost::test_tools::tolerance(0.002));
    BOOST_TEST(out[2] == 100'000);
}

BOOST_AUTO_TEST_CASE(says_when_there_are_too_many_groups_or_rows_to_sort) {
    for (const auto* text :
         {"SELECT power, count(*) GROUP BY power", "SELECT power ORDER BY power"}) {
        const auto plan = planned(text);
        BOOST_REQUIRE(plan.plan);
        select_run run(*plan.plan, [](const std::vector<value>&) {});
        std::size_t i = 0;
        while (run.add(row_of({0, "a", "north", static_cast<double>(i), 0.0, true})))
            ++i;
        BOOST_TEST(i == limits::groups);
        BOOST_TEST(run.failure().starts_with("more than 1000000 "), run.failure());
    }
}

BOOST_AUTO_TEST_SUITE_END()
