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

BOOST_AUTO_TEST_CASE(exponential_draws_are_exponential) {
    const distribution d{shape::exponential, 20, 0};
    const auto all = draws(d, 10'000);
    BOOST_TEST(testing::ks_distance(all, [](double x) { return 1 - std::exp(-x / 20); }) < 1.95);
    BOOST_TEST(d.mean() == 20);
    BOOST_TEST(d.at(0.2) < d.at(0.8));
}

BOOST_AUTO_TEST_CASE(poisson_draws_are_counts_with_their_chances) {
    for (const double mean : {0.3, 3.0, 60.0, 500.0}) {
        BOOST_TEST_CONTEXT("mean " << mean) {
            const auto all = draws({shape::poisson, mean, 0}, 20'000);
            const auto low = std::max(0.0, std::floor(mean - 2 * std::sqrt(mean)));
            const auto high = std::ceil(mean + 2 * std::sqrt(mean));
            double chi_square = 0, left = 20'000, tail = 20'000;
            for (double k = low; k <= high; ++k) {
                const double expected =
                    20'000 * std::exp(k * std::log(mean) - mean - std::lgamma(k + 1));
                const auto met = static_cast<double>(std::count(all.begin(), all.end(), k));
                chi_square += (met - expected) * (met - expected) / expected;
                left -= expected, tail -= met;
            }
            chi_square += (tail - left) * (tail - left) / left;
            const double freedom = high - low + 1;
            BOOST_TEST((chi_square - freedom) / std::sqrt(2 * freedom) < 4.0);
            BOOST_TEST(mean_of(all) == mean, boost::test_tools::tolerance(0.03));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_poisson_draw_ends_next_to_certainty_too) {
    const distribution d{shape::poisson, 500, 0};
    BOOST_TEST(d.at(1 - 0x1p-53) < 800);
    BOOST_TEST(d.at(0x1p-53) > 300);
}

// A stay met at a random instant: play stays one after the other, look at random moments.
BOOST_AUTO_TEST_CASE(the_rest_of_a_stay_is_what_one_finds_at_a_random_instant) {
    const distribution kinds[] = {{shape::constant, 7, 0},
                                  {shape::uniform, 2, 10},
                                  {shape::log_normal, 4, 25},
                                  {shape::exponential, 6, 0}};
    const random_source random{11};
    for (const auto& d : kinds) {
        const auto stays = draws(d, 20'000);
        std::vector<double> ends;
        for (double sum = 0; const double stay : stays)
            ends.push_back(sum += stay);
        std::vector<double> found, drawn;
        for (std::uint64_t i = 0; i < 5000; ++i) {
            const double now = ends.back() * random.unit(stream::outage, 1, i);
            found.push_back(*std::upper_bound(ends.begin(), ends.end(), now) - now);
            const auto block = random.block(stream::outage, 2, i);
            drawn.push_back(d.rest_at(unit_interval(block.first), unit_interval(block.second)));
        }
        std::sort(found.begin(), found.end());
        const auto below = [&](double x) {
            return static_cast<double>(std::upper_bound(found.begin(), found.end(), x) -
                                       found.begin()) /
                   5000;
        };
        // Two samples: the root of two wider than against a distribution that is known.
        BOOST_TEST(testing::ks_distance(drawn, below) < 1.95 * std::sqrt(2.0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
