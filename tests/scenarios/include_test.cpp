#include <boost/test/unit_test.hpp>

#include "scenarios/writer.hpp"
#include "tests/scenarios/folder.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const char* const pumps = "muster: 1\ntemplates:\n  pump: {telemetry: {power: 1..2}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(include_test)

BOOST_AUTO_TEST_CASE(sections_of_included_files_are_added) {
    const folder here;
    here.write("parts/pumps.yaml", pumps);
    here.write("parts/rest.yaml",
               "include: [pumps.yaml]\nparams: {many: 7}\ngroups: {g: power > 1}\n"
               "expect: [devices.total >= 1]\n");
    here.write("a.yaml",
               "muster: 1\ninclude: [parts/rest.yaml, parts/pumps.yaml]\n"
               "fleets: {f: {template: pump, count: params.many}}\nexpect: [devices.total = 7]\n");
    const auto s = here.read_good("a.yaml");
    BOOST_TEST(s.device_count() == 7u);
    BOOST_TEST(s.templates[0].signals[0].name == "power");
    BOOST_TEST(s.groups[0].name == "g");
    BOOST_TEST_REQUIRE(s.expect.size() == 2u);
    BOOST_TEST(s.expect[0].text == "devices.total = 7");
    BOOST_TEST(here.read_good("a.yaml", {"params.many=9"}).device_count() == 9u);
}

BOOST_AUTO_TEST_CASE(a_name_in_two_files_is_an_error_unless_it_is_marked) {
    const folder here;
    here.write("pumps.yaml", std::string(pumps) + "params: {many: 7}\nseed: 3\n");
    const auto write = [&](const std::string& text) {
        here.write("a.yaml",
                   "muster: 1\ninclude: [pumps.yaml]\n"
                   "fleets: {f: {template: pump, count: params.many}}\n" +
                       text);
    };
    write("templates:\n  pump: {telemetry: {level: 1..2}}\nparams: {many: 8}\nseed: 4\n");
    BOOST_TEST(here.problems("a.yaml") ==
               "a.yaml:5:3 given-twice, a.yaml:6:10 given-twice, a.yaml:7:1 given-twice");
    const auto twice = here.read("a.yaml").problems.items.front();
    BOOST_TEST(contains(twice.text, "pumps.yaml:3"), twice.text);
    write(
        "templates:\n  pump: {override: true, telemetry: {level: 1..2}}\n"
        "params: {many: {override: true, value: 8}}\n");
    const auto s = here.read_good("a.yaml");
    BOOST_TEST(s.templates[0].signals[0].name == "level");
    BOOST_TEST(s.templates[0].signals.size() == 1u);
    BOOST_TEST(s.device_count() == 8u);
    write(
        "templates:\n  tank: {override: true, telemetry: {level: 1..2}}\n"
        "groups: {g: {override: maybe, where: power > 1}}\n");
    BOOST_TEST(here.problems("a.yaml") == "a.yaml:5:3 nothing-to-override, a.yaml:6:24 wrong-type");
}

BOOST_AUTO_TEST_CASE(problems_are_told_where_they_stand_in_an_included_file) {
    const folder here;
    here.write("parts/bad.yaml", "muster: 1\nrules:\n  hot: {when: powr > 1, fro: 3m}\n");
    here.write("parts/version.yaml", "muster: 2\n");
    here.write("parts/list.yaml", "- a\n");
    here.write("parts/broken.yaml", "rules: {a: [}\n");
    here.write("pumps.yaml", pumps);
    const auto problems = [&](const std::string& list) {
        here.write("a.yaml", "muster: 1\ninclude: [pumps.yaml, " + list +
                                 "]\nfleets: {f: {template: pump, count: 1}}\n");
        return here.problems("a.yaml");
    };
    BOOST_TEST(problems("parts/bad.yaml") ==
               "parts/bad.yaml:3:15 unknown-name, parts/bad.yaml:3:25 unknown-key");
    BOOST_TEST(problems("parts/version.yaml") == "parts/version.yaml:1:9 bad-version");
    BOOST_TEST(problems("parts/list.yaml") == "parts/list.yaml:1:1 no-scenario");
    BOOST_TEST(problems("parts/none.yaml") == "a.yaml:2:23 no-file");
    BOOST_TEST(contains(problems("parts/broken.yaml"), "parts/broken.yaml:1:"));
    BOOST_TEST(problems("https://x.test/a.yaml") == "a.yaml:2:23 no-file");
}

BOOST_AUTO_TEST_CASE(circles_and_chains_without_end_are_errors) {
    const folder here;
    here.write("a.yaml", "muster: 1\ninclude: [b.yaml]\nfleets: {f: {count: 1}}\n");
    here.write("b.yaml", "include: [./c.yaml]\n");
    here.write("c.yaml", "include: [a.yaml]\n");
    BOOST_TEST(here.problems("a.yaml") == "c.yaml:1:11 include-cycle");
    for (int i = 0; i < 12; ++i)
        here.write("n" + std::to_string(i) + ".yaml",
                   "include: [n" + std::to_string(i + 1) + ".yaml]\n");
    here.write("a.yaml", "muster: 1\ninclude: [n0.yaml]\nfleets: {f: {count: 1}}\n");
    BOOST_TEST(here.problems("a.yaml") == "n7.yaml:1:11 too-deep");
    here.write("a.yaml", "muster: 1\ninclude: b.yaml\nfleets: {f: {count: 1}}\n");
    BOOST_TEST(here.problems("a.yaml") == "a.yaml:2:10 wrong-type");
    BOOST_TEST(here.read("n0.yaml", {"include=[b.yaml]"}).problems.items.front().code == "bad-set");
}

BOOST_AUTO_TEST_CASE(paths_in_an_included_file_are_relative_to_it) {
    const folder here;
    here.write("parts/fleet.csv", "id\na\nb\n");
    here.write("parts/ids.txt", "a\r\n\nb\n");
    here.write("parts/fleet.yaml",
               "fleets: {f: {from: fleet.csv}}\ngroups: {g: {devices: {file: ids.txt}}}\n");
    here.write("a.yaml", "muster: 1\ninclude: [parts/fleet.yaml]\n");
    const auto s = here.read_good("a.yaml");
    BOOST_TEST(s.device_count() == 2u);
    BOOST_TEST((s.groups[0].devices == std::vector<std::string>{"a", "b"}));
    here.write("full.yaml", write_scenario_yaml(s));
    BOOST_TEST(here.read_good("full.yaml").groups[0].devices.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_recording_lies_beside_the_file_that_replays_it) {
    const folder here;
    here.write("sub/day.csv", "power\n1\n2\n");
    here.write("sub/part.yaml",
               "templates: {m: {telemetry: {power: {replay: {file: day.csv, every: 1m}}}}}\n");
    here.write("a.yaml",
               "muster: 1\ninclude: [sub/part.yaml]\nfleets: {f: {template: m, count: 1}}\n");
    const auto s = here.read_good("a.yaml");
    const auto& shape = std::get<replay_signal>(s.templates[0].signals[0].shape);
    BOOST_TEST(shape.rows->values.size() == 2u);
    here.write("elsewhere/full.yaml", write_scenario_yaml(s));
    here.read_good("elsewhere/full.yaml");
    here.write("sub/day.csv", "power\n1\n\xC3\n");
    BOOST_TEST(here.problems("a.yaml") == "sub/day.csv:3:1 not-text");
}

BOOST_AUTO_TEST_CASE(no_file_is_read_where_other_files_are_out_of_bounds) {
    const folder here;
    const auto path = here.write("day.csv", "power\n1\n2\n");
    const auto codes = [&](const std::string& file, bool other_files) {
        const auto text = "muster: 1\ntemplates: {m: {telemetry: {power: {replay: {file: '" + file +
                          "', every: 1m}}}}}\nfleets: {f: {template: m, count: 1}}\n";
        return codes_of(
            read_scenario_text(text, {here.path("a.yaml"), {}, {}, other_files}).problems);
    };
    BOOST_TEST(codes(path, true) == "");
    BOOST_TEST(codes("day.csv", true) == "");
    BOOST_TEST(codes(path, false) == "no-file 2:52");
    BOOST_TEST(codes("file://" + path, true) == "no-file 2:52");
}

BOOST_AUTO_TEST_CASE(a_list_of_ids_may_begin_with_a_mark_and_lines_may_end_with_blanks) {
    const folder here;
    here.write("ids.txt", "\xEF\xBB\xBFm-1  \r\n \t\nm-2\t\n");
    here.write("a.yaml",
               "muster: 1\nfleets: {m: {count: 3, id: m-#}}\n"
               "groups: {g: {devices: {file: ids.txt}}}\n");
    BOOST_TEST(
        (here.read_good("a.yaml").groups[0].devices == std::vector<std::string>{"m-1", "m-2"}));
}

BOOST_AUTO_TEST_CASE(ids_of_a_fixed_list_have_to_be_devices) {
    const folder here;
    here.write("fleet.csv", "id\na\nb\n");
    here.write("ids.txt", "a\nc\nm-04\n");
    const auto problems = [&](const std::string& group) {
        here.write("a.yaml",
                   "muster: 1\nfleets: {f: {from: fleet.csv}, m: {count: 3, id: m-##}}\n"
                   "groups: {g: " +
                       group + "}\n");
        return here.problems("a.yaml");
    };
    BOOST_TEST(problems("{devices: [a, m-03]}") == "");
    BOOST_TEST(problems("{devices: [a, m-3, m-04]}") ==
               "a.yaml:3:27 unknown-device, a.yaml:3:32 unknown-device");
    BOOST_TEST(problems("{devices: {file: ids.txt}}") ==
               "ids.txt:2:1 unknown-device, ids.txt:3:1 unknown-device");
    BOOST_TEST(problems("{devices: []}") == "a.yaml:3:23 no-devices");
    BOOST_TEST(problems("{devices: [a], where: $id = 'a'}") == "a.yaml:3:35 two-kinds");
    BOOST_TEST(problems("{devices: a}") == "a.yaml:3:23 wrong-type");
    BOOST_TEST(problems("{}") == "a.yaml:3:13 missing-key");
}

BOOST_AUTO_TEST_SUITE_END()
