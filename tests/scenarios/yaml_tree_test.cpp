#include <boost/test/unit_test.hpp>

#include "fixture.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/yaml_tree.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

std::string codes(const std::string& text) {
    diagnostics problems;
    yaml::read_tree(text, "t", problems);
    return codes_of(problems);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(yaml_tree_test)

BOOST_AUTO_TEST_CASE(keeps_order_places_and_quotes) {
    diagnostics problems;
    auto root = yaml::read_tree("b: yes\na: [1, 'x']\n", "t", problems);
    BOOST_REQUIRE(root.has_value());
    BOOST_TEST(problems.items.empty());
    BOOST_TEST(root->entries[0].key == "b");
    BOOST_TEST(root->entries[0].value.text == "yes");
    BOOST_TEST(root->entries[1].where.line == 2u);
    const auto& list = root->entries[1].value;
    BOOST_TEST(!list.items[0].quoted);
    BOOST_TEST(list.items[1].quoted);
    BOOST_TEST(list.items[1].where.column == 8u);
    BOOST_TEST(list.items[1].verbatim);
    BOOST_TEST(list.items[1].text_column == 1u);
}

BOOST_AUTO_TEST_CASE(duplicates_name_both_places) {
    diagnostics problems;
    yaml::read_tree("a: 1\nb: 2\na: 3\n", "t", problems);
    BOOST_TEST(
        lines_of(problems) ==
        ":3:1: error[duplicate-key]: `a` is given twice; it is first given at line 1, column 1: "
        "keep one of the two\n");
    BOOST_TEST(codes("a: 1\n\"a\": 3\n") == "duplicate-key 2:1");
}

BOOST_AUTO_TEST_CASE(refuses_what_would_be_read_in_silence) {
    BOOST_TEST(codes("a: 1\n...\nb: 2\n") == "second-document 2:1");
    BOOST_TEST(codes("{a: 1} b\n") == "yaml-syntax 1:8");
    BOOST_TEST(codes("- a\nb: 1\n") == "yaml-syntax 2:1");
    BOOST_TEST(codes("? [a]\n: b\n") == "bad-key 1:3");
    BOOST_TEST(codes("a: ! 3\n") == "yaml-tag 1:4");
    BOOST_TEST(codes("a: &x 3\nb: *x\n") == "yaml-anchor 1:4, yaml-alias 2:4");
    BOOST_TEST(codes("a: *x\n") == "yaml-alias 1:4");
    BOOST_TEST(codes("a: null\nb: ~\nc:\n") == "empty-value 1:4, empty-value 2:4, empty-value 3:1");
    BOOST_TEST(codes("null: 3\n") == "null-key 1:1");
}

BOOST_AUTO_TEST_CASE(a_document_may_say_its_version_of_yaml_first) {
    diagnostics problems;
    const auto root = yaml::read_tree("# first\n%YAML 1.2\n---\na: 1\n", "t", problems);
    BOOST_TEST(lines_of(problems) == "");
    BOOST_REQUIRE(root.has_value());
    BOOST_TEST(root->entries[0].where.line == 4u);
    BOOST_TEST(codes("%YAML 1.2\n---\na: 1\n---\nb: 2\n") == "second-document 4:1");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_text) {
    BOOST_TEST(codes(std::string("a: \0b", 5)) == "not-text 1:4");
    BOOST_TEST(codes("a: \xff\n") == "not-text 1:4");
    BOOST_TEST(codes("a: \xed\xa0\x80\n") == "not-text 1:4");
    BOOST_TEST(codes("\xEF\xBB\xBF"
                     "a: \xC3\xBC\r\n") == "");
}

BOOST_AUTO_TEST_CASE(limits_hold) {
    std::string deep(100, '[');
    BOOST_TEST(contains(codes(deep), "too-deep"));
    BOOST_TEST(
        contains(codes("a: " + std::string(scenario_limits::scalar_bytes + 1, 'x')), "too-large"));
    BOOST_TEST(contains(codes(std::string(scenario_limits::file_bytes + 1, ' ')), "too-large"));
    std::string many = "[";
    for (std::size_t i = 0; i < scenario_limits::events; ++i)
        many += "1,";
    BOOST_TEST(contains(codes(many + "1]"), "too-large"));
}

BOOST_AUTO_TEST_CASE(syntax_errors_say_what_to_do) {
    BOOST_TEST(codes("a: {b: 1") == "yaml-syntax 1:4");
    BOOST_TEST(codes("a: [1, 2") == "yaml-syntax 1:4");
    BOOST_TEST(codes("a: b: c\n") == "yaml-syntax 1:5");
    BOOST_TEST(codes("a: 'b\n") == "yaml-syntax 1:4");
    BOOST_TEST(codes("a: %b\n") == "yaml-syntax 1:4");
}

BOOST_AUTO_TEST_CASE(every_syntax_error_is_told_in_own_words) {
    const std::vector<std::string> texts{"a: ]\n",
                                         "a: \"b\\",
                                         "a: \"\\q\"\n",
                                         "a: \"\\xzz\"\n",
                                         "a: 'b\n---\n",
                                         "a: |x\n  b\n",
                                         "a: |0\n  b\n",
                                         "a: & b\n",
                                         "a: * b\n",
                                         "a: !<b c\n",
                                         "a: - b\n",
                                         "%YAML 3.0\n---\na: 1\n",
                                         "%YAML\n---\na: 1\n",
                                         "%TAG a\n---\na: 1\n",
                                         "a: \"\\uD800\"\n",
                                         "- a\n b\n- c: d\n  - e\n",
                                         "? a\n? - b\n c\n",
                                         "a: @b\n",
                                         "a: `b\n"};
    for (const auto& text : texts) {
        diagnostics problems;
        yaml::read_tree(text, "t", problems);
        const auto said = lines_of(problems);
        BOOST_TEST(!problems.items.empty(), text);
        for (const char* raw : {"illegal", "not found", "scanning", "bad ", "unknown token",
                                "directives must", "scalar"})
            BOOST_TEST(!contains(said, raw), text + said);
        for (const auto& item : problems.items)
            BOOST_TEST(!item.remedy.empty(), text + said);
    }
}

BOOST_AUTO_TEST_CASE(conditions_cut_by_yaml_are_seen) {
    BOOST_TEST(codes("a: [x IN (1, 2)]") == "unquoted-condition 1:5");
    BOOST_TEST(codes("a: {b: x IN (1, 2), c: d}") == "unquoted-condition 1:8");
    BOOST_TEST(codes("a: {b: x = 'p, q', c: d}") == "unquoted-condition 1:8");
    BOOST_TEST(codes("a: {b: \"x IN (1, 2)\", c: it's}") == "");
    BOOST_TEST(codes("a: x IN (1, 2)") == "");
}

BOOST_AUTO_TEST_CASE(nothing_is_no_document) {
    diagnostics problems;
    BOOST_TEST(!yaml::read_tree("# only a comment\n", "t", problems).has_value());
    BOOST_TEST(problems.items.empty());
}

BOOST_AUTO_TEST_SUITE_END()
