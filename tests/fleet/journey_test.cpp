#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

#include "fleet/journey.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using boost::test_tools::tolerance;
using shape = distribution::shape;

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();
constexpr geo_point amsterdam{52.37, 4.90}, utrecht{52.09, 5.12}, rotterdam{51.92, 4.48};

movement_spec round_trip() {
    movement_spec spec;
    spec.routes = {{amsterdam, utrecht, rotterdam}};
    spec.speed = {shape::uniform, 60, 90};
    spec.stay = {shape::log_normal, 1200e6, 7200e6};
    return spec;
}

movement_spec roaming() {
    movement_spec spec;
    spec.around = amsterdam;
    spec.within_km = 25;
    spec.speed = {shape::uniform, 20, 50};
    spec.stay = {shape::exponential, 600e6, 0};
    return spec;
}

geo_point place(const journey& j, std::uint64_t device, sim_time at, double& memory) {
    const auto now = j.at(testing::device_number(device), at, memory);
    return now.way.at(now.part);
}

geo_point place(const journey& j, std::uint64_t device, sim_time at) {
    double memory = unset;
    return place(j, device, at, memory);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journey_test)

BOOST_AUTO_TEST_CASE(a_place_does_not_depend_on_how_often_it_is_read) {
    for (const auto& spec : {round_trip(), roaming()}) {
        const journey j(spec, 3);
        for (std::uint64_t n = 0; n < 50; ++n) {
            double often = unset, seldom = unset;
            for (sim_time at{}; at <= 24h; at += 7min) {
                const auto here = place(j, n, at, often);
                if (at.count() % (70min).count() != 0) continue;
                BOOST_REQUIRE(here == place(j, n, at, seldom));
                BOOST_REQUIRE(here == place(j, n, at));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(nobody_is_faster_than_the_highest_speed_between_any_two_readings) {
    for (const auto& spec : {round_trip(), roaming()}) {
        const journey j(spec, 3);
        testing::dice d(11);
        double fastest = 0;
        for (std::uint64_t n = 0; n < 60; ++n) {
            double memory = unset;
            sim_time before{};
            auto from = place(j, n, before, memory);
            while (before < 12h) {
                const auto at = before + duration(static_cast<std::int64_t>(1e5 + 4e8 * d.unit()));
                const auto to = place(j, n, at, memory);
                const double hours = static_cast<double>((at - before).count()) / 3600e6;
                const double speed = distance_km(from, to) / hours;
                BOOST_REQUIRE(speed <= spec.speed.b * (1 + 1e-9) + 1e-3);
                fastest = std::max(fastest, speed);
                before = at, from = to;
            }
        }
        BOOST_TEST(fastest > 0.95 * spec.speed.b);
    }
}

BOOST_AUTO_TEST_CASE(the_speed_read_is_the_one_driven_and_lies_within_its_bounds) {
    const journey j(round_trip(), 3);
    for (std::uint64_t n = 0; n < 40; ++n) {
        double memory = unset;
        for (sim_time at{}; at <= 12h; at += 10min) {
            const auto device = testing::device_number(n);
            const auto now = j.at(device, at, memory);
            const auto next = j.at(device, at + 2s, memory);
            if (now.km_per_hour == 0 || now.km_per_hour != next.km_per_hour) continue;
            BOOST_TEST(now.km_per_hour > 59.9);
            BOOST_TEST(now.km_per_hour <= 90 * (1 + 1e-12));
            const double km = distance_km(now.way.at(now.part), next.way.at(next.part));
            BOOST_TEST(km == now.km_per_hour * 2 / 3600, tolerance(1e-5));
        }
    }
}

BOOST_AUTO_TEST_CASE(from_the_first_stop_it_keeps_to_the_timetable) {
    movement_spec spec;
    spec.routes = {{{0, 0}, {0, 1}, {1, 1}}};
    spec.speed = {shape::constant, degree_km, 0};  // a degree an hour
    spec.stay = {shape::constant, 600e6, 0};
    spec.from_first = true;
    spec.loops = false;
    const journey j(spec, 1);
    const auto near = [&](sim_time at, geo_point wanted) {
        BOOST_TEST(distance_km(place(j, 1, at), wanted) < 0.001);
    };
    near(0s, {0, 0});
    near(10min, {0, 0});
    near(40min, {0, 0.5});
    near(70min, {0, 1});
    near(80min, {0, 1});
    near(95min, {0.25, 1});
    near(140min, {1, 1});
    near(1000h, {1, 1});
    spec.loops = true;
    const journey again(spec, 1);
    const double back = distance_km({1, 1}, {0, 0}) / degree_km;  // hours
    const auto round = 150min + duration(static_cast<std::int64_t>(back * 3600e6));
    BOOST_TEST(distance_km(place(again, 1, round + 40min), {0, 0.5}) < 0.001);
}

BOOST_AUTO_TEST_CASE(devices_are_anywhere_on_their_round_at_any_instant) {
    movement_spec spec = round_trip();
    spec.routes = {{{0, 0}, {0, 1}}};
    const journey j(spec, 3);
    const double stay = spec.stay.mean() / 3600e6;
    const double way = degree_km * std::log(90.0 / 60) / 30;
    const double on_way = way / (way + stay);
    for (const sim_time at : {sim_time(0), sim_time(37min), sim_time(30h)}) {
        std::vector<double> parts;
        double moving = 0;
        constexpr std::uint64_t devices = 6000;
        for (std::uint64_t n = 0; n < devices; ++n) {
            double memory = unset;
            const auto now = j.at(testing::device_number(n), at, memory);
            if (now.km_per_hour == 0) continue;
            ++moving;
            parts.push_back(now.part);
        }
        const double expected = on_way * devices;
        BOOST_TEST(std::fabs(moving - expected) < 4 * std::sqrt(expected * (1 - on_way)));
        BOOST_TEST(testing::ks_distance(parts, [](double x) { return x; }) < 1.95);
    }
}

BOOST_AUTO_TEST_CASE(a_slow_way_is_met_more_often_at_the_start_as_later) {
    const journey j(round_trip(), 3);
    // The speed that is met has the density 1 / v.
    const auto cdf = [](double v) { return std::log(v / 60) / std::log(90.0 / 60); };
    for (const sim_time at : {sim_time(0), sim_time(20h)}) {
        std::vector<double> speeds;
        for (std::uint64_t n = 0; n < 4000; ++n) {
            double memory = unset;
            const auto now = j.at(testing::device_number(n), at, memory);
            if (now.km_per_hour > 0) speeds.push_back(now.km_per_hour);
        }
        BOOST_TEST(speeds.size() > 1000u);
        BOOST_TEST(testing::ks_distance(speeds, cdf) < 1.95);
    }
}

BOOST_AUTO_TEST_CASE(roaming_leads_to_all_parts_of_the_circle_alike) {
    const auto spec = roaming();
    const journey j(spec, 3);
    std::vector<double> parts;  // of the circle's area that is nearer
    std::vector<std::uint64_t> sectors(8);
    for (std::uint64_t n = 0; n < 400; ++n) {
        double memory = unset;
        geo_point before{};
        for (sim_time at{}; at < 24h; at += 2min) {
            const auto now = j.at(testing::device_number(n), at, memory);
            const auto here = now.way.at(now.part);
            BOOST_REQUIRE(distance_km(here, spec.around) <= 25 + 1e-6);
            if (at < 12h || now.km_per_hour > 0 || here == before) continue;
            before = here;
            const double r = distance_km(here, spec.around) / 25;
            parts.push_back(r * r);
            const double heading = arc(vector_of(spec.around), vector_of(here)).heading(0);
            ++sectors[static_cast<std::size_t>(heading / 45)];
        }
    }
    BOOST_TEST(parts.size() > 3000u);
    BOOST_TEST(testing::ks_distance(parts, [](double x) { return x; }) < 1.95);
    BOOST_TEST(testing::chi_square_excess(sectors) < 4);
}

BOOST_AUTO_TEST_CASE(roaming_is_under_way_as_often_at_the_start_as_later) {
    const journey j(roaming(), 3);
    const auto share = [&](sim_time at) {
        double moving = 0;
        for (std::uint64_t n = 0; n < 5000; ++n) {
            double memory = unset;
            moving += j.at(testing::device_number(n), at, memory).km_per_hour > 0 ? 1 : 0;
        }
        return moving / 5000;
    };
    BOOST_TEST(std::fabs(share(0s) - share(40h)) < 0.035);
}

BOOST_AUTO_TEST_CASE(each_device_keeps_to_one_of_several_routes) {
    auto spec = round_trip();
    spec.routes = {{{0, 0}, {0, 1}}, {{10, 0}, {10, 1}}};
    const journey j(spec, 3);
    std::uint64_t south = 0;
    for (std::uint64_t n = 0; n < 2000; ++n) {
        const bool here = place(j, n, 0s).lat < 5;
        BOOST_REQUIRE(here == (place(j, n, 50h).lat < 5));
        south += here ? 1 : 0;
    }
    BOOST_TEST(std::fabs(static_cast<double>(south) - 1000) < 4 * std::sqrt(500.0));
}

BOOST_AUTO_TEST_CASE(it_goes_on_for_a_hundred_years) {
    const journey j(round_trip(), 3);
    movement_spec parked = round_trip();
    parked.loops = false, parked.from_first = true;
    const journey ends(parked, 3);
    BOOST_TEST(distance_km(place(ends, 1, 24h * 36'525), rotterdam) < 0.001);
    double memory = unset;
    place(j, 1, 24h * 365, memory);
    BOOST_TEST(!std::isnan(memory));
}

BOOST_AUTO_TEST_SUITE_END()
