#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

BOOST_AUTO_TEST_SUITE(command_line_test)

BOOST_AUTO_TEST_CASE(takes_options_before_the_file) {
    const trial here;
    here.write("small.yaml", small_scenario());
    const auto end = here.muster({"run", "--set", "seed=3", "--set", "time.for=1m", "--devices",
                                  "0.2k", "small.yaml", "--json"});
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(end.out.find("{\"seed\":3,\"end\":60,") != std::string::npos,
               end.out.substr(0, 100));
    BOOST_TEST(end.out.find("\"total\":200,") != std::string::npos, end.out.substr(0, 200));
}

BOOST_AUTO_TEST_CASE(names_the_option_whose_value_is_wrong) {
    const trial here;
    here.write("small.yaml", small_scenario());
    const auto said = [&](const std::string& option, const std::string& value) {
        const auto end = here.muster({"run", "small.yaml", option, value});
        BOOST_TEST(end.code == 2);
        return end.err;
    };
    BOOST_TEST(said("--for", "10").rfind("--for: error[missing-unit]", 0) == 0);
    BOOST_TEST(said("--seed", "x").rfind("--seed: error[bad-count]", 0) == 0);
    BOOST_TEST(said("--speed", "1e3x").rfind("--speed: error[bad-speed]", 0) == 0);
    BOOST_TEST(said("--speed", "fast").rfind("--speed: error[bad-speed]", 0) == 0);
    BOOST_TEST(said("--devices", "5m").find("found `5m`") != std::string::npos);
    BOOST_TEST(said("--set", "fleets.probe.count=3").find("did you mean `probes`?") !=
               std::string::npos);
    BOOST_TEST(said("--set", "seed").find("expected PATH=VALUE") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_devices_whose_ids_are_the_same_only_when_scaled) {
    const trial here;
    here.write("two.yaml",
               "muster: 1\ntime: {for: 1m}\n"
               "fleets: {f: {count: 9, id: m-#}, h: {count: 10, id: m-##}}\n");
    const auto as_it_is = here.muster({"run", "two.yaml", "--quiet"});
    BOOST_TEST(as_it_is.code == 0, as_it_is.err);
    const auto more = here.muster({"run", "two.yaml", "--devices", "50", "--quiet"});
    BOOST_TEST(more.code == 2);
    BOOST_TEST(more.err.find("two.yaml:3:34: error[same-id]") != std::string::npos, more.err);
}

BOOST_AUTO_TEST_CASE(a_scaled_plan_reads_back) {
    const trial here;
    here.write("one.yaml", "muster: 1\ntime: {for: 1m}\nfleets: {f: {count: 9, id: m-#}}\n");
    const auto plan = here.muster({"plan", "one.yaml", "--devices", "50", "--full"});
    BOOST_REQUIRE(plan.code == 0);
    here.write("full.yaml", plan.out);
    const auto again = here.muster({"validate", "full.yaml"});
    BOOST_TEST(again.code == 0, again.err);
}

BOOST_AUTO_TEST_CASE(a_switch_takes_no_value) {
    const trial here;
    here.write("small.yaml", small_scenario());
    for (const auto* given : {"--json=3", "--quiet=no"}) {
        const auto end = here.muster({"run", "small.yaml", given});
        BOOST_TEST(end.code == 2, given);
        BOOST_TEST(end.err.find(": error[unexpected-value]") != std::string::npos, end.err);
    }
}

BOOST_AUTO_TEST_CASE(help_is_the_same_however_it_is_asked_for) {
    const trial here;
    const auto asked = here.muster({"help", "run"}), by_option = here.muster({"run", "--help"});
    BOOST_TEST(asked.code == 0);
    BOOST_TEST(asked.out.find("Usage: muster run ") != std::string::npos, asked.out);
    BOOST_TEST(asked.out == by_option.out);
    const auto none = here.muster({"help", "nope"});
    BOOST_TEST(none.code == 2);
    BOOST_TEST(none.out == "");
    BOOST_TEST(none.err.rfind("muster: error[unknown-command]: there is no command `nope`", 0) == 0,
               none.err);
}

BOOST_AUTO_TEST_CASE(a_command_that_is_never_typed_is_not_proposed) {
    const trial here;
    const auto end = here.muster({"nope"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err.find("node") == std::string::npos, end.err);
    BOOST_TEST(end.err.find("the commands are `run`, ") != std::string::npos, end.err);
    BOOST_TEST(here.muster({"plam"}).err.find("did you mean `plan`?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_option_of_its_own_wins_over_set_wherever_it_stands) {
    const trial here;
    here.write("small.yaml", small_scenario());
    const std::vector<std::string> before{"run",   "small.yaml",  "--for", "2m",
                                          "--set", "time.for=1m", "--json"};
    const std::vector<std::string> after{"run",   "small.yaml", "--set", "time.for=1m",
                                         "--for", "2m",         "--json"};
    for (const auto& line : {before, after}) {
        const auto end = here.muster(line);
        BOOST_TEST(end.out.find("\"end\":120,") != std::string::npos, end.out.substr(0, 100));
    }
}

BOOST_AUTO_TEST_CASE(repeats_the_run_with_the_command_it_prints) {
    const trial here;
    here.write("small.yaml", small_scenario("expect: [readings.lost <= 50%]\n"));
    const auto first =
        here.muster({"run", "small.yaml", "--seed", "9", "--set", "expect.0=readings.lost <= 40%"});
    const auto at = first.out.find("muster run small.yaml");
    BOOST_REQUIRE(at != std::string::npos);
    const auto command = first.out.substr(at + 6, first.out.find('\n', at) - at - 6);
    const auto again =
        process({"sh", "-c", "exec " MUSTER_BINARY_DIR "/muster" + command}, here.path(""))
            .wait(30);
    BOOST_TEST(again.code == first.code, command << "\n" << again.err);
    BOOST_TEST(digest_in(again.out.substr(0, again.out.find("repeat"))) ==
               digest_in(first.out.substr(0, first.out.find("repeat"))));
}

BOOST_AUTO_TEST_CASE(finds_shipped_scenarios_by_name_where_it_is_installed) {
    const trial here;
    namespace fs = std::filesystem;
    fs::create_directories(here.path("bin"));
    fs::create_directories(here.path("share/muster/scenarios"));
    fs::copy_file(MUSTER_BINARY_DIR "/muster", here.path("bin/muster"));
    here.write("share/muster/scenarios/little.yaml", small_scenario());
    const auto installed = [&](const std::vector<std::string>& arguments) {
        std::vector<std::string> command{here.path("bin/muster")};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return process(command, here.path("")).wait(30);
    };
    const auto named = installed({"run", "little"});
    BOOST_TEST(named.code == 0, named.err);
    BOOST_TEST(named.out.find("repeat        muster run little\n") != std::string::npos, named.out);
    BOOST_TEST(installed({"validate", "little.yaml"}).code == 0);
    BOOST_TEST(installed({"run", "litle"}).err ==
               "litle: error[no-file]: there is no such file; did you mean `little`?\n");
    BOOST_TEST(installed({"run", "zzzzzzzz"}).err ==
               "zzzzzzzz: error[no-file]: there is no such file; give the path of a scenario, or "
               "the name of a shipped one: little\n");
    here.write("little", "muster: 1\nfleets: {}\n");  // a file of that name comes first
    BOOST_TEST(installed({"run", "little"}).code == 2);
}

BOOST_AUTO_TEST_CASE(shipped_scenarios_are_proposed_for_the_scenario_alone) {
    const trial here;
    here.write("has.yaml", "muster: 1\ninclude: ['']\nfleets: {f: {count: 1}}\n");
    const auto end = here.muster({"validate", "has.yaml"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err ==
               "has.yaml:2:11: error[no-file]: the path of the file is empty; write the path of a "
               "text file\n");
    BOOST_TEST(here.muster({"validate", "smart-meter"}).err.find("did you mean `smart-meters`?") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(never_colours_what_is_no_terminal) {
    const trial here;
    here.write("small.yaml", small_scenario("expect: [readings.lost = 0]\n"));
    const auto end = here.muster({"run", "small.yaml"});
    BOOST_TEST(end.out.find('\x1b') == std::string::npos);
    BOOST_TEST(end.err.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(warns_of_numbers_that_do_not_scale_with_devices) {
    const trial here;
    const auto end =
        here.muster({"run", shipped("bad-firmware"), "--devices", "100", "--for", "2h", "--quiet"});
    BOOST_TEST(end.err.find("--devices: warning[absolute-number]: jobs.fw.cancel.at_least") !=
                   std::string::npos,
               end.err);
}

BOOST_AUTO_TEST_SUITE_END()
