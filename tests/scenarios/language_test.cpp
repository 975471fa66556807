#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <set>

#include "fixture.hpp"
#include "scenarios/language.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(language_test)

BOOST_AUTO_TEST_CASE(the_committed_reference_is_the_one_of_the_table) {
    std::ifstream in(MUSTER_SOURCE_DIR "/docs/scenario-reference.md");
    std::string committed((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto made = reference_markdown();
    if (committed != made) {
        std::ofstream out(MUSTER_BINARY_DIR "/scenario-reference.md");
        out << made;
    }
    BOOST_TEST((committed == made),
               "docs/scenario-reference.md is out of date: copy scenario-reference.md of the build "
               "folder over it");
}

BOOST_AUTO_TEST_CASE(every_key_is_told_once_with_help_and_example) {
    std::set<std::string> seen;
    for (const auto& key : language()) {
        BOOST_TEST(seen.insert(key.path).second, key.path);
        BOOST_TEST(!key.type.empty(), key.path);
        BOOST_TEST(!key.help.empty(), key.path);
        BOOST_TEST(key.help.back() == '.', key.path);
        BOOST_TEST(!key.example.empty(), key.path);
    }
}

BOOST_AUTO_TEST_CASE(the_table_answers_what_is_below_a_path) {
    BOOST_TEST(find_key("time.for") != nullptr);
    BOOST_TEST(find_key("time.to") == nullptr);
    BOOST_TEST(has_keys_below("jobs.*.cancel"));
    BOOST_TEST(!has_keys_below("jobs.*.cancel.failed"));
    BOOST_TEST(keys_below("jobs.*.start").size() == 11u);
    BOOST_TEST(keys_below("fleets").empty());
}

BOOST_AUTO_TEST_SUITE_END()
