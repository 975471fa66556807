#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "tests/scenarios/folder.hpp"

using namespace muster;
using namespace muster::testing;
namespace fs = std::filesystem;

namespace {

/// A scenario that reads six files beside itself and writes to the given paths.
void write_scenario(const folder& here, const std::vector<std::string>& outputs) {
    here.write("more.yaml",
               "templates: {t: {telemetry: {v: {replay: {file: v.csv, every: 1m}}, "
               "at: {route: {file: stops.csv, speed: 50}}}}}\n");
    here.write("v.csv", "v\n1\n2\n");
    here.write("stops.csv", "lat,lon\n50,8\n50.1,8\n");
    here.write("fleet.csv", "id\na\nb\n");
    here.write("ids.txt", "a\n");
    std::string text =
        "muster: 1\n"
        "include: [more.yaml]\n"
        "fleets: {f: {template: t, from: fleet.csv}}\n"
        "groups: {g: {devices: {file: ids.txt}}}\n"
        "outputs:\n";
    for (std::size_t i = 0; i < outputs.size(); ++i)
        text += "  o" + std::to_string(i) + ": {ndjson: '" + outputs[i] + "'}\n";
    here.write("x.yaml", text);
}

std::string problems_with(const folder& here, const std::vector<std::string>& outputs) {
    write_scenario(here, outputs);
    return here.problems("x.yaml");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outputs_test)

BOOST_AUTO_TEST_CASE(an_output_never_takes_the_place_of_a_file_that_the_scenario_reads) {
    const folder here;
    for (const char* input : {"x.yaml", "more.yaml", "v.csv", "stops.csv", "fleet.csv", "ids.txt"})
        BOOST_TEST(problems_with(here, {here.path(input)}) == "x.yaml:6:3 same-path", input);
    BOOST_TEST(problems_with(here, {here.path("y.yaml")}).empty());
    const auto result = here.read("x.yaml", {"outputs.o0.ndjson=" + here.path("v.csv")});
    BOOST_TEST(contains(lines_of(result.problems), "v.csv`, which the scenario reads"));
}

BOOST_AUTO_TEST_CASE(an_input_is_known_by_whatever_path_leads_to_it) {
    const folder here;
    write_scenario(here, {});
    fs::create_directory(here.path("below"));
    fs::create_symlink("../fleet.csv", here.path("below/link"));
    fs::create_symlink(here.path("below/link"), here.path("link_of_link"));
    fs::create_symlink(".", here.path("itself"));
    fs::create_hard_link(here.path("fleet.csv"), here.path("same"));
    for (const char* way : {"./fleet.csv", "below/../fleet.csv", "below/link", "link_of_link",
                            "itself/itself/fleet.csv", "same"})
        BOOST_TEST(problems_with(here, {here.path("") + way}) == "x.yaml:6:3 same-path", way);
}

BOOST_AUTO_TEST_CASE(two_outputs_share_no_file_whether_it_is_there_or_not) {
    const folder here;
    fs::create_symlink("made", here.path("to_be_made"));
    for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{
             {"same.out", "./same.out"}, {"made", "to_be_made"}, {"to_be_made", "made"}})
        BOOST_TEST(
            problems_with(here, {here.path("") + a, here.path("") + b}) == "x.yaml:7:3 same-path",
            a);
    BOOST_TEST(problems_with(here, {here.path("a"), here.path("b")}).empty());
    BOOST_TEST(problems_with(here, {"none.out", "./none.out"}) == "x.yaml:7:3 same-path");
    BOOST_TEST(problems_with(here, {"/dev/stdout", "/dev/stderr", "/dev/null"}).empty());
    BOOST_TEST(problems_with(here, {"/dev/null", "/dev/null"}) == "x.yaml:7:3 same-path");
}

BOOST_AUTO_TEST_SUITE_END()
