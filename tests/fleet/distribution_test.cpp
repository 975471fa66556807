#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numeric>

#include "fleet/distribution.hpp"
#include "fleet/math.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using shape = distribution::shape;

namespace {

const distribution four_minutes{shape::log_normal, 4, 25};

std::vector<double> draws(const distribution& d, std::size_t n) {
    std::vector<double> all;
    for (std::size_t i = 0; i < n; ++i)
        all.push_back(d.at(random_source{3}.unit(stream::outage, 0, i)));
    return all;
}

double mean_of(const std::vector<double>& all) {
    return std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(distribution_test)

BOOST_AUTO_TEST_CASE(a_constant_is_always_itself) {
    const distribution d{shape::constant, 7, 99};
    BOOST_TEST(d.at(0.001) == 7);
    BOOST_TEST(d.at(0.999) == 7);
    BOOST_TEST(d.mean() == 7);
}

BOOST_AUTO_TEST_CASE(uniform_draws_fill_the_range) {
    const distribution d{shape::uniform, -20, -16};
    const auto all = draws(d, 10'000);
    BOOST_TEST(testing::ks_distance(all, [](double x) { return (x + 20) / 4; }) < 1.95);
    BOOST_TEST(d.mean() == -18);
    for (const double x : all)
        BOOST_REQUIRE((x >= -20 && x <= -16));
}

BOOST_AUTO_TEST_CASE(a_log_normal_goes_through_its_two_figures) {
    using boost::test_tools::tolerance;
    BOOST_TEST(four_minutes.at(0.5) == 4, tolerance(1e-14));
    BOOST_TEST(four_minutes.at(0.99) == 25, tolerance(1e-13));
    const double sigma = std::log(25.0 / 4) / math::z99;
    BOOST_TEST(four_minutes.mean() == 4 * std::exp(sigma * sigma / 2), tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(log_normal_draws_are_log_normal) {
    const double sigma = std::log(25.0 / 4) / math::z99;
    const auto all = draws(four_minutes, 10'000);
    BOOST_TEST(testing::ks_distance(all, [&](double x) {
                   return testing::normal_cdf(std::log(x / 4) / sigma);
               }) < 1.95);
    BOOST_TEST(mean_of(all) == four_minutes.mean(), boost::test_tools::tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(equal_figures_make_a_constant_of_a_log_normal) {
    const distribution d{shape::log_normal, 5, 5};
    BOOST_TEST(d.at(0.01) == 5);
    BOOST_TEST(d.at(0.99) == 5);
}

BOOST_AUTO_TEST_SUITE_END()
