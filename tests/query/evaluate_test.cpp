#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "fleet/math.hpp"
#include "tests/query/fixed_scope.hpp"

using namespace muster::query;

namespace {

expression bound(const std::string& text) {
    const auto parsed = parse(text);
    BOOST_REQUIRE_MESSAGE(parsed.tree, text);
    auto result = muster::query::bind(parsed.tree, fixed_scope());
    for (const auto& p : result.problems)
        BOOST_ERROR(text + ": " + p.code + ": " + p.text);
    return result.bound;
}

fixed_row some_row() {
    fixed_row r;
    r.values = {{fixed_scope::voltage, 230.0},
                {fixed_scope::current, 4.0},
                {fixed_scope::region, std::string_view("North Sea")},
                {fixed_scope::state, std::string_view("failed")},
                {fixed_scope::connected, true},
                {fixed_scope::seen, 90e6},
                {fixed_scope::online, 97.0}};
    return r;
}

/// T, F or N for null.
char truth(const std::string& text, const fixed_row& r = some_row()) {
    const auto v = bound(text).evaluate(r);
    if (v.is_null()) return 'N';
    BOOST_REQUIRE_MESSAGE(v.is_boolean(), text);
    return v.truth() ? 'T' : 'F';
}

double number(const std::string& text, const fixed_row& r = some_row()) {
    const auto v = bound(text).evaluate(r);
    return v.is_number() ? v.number() : std::nan("");
}

void check(const std::string& texts_and_truths, char wanted) {
    BOOST_TEST_CONTEXT(texts_and_truths) {
        BOOST_TEST(truth(texts_and_truths) == wanted);
    }
}

void check_all(const std::vector<std::string>& texts, char wanted) {
    for (const auto& t : texts)
        check(t, wanted);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate_test)

BOOST_AUTO_TEST_CASE(compares) {
    check_all({"voltage = 230",          "voltage != 229",         "voltage < 231",
               "voltage <= 230",         "voltage > 229",          "voltage >= 230",
               "230 = voltage",          "231 > voltage",          "voltage > current",
               "region = 'North Sea'",   "'North Sea' = region",   "region != 'north'",
               "jobs.fw.state = failed", "failed = jobs.fw.state", "$connected",
               "$connected = true",      "$connected != false",    "$last_seen = 90s",
               "$last_seen < PT2M",      "region != mode OR true"},
              'T');
    check_all(
        {"voltage = 229", "voltage != 230", "voltage < 230", "voltage > 230", "region = 'north'",
         "jobs.fw.state = cancelled", "NOT $connected", "$last_seen > 2m"},
        'F');
}

BOOST_AUTO_TEST_CASE(follows_three_valued_logic) {
    const std::string t = "voltage = 230", f = "voltage = 0", n = "nothing = 1";
    const auto both = [](const std::string& a, const char* op, const std::string& b) {
        return truth(a + " " + op + " " + b);
    };
    const std::vector<std::string> three{t, f, n};
    const std::string conjunction = "TFNFFFNFN", disjunction = "TTTTFNTNN";
    for (std::size_t i = 0; i < 9; ++i) {
        const auto &a = three[i / 3], &b = three[i % 3];
        BOOST_TEST_CONTEXT(a + ", " + b) {
            BOOST_TEST(both(a, "AND", b) == conjunction[i]);
            BOOST_TEST(both(a, "OR", b) == disjunction[i]);
        }
    }
    check("NOT nothing = 1", 'N');
    check("NOT (nothing = 1 AND voltage = 0)", 'T');
    check("nothing = 1 AND nothing = 2 AND voltage = 0", 'F');
    check("nothing = 1 OR nothing = 2 OR voltage = 230", 'T');
    BOOST_TEST(!bound(n).holds(some_row()));
    BOOST_TEST(!bound("NOT " + n).holds(some_row()));
}

BOOST_AUTO_TEST_CASE(makes_null_of_null) {
    check_all({"nothing < 1",        "nothing + 1 < 1",
               "abs(nothing) > 0",   "max(voltage, nothing) > 0",
               "nothing IN (1)",     "nothing NOT IN (1)",
               "mode LIKE 'a'",      "mode NOT LIKE 'a'",
               "mode = day",         "contains(mode, 'a')",
               "lower(mode) = 'a'",  "length(mode) > 1",
               "voltage > nothing",  "mode = region",
               "voltage / 0 > 1",    "voltage % 0 > 1",
               "sqrt(-voltage) > 0", "log(0) < 0",
               "exp(10000) > 0",     "devices.online > nothing"},
              'N');
    check_all({"nothing IS NULL", "mode IS NULL", "voltage / 0 IS NULL", "voltage IS NOT NULL",
               "NULL IS NULL", "(nothing = 1) IS NULL"},
              'T');
    check_all({"nothing IS NOT NULL", "voltage IS NULL"}, 'F');
}

BOOST_AUTO_TEST_CASE(takes_a_value_of_the_wrong_type_for_none) {
    auto r = some_row();
    r.values[fixed_scope::voltage] = std::string_view("230");
    r.values[fixed_scope::region] = 5.0;
    r.values[fixed_scope::connected] = 1.0;
    r.values[fixed_scope::current] = std::numeric_limits<double>::quiet_NaN();
    for (const auto* t : {"voltage = 230", "voltage + 1 > 0", "region = 'a'", "lower(region) = 'a'",
                          "$connected", "current != 4", "current + 1 != 4", "current IN (4)"}) {
        BOOST_TEST_CONTEXT(t) {
            BOOST_TEST(truth(t, r) == 'N');
        }
    }
}

BOOST_AUTO_TEST_CASE(calculates) {
    BOOST_TEST(number("voltage + current * 2") == 238);
    BOOST_TEST(number("(voltage + current) * 2") == 468);
    BOOST_TEST(number("voltage - current - 1") == 225);
    BOOST_TEST(number("voltage / current") == 57.5);
    BOOST_TEST(number("voltage % 7") == 6);
    BOOST_TEST(number("-7 % 3") == -1);
    BOOST_TEST(number("-voltage") == -230);
    BOOST_TEST(number("--voltage") == 230);
    BOOST_TEST(number("abs(-3.5) + round(2.5) + floor(-1.5) + ceil(1.2)") == 3.5 + 3 - 2 + 2);
    BOOST_TEST(number("min(voltage, 3, current)") == 3);
    BOOST_TEST(number("max(voltage)") == 230);
    BOOST_TEST(number("sqrt(voltage)") == std::sqrt(230.0));
    BOOST_TEST(number("sin(current)") == muster::math::sin(4));
    BOOST_TEST(number("cos(current) + exp(current) + log(current)") ==
               muster::math::cos(4) + muster::math::exp(4) + muster::math::log(4));
    BOOST_TEST(number("pow(current, 0.5)") == muster::math::pow(4, 0.5));
    BOOST_TEST(number("if(voltage > 200, 1, 2)") == 1);
    BOOST_TEST(number("if(voltage > 300, 1, if($connected, 3, 4))") == 3);
    BOOST_TEST(number("if(nothing > 1, 1, 2)") == 2);
    BOOST_TEST(std::isnan(number("if($connected, NULL, 2)")));
    BOOST_TEST(number("$last_seen / 1m") == 1.5);
    BOOST_TEST(number("$last_seen + 90s") == 180e6);
}

BOOST_AUTO_TEST_CASE(finds_values_in_lists) {
    check_all(
        {"voltage IN (1, 230, -4)", "voltage IN (-1, -2) OR true", "region IN ('a', 'North Sea')",
         "region NOT IN ['x']", "voltage NOT IN (231)", "jobs.fw.state IN (failed, cancelled)",
         "$last_seen IN (90s)", "upper(region) IN ('NORTH SEA')", "-voltage IN (-230)"},
        'T');
    check_all({"voltage IN (1, 2)", "region IN ('a')", "region NOT IN ('North Sea')"}, 'F');
}

BOOST_AUTO_TEST_CASE(matches_patterns) {
    check_all(
        {"region LIKE '%'", "region LIKE 'North%'", "region LIKE '%Sea'", "region LIKE '%h%e%'",
         "region LIKE 'North_Sea'", "region LIKE '_________'", "region LIKE 'North Sea'",
         "region NOT LIKE 'north%'", "lower(region) LIKE 'north%'", "'50%' LIKE '50\\%'",
         "'' LIKE '%'", "'' LIKE ''", "'Zürich' LIKE 'Z_rich'", "'aab' LIKE '%ab'",
         "'a\\' LIKE 'a\\'", "'abcabd' LIKE '%ab_'", "'x_y' LIKE 'x\\_y'"},
        'T');
    check_all({"region LIKE 'North'", "region LIKE '________'", "region LIKE '%x%'", "'' LIKE '_'",
               "'505' LIKE '50\\%'", "region LIKE ''", "'aba' LIKE '%ab'"},
              'F');
}

BOOST_AUTO_TEST_CASE(works_on_texts) {
    check_all({"contains(region, 'th S')", "contains(region, '')", "starts_with(region, 'North')",
               "ends_with(region, 'Sea')", "contains(lower(region), 'th s')",
               "ends_with(upper(region), 'SEA')", "lower(region) = 'north sea'",
               "upper(region) != 'north sea'", "lower(region) = lower('NORTH SEA')",
               "length(region) = 9", "length('Zürich') = 6", "lower('ZÜ') = 'zÜ'"},
              'T');
    check_all({"contains(region, 'west')", "starts_with(region, 'North Sea!')",
               "contains(lower(region), 'west')", "ends_with(region, 'North')"},
              'F');
    BOOST_TEST(bound("if($connected, lower(region), mode)").evaluate(some_row()).text() ==
               "north sea");
}

BOOST_AUTO_TEST_CASE(compares_a_part_with_its_whole_exactly) {
    auto r = some_row();
    BOOST_TEST(truth("devices.online >= 97%", r) == 'T');
    BOOST_TEST(truth("devices.online > 97%", r) == 'F');
    BOOST_TEST(truth("97% <= devices.online", r) == 'T');
    BOOST_TEST(truth("devices.online = 97%", r) == 'T');
    r.whole_of_all = 0;
    BOOST_TEST(truth("devices.online >= 97%", r) == 'N');
    r.values.erase(fixed_scope::online);
    BOOST_TEST(truth("devices.online >= 97%", r) == 'N');
}

BOOST_AUTO_TEST_CASE(hits_every_tenth_of_a_percent_to_the_device) {
    fixed_row r;
    r.whole_of_all = 300'000;
    for (int tenths = 0; tenths <= 1000; ++tenths) {
        const auto percent = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
        r.values[fixed_scope::online] = tenths * 300.0;
        BOOST_REQUIRE(truth("devices.online = " + percent, r) == 'T');
        r.values[fixed_scope::online] = tenths * 300.0 - 1;
        BOOST_REQUIRE(truth("devices.online < " + percent, r) == 'T');
    }
}

BOOST_AUTO_TEST_CASE(evaluates_what_nests_to_the_limit) {
    std::string nested = "voltage";
    for (int i = 0; i < 32; ++i)
        nested = "1 + 2 * pow(1, " + nested + ")";
    BOOST_TEST(number(nested) == 3);
    std::string wide = "voltage = 0";
    for (int i = 0; i < 100; ++i)
        wide += " OR voltage = " + std::to_string(i);
    check(wide, 'F');
    check(wide + " OR current = 4", 'T');
}

BOOST_AUTO_TEST_CASE(serves_many_threads_at_once) {
    const auto e = bound("lower(region) LIKE 'north%' AND voltage + current > 200");
    std::vector<std::thread> threads;
    std::vector<int> hits(4);
    for (std::size_t t = 0; t < hits.size(); ++t) {
        threads.emplace_back([&, t] {
            const auto r = some_row();
            for (int i = 0; i < 1000; ++i)
                hits[t] += e.holds(r) ? 1 : 0;
        });
    }
    for (auto& t : threads)
        t.join();
    for (const int h : hits)
        BOOST_TEST(h == 1000);
}

BOOST_AUTO_TEST_CASE(holds_for_no_row_when_empty) {
    const expression nothing;
    BOOST_TEST(!nothing);
    BOOST_TEST(!nothing.holds(some_row()));
    BOOST_TEST(nothing.evaluate(some_row()).is_null());
    BOOST_TEST(nothing.fields().empty());
}

BOOST_AUTO_TEST_SUITE_END()
