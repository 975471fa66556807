#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fleet/math.hpp"
#include "fleet/signal_draw.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

constexpr std::size_t draws = 10'000;

/// Normal numbers of one device, draw after draw.
std::vector<double> normals(const signal_draw& d, std::uint64_t device, std::uint64_t cluster,
                            bool noise = false) {
    std::vector<double> all;
    for (std::uint64_t tick = 0; tick < draws; ++tick) {
        const auto bits = d.at({testing::device_number(device), &cluster, tick});
        all.push_back(math::normal_quantile(unit_interval(noise ? bits.second : bits.first)));
    }
    return all;
}

double pearson(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0, squares_a = 0, squares_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i], squares_a += a[i] * a[i], squares_b += b[i] * b[i];
    return sum / std::sqrt(squares_a * squares_b);
}

/// Four standard errors of an estimated coefficient.
double margin(double r) {
    return 4 * (1 - r * r) / std::sqrt(static_cast<double>(draws)) + 1e-9;
}

bool is_normal(const std::vector<double>& sample) {
    return testing::ks_distance(sample, testing::normal_cdf) < 1.95;
}

signal_draw shared(double part, std::uint64_t key = 5) {
    signal_draw d(key);
    d.share_with_cluster(0, part);
    return d;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signal_draw_test)

BOOST_AUTO_TEST_CASE(devices_of_a_cluster_that_shares_all_draw_the_same) {
    const auto d = shared(1);
    BOOST_TEST((normals(d, 1, 77) == normals(d, 2, 77)));
    BOOST_TEST((normals(d, 1, 77, true) == normals(d, 2, 77, true)));
    BOOST_TEST(std::fabs(pearson(normals(d, 1, 77), normals(d, 1, 78))) < margin(0));
    const std::uint64_t cluster = 77;
    BOOST_TEST(d.source({testing::device_number(1), &cluster, 0}).key == 77u);
    BOOST_TEST(shared(0.5).source({testing::device_number(1), &cluster, 0}).key ==
               testing::device_number(1).key);
}

BOOST_AUTO_TEST_CASE(the_part_that_is_shared_is_the_correlation_of_two_devices) {
    for (const double part : {0.0, 0.3, 0.8, 0.95}) {
        const auto d = shared(part);
        for (const bool noise : {false, true}) {
            const auto a = normals(d, 1, 77, noise), b = normals(d, 2, 77, noise);
            BOOST_TEST(std::fabs(pearson(a, b) - part) < margin(part));
            BOOST_TEST((is_normal(a) && is_normal(b)));
        }
        BOOST_TEST(std::fabs(pearson(normals(d, 1, 77), normals(d, 2, 78))) < margin(0));
    }
}

BOOST_AUTO_TEST_CASE(a_signal_goes_with_another_by_the_coefficient) {
    const auto other = std::make_shared<const signal_draw>(6);
    for (const double r : {-1.0, -0.6, 0.0, 0.8, 1.0}) {
        signal_draw d(5);
        d.correlate(other, r, false, false);
        const auto a = normals(d, 1, 0), b = normals(*other, 1, 0);
        BOOST_TEST(std::fabs(pearson(a, b) - r) < margin(r) + 1e-6);
        BOOST_TEST(is_normal(a));
        BOOST_TEST(std::fabs(pearson(normals(d, 1, 0, true), b)) < margin(0));
    }
}

BOOST_AUTO_TEST_CASE(noise_goes_with_what_another_signal_draws) {
    const auto other = std::make_shared<const signal_draw>(6);
    signal_draw d(5);
    d.correlate(other, 0.7, true, false);
    BOOST_TEST(std::fabs(pearson(normals(d, 1, 0, true), normals(*other, 1, 0)) - 0.7) <
               margin(0.7));
    BOOST_TEST(std::fabs(pearson(normals(d, 1, 0, false), normals(*other, 1, 0))) < margin(0));
}

BOOST_AUTO_TEST_CASE(correlations_multiply_along_a_chain) {
    const auto first = std::make_shared<const signal_draw>(shared(0.5, 6));
    auto second = std::make_shared<signal_draw>(7);
    second->correlate(first, 0.8, false, false);
    signal_draw third(8);
    third.correlate(second, 0.5, false, false);
    BOOST_TEST(std::fabs(pearson(normals(third, 1, 9), normals(*first, 1, 9)) - 0.4) < margin(0.4));
    // Two devices of a site are tied through the first signal alone.
    BOOST_TEST(std::fabs(pearson(normals(third, 1, 9), normals(third, 2, 9)) - 0.08) <
               margin(0.08));
}

BOOST_AUTO_TEST_SUITE_END()
