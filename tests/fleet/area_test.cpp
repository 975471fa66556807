#include <boost/test/unit_test.hpp>

#include "fleet/area.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using kind = ring_problem::kind;

namespace {

area polygon(std::vector<geo_point> corners) {
    BOOST_REQUIRE(check_ring(corners).what == kind::none);
    return area(polygon_area{std::move(corners)});
}

kind problem_of(const std::vector<geo_point>& corners) {
    return check_ring(corners).what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(area_test)

BOOST_AUTO_TEST_CASE(a_circle_holds_what_is_within_its_distance) {
    const area depot(circle_area{{52.37, 4.89}, 2});
    testing::dice d(3);
    std::size_t inside = 0;
    for (int i = 0; i < 4000; ++i) {
        const geo_point at{52.34 + 0.06 * d.unit(), 4.84 + 0.1 * d.unit()};
        const double km = distance_km({52.37, 4.89}, at);
        if (km < 1.999999) BOOST_TEST(depot.contains(at));
        if (km > 2.000001) BOOST_TEST(!depot.contains(at));
        inside += km < 2 ? 1 : 0;
    }
    BOOST_TEST(inside > 500);
    BOOST_TEST(inside < 3500);
}

BOOST_AUTO_TEST_CASE(a_circle_reaches_over_the_date_line_and_the_pole) {
    BOOST_TEST(area(circle_area{{0, 179.99}, 5}).contains({0, -179.99}));
    BOOST_TEST(area(circle_area{{89.99, 0}, 5}).contains({89.99, 180}));
    BOOST_TEST(!area(circle_area{{89.99, 0}, 1}).contains({89.99, 180}));
}

BOOST_AUTO_TEST_CASE(a_corridor_is_as_wide_as_it_says_and_round_at_its_ends) {
    const area road(corridor_area{{{0, 0}, {0, 1}, {1, 1}}, 5});
    const double five_km = 5 / degree_km;
    BOOST_TEST(road.contains({five_km * 0.999, 0.5}));
    BOOST_TEST(!road.contains({five_km * 1.001, 0.5}));
    BOOST_TEST(road.contains({-five_km * 0.999, 0.5}));
    BOOST_TEST(road.contains({0, -five_km * 0.999}));
    BOOST_TEST(!road.contains({five_km * 0.8, -five_km * 0.8}));
    BOOST_TEST(road.contains({0.5, 1}));
    BOOST_TEST(!road.contains({0.5, 0.5}));
    BOOST_TEST(!road.contains({0, 180.5}));  // on the same great circle, on the other side
}

BOOST_AUTO_TEST_CASE(a_polygon_holds_its_inside_its_edges_and_its_corners) {
    const auto bay = polygon({{0, 0}, {0, 4}, {4, 4}, {4, 0}, {2, 2}});
    for (const geo_point at : {geo_point{1, 2},
                               {3, 3.5},
                               {1, 1},
                               {0, 2},
                               {2, 4},
                               {4, 1},
                               {3, 1},
                               {0, 0},
                               {4, 4},
                               {2, 2},
                               {4, 0}})
        BOOST_TEST(bay.contains(at), at.lat << ", " << at.lon);
    for (const geo_point at : {geo_point{2, 1},
                               {2, 1.999},
                               {-0.001, 2},
                               {2, 4.001},
                               {4.001, 1},
                               {3, 0.999},
                               {2, 0},
                               {2, -1},
                               {2, 5},
                               {0, 4.001},
                               {4, -0.001}})
        BOOST_TEST(!bay.contains(at), at.lat << ", " << at.lon);
}

BOOST_AUTO_TEST_CASE(the_order_of_corners_may_go_either_way) {
    const auto left = polygon({{0, 0}, {3, 1}, {0, 2}});
    const auto right = polygon({{0, 2}, {3, 1}, {0, 0}});
    testing::dice d(5);
    for (int i = 0; i < 1000; ++i) {
        const geo_point at{4 * d.unit() - 0.5, 3 * d.unit() - 0.5};
        BOOST_TEST(left.contains(at) == right.contains(at));
        const bool expected = at.lat >= 0 && at.lat <= 3 * at.lon && at.lat <= 3 * (2 - at.lon);
        BOOST_TEST(left.contains(at) == expected);
    }
}

BOOST_AUTO_TEST_CASE(a_polygon_goes_over_the_date_line_the_short_way) {
    const auto fiji = polygon({{-20, 177}, {-20, -178}, {-15, -178}, {-15, 177}});
    for (const double lon : {177.0, 178.5, 180.0, -180.0, -179.0, -178.0})
        BOOST_TEST(fiji.contains({-17, lon}), lon);
    for (const double lon : {176.9, -177.9, 0.0, 90.0})
        BOOST_TEST(!fiji.contains({-17, lon}), lon);
    const auto other = polygon({{-20, -178}, {-15, -178}, {-15, 177}, {-20, 177}});
    BOOST_TEST(other.contains({-17, 180}));
    BOOST_TEST(!other.contains({-17, 0}));
}

BOOST_AUTO_TEST_CASE(a_ring_that_bounds_nothing_is_no_polygon) {
    BOOST_TEST((problem_of({{0, 0}, {0, 4}, {4, 4}, {4, 0}}) == kind::none));
    BOOST_TEST((problem_of({{0, 0}, {4, 4}, {0, 4}, {4, 0}}) == kind::crosses_itself));
    BOOST_TEST((problem_of({{0, 0}, {0, 4}, {0, 2}}) == kind::crosses_itself));
    BOOST_TEST((problem_of({{0, 0}, {0, 4}, {4, 4}, {0, 2}}) == kind::crosses_itself));
    BOOST_TEST((problem_of({{0, 0}, {0, 0}, {4, 4}}) == kind::crosses_itself));
    BOOST_TEST((problem_of({{0, 0}, {0, 180}, {4, 90}}) == kind::half_the_world));
    BOOST_TEST((problem_of({{70, 0}, {70, 120}, {70, -120}}) == kind::around_a_pole));
}

BOOST_AUTO_TEST_SUITE_END()
