#include <boost/test/unit_test.hpp>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

BOOST_AUTO_TEST_SUITE(exit_code_test)

BOOST_AUTO_TEST_CASE(is_0_when_all_expectations_held) {
    const trial here;
    const auto file = here.write(
        "good.yaml", small_scenario("expect: [readings.generated >= 1, devices.online >= 50%]\n"));
    const auto end = here.muster({"run", file});
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(end.out.find("all 2 expectations held") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("100 devices") == std::string::npos);
    BOOST_TEST(end.out.find("digest") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_99_when_an_expectation_was_not_met) {
    const trial here;
    const auto file = here.write("strict.yaml", small_scenario("expect: [readings.lost = 0]\n"));
    const auto end = here.muster({"run", file});
    BOOST_TEST(end.code == 99);
    BOOST_TEST(end.out.find("1 of 1 expectation not met") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("strict.yaml:11") != std::string::npos, end.out);
}

BOOST_AUTO_TEST_CASE(is_0_for_a_unit_that_nobody_knows_but_with_a_warning) {
    const trial here;
    const auto file = here.write("unit.yaml", R"(muster: 1
templates:
  t: {telemetry: {heat: {unit: degreeCelcius, uniform: 1..2}, load: {unit: watt, uniform: 1..2}}}
fleets: {f: {template: t, count: 3}}
)");
    const auto end = here.muster({"validate", file});
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err.find("unit.yaml:3:") != std::string::npos, end.err);
    BOOST_TEST(end.err.find("warning[unknown-unit]: `degreeCelcius` is no unit of DTDL; "
                            "did you mean `degreeCelsius`?") != std::string::npos,
               end.err);
    BOOST_TEST(end.err.find("watt") == std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(is_2_for_a_model_that_is_not_there_which_is_named_where_it_is_asked_for) {
    const trial here;
    const auto file = here.write("lost.yaml",
                                 "muster: 1\ntemplates: {t: {model: nowhere.json}}\n"
                                 "fleets: {f: {template: t, count: 3}}\n");
    const auto end = here.muster({"validate", file});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err.find("lost.yaml:2:24: error[file-unreadable]: ") != std::string::npos,
               end.err);
    BOOST_TEST(end.err.find("nowhere.json: there is no file of this name") != std::string::npos,
               end.err);
}

BOOST_AUTO_TEST_CASE(is_2_for_bad_usage) {
    const trial here;
    const auto file = here.write("good.yaml", small_scenario());
    const std::vector<std::vector<std::string>> all = {{},
                                                       {"rn", file},
                                                       {"run"},
                                                       {"run", file, "--sped", "max"},
                                                       {"run", file, file},
                                                       {"run", file, "--workers", "0"},
                                                       {"run", file, "--out", ""},
                                                       {"run", file, "--devices", "many"},
                                                       {"run", file, "--devices", "0"},
                                                       {"validate"}};
    for (const auto& arguments : all) {
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 2, arguments.back() << ": " << end.code);
        BOOST_TEST(end.out.empty());
        BOOST_TEST(!end.err.empty());
    }
}

BOOST_AUTO_TEST_CASE(bad_usage_is_said_like_any_other_problem) {
    const trial here;
    const auto file = here.write("good.yaml", small_scenario());
    const auto said = [&](const std::vector<std::string>& arguments, const std::string& text) {
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.rfind(text, 0) == 0, end.err);
    };
    said({"rn", file},
         "muster: error[unknown-command]: there is no command `rn`; did you mean `run`?");
    said({"run"}, "run: error[missing-file]: FILE is missing; give the path of a scenario");
    said({"run", file, "--speedd", "max"},
         "run: error[unknown-option]: there is no option `--speedd`; did you mean `--speed`?");
    said({"run", file, "more"}, "run: error[unexpected-argument]: `more` is one argument too many");
    said({"run", file, "--workers", "two"},
         "--workers: error[bad-count]: found `two`, expected a whole number from 1 to 256");
    said({"run", file, "--workers"}, "--workers: error[missing-value]: the option has no value");
    said({"run", file, "--out", ""}, "--out: error[empty-value]: the option has no value");
    said({"run", file, "--devices", "200M"},
         "--devices: error[out-of-range]: found `200M`, expected from 1 to 100M devices");
    said({}, "Muster: rehearse a fleet");
}

BOOST_AUTO_TEST_CASE(is_0_for_help_on_standard_output) {
    const trial here;
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"help"}, {"--help"}}) {
        const auto end = here.muster(arguments);
        BOOST_TEST(end.code == 0);
        BOOST_TEST(end.out.find("Check scenarios and say everything") != std::string::npos,
                   end.out);
    }
    BOOST_TEST(here.muster({"help", "run"}).out.find("--workers") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_1_where_nobody_reads_the_output) {
    const trial here;
    here.write("good.yaml", small_scenario());
    const auto end =
        process({"sh", "-c",
                 "{ " MUSTER_BINARY_DIR "/muster run good.yaml --json; echo $? > code; } | true"},
                here.path(""))
            .wait(30);
    BOOST_TEST(end.code == 0);
    BOOST_TEST(here.read("code") == "1\n");
}

BOOST_AUTO_TEST_CASE(is_2_for_bad_input_which_is_named_with_its_place) {
    const trial here;
    here.write("typo.yaml", "muster: 1\nfleets:\n  probes: {cuont: 100}\n");
    const auto end = here.muster({"run", "typo.yaml"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.out.empty());
    BOOST_TEST(end.err.find("typo.yaml:3:12: error[unknown-key]") != std::string::npos, end.err);
    BOOST_TEST(end.err.find("did you mean `count`?") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(is_2_for_what_is_no_scenario_at_all) {
    const trial here;
    here.write("empty.yaml", "");
    here.write("binary.yaml", std::string("\x00\xff\x07", 3) + std::string(5000, '\xfe'));
    here.write("huge.yaml", small_scenario(std::string(2'000'000, '#')));
    here.write("deep.yaml", "muster: 1\nfleets: " + std::string(50'000, '['));
    for (const auto* file :
         {"empty.yaml", "binary.yaml", "huge.yaml", "deep.yaml", ".", "missing.yaml"}) {
        const auto end = here.muster({"run", file});
        BOOST_TEST(end.code == 2, file << ": " << end.code);
        BOOST_TEST(end.err.find(file) == 0, end.err);
    }
}

BOOST_AUTO_TEST_CASE(is_1_when_the_run_itself_fails_whatever_was_expected) {
    const trial here;
    const auto file = here.write(
        "full.yaml",
        small_scenario("outputs: {log: {ndjson: /dev/full}}\nexpect: [readings.lost = 0]\n"));
    const auto end = here.muster({"run", file});
    BOOST_TEST(end.code == 1);
    BOOST_TEST(end.err.find("/dev/full") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(is_1_before_the_run_when_an_output_cannot_be_opened) {
    const trial here;
    const auto file = here.write(
        "lost.yaml", small_scenario("outputs: {log: {ndjson: no/such/folder.ndjson}}\n"));
    const auto end = here.muster({"run", file});
    BOOST_TEST(end.code == 1);
    BOOST_TEST(end.out.empty());
    BOOST_TEST(end.err.find("no/such/folder.ndjson") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(is_1_with_the_path_when_the_report_cannot_be_written) {
    const trial here;
    const auto file = here.write("good.yaml", small_scenario());
    here.write("taken", "a file, not a folder");
    for (const auto* folder : {"taken", "taken/below", "/proc/muster"}) {
        const auto end = here.muster({"run", file, "--out", folder});
        BOOST_TEST(end.code == 1, folder);
        BOOST_TEST(end.err.find(folder) != std::string::npos, end.err);
        BOOST_TEST(end.out.empty());
    }
}

BOOST_AUTO_TEST_CASE(is_1_when_standard_output_is_full) {
    const trial here;
    const auto file = here.write("good.yaml", small_scenario());
    const auto end = process({"sh", "-c", "exec \"$0\" run \"$1\" --json >/dev/full",
                              MUSTER_BINARY_DIR "/muster", file},
                             here.path(""))
                         .wait(30);
    BOOST_TEST(end.code == 1);
    BOOST_TEST(end.err.find("standard output") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(of_validate_is_that_of_the_worst_file) {
    const trial here;
    here.write("good.yaml", small_scenario());
    here.write("bad.yaml", "muster: 1\nfleets: {probes: {count: 5m}}\n");
    BOOST_TEST(here.muster({"validate", "good.yaml"}).code == 0);
    const auto end = here.muster({"validate", "bad.yaml", "good.yaml", "missing.yaml"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.out.find("good.yaml: valid, 100 devices") != std::string::npos, end.out);
    BOOST_TEST(end.err.find("did you mean `5M`?") != std::string::npos, end.err);
    BOOST_TEST(end.err.find("missing.yaml") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(of_help_and_version_is_0) {
    const trial here;
    BOOST_TEST(here.muster({"--help"}).code == 0);
    BOOST_TEST(here.muster({"run", "--help"}).code == 0);
    const auto end = here.muster({"--version"});
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.out.rfind("muster ", 0) == 0, end.out);
}

BOOST_AUTO_TEST_SUITE_END()
