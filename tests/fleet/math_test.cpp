#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>

#include "fleet/hash.hpp"
#include "fleet/math.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

/// A result with the bits of the correctly rounded one, computed with 300 bits by mpmath.
struct exact_result {
    double is;
    std::uint64_t bits;
};

std::int64_t units_apart(const exact_result& r) {
    return std::llabs(static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(r.is) - r.bits));
}

/// All bits of a function over a spread of arguments in one number.
template <class F>
std::uint64_t fingerprint(double low, double high, F f) {
    std::uint64_t sum = 0;
    for (int i = 0; i <= 10'000; ++i)
        sum = mix(sum, std::bit_cast<std::uint64_t>(f(low + (high - low) * i / 10'000)));
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(math_test)

BOOST_AUTO_TEST_CASE(is_within_one_unit_of_the_exact_result) {
    const exact_result all[] = {
        {math::sin(0.5), 0x3fdeaee8744b05f0},
        {math::sin(3.0), 0x3fc210386db6d55b},
        {math::sin(-100.25), 0x3fd1bf00980dc35c},
        {math::sin(1e5), 0x3fa24daa9c527e96},
        {math::cos(0.5), 0x3fec1528065b7d50},
        {math::cos(3.0), 0xbfefae04be85e5d2},
        {math::cos(-100.25), 0x3feebec72ba6b0ec},
        {math::cos(1e5), 0xbfeffac3841b3da7},
        {math::exp(-20.5), 0x3e157a3afeed00ab},
        {math::exp(0.1), 0x3ff1aec7b35a00d4},
        {math::exp(1.0), 0x4005bf0a8b145769},
        {math::exp(300.0), 0x5afc05c0a7166b4a},
        {math::log(1e-5), 0xc027069e2aa2aa5b},
        {math::log(0.75), 0xbfd269621134db92},
        {math::log(2.0), 0x3fe62e42fefa39ef},
        {math::log(12345.678), 0x4022d79559791e31},
        {math::pow(2.0, 0.5), 0x3ff6a09e667f3bcd},
        {math::pow(1.5, -7.25), 0x3fab13d617e4397f},
        {math::pow(1000.0, 1.75), 0x4105b51f872d0c76},
        {math::atan2(0.5, 1.0), 0x3fddac670561bb4f},
        {math::atan2(-3.0, 0.25), 0xbff7cd6f6dc59db4},
        {math::atan2(1e-9, -1.0), 0x400921fb5421d100},
        {math::atan2(2.0, -7.5), 0x40070c449f55a998},
    };
    for (const auto& r : all)
        BOOST_TEST(units_apart(r) <= 1);
}

// A digest of a run is the same on every machine only as long as these are.
BOOST_AUTO_TEST_CASE(has_the_same_bits_on_every_machine) {
    BOOST_TEST(fingerprint(-50, 50, math::sin) == 8607459871210064280u);
    BOOST_TEST(fingerprint(-50, 50, math::cos) == 16475804759433475365u);
    BOOST_TEST(fingerprint(-30, 30, math::exp) == 6397914543038740612u);
    BOOST_TEST(fingerprint(1e-6, 1e4, math::log) == 11024420294810002662u);
    BOOST_TEST(fingerprint(0, 40, [](double x) { return math::pow(x, 2.5); }) ==
               8454505593374031992u);
    BOOST_TEST(fingerprint(-50, 50, [](double x) { return math::atan2(x, 3 - x); }) ==
               14134733475532191124u);
    BOOST_TEST(fingerprint(1e-9, 1 - 1e-9, math::normal_quantile) == 2856599955527474471u);
}

BOOST_AUTO_TEST_CASE(knows_the_quantiles_of_the_normal_distribution) {
    const double known[][2] = {{1e-10, -6.3613409024040566}, {0.001, -3.0902323061678136},
                               {0.075, -1.4395314709384559}, {0.25, -0.67448975019608171},
                               {0.3, -0.52440051270804078},  {0.42, -0.20189347914185088},
                               {0.6, 0.25334710313579972},   {0.925, 1.4395314709384561},
                               {0.975, 1.9599639845400538},  {0.999999, 4.7534243088170873}};
    for (const auto& [u, z] : known)
        BOOST_TEST(math::normal_quantile(u) == z, boost::test_tools::tolerance(1e-13));
    BOOST_TEST(math::normal_quantile(0.5) == 0.0);
    BOOST_TEST(math::normal_quantile(0.99) == math::z99, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(quantiles_rise_and_are_finite_as_far_as_draws_go) {
    BOOST_TEST(std::isfinite(math::normal_quantile(unit_interval(0))));
    BOOST_TEST(std::isfinite(math::normal_quantile(unit_interval(~std::uint64_t{0}))));
    double before = math::normal_quantile(1e-12);
    for (int i = 1; i < 10'000; ++i) {
        const double z = math::normal_quantile(i / 10'000.0);
        BOOST_REQUIRE_LT(before, z);
        BOOST_REQUIRE_SMALL(testing::normal_cdf(z) - i / 10'000.0, 1e-12);
        before = z;
    }
}

BOOST_AUTO_TEST_CASE(the_normal_probability_is_the_inverse_of_the_quantile) {
    for (const double u : {1e-12, 0.001, 0.2, 0.5, 0.77, 0.999, 1 - 1e-9})
        BOOST_TEST(math::normal_probability(math::normal_quantile(u)) == u,
                   boost::test_tools::tolerance(1e-12));
    BOOST_TEST(math::normal_probability(math::z99) == 0.99, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_SUITE_END()
