#include <boost/test/unit_test.hpp>

#include <csignal>
#include <filesystem>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace json = boost::json;

namespace {

const std::string expects =
    "expect: [readings.generated = 6000, readings.lost <= 9.5%, devices.online >= 50%]\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(seeds_test)

BOOST_AUTO_TEST_CASE(is_0_where_everything_holds_often_enough_and_99_where_not) {
    const trial here;
    here.write("some.yaml", small_scenario(expects));
    const auto strict = here.muster({"run", "some.yaml", "--seeds", "10", "--json"});
    BOOST_TEST(strict.code == 99, strict.err);
    const auto study = object_of(strict.out);
    const auto& lost = study.at("expectations").at(1);
    const auto held = lost.at("held").to_number<int>();
    BOOST_TEST((held > 0 && held < 10), "the scenario should hold with some seeds: " << held);
    BOOST_TEST(study.at("expectations").at(0).at("held").to_number<int>() == 10);
    const auto lenient = here.muster({"run", "some.yaml", "--seeds", "10", "--quiet",
                                      "--confidence", std::to_string(held * 10) + "%"});
    BOOST_TEST(lenient.code == 0, lenient.out);
    BOOST_TEST(lenient.out == "all 3 expectations hold in at least " + std::to_string(held * 10) +
                                  " % of 10 seeds\n");
    BOOST_TEST(lenient.err.empty(), lenient.err);
}

BOOST_AUTO_TEST_CASE(every_run_is_the_one_that_its_seed_gives_alone) {
    const trial here;
    here.write("some.yaml", small_scenario(expects));
    const auto study =
        object_of(here.muster({"run", "some.yaml", "--seeds", "3", "--seed", "8", "--json"}).out);
    for (const auto& run : study.at("runs").as_array()) {
        const auto seed = std::to_string(run.at("seed").to_number<int>());
        const auto alone = here.muster({"run", "some.yaml", "--seed", seed, "--quiet"});
        BOOST_TEST(digest_in(alone.out) == run.at("digest").as_string().c_str());
        BOOST_TEST((alone.code == 0) == (run.at("verdict").as_string() == "held"));
    }
}

BOOST_AUTO_TEST_CASE(the_worst_seed_s_command_repeats_it) {
    const trial here;
    here.write("some.yaml", small_scenario(expects));
    const auto end =
        here.muster({"run", "some.yaml", "--seeds", "6", "--for", "50m", "--out", "out"});
    const auto study = object_of(here.read("out/seeds.json"));
    const std::string repeat = study.at("worst").at("repeat").as_string().c_str();
    BOOST_TEST(end.out.find(repeat) != std::string::npos, end.out);
    const auto again =
        process({"sh", "-c", "exec " MUSTER_BINARY_DIR "/" + repeat + " --quiet"}, here.path(""))
            .wait(30);
    const auto worst = object_of(here.read("out/worst-seed.json"));
    BOOST_TEST(digest_in(again.out) == worst.at("digest").as_string().c_str(), repeat);
    BOOST_TEST(here.read("out/worst-seed.html").rfind("<!DOCTYPE html>", 0) == 0);
    BOOST_TEST(here.read("out/junit.xml").find("tests=\"4\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_130_when_interrupted_with_what_ran_so_far) {
    const trial here;
    here.write("some.yaml", small_scenario(expects));
    auto run = here.start({"run", "some.yaml", "--seeds", "10000", "--set", "time.for=6h"});
    BOOST_TEST(wait_for_content(here.path("stderr.txt"), 30));
    run.signal(SIGINT);
    const auto end = run.wait(20);
    BOOST_TEST(end.code == 130, end.err);
    BOOST_TEST(end.out.find("of 10,000 runs") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("readings.generated = 6000") != std::string::npos, end.out);
}

BOOST_AUTO_TEST_CASE(is_1_where_a_run_fails_because_the_file_has_changed_meanwhile) {
    const trial here;
    here.write("some.yaml", small_scenario(expects));
    auto run = here.start({"run", "some.yaml", "--seeds", "10000", "--set", "time.for=6h"});
    BOOST_TEST(wait_for_content(here.path("stderr.txt"), 30));
    here.write("some.yaml", "muster: 1\nfleets: {probes: {cuont: 3}}\n");
    const auto end = run.wait(20);
    BOOST_TEST(end.code == 1, end.out);
    BOOST_TEST(end.err.find("some.yaml:2:19: error[unknown-key]") != std::string::npos, end.err);
    BOOST_TEST(end.err.find("failed: the scenario can't be read with this seed") !=
               std::string::npos);
    BOOST_TEST(end.out.find("1 run failed; ") != std::string::npos, end.out);
}

BOOST_AUTO_TEST_CASE(is_1_when_a_report_can_t_be_written) {
    const trial here;
    here.write("some.yaml", small_scenario());
    std::filesystem::create_directories(here.path("out/seeds.json"));
    const auto late = here.muster({"run", "some.yaml", "--seeds", "2", "--out", "out"});
    BOOST_TEST(late.code == 1);
    BOOST_TEST(late.err.find("muster: out/seeds.json: Is a directory") != std::string::npos,
               late.err);
    BOOST_TEST(late.out.find("out/junit.xml") != std::string::npos, late.out);
    const auto before = here.muster({"run", "some.yaml", "--seeds", "2", "--out", "/proc/muster"});
    BOOST_TEST(before.code == 1);
    BOOST_TEST(before.out.empty());
}

BOOST_AUTO_TEST_CASE(is_2_for_seeds_that_make_no_sense) {
    const trial here;
    here.write("some.yaml", small_scenario());
    const auto said = [&](std::vector<std::string> arguments, const std::string& text) {
        arguments.insert(arguments.begin(), {"run", "some.yaml"});
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.rfind(text, 0) == 0, end.err);
        BOOST_TEST(end.out.empty());
    };
    said({"--seeds", "0"},
         "--seeds: error[out-of-range]: found `0`, expected a whole number from 1 to 10000");
    said({"--seeds", "many"}, "--seeds: error[bad-count]: found `many`");
    said({"--seeds", "5", "--confidence", "0.95"}, "--confidence: error[missing-percent]");
    said({"--seeds", "5", "--confidence", "101%"}, "--confidence: error[");
    said({"--confidence", "90%"}, "--confidence: error[missing-option]: without `--seeds`");
    said({"--seeds", "2", "--seed", "18446744073709551615"}, "--seeds: error[out-of-range]");
}

BOOST_AUTO_TEST_CASE(outputs_are_left_alone_and_it_says_so) {
    const trial here;
    here.write("log.yaml", small_scenario("outputs: {log: {ndjson: log.ndjson}}\n"));
    const auto end = here.muster({"run", "log.yaml", "--seeds", "2"});
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(end.err.find("log.yaml:11:") == 0, end.err);
    BOOST_TEST(end.err.find("warning[outputs-not-written]") != std::string::npos, end.err);
    BOOST_TEST(here.read("log.ndjson").empty());
}

BOOST_AUTO_TEST_SUITE_END()
