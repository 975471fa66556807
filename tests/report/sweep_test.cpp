#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/sweep_report.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;

namespace {

using verdict = expectation_result::verdict;

/// A variant of which so many of the seeds hold; `preferred` at the median.
variant_study variant(const std::string& value, std::size_t held, std::size_t seeds,
                      double preferred) {
    std::vector<seed_run> runs;
    for (std::size_t i = 0; i < seeds; ++i) {
        measured_figure f;
        f.value = static_cast<double>(10 * i) + preferred;
        run_result result;
        result.seed = 7 + i;
        result.expectations = {{"jobs.fw.failed <= 80",
                                "expect.0",
                                i < held ? verdict::held : verdict::breached,
                                "",
                                {},
                                0,
                                {},
                                f}};
        runs.push_back(keep_run(result, "d", ""));
    }
    variant_study made{{value}, study_seeds(runs, share{900'000'000}, seeds, false), {}, {}};
    made.preferred.count = seeds;
    made.preferred.p50 = preferred;
    made.repeat = "muster run x.yaml --set params.limit=" + value;
    return made;
}

sweep_study sweep_of(std::vector<variant_study> variants, preference prefer) {
    sweep_study sweep;
    sweep.vary = {{"params.limit", {}}};
    for (const auto& v : variants)
        sweep.vary[0].values.push_back(v.values[0]);
    sweep.prefer = std::move(prefer);
    sweep.wanted = variants.size();
    sweep.variants = std::move(variants);
    sweep.best = best_of(sweep.variants, sweep.prefer);
    return sweep;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sweep_test)

BOOST_AUTO_TEST_CASE(the_best_is_the_first_that_holds_everything) {
    const auto sweep =
        sweep_of({variant("1%", 2, 4, 1), variant("2%", 4, 4, 9), variant("5%", 4, 4, 5)}, {});
    BOOST_TEST(*sweep.best == 1u);
    BOOST_TEST(verdict_text(sweep) == "2 of 3 variants hold all expectations");
}

BOOST_AUTO_TEST_CASE(a_preference_looks_at_good_variants_only_and_takes_the_first_of_equals) {
    const std::vector<variant_study> all{variant("1%", 2, 4, 1), variant("2%", 4, 4, 9),
                                         variant("3%", 4, 4, 5), variant("4%", 4, 4, 5)};
    BOOST_TEST(*best_of(all, {"jobs.fw.failed", true}) == 2u);
    BOOST_TEST(*best_of(all, {"jobs.fw.failed", false}) == 1u);
    auto without = all;
    without[2].preferred = {};
    BOOST_TEST(*best_of(without, {"jobs.fw.failed", true}) == 3u);
}

BOOST_AUTO_TEST_CASE(none_is_best_where_none_is_good) {
    const auto sweep = sweep_of({variant("1%", 2, 4, 1)}, {});
    BOOST_TEST(!sweep.best.has_value());
    BOOST_TEST(verdict_text(sweep) == "none of 1 variant holds all expectations");
}

BOOST_AUTO_TEST_CASE(says_that_it_was_cut_short) {
    auto sweep = sweep_of({variant("1%", 4, 4, 1)}, {});
    sweep.wanted = 3;
    BOOST_TEST(sweep.interrupted());
    BOOST_TEST(verdict_text(sweep) ==
               "interrupted after 1 of 3 variants: 1 of 1 variant holds all expectations");
}

BOOST_AUTO_TEST_CASE(the_table_reads_well) {
    const auto about = fixture::rollout_scenario();
    const auto sweep =
        sweep_of({variant("1%", 2, 4, 1), variant("2%", 4, 4, 9), variant("5%", 4, 4, 5)},
                 {"readings.lost", true});
    std::ostringstream out;
    write_sweep_summary(out, {about, sweep, "0.1.0", 12.5}, {"out/sweep.json"}, {false, 100, true});
    fixture::check_golden("sweep.txt", out.str());
    fixture::check_golden("sweep.json", sweep_json({about, sweep, "0.1.0", 12.5}));
}

BOOST_AUTO_TEST_SUITE_END()
