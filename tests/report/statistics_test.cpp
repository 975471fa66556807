#include <boost/test/unit_test.hpp>

#include "report/statistics.hpp"

using namespace muster;
using namespace muster::report;

BOOST_AUTO_TEST_SUITE(statistics_test)

BOOST_AUTO_TEST_CASE(wilson_s_interval_is_that_of_the_tables) {
    // Figures of R's prop.test(x, n, correct = FALSE).
    const auto nineteen = wilson_interval(19, 20);
    BOOST_TEST(nineteen.low == 0.7638684, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(nineteen.high == 0.9911188, boost::test_tools::tolerance(1e-6));
    const auto half = wilson_interval(10, 20);
    BOOST_TEST(half.low == 0.2992980, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(half.high == 0.7007020, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(all_and_none_end_exactly_at_one_and_zero) {
    for (const std::uint64_t n : {1, 2, 3, 7, 20, 100, 9999}) {
        BOOST_TEST(wilson_interval(n, n).high == 1.0);
        BOOST_TEST(wilson_interval(0, n).low == 0.0);
        const auto all = wilson_interval(n, n).low, none = wilson_interval(0, n).high;
        BOOST_TEST(all + none == 1.0, boost::test_tools::tolerance(1e-12));
    }
    BOOST_TEST(wilson_interval(0, 0).low == 0.0);
    BOOST_TEST(wilson_interval(0, 0).high == 1.0);
}

BOOST_AUTO_TEST_CASE(more_seeds_make_surer) {
    for (std::uint64_t n = 1; n < 500; ++n)
        BOOST_TEST(wilson_interval(n, n).low < wilson_interval(n + 1, n + 1).low);
}

BOOST_AUTO_TEST_CASE(says_how_many_seeds_make_sure_of_a_share) {
    for (const std::int64_t percent : {50, 90, 95, 99}) {
        const share part{percent * 10'000'000};
        const auto n = seeds_to_be_sure_of(part);
        BOOST_TEST(wilson_interval(n, n).low >= part.fraction());
        BOOST_TEST(wilson_interval(n - 1, n - 1).low < part.fraction());
    }
    BOOST_TEST(seeds_to_be_sure_of(share{950'000'000}) == 73u);
    BOOST_TEST(seeds_to_be_sure_of(all_of_it) == 0u);
}

BOOST_AUTO_TEST_CASE(quantiles_are_values_that_were_measured) {
    std::vector<double> values;
    for (int i = 1; i <= 20; ++i)
        values.push_back(i * 10);
    BOOST_TEST(nearest_rank(values, 0.05) == 10);
    BOOST_TEST(nearest_rank(values, 0.5) == 100);
    BOOST_TEST(nearest_rank(values, 0.95) == 190);
    BOOST_TEST(nearest_rank(values, 1) == 200);
    BOOST_TEST(nearest_rank({7}, 0.05) == 7);
    BOOST_TEST(nearest_rank({1, 2, 3}, 0.5) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
