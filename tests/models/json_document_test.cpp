#include <boost/test/unit_test.hpp>

#include <boost/json/object.hpp>

#include <filesystem>

#include "models/json_document.hpp"
#include "models/limits.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;
using muster::test::problems_of_json;
using strings = std::vector<std::string>;

namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

std::string list_of(std::size_t items) {
    std::string text = "[0";
    for (std::size_t i = 1; i < items; ++i)
        text += ",0";
    return text + "]";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_document_test)

BOOST_AUTO_TEST_CASE(reads_a_document_behind_a_byte_order_mark) {
    diagnostics problems;
    const auto read = models::parse_json("\xEF\xBB\xBF {\"a\": [1, true]} \n", "m.json", problems);
    BOOST_TEST(problems.items.empty());
    BOOST_REQUIRE(read);
    BOOST_TEST(read->root.as_object().contains("a"));
}

BOOST_AUTO_TEST_CASE(refuses_duplicate_keys_and_names_each_by_its_pointer) {
    const strings expected{"json-duplicate-key /list/1/a~1b", "json-duplicate-key /list"};
    const auto found = problems_of_json(R"({"list": [0, {"a/b": 1, "a/b": 2}], "list": 3})");
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(takes_a_key_again_in_another_object) {
    BOOST_TEST(problems_of_json(R"([{"a": 1}, {"a": {"a": 2}}])").empty());
}

BOOST_AUTO_TEST_CASE(keeps_to_the_depth_limit) {
    BOOST_TEST(problems_of_json(nested(models::json_depth_max)).empty());
    const auto found = problems_of_json(nested(models::json_depth_max + 1));
    BOOST_REQUIRE_EQUAL(found.size(), 1);
    BOOST_TEST(found[0].starts_with("json-too-deep "));
}

BOOST_AUTO_TEST_CASE(keeps_to_the_limit_of_members) {
    BOOST_TEST(problems_of_json(list_of(models::json_members_max)).empty());
    const strings expected{"json-too-many-members /10000"};
    const auto found = problems_of_json(list_of(models::json_members_max + 1));
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keeps_to_the_size_limit) {
    const std::string inside(models::json_bytes_max - 2, 'x');
    BOOST_TEST(problems_of_json("\"" + inside + "\"").empty());
    const strings expected{"json-too-large "};
    const auto found = problems_of_json("\"" + inside + "x\"");
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(says_of_long_keys_their_beginning_and_of_many_problems_the_first) {
    const std::string key(100'000, 'k');
    std::string members = R"("a": 0)";
    for (int i = 0; i < 5'000; ++i)
        members += R"(, "a": 0)";
    diagnostics problems;
    models::parse_json("{\"" + key + "\": {" + members + "}}", "m.json", problems);
    BOOST_REQUIRE_EQUAL(problems.items.size(), models::problems_max + 1);
    BOOST_TEST(problems.items.back().code == "too-many-problems");
    for (const auto& item : problems.items)
        BOOST_REQUIRE(item.where.pointer.size() <= models::quoted_bytes_max + 10);
    BOOST_TEST(models::shortened(std::string(255, 'x') + "\xC3\xA9") ==
               std::string(255, 'x') + "...");
}

BOOST_AUTO_TEST_CASE(says_line_and_column_of_a_slip_and_where_in_the_document_it_is) {
    diagnostics problems;
    models::parse_json("{\n  \"a\": {\"b\": nul}\n}", "m.json", problems);
    BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
    const auto& found = problems.items[0];
    BOOST_TEST(found.code == "json-syntax");
    BOOST_TEST(found.where.line == 2);
    BOOST_TEST(found.where.column >= 14);
    BOOST_TEST(found.where.pointer == "/a/b");
}

BOOST_AUTO_TEST_CASE(refuses_an_empty_text_a_cut_one_and_one_with_a_tail) {
    for (const std::string text : {"", "  ", "{", "[1,", "\"abc", "{} {}", "[1,]", "{'a': 1}"}) {
        const auto found = problems_of_json(text);
        BOOST_REQUIRE_MESSAGE(found.size() == 1, text);
        BOOST_TEST(found[0].starts_with("json-syntax "), text);
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_utf_8) {
    const strings broken{
        "\"\xFF\"",     "\"\xC0\x80\"",   "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"",
        "\"\xE2\x82\"", "\"\xF0\x9F\x98", "\"\x80\""};
    for (const auto& text : broken) {
        diagnostics problems;
        models::parse_json("\n " + text, "m.json", problems);
        BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
        BOOST_TEST(problems.items[0].code == "json-encoding");
        BOOST_TEST(problems.items[0].where.line == 2);
        BOOST_TEST(problems.items[0].where.column == 3);
    }
    BOOST_TEST(problems_of_json("\"h\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\"").empty());
}

BOOST_AUTO_TEST_CASE(refuses_numbers_that_are_no_finite_double) {
    const strings expected{"json-number-range /a"};
    const auto found = problems_of_json(R"({"a": 1e999})");
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(says_that_a_file_is_missing_and_reads_no_folder) {
    const std::filesystem::path here = MUSTER_SOURCE_DIR;
    for (const auto& file : {here / "no-such-model.json", here}) {
        diagnostics problems;
        BOOST_TEST(!models::read_json_file(file, problems));
        BOOST_REQUIRE_EQUAL(problems.items.size(), 1);
        BOOST_TEST(problems.items[0].code == "file-unreadable");
        BOOST_TEST(problems.items[0].where.file == file.generic_string());
    }
}

BOOST_AUTO_TEST_SUITE_END()
