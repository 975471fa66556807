#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/seed_report.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"
#include "tests/report/markup_check.hpp"

using namespace muster;
using namespace muster::report;

namespace {

using verdict = expectation_result::verdict;
using unit = measured_figure::unit;

constexpr share nine_of_ten{900'000'000};

measured_figure at_most(double value, double limit) {
    measured_figure f;
    f.value = value;
    f.limit = limit;
    f.margin = limit - value;
    return f;
}

/// A run of two expectations: a number with a limit of 10, and the state of a job.
seed_run run_with(std::uint64_t seed, double value, const std::string& state) {
    run_result result;
    result.seed = seed;
    const bool low = value <= 10, complete = state == "complete";
    const auto number = static_cast<int>(value);
    measured_figure word;
    word.kind = unit::word;
    word.word = state;
    result.expectations = {{"jobs.fw.failed <= 10",
                            "expect.0",
                            low ? verdict::held : verdict::breached,
                            std::to_string(number),
                            {},
                            0,
                            fixture::at_line(40),
                            at_most(value, 10)},
                           {"jobs.fw.state = complete",
                            "expect.1",
                            complete ? verdict::held : verdict::breached,
                            state,
                            {},
                            0,
                            fixture::at_line(41),
                            word}};
    return keep_run(result, "digest" + std::to_string(seed), "");
}

std::vector<seed_run> ten_runs() {
    std::vector<seed_run> runs;
    for (std::uint64_t i = 0; i < 10; ++i)
        runs.push_back(
            run_with(7 + i, static_cast<double>(i * 2), i == 9 ? "cancelled" : "complete"));
    return runs;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seed_study_test)

BOOST_AUTO_TEST_CASE(counts_in_what_share_of_the_seeds_an_expectation_holds) {
    const auto study = study_seeds(ten_runs(), nine_of_ten, 10, false);
    BOOST_TEST(study.expectations[0].held == 6u);
    BOOST_TEST(study.expectations[1].held == 9u);
    BOOST_TEST(!study.expectations[0].good);
    BOOST_TEST(study.expectations[1].good);  // nine of ten are what was asked for
    BOOST_TEST(!study.good());
    BOOST_TEST(verdict_text(study) == "1 of 2 expectations holds in less than 90 % of 10 seeds");
    BOOST_TEST(study_seeds(ten_runs(), share{600'000'000}, 10, false).good());
}

BOOST_AUTO_TEST_CASE(spreads_figures_and_counts_words) {
    const auto study = study_seeds(ten_runs(), nine_of_ten, 10, false);
    const auto& number = study.expectations[0].figure;
    BOOST_TEST(number.count == 10u);
    BOOST_TEST(number.p5 == 0);
    BOOST_TEST(number.p50 == 8);
    BOOST_TEST(number.p95 == 18);
    const auto& words = study.expectations[1].figure.words;
    BOOST_TEST(words.at("complete") == 9u);
    BOOST_TEST(words.at("cancelled") == 1u);
}

BOOST_AUTO_TEST_CASE(the_worst_seed_breaks_most_and_then_by_most) {
    auto study = study_seeds(ten_runs(), nine_of_ten, 10, false);
    BOOST_TEST(study.runs[*study.worst].seed == 16u);  // the only one that breaks both
    study = study_seeds(
        {run_with(1, 11, "complete"), run_with(2, 90, "complete"), run_with(3, 90, "complete")},
        nine_of_ten, 3, false);
    BOOST_TEST(study.runs[*study.worst].seed == 2u);
    study = study_seeds({run_with(1, 2, "complete"), run_with(2, 9, "complete")}, nine_of_ten, 2,
                        false);
    BOOST_TEST(study.runs[*study.worst].seed == 2u);  // all held; it came nearest to the limit
}

BOOST_AUTO_TEST_CASE(a_failed_run_counts_for_nothing_but_is_never_good) {
    auto runs = ten_runs();
    runs.push_back({17, {}, {}, {}, "a worker ended"});
    const auto study = study_seeds(runs, share{600'000'000}, 11, false);
    BOOST_TEST(study.expectations[0].of == 10u);
    BOOST_TEST(study.failures() == 1u);
    BOOST_TEST(!study.good());
    BOOST_TEST(verdict_text(study) ==
               "1 run failed; all 2 expectations hold in at least 60 % of 10 seeds");
    BOOST_TEST(verdict_text(study_seeds({{1, {}, {}, {}, "no"}}, nine_of_ten, 1, false)) ==
               "the run failed");
}

BOOST_AUTO_TEST_CASE(an_interrupted_study_says_what_ran_and_is_no_verdict) {
    const auto study = study_seeds({run_with(1, 2, "complete")}, nine_of_ten, 10, true);
    BOOST_TEST(!study.good());
    BOOST_TEST(
        verdict_text(study) ==
        "interrupted after 1 of 10 runs: all 2 expectations hold in at least 90 % of 1 seed");
    BOOST_TEST(verdict_text(study_seeds({}, nine_of_ten, 10, true)) ==
               "interrupted after 0 of 10 runs: nothing was expected of 0 seeds");
}

BOOST_AUTO_TEST_CASE(what_an_aborted_run_left_undecided_does_not_count_against_it) {
    run_result result;
    result.aborted = true;
    result.expectations = {{"a", "expect.0", verdict::pending, "", {}, 0, {}},
                           {"b", "expect.1", verdict::breached, "", {}, 1, {}}};
    BOOST_TEST(keep_run(result, "", "").broken() == 1u);
}

BOOST_AUTO_TEST_CASE(the_summary_reads_well) {
    const auto about = fixture::rollout_scenario();
    const auto study = study_seeds(ten_runs(), nine_of_ten, 10, false);
    const seed_report report{about, study, "muster run scenarios/bad-lot.yaml --seed 16", "0.1.0",
                             42.5};
    std::ostringstream out;
    write_seed_summary(out, report, {"out/seeds.json", "out/junit.xml"}, {false, 100, true});
    fixture::check_golden("seeds.txt", out.str());
    fixture::check_golden("seeds.json", seed_json(report));
    fixture::check_golden("seeds.xml", seed_junit(report));
    BOOST_TEST(fixture::nesting_problem(seed_junit(report), {}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
