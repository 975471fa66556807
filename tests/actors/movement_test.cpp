#include <boost/test/unit_test.hpp>

#include <map>

#include "fleet/area.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

using track = std::map<sim_time, geo_point>;

scenario trucks(const std::string& messages, const std::string& more = {},
                const std::string& how = "decimals: 15") {
    return scenario_for(
        "6h",
        "areas: {north: {around: [52.37, 4.9], within: 3}, south: {around: [51.92, 4.48], within: "
        "3}}\n"
        "templates: {t: {telemetry: {position: {route: {stops: [north, south], speed: 60..90, "
        "stop: "
        "{p50: 20m, p99: 2h}}, " +
            how + "}, speed: {speed_of: position}}, messages: {" + messages +
            "}}}\nfleets: {f: {template: t, count: 20, tags: {convoy: {sequence: c-#, each: "
            "4}}}}\n" +
            more);
}

/// Where each device said it was, by key, then by instant.
std::map<std::uint64_t, track> tracks_of(const fleet_lab& lab) {
    const auto& w = lab.the_world();
    const auto& t = w.source().templates[0];
    std::map<std::uint64_t, track> found;
    for (const auto& r : lab.readings) {
        const auto& name = t.signals[w.series_signal[r.series]].name;
        auto& at = found[r.key][r.at];
        if (name == "position.lat") at.lat = r.value;
        if (name == "position.lon") at.lon = r.value;
    }
    return found;
}

std::map<std::uint64_t, track> driven(const std::string& messages, const std::string& more = {},
                                      const std::string& how = "decimals: 15") {
    fleet_lab lab(trucks(messages, more, how));
    lab.run();
    return tracks_of(lab);
}

constexpr const char* every_minute = "fix: {every: 1m, aligned: true}";

}  // namespace

BOOST_AUTO_TEST_SUITE(movement_test)

BOOST_AUTO_TEST_CASE(a_device_is_where_it_is_however_often_it_says_so) {
    const auto often = driven(every_minute);
    const auto seldom = driven("fix: {every: 30m, aligned: true}");
    BOOST_TEST(often.size() == 20u);
    for (const auto& [key, track] : seldom)
        for (const auto& [at, here] : track)
            BOOST_TEST((often.at(key).at(at) == here));
}

BOOST_AUTO_TEST_CASE(it_drives_on_through_a_restart_and_without_power) {
    const auto undisturbed = driven(every_minute);
    const auto disturbed = driven(
        every_minute,
        "faults: {glitch: {kind: crash, at: 1h, for: 1s}, dark: {kind: power_off, at: 3h, for: "
        "1h}}\n");
    for (const auto& [key, track] : disturbed) {
        BOOST_TEST(track.size() < 310u);
        BOOST_TEST(track.rbegin()->first > 5h);
        for (const auto& [at, here] : track)
            BOOST_TEST((undisturbed.at(key).at(at) == here));
    }
}

BOOST_AUTO_TEST_CASE(nothing_else_of_the_scenario_moves_it) {
    const auto alone = driven(every_minute);
    auto other =
        trucks(every_minute, "rules: {far: {when: \"distance(position, 52.37, 4.9) > 30\"}}\n");
    auto& signals = other.templates[0].signals;
    signal_spec more;
    more.name = "load";
    signals.push_back(more);
    other.templates[0].messages[0].signals.push_back(
        static_cast<std::uint32_t>(signals.size() - 1));
    fleet_lab lab(std::move(other));
    lab.run();
    BOOST_TEST((tracks_of(lab) == alone));
}

BOOST_AUTO_TEST_CASE(a_convoy_drives_as_one) {
    const auto together = driven(every_minute, {}, "together: convoy");
    std::map<geo_point, int, decltype([](geo_point a, geo_point b) {
                 return a.lat != b.lat ? a.lat < b.lat : a.lon < b.lon;
             })>
        places;
    for (const auto& [key, track] : together)
        ++places[track.at(3h)];
    int devices = 0;
    for (const auto& [at, here] : places) {
        BOOST_TEST(here % 4 == 0);  // two convoys may stay at one depot
        devices += here;
    }
    BOOST_TEST(devices == 20);
    BOOST_TEST(places.size() >= 2u);
}

BOOST_AUTO_TEST_CASE(a_stuck_receiver_says_one_place_in_both_numbers) {
    const auto stuck =
        driven(every_minute, "faults: {ice: {kind: stuck, signal: position, at: 2h, for: 1h}}\n");
    for (const auto& [key, track] : stuck) {
        const auto held = track.at(2h - 1min);
        for (const auto& [at, here] : track)
            if (at > 2h && at < 3h) BOOST_TEST((here == held));
    }
}

BOOST_AUTO_TEST_CASE(a_rule_opens_for_those_who_are_outside) {
    fleet_lab lab(
        trucks(every_minute, "rules: {away: {when: \"NOT inside(position, north, south)\"}}\n"));
    lab.run();
    const area north(circle_area{{52.37, 4.9}, 3}), south(circle_area{{51.92, 4.48}, 3});
    std::uint64_t expected = 0;
    for (const auto& [key, track] : tracks_of(lab)) {
        bool before = false;
        for (const auto& [at, here] : track) {
            const bool away = !north.contains(here) && !south.contains(here);
            expected += away && !before ? 1 : 0;
            before = away;
        }
    }
    BOOST_TEST(expected > 20u);
    BOOST_TEST(lab.outcome().result.rules.at("away").fired == expected);
}

BOOST_AUTO_TEST_SUITE_END()
