#include <boost/test/unit_test.hpp>

#include "fleet/diagnostic.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(diagnostic_test)

BOOST_AUTO_TEST_CASE(prints_place_level_code_text_and_remedy_on_one_line) {
    diagnostic item{severity::error,
                    "unknown-key",
                    {"a.yaml", 3, 7, ""},
                    "no key `cuont`",
                    "did you mean `count`?"};
    BOOST_TEST(to_text(item) ==
               "a.yaml:3:7: error[unknown-key]: no key `cuont`; did you mean `count`?");
    item.where = {"m.json", 0, 0, "/contents/2"};
    item.level = severity::warning;
    item.remedy.clear();
    BOOST_TEST(to_text(item) == "m.json#/contents/2: warning[unknown-key]: no key `cuont`");
}

BOOST_AUTO_TEST_CASE(escapes_control_characters) {
    diagnostic item{severity::error, "x", {"a\nb", 0, 0, ""}, "bell \x07 tab \t", ""};
    BOOST_TEST(to_text(item) == "a\\nb: error[x]: bell \\x07 tab \\t");
}

BOOST_AUTO_TEST_CASE(sorts_by_place_and_keeps_the_order_of_equal_places) {
    diagnostics all;
    all.warn("c", {"b", 1, 1, ""}, "");
    all.error("a", {"a", 2, 1, ""}, "");
    all.error("z", {"a", 1, 9, ""}, "");
    all.error("b", {"a", 2, 1, ""}, "");
    all.sort();
    std::string order;
    for (const auto& item : all.items)
        order += item.code;
    BOOST_TEST(order == "zabc");
}

BOOST_AUTO_TEST_CASE(a_warning_is_not_an_error) {
    diagnostics all;
    all.warn("w", {}, "");
    BOOST_TEST(!all.has_errors());
    all.error("e", {}, "");
    BOOST_TEST(all.has_errors());
}

BOOST_AUTO_TEST_CASE(finds_the_name_that_was_meant) {
    BOOST_TEST(nearest_name("cuont", {"at", "count", "kind"}) == "count");
    BOOST_TEST(nearest_name("templats", {"templates", "telemetry"}) == "templates");
    BOOST_TEST(nearest_name("temp", {"power", "temperature"}) == "temperature");
}

BOOST_AUTO_TEST_CASE(proposes_nothing_where_no_name_is_near) {
    BOOST_TEST(nearest_name("at", {"by", "for"}).empty());
    BOOST_TEST(nearest_name("wholly", {"different", "names"}).empty());
    BOOST_TEST(nearest_name("x", {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
