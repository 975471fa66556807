#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

std::string model(const std::string& id, const std::string& members) {
    return R"({"@context": "dtmi:dtdl:context;2", "@id": ")" + id + R"(", "@type": "Interface")" +
           (members.empty() ? "" : ", " + members) + "}\n";
}

const std::string temperature = R"("contents": [{"@type": ["Telemetry", "Temperature"],
    "name": "temperature", "schema": "double", "unit": "degreeCelsius"}])";
const std::string doubtful = R"("contents": [{"@type": "Telemetry", "name": "t_",
    "schema": "doubel"}])";

const std::string reports = R"("contents": [
    {"@type": "Command", "name": "report", "request": {"name": "since", "schema": "dateTime"},
     "response": {"name": "answer", "schema": {"@type": "Object", "fields": [
        {"name": "start", "schema": "dateTime"}, {"name": "end", "schema": "dateTime"},
        {"name": "level", "schema": "double"}]}}},
    {"@type": "Command", "name": "reboot"}])";

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end() - 1, '\n', ' ');
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(template_test)

BOOST_AUTO_TEST_CASE(check_says_every_problem_with_its_place_and_ends_with_2) {
    const trial here;
    here.write("good.json", model("dtmi:org:good;1", temperature));
    here.write("bad.json", model("dtmi:org:bad;1", doubtful));
    const auto good = here.muster({"template", "check", "good.json"});
    BOOST_TEST(good.code == 0, good.err);
    BOOST_TEST(good.out == "1 file, 1 interface: valid\n");
    const auto bad = here.muster({"template", "check", "good.json", "bad.json"});
    BOOST_TEST(bad.code == 2);
    BOOST_TEST(bad.out == "2 files, 2 interfaces: 2 problems\n");
    BOOST_TEST(bad.err.find("bad.json#/contents/0/name: error[bad-name]:") == 0u, bad.err);
    BOOST_TEST(bad.err.find("error[unknown-schema]") != std::string::npos, bad.err);
    BOOST_TEST(bad.err.find("did you mean 'double'?") != std::string::npos, bad.err);
}

BOOST_AUTO_TEST_CASE(check_finds_what_a_model_needs_in_the_tree_and_names_what_is_not_there) {
    const trial here;
    BOOST_TEST(here.muster({"template", "check", "."}).code == 2);
    here.write("outer-1.json", model("dtmi:org:outer;1", R"("extends": "dtmi:org:inner;2")"));
    const auto alone = here.muster({"template", "check", "outer-1.json"});
    BOOST_TEST(alone.code == 2);
    BOOST_TEST(alone.err.find("outer-1.json#/extends: error[unresolved-model]:") == 0u, alone.err);
    here.write("inner-2.json", model("dtmi:org:inner;2", temperature));
    BOOST_TEST(here.muster({"template", "check", "outer-1.json"}).code == 0);
    const auto folder = here.muster({"template", "check", "."});
    BOOST_TEST(folder.code == 0, folder.err);
    BOOST_TEST(folder.out == "2 files, 2 interfaces: valid\n");
    const auto both = "[" + here.read("outer-1.json") + "," + here.read("inner-2.json") + "]";
    here.write("outer-1.expanded.json", both);
    BOOST_TEST(here.muster({"template", "check", "."}).out == "3 files, 4 interfaces: valid\n");
    here.write("copy.json", here.read("inner-2.json"));
    const auto twice = here.muster({"template", "check", "."});
    BOOST_TEST(twice.code == 2);
    BOOST_TEST(twice.err.find("error[duplicate-id]") != std::string::npos, twice.err);
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_told_from_what_is_not_there) {
    const trial here;
    const auto said = [&](const char* action, const char* path, const char* words) {
        const auto end = here.muster({"template", action, path});
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.find(words) != std::string::npos, end.err);
    };
    said("check", "/dev/null", "/dev/null: error[file-unreadable]: this is a device or a pipe");
    said("show", "/dev/null", "this is a device or a pipe, not a file");
    said("show", ".", "this is a folder");
    said("check", "none.json", "there is no file of this name");
}

BOOST_AUTO_TEST_CASE(check_answers_each_line_with_a_line) {
    const trial here;
    here.write("lines.ndjson", one_line(model("dtmi:org:a;1", temperature)) +
                                   one_line(model("dtmi:org:b;1", doubtful)) + "{\n" +
                                   one_line(model("dtmi:org:c;1", R"("extends": "dtmi:d;1")")));
    const auto end = here.muster({"template", "check", "--ndjson", "lines.ndjson"});
    BOOST_TEST(end.code == 0, end.err);
    const auto lines = std::count(end.out.begin(), end.out.end(), '\n');
    BOOST_TEST(lines == 4);
    BOOST_TEST(end.out.find("{\"valid\":true,\"problems\":[],\"unresolved\":[]}\n"
                            "{\"valid\":false,\"problems\":[{\"pointer\":\"/contents/0/name\","
                            "\"rule\":\"bad-name\",\"text\":\"") == 0u,
               end.out);
    BOOST_TEST(
        end.out.ends_with("{\"valid\":true,\"problems\":[],\"unresolved\":[\"dtmi:d;1\"]}\n"),
        end.out);
    BOOST_TEST(here.muster({"template", "check", "--ndjson", "none"}).code == 2);
    BOOST_TEST(here.muster({"template", "check", "--ndjson", "."}).code == 2);
    BOOST_TEST(here.muster({"template", "check", "--ndjson", "/proc/self/mem"}).code == 1);
    BOOST_TEST(here.muster({"template", "check", "a.json", "--ndjson", "-"}).code == 2);
}

BOOST_AUTO_TEST_CASE(undefined_extensions_are_allowed_unless_they_are_refused) {
    const trial here;
    here.write("own.json", R"({"@context": ["dtmi:dtdl:context;2", "dtmi:org:own;1"],
                               "@id": "dtmi:org:a;1", "@type": ["Interface", "Own"], "own": 1})");
    BOOST_TEST(here.muster({"template", "check", "own.json"}).code == 0);
    const auto refused =
        here.muster({"template", "check", "own.json", "--undefined-extensions", "refuse"});
    BOOST_TEST(refused.code == 2);
    BOOST_TEST(refused.err.find("error[unknown-context]") != std::string::npos, refused.err);
    const auto other =
        here.muster({"template", "check", "own.json", "--undefined-extensions", "maybe"});
    BOOST_TEST(other.err.rfind("--undefined-extensions: error[bad-word]", 0) == 0, other.err);
}

BOOST_AUTO_TEST_CASE(show_prints_what_a_device_of_a_model_has) {
    const trial here;
    here.write("good-1.json", model("dtmi:org:good;1", temperature));
    const auto table = here.muster({"template", "show", "good-1.json"});
    BOOST_TEST(table.code == 0, table.err);
    BOOST_TEST(table.out.find("signals (1)\n  temperature  number  Temperature  degreeCelsius") !=
                   std::string::npos,
               table.out);
    const auto by_id = here.muster({"template", "show", "dtmi:org:good;1", "."});
    BOOST_TEST(by_id.out == table.out, by_id.err);
    const auto json = here.muster({"template", "show", "good-1.json", "--json"});
    BOOST_TEST(json.out.find(R"({"dtmi":"dtmi:org:good;1",)") == 0u, json.out);
    BOOST_TEST(here.muster({"template", "show", "dtmi:org:none;1"}).code == 2);
    BOOST_TEST(here.muster({"template", "show"}).code == 2);
    BOOST_TEST(here.muster({"template", "sow", "good-1.json"}).code == 2);
}

BOOST_AUTO_TEST_CASE(simulate_streams_the_same_readings_for_the_same_seed) {
    const trial here;
    here.write("good.json", model("dtmi:org:good;1", temperature));
    const auto stream = [&](const std::string& seed) {
        const auto end =
            here.muster({"template", "simulate", "good.json", "--count", "5", "--seed", seed});
        BOOST_TEST(end.code == 0, end.err);
        return end.out;
    };
    const auto first = stream("7");
    BOOST_TEST(std::count(first.begin(), first.end(), '\n') == 5);
    BOOST_TEST(first.find(R"("readings":{"temperature":)") != std::string::npos, first);
    BOOST_TEST(first == stream("7"));
    BOOST_TEST(first != stream("8"));
}

BOOST_AUTO_TEST_CASE(simulate_prints_what_a_device_answers_to_a_command) {
    const trial here;
    here.write("good-1.json", model("dtmi:org:good;1", reports));
    const auto asked = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"template", "simulate", "good-1.json"};
        all.insert(all.end(), more.begin(), more.end());
        return here.muster(all);
    };
    const auto since = asked({"--command", "report", "--request", R"("2025-12-31T10:00:00Z")",
                              "--count", "3", "--seed", "7"});
    BOOST_TEST(since.code == 0, since.err);
    BOOST_TEST(std::count(since.out.begin(), since.out.end(), '\n') == 3);
    BOOST_TEST(
        since.out.find(R"({"start":"2025-12-31T10:00:00Z","end":"2026-01-01T00:00:00Z",)") == 0u,
        since.out);
    const auto again = asked({"--command", "report", "--seed", "7"}),
               other = asked({"--command", "report"});
    BOOST_TEST(std::count(again.out.begin(), again.out.end(), '\n') == 10);
    BOOST_TEST(again.out == asked({"--command", "report", "--seed", "7"}).out);
    BOOST_TEST(again.out != other.out);
    const auto silent = asked({"--command", "reboot", "--count", "1"});
    BOOST_TEST(silent.code == 0);
    BOOST_TEST(silent.out == "null\n");
    BOOST_TEST(silent.err.find("no response") != std::string::npos, silent.err);
}

BOOST_AUTO_TEST_CASE(simulate_says_which_commands_there_are) {
    const trial here;
    here.write("good-1.json", model("dtmi:org:good;1", reports));
    here.write("both.json", model("dtmi:org:both;1", R"("contents": [
        {"@type": "Component", "name": "left", "schema": "dtmi:org:good;1"},
        {"@type": "Component", "name": "right", "schema": "dtmi:org:good;1"}])"));
    const auto refusal = [&](const std::string& file, std::vector<std::string> more) {
        std::vector<std::string> all{"template", "simulate", file};
        all.insert(all.end(), more.begin(), more.end());
        const auto end = here.muster(all);
        BOOST_TEST(end.code == 2);
        return end.err;
    };
    BOOST_TEST(refusal("good-1.json", {"--command", "reprt"}) ==
               "--command: error[unknown-command]: there is no command `reprt`; "
               "did you mean report?\n");
    BOOST_TEST(
        refusal("good-1.json", {"--command", "x"}).find("the commands are report or reboot") !=
        std::string::npos);
    BOOST_TEST(refusal("both.json", {"--command", "report"}) ==
               "--command: error[ambiguous-command]: several components have a command `report`; "
               "write left.report or right.report\n");
    BOOST_TEST(
        here.muster({"template", "simulate", "both.json", "--command", "left.report"}).code == 0);
    BOOST_TEST(refusal("good-1.json", {"--command", "report", "--request", R"("soon")"})
                   .find("error[bad-time]") != std::string::npos);
    BOOST_TEST(refusal("good-1.json", {"--command", "report", "--request", "{since"})
                   .find("error[json-syntax]") != std::string::npos);
    BOOST_TEST(refusal("good-1.json", {"--command", "report", "--speed", "60x"})
                   .find("error[unexpected-option]") != std::string::npos);
    BOOST_TEST(refusal("good-1.json", {"--request", "1"}).find("error[unexpected-option]") !=
               std::string::npos);
    BOOST_TEST(refusal("none.json", {"--command", "report"}).find("error[file-unreadable]") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(simulate_tells_the_place_of_a_problem_in_the_model) {
    const trial here;
    for (const char* text : {"[]", "null", "{}"}) {
        here.write("odd.json", text);
        const auto shown = here.muster({"template", "show", "odd.json"});
        const auto end = here.muster({"template", "simulate", "odd.json"});
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.rfind("odd.json: error[not-an-interface]: ", 0) == 0, end.err);
        BOOST_TEST(end.err == shown.err);
    }
    here.write("doubtful.json", model("dtmi:org:a;1", temperature));
    const auto seed = here.muster({"template", "simulate", "doubtful.json", "--seed", "x"});
    BOOST_TEST(seed.code == 2);
    BOOST_TEST(seed.err.find("template:") == std::string::npos, seed.err);
}

BOOST_AUTO_TEST_CASE(simulate_passes_readings_on_while_it_goes_on) {
    const trial here;
    here.write("good.json", model("dtmi:org:good;1", temperature));
    // Ten minutes at this pace: whoever stops reading after the first line ends it.
    const auto end = process({"sh", "-c",
                              "timeout 30 " MUSTER_BINARY_DIR "/muster template simulate good.json "
                              "--count 600 --speed 60x 2>/dev/null | head -n 1"},
                             here.path(""))
                         .wait(40);
    BOOST_TEST(std::count(end.out.begin(), end.out.end(), '\n') == 1, end.out);
}

BOOST_AUTO_TEST_SUITE_END()
