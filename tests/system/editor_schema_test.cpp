#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace fs = std::filesystem;

namespace {

const std::string root = MUSTER_SOURCE_DIR "/";

/// What an editor would say of these scenarios.
ending checked(const trial& here, std::vector<std::string> files) {
    std::vector<std::string> command{"/usr/bin/python3", root + "tests/system/schema_check.py",
                                     root + "docs/scenario.schema.json"};
    command.insert(command.end(), files.begin(), files.end());
    return process(command, here.path("")).wait(60);
}

std::string broken(const std::string& name) {
    return root + "tests/data/broken/" + name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(editor_schema_test)

BOOST_AUTO_TEST_CASE(an_editor_has_nothing_against_the_shipped_scenarios) {
    const trial here;
    std::vector<std::string> files;
    for (const auto& item : fs::directory_iterator(root + "scenarios"))
        if (item.path().extension() == ".yaml") files.push_back(item.path().string());
    const auto end = checked(here, files);
    BOOST_TEST(end.code == 0, end.out << end.err);
    BOOST_TEST(end.err.empty(), end.err);
}

BOOST_AUTO_TEST_CASE(an_editor_shows_mistakes_of_form) {
    const trial here;
    for (const char* name :
         {"01-unknown-key.yaml", "02-unknown-section.yaml", "03-duration-without-unit.yaml",
          "06-share-without-percent.yaml", "27-version-two.yaml", "28-no-fleets.yaml",
          "39-unknown-kind.yaml", "42-yes-is-no-truth.yaml"}) {
        const auto end = checked(here, {broken(name)});
        BOOST_TEST(end.code == 1, name << ": " << end.out << end.err);
        BOOST_TEST(end.err.empty(), name << ": " << end.err);
    }
}

BOOST_AUTO_TEST_SUITE_END()
