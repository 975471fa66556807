#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <regex>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

const std::string pump = R"({"@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
  "@id": "dtmi:org:pump;1", "@type": "Interface", "contents": [
    {"@type": "Property", "name": "target", "schema": "double", "writable": true},
    {"@type": "Property", "name": "night", "schema": "boolean", "writable": true},
    {"@type": "Property", "name": "firmware", "schema": "string"},
    {"@type": ["Property", "Cloud"], "name": "customer", "schema": "string"},
    {"@type": "Telemetry", "name": "flow", "schema": "double"}]})";

/// A folder with the model and the arguments that name it.
class pump_trial : public trial {
public:
    pump_trial() { write("pump-1.json", pump); }

    ending twin(std::vector<std::string> arguments) const {
        std::vector<std::string> all{"template", "twin", "pump-1.json"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return muster(all);
    }
    ending sh(const std::string& script) const {
        return process({"sh", "-c", "PATH=" MUSTER_BINARY_DIR ":$PATH; " + script}, path(""))
            .wait(30);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_test)

BOOST_AUTO_TEST_CASE(patches_of_both_sides_make_a_twin_that_is_taken_up_again) {
    const pump_trial here;
    here.write("set.json", R"({"target": 21.5, "night": true, "customer": "Ada"})");
    const auto set = here.twin({"--set", "set.json"});
    BOOST_TEST(set.code == 0, set.err);
    BOOST_TEST(object_of(set.out)["desired"].at("target").as_double() == 21.5);
    here.write("twin.json", set.out);
    here.write("said.json",
               R"({"firmware": "2.1.0", "target": {"value": 21, "ac": 200, "av": 1}})");
    const auto said = here.twin({"--twin", "twin.json", "--report", "said.json"});
    BOOST_TEST(said.code == 0, said.err);
    const auto twin = object_of(said.out);
    BOOST_TEST(twin.at("desired") == object_of(set.out).at("desired"));
    BOOST_TEST(twin.at("reported").at("target").at("value").as_int64() == 21);
    here.write("twin.json", said.out);
    BOOST_TEST(here.twin({"--twin", "twin.json"}).out == said.out);
    const auto view = object_of(here.twin({"--twin", "twin.json", "--view"}).out);
    BOOST_TEST(view.at("target").as_int64() == 21);
    BOOST_TEST(view.at("$metadata").at("target").at("desiredValue").as_double() == 21.5);
    BOOST_TEST(view.at("$metadata").at("target").at("state").as_string() == "accepted");
    BOOST_TEST(view.at("$metadata").at("night").at("state").as_string() == "pending");
}

BOOST_AUTO_TEST_CASE(a_wrong_patch_prints_no_twin_but_all_its_problems_and_ends_with_2) {
    const pump_trial here;
    here.write("bad.json", R"({"tagret": 1, "firmware": "3", "flow": 2, "night": "yes"})");
    const auto end = here.twin({"--set", "bad.json"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.out.empty(), end.out);
    BOOST_TEST(end.err ==
               "bad.json#/tagret: error[unknown-property]: the template has no property and no "
               "component 'tagret'; did you mean 'target'?\n"
               "bad.json#/firmware: error[read-only-property]: 'firmware' is read-only: the device "
               "reports it; leave it out\n"
               "bad.json#/flow: error[not-a-property]: 'flow' is telemetry, not a property; leave "
               "it out\n"
               "bad.json#/night: error[wrong-type]: true or false was expected, this is a text\n");
}

BOOST_AUTO_TEST_CASE(a_patch_may_come_from_standard_input_and_replace_what_its_side_has_set) {
    const pump_trial here;
    const auto end = here.sh(
        R"(echo '{"target": 20, "night": true}' | muster template twin dtmi:org:pump';1' . --set - |
           tee twin.json | muster template twin pump-1.json --twin - > same.json &&
           cmp twin.json same.json &&
           echo '{"night": false}' |
           muster template twin pump-1.json --twin twin.json --set - --replace)");
    BOOST_TEST(end.code == 0, end.err);
    const auto desired = object_of(end.out).at("desired").as_object();
    BOOST_TEST(!desired.contains("target"));
    BOOST_TEST(desired.at("night").as_bool() == false);
    BOOST_TEST(desired.at("$version").as_int64() == 2);
}

BOOST_AUTO_TEST_CASE(options_that_do_not_go_together_and_files_that_are_none_are_named) {
    const pump_trial here;
    const std::pair<std::vector<std::string>, std::string> wrong[] = {
        {{"--replace"}, "--replace: error[missing-option]"},
        {{"--set", "-", "--report", "-"}, "template: error[input-read-twice]"},
        {{"--set", "none.json"}, "none.json: error[file-unreadable]"},
        {{"--set", ""}, "--set: error[empty-value]"},
        {{"--count", "3"}, "template: error[unexpected-option]"},
        {{"--set", "-"}, "standard input:1:1: error[json-syntax]"}};
    for (const auto& [arguments, text] : wrong) {
        const auto end = here.twin(arguments);
        BOOST_TEST(end.code == 2, text);
        BOOST_TEST(end.err.starts_with(text), end.err);
        BOOST_TEST(end.out.empty(), end.out);
    }
    const auto other = here.muster({"template", "show", "pump-1.json", "--view"});
    BOOST_TEST(other.err.starts_with("template: error[unexpected-option]"), other.err);
    BOOST_TEST(here.muster({"template", "twin", "dtmi:org:none;1"}).code == 2);
}

BOOST_AUTO_TEST_CASE(the_outputs_of_the_page_about_twins_are_what_its_commands_print) {
    const pump_trial here;
    std::filesystem::create_symlink(MUSTER_SOURCE_DIR "/scenarios", here.path("scenarios"));
    const auto commands = blocks_of("docs/twins.md", "sh");
    const auto outputs = blocks_of("docs/twins.md", "text");
    BOOST_REQUIRE_EQUAL(commands.size(), 3u);
    std::string printed, shown;
    for (const auto& command : commands) {
        const auto end = here.sh(command);
        BOOST_TEST(end.code == (end.err.empty() ? 0 : 2));
        printed += end.out + end.err;
    }
    for (const auto& output : outputs)
        shown += output;
    static const std::regex instant(R"("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")");
    BOOST_TEST(std::regex_replace(printed, instant, "\"2026-02-28T06:30:00.000000Z\"") == shown);
}

BOOST_AUTO_TEST_SUITE_END()
