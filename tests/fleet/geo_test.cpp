#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fleet/geo.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using boost::test_tools::tolerance;

namespace {

constexpr geo_point amsterdam{52.3702, 4.8952}, rotterdam{51.9225, 4.4792};
constexpr geo_point london{51.5074, -0.1278}, paris{48.8566, 2.3522};
constexpr geo_point new_york{40.7128, -74.0060}, sydney{-33.8688, 151.2093};

geo_point anywhere(testing::dice& d) {
    return {180 * d.unit() - 90, 360 * d.unit() - 180};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(geo_test)

// Computed apart with the haversine formula and 50 digits.
BOOST_AUTO_TEST_CASE(distances_between_cities_are_those_of_an_atlas) {
    BOOST_TEST(distance_km(amsterdam, rotterdam) == 57.306, tolerance(1e-3));
    BOOST_TEST(distance_km(london, paris) == 343.556, tolerance(1e-4));
    BOOST_TEST(distance_km(new_york, london) == 5570.23, tolerance(1e-4));
    BOOST_TEST(distance_km(london, sydney) == 16993.9, tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(a_degree_is_a_degree) {
    BOOST_TEST(distance_km({0, 0}, {1, 0}) == degree_km, tolerance(1e-12));
    BOOST_TEST(distance_km({0, 179.5}, {0, -179.5}) == degree_km, tolerance(1e-12));
    BOOST_TEST(distance_km({60, 10}, {60, 10.0001}) == degree_km * 0.00005, tolerance(1e-9));
    BOOST_TEST(distance_km({90, 0}, {90, 123}) < 1e-9);
    BOOST_TEST(distance_km({90, 0}, {-90, 0}) == 180 * degree_km, tolerance(1e-12));
    BOOST_TEST(distance_km(paris, paris) == 0);
}

BOOST_AUTO_TEST_CASE(both_ways_to_measure_agree) {
    testing::dice d(7);
    for (int i = 0; i < 2000; ++i) {
        const auto a = anywhere(d), b = anywhere(d);
        const arc way(vector_of(a), vector_of(b));
        BOOST_TEST(std::fabs(way.km() - distance_km(a, b)) < 1e-3);
        BOOST_TEST(std::fabs(distance_km(a, b) - distance_km(b, a)) < 1e-9);
        const auto back = point_below(vector_of(a));
        BOOST_TEST(distance_km(a, back) < 1e-8);
    }
}

BOOST_AUTO_TEST_CASE(a_part_of_a_way_is_that_part_of_its_length) {
    testing::dice d(8);
    for (int i = 0; i < 500; ++i) {
        const auto a = anywhere(d), b = anywhere(d);
        const arc way(vector_of(a), vector_of(b));
        const double part = d.unit();
        BOOST_TEST(std::fabs(distance_km(a, way.at(part)) - part * way.km()) < 1e-3);
        BOOST_TEST(std::fabs(distance_km(way.at(part), b) - (1 - part) * way.km()) < 1e-3);
    }
}

BOOST_AUTO_TEST_CASE(headings_are_clockwise_from_north) {
    const auto from = [](geo_point a, geo_point b) {
        return arc(vector_of(a), vector_of(b)).heading(0);
    };
    BOOST_TEST(std::fabs(from({0, 0}, {10, 0})) < 1e-9);
    BOOST_TEST(from({0, 0}, {0, 10}) == 90, tolerance(1e-9));
    BOOST_TEST(from({10, 5}, {0, 5}) == 180, tolerance(1e-9));
    BOOST_TEST(from({0, 0}, {0, -10}) == 270, tolerance(1e-9));
    // A great circle to the same latitude begins north of east and ends south of it.
    const arc flight(vector_of({50, 0}), vector_of({50, 60}));
    BOOST_TEST(flight.heading(0) < 70);
    BOOST_TEST(flight.heading(0.5) == 90, tolerance(1e-9));
    BOOST_TEST(flight.heading(1) == 180 - flight.heading(0), tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_way_over_the_date_line_is_the_short_one) {
    const arc way(vector_of({0, 170}), vector_of({0, -170}));
    BOOST_TEST(way.km() == 20 * degree_km, tolerance(1e-9));
    BOOST_TEST(way.at(0.25).lon == 175, tolerance(1e-9));
    BOOST_TEST(way.at(0.75).lon == -175, tolerance(1e-9));
    BOOST_TEST(way.at(0.5).lon < 180);
}

BOOST_AUTO_TEST_SUITE_END()
