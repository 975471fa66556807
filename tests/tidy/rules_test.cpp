#include "tests/tidy/rules.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/tidy/snippets.hpp"

namespace muster::tidy {

namespace {

tree parse(const snippet& each) {
    tree files;
    for (const auto& [path, text] : each.files)
        files.push_back(parse_source(path, text));
    return files;
}

/// `rule path:line` of every breach in a snippet.
std::set<std::string> breaches(const snippet& each) {
    std::set<std::string> found;
    for (const finding& one : check_all(parse(each))) {
        found.insert(one.rule + " " + one.path + ":" + std::to_string(one.line));
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(finds_each_bad_snippet_by_rule_and_place_and_nothing_else_in_it) {
    for (const snippet& each : bad_snippets()) {
        const std::set<std::string> found = breaches(each);
        BOOST_TEST_CONTEXT(each.breach) {
            BOOST_TEST(found.size() == 1U);
            BOOST_TEST(found.contains(each.breach));
            for (const std::string& one : found)
                BOOST_TEST_MESSAGE("found " << one);
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_nothing_in_good_snippets) {
    for (const snippet& each : good_snippets()) {
        for (const std::string& one : breaches(each))
            BOOST_ERROR("false alarm: " << one);
    }
}

BOOST_AUTO_TEST_CASE(has_a_bad_snippet_for_every_check) {
    for (const rule& each : all_rules()) {
        bool fails = false;
        for (const snippet& one : bad_snippets())
            fails = fails || !each.check(parse(one)).empty();
        BOOST_TEST(fails, "no snippet breaks " << each.name);
    }
}

BOOST_AUTO_TEST_CASE(counts_lines_where_a_rule_is_about_length) {
    const tree files = {parse_source("fleet/a.hpp", "#pragma once\n" + std::string(200, '\n'))};
    BOOST_TEST(check_file_length(files).at(0).amount == 201U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::tidy
