#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "fleet/query/limits.hpp"
#include "fleet/query/parser.hpp"
#include "fleet/query/printer.hpp"

using namespace muster::query;

namespace {

struct good_case {
    std::string text, canonical;
};

struct bad_case {
    std::string text, code;
    std::uint32_t offset, length;
    std::string remedy;
};

node_ptr must_parse(const std::string& text) {
    auto result = parse(text);
    for (const auto& p : result.problems)
        BOOST_ERROR(text + ": " + p.code + ": " + p.text);
    BOOST_REQUIRE(result.tree);
    return result.tree;
}

void check_good(const std::vector<good_case>& cases) {
    for (const auto& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            BOOST_TEST(to_text(*must_parse(c.text)) == c.canonical);
        }
    }
}

void check_bad(const std::vector<bad_case>& cases) {
    for (const auto& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            const auto result = parse(c.text);
            BOOST_TEST(!result.tree);
            BOOST_REQUIRE(!result.problems.empty());
            const auto& p = result.problems.front();
            BOOST_TEST(p.code == c.code);
            BOOST_TEST(p.where.offset == c.offset);
            BOOST_TEST(p.where.length == c.length);
            BOOST_TEST(p.remedy == c.remedy);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parser_test)

BOOST_AUTO_TEST_CASE(reads_what_the_scenarios_of_the_language_write) {
    check_good({
        {"lot = '25w41'", "lot = '25w41'"},
        {"jobs.fw.state = cancelled", "jobs.fw.state = cancelled"},
        {"devices.online >= 90%", "devices.online >= 90%"},
        {"readings.lost <= 0.1%", "readings.lost <= 0.1%"},
        {"service.connects.refused <= 200k", "service.connects.refused <= 200000"},
        {"devices.online(region = 'coast') >= 95%", "devices.online(region = 'coast') >= 95%"},
        {"engine.lag < 500ms", "engine.lag < 500ms"},
        {"jobs[\"fw\"].succeeded >= 97%", "jobs.fw.succeeded >= 97%"},
        {"jobs['fw'].failed = 0", "jobs.fw.failed = 0"},
        {"templates.c.firmware.\"2.4.0\" > 1", "templates.c.firmware.\"2.4.0\" > 1"},
        {"jobs.fw.batches.1 > 2", "jobs.fw.batches.1 > 2"},
    });
}

BOOST_AUTO_TEST_CASE(reads_the_filters_of_iot_central) {
    check_good({
        {R"($template = "dtmi:a:b;1" AND $provisioned = true)",
         "$template = 'dtmi:a:b;1' AND $provisioned = true"},
        {R"(CONTAINS($displayName, "a"))", "contains($displayName, 'a')"},
        {"a == 1 or b != 2 or c <> 3", "a = 1 OR b != 2 OR c != 3"},
        {"temperature IN [1, 2.5]", "temperature IN (1, 2.5)"},
        {"thermostat1.temperature > 30", "thermostat1.temperature > 30"},
    });
}

BOOST_AUTO_TEST_CASE(knows_what_binds_more_tightly) {
    check_good({
        {"a or b and c", "a OR b AND c"},
        {"(a or b) and c", "(a OR b) AND c"},
        {"not a and b", "NOT a AND b"},
        {"not (a and b)", "NOT (a AND b)"},
        {"not a = 1", "NOT a = 1"},
        {"(not a) = true", "(NOT a) = true"},
        {"a + b * c = d", "a + b * c = d"},
        {"(a + b) * c", "(a + b) * c"},
        {"a - b - c", "a - b - c"},
        {"a - (b - c)", "a - (b - c)"},
        {"-a * b", "-a * b"},
        {"-(a * b)", "-(a * b)"},
        {"- - a", "--a"},
        {"((((a))))", "a"},
        {"(a and b) and c", "(a AND b) AND c"},
        {"a and b and c", "a AND b AND c"},
    });
    BOOST_TEST(must_parse("a and b and c")->children.size() == 3u);
}

BOOST_AUTO_TEST_CASE(tells_a_percentage_from_the_modulo) {
    check_good({
        {"x >= 97% and y", "x >= 97% AND y"},
        {"x >= 97%", "x >= 97%"},
        {"(x >= 97%)", "x >= 97%"},
        {"x % 3 = 0", "x % 3 = 0"},
        {"x%3 = 0", "x % 3 = 0"},
        {"7%3", "7 % 3"},
        {"7 % 3", "7 % 3"},
        {"7%x", "7 % x"},
        {"7%(x)", "7 % x"},
        {"0.0000001% < x", "0.0000001% < x"},
    });
    check_bad({
        {"x >= 97 % AND y", "unexpected-token", 10, 3,
         "a percentage is written without a space: 97%"},
        {"x >= 97 %", "unexpected-end", 9, 0, "a percentage is written without a space: 97%"},
        {"7% 3", "unexpected-token", 3, 1, "spaces around % make it the modulo"},
        {"x < 0.00000001%", "bad-number", 4, 11, ""},
        {"x < 3k%", "bad-number", 4, 3, "write digits and the sign: 97%"},
        {"x < 99999999%", "bad-number", 4, 9, ""},
    });
}

BOOST_AUTO_TEST_CASE(reads_numbers_with_k_and_m) {
    check_good({
        {"x < 1.5", "x < 1.5"},
        {"x < 300k", "x < 300000"},
        {"x < 2.5k", "x < 2500"},
        {"x < 1M", "x < 1000000"},
        {"x < -5", "x < -5"},
    });
    const std::string exponent =
        "write it out, or with k for a thousand and M for a million: 300k, 1M";
    check_bad({
        {"x < 1e6", "bad-number", 4, 3, exponent},
        {"x < 1.5e6", "bad-number", 4, 5, exponent},
        {"x < 1e-6", "bad-number", 4, 2, exponent},
        {"x < 1_000", "bad-number", 4, 5, "leave out the `_`"},
        {"x < 5K", "bad-number", 4, 2, "a thousand is a small k"},
        {"x < .5", "bad-number", 4, 2, "write 0.5"},
        {"x < 5.", "bad-number", 4, 2, "digits have to follow the dot"},
        {"x < 0x10", "bad-number", 4, 4, "write it in decimal digits"},
        {"lot = 25w41", "bad-number", 6, 5, "a text is put in single quotes: '25w41'"},
        {"v = 2.4.0", "bad-number", 4, 5, "a text is put in single quotes: '2.4.0'"},
        {"x < " + std::string(400, '9'), "bad-number", 4, 400, ""},
    });
}

BOOST_AUTO_TEST_CASE(reads_durations) {
    check_good({
        {"x < 90s", "x < 1m30s"},
        {"x < 15m", "x < 15m"},
        {"x < 24h", "x < 1d"},
        {"x < 1h30m", "x < 1h30m"},
        {"x < 250ms", "x < 250ms"},
        {"x < 0.5s", "x < 500ms"},
        {"x < 1.5ms", "x < 1.5ms"},
        {"x < 0s", "x < 0ms"},
        {"x < PT15M", "x < 15m"},
        {"x < P2DT12H", "x < 2d12h"},
        {"x < P1W", "x < 7d"},
        {"x < PT0.25S", "x < 250ms"},
        {"x < P1M", "x < P1M"},  // months have no fixed length: a name
        {"x < PT", "x < PT"},
        {"x < P1DT", "x < P1DT"},
    });
    BOOST_TEST(must_parse("15m")->number == 900e6);
    check_bad({
        {"x < 30m1h", "bad-duration", 4, 5, "each unit comes once, the longest first: 1h30m"},
        {"x < 1h30", "bad-duration", 4, 4, "every figure has its unit: 1h30m"},
        {"x < 5min", "bad-duration", 4, 4, "the units are d, h, m, s and ms: 1h30m, 250ms"},
        {"x < 200000d", "bad-duration", 4, 7, "at most 104249d"},
    });
}

BOOST_AUTO_TEST_CASE(reads_texts_in_both_kinds_of_quotes) {
    BOOST_TEST(must_parse("'it''s'")->text == "it's");
    BOOST_TEST(must_parse("\"a \"\"b\"\"\"")->text == "a \"b\"");
    BOOST_TEST(must_parse("'Zürich'")->text == "Zürich");
    BOOST_TEST(must_parse("''")->text == "");
    check_bad({
        {"x = 'abc", "unterminated-text", 4, 4, "close it with '"},
        {"x = \"abc'", "unterminated-text", 4, 5, "close it with \""},
        {"x = ‘abc’", "unexpected-character", 4, 3, "a text is put in straight quotes: '"},
    });
}

BOOST_AUTO_TEST_CASE(reads_tests_in_every_form) {
    check_good({
        {"a in ('x', y)", "a IN ('x', y)"},
        {"a not in [1]", "a NOT IN (1)"},
        {"a like 'n%_'", "a LIKE 'n%_'"},
        {"a NOT like 'n'", "a NOT LIKE 'n'"},
        {"a is null", "a IS NULL"},
        {"a Is Not Null", "a IS NOT NULL"},
        {"a + 1 in (2)", "a + 1 IN (2)"},
        {"Min(a, 2) > MAX(b)", "min(a, 2) > max(b)"},
        {"if(a > 1, b, NULL) = 2", "if(a > 1, b, NULL) = 2"},
        {"min > 2", "min > 2"},  // no parenthesis: a name
        {"not.in > 2", "not.in > 2"},
    });
    check_bad({
        {"a in ()", "empty-list", 6, 1, ""},
        {"a in b", "unexpected-token", 5, 1, ""},
        {"a in (1", "unexpected-end", 7, 0, ""},
        {"a in (1]", "unexpected-token", 7, 1, ""},
        {"a is 3", "unexpected-token", 5, 1, ""},
        {"a not = 3", "unexpected-token", 6, 1, ""},
        {"a between 1 and 2", "unexpected-token", 2, 7, "write x >= 1 AND x <= 2"},
        {"1 < a < 3", "chained-comparison", 6, 1, "join two comparisons with AND"},
        {"state = timed out", "unexpected-token", 14, 3,
         "a text of several words is put in single quotes"},
    });
}

BOOST_AUTO_TEST_CASE(says_what_the_signs_of_other_languages_are_here) {
    const std::string filter =
        "the filter of a metric is put in parentheses: devices.online(region = 'coast')";
    check_bad({
        {"a && b", "unexpected-character", 2, 2, "write AND"},
        {"a || b", "unexpected-character", 2, 2, "write OR"},
        {"!a", "unexpected-character", 0, 1, "write NOT"},
        {"a => 1", "unexpected-character", 2, 2, "write >="},
        {"devices{a = 1} < 3", "unexpected-character", 7, 1, filter},
        {"a # b", "unexpected-character", 2, 1, ""},
        {"a. = 1", "unexpected-character", 1, 1, ""},
        {"$ = 1", "unexpected-character", 0, 1, ""},
        {"a[\"b\" = 1", "unexpected-character", 1, 4, "close it with ]"},
        {"a.\"\" = 1", "unexpected-character", 1, 3, ""},
        {"SELECT * FROM devices", "misplaced-select", 0, 6,
         "write only the condition that follows WHERE"},
    });
}

BOOST_AUTO_TEST_CASE(knows_its_functions_and_how_many_arguments_they_take) {
    check_bad({
        {"sqr(x) > 1", "unknown-function", 0, 3, "did you mean sqrt?"},
        {"WITHIN_WINDOW(P1D)", "misplaced-aggregate", 0, 13,
         "`muster query` asks the folder of a run"},
        {"pow(x) > 1", "wrong-arguments", 0, 6, ""},
        {"abs() > 1", "wrong-arguments", 0, 5, ""},
        {"abs(1, 2) > 1", "wrong-arguments", 0, 9, ""},
        {"min(1 2)", "unexpected-token", 6, 1, ""},
        {"min(1,)", "unexpected-token", 6, 1, ""},
        {"devices.online(region) (", "unexpected-token", 23, 1, ""},
    });
}

BOOST_AUTO_TEST_CASE(says_where_a_text_breaks_off) {
    check_bad({
        {"", "empty-query", 0, 0, ""},
        {"  ", "empty-query", 0, 0, ""},
        {"a =", "unexpected-end", 3, 0, ""},
        {"(a", "unexpected-end", 2, 0, ""},
        {"a)", "unexpected-token", 1, 1, ""},
        {"and", "unexpected-token", 0, 3, ""},
        {"a and", "unexpected-end", 5, 0, ""},
    });
}

BOOST_AUTO_TEST_CASE(notes_every_unreadable_character_at_once) {
    const auto result = parse("a # 1e6 ^ 3");
    BOOST_REQUIRE(result.problems.size() == 3u);
    BOOST_TEST(result.problems[2].where.offset == 8u);
}

BOOST_AUTO_TEST_CASE(gives_every_node_its_place) {
    const auto tree = must_parse("  abs(x) + 1 < 97  ");
    BOOST_TEST(tree->where.offset == 2u);
    BOOST_TEST(tree->where.length == 15u);
    BOOST_TEST(tree->children[0]->children[0]->where.length == 6u);
    BOOST_TEST(tree->children[1]->where.offset == 15u);
}

BOOST_AUTO_TEST_CASE(holds_its_limits) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "a" + std::string(depth, ')');
    };
    BOOST_TEST(!!parse(nested(limits::depth)).tree);
    check_bad({{nested(limits::depth + 1), "too-deep", limits::depth + 1, 1, ""},
               {std::string(3000, '('), "too-deep", limits::depth + 1, 1, ""},
               {std::string(3000, '-') + "1", "too-deep", limits::depth + 1, 1, ""},
               {std::string(limits::text_bytes + 1, ' '), "too-long", 4096, 0, ""}});
    std::string chain = "a";
    for (int i = 1; i < 256; ++i)
        chain += "+a";
    BOOST_TEST(!!parse(chain).tree);
    BOOST_REQUIRE(!parse(chain + "+a").tree);
    BOOST_TEST(parse(chain + "+a").problems.front().code == "too-large");
}

BOOST_AUTO_TEST_SUITE_END()
