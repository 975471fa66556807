#include "fixture.hpp"
#include "scenarios/writer.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
using shape = distribution::shape;
using part = moving_signal::part;

namespace {

scenario with(const std::string& telemetry, const std::string& more = {}) {
    return read_good(
        "muster: 1\nareas: {depot: {around: [52.37, 4.9], within: 2}}\ntemplates: {t: {telemetry: "
        "{" +
        telemetry + "}}}\nfleets: {f: {template: t, count: 10, tags: {site: a}}}\n" + more);
}

const moving_signal& moving(const signal_spec& s) {
    return std::get<moving_signal>(s.shape);
}

std::string refusal_of(const std::string& telemetry) {
    return lines_of(read("muster: 1\ntemplates: {t: {telemetry: {" + telemetry +
                         "}}}\nfleets: {f: {template: t, count: 10}}\n")
                        .problems);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(movement_language_test)

BOOST_AUTO_TEST_CASE(a_position_is_a_latitude_and_a_longitude_that_move_together) {
    const auto s = with(
        "position: {route: {stops: [depot, [52.09, 5.12]], speed: 60..85, stop: {p50: 20m, p99: "
        "2h}, "
        "accuracy: 8}, together: site}, speed: {speed_of: position}, heading: {heading_of: "
        "position}");
    const auto& signals = s.templates[0].signals;
    BOOST_REQUIRE(signals.size() == 4u);
    BOOST_TEST(signals[0].name == "position.lat");
    BOOST_TEST(signals[1].name == "position.lon");
    BOOST_TEST(signals[0].unit == "degreeOfArc");
    BOOST_TEST(signals[1].semantic == "Longitude");
    BOOST_TEST((signals[0].decimals == 6 && signals[0].min == -90 && signals[1].max == 180));
    BOOST_TEST(signals[2].unit == "kilometrePerHour");
    BOOST_TEST((signals[2].decimals == 1));
    const auto& how = *moving(signals[0]).how;
    for (const auto& signal : signals) {
        BOOST_TEST(moving(signal).how.get() == &how);
        BOOST_TEST(signal.together->tag == "site");
    }
    BOOST_TEST((moving(signals[3]).what == part::heading));
    BOOST_TEST((how.routes[0] == std::vector<geo_point>{{52.37, 4.9}, {52.09, 5.12}}));
    BOOST_TEST((how.speed == distribution{shape::uniform, 60, 85}));
    BOOST_TEST((how.stay == distribution{shape::log_normal, 1200e6, 7200e6}));
    BOOST_TEST((how.loops && !how.from_first && how.accuracy_m == 8));
}

BOOST_AUTO_TEST_CASE(a_route_that_ends_begins_at_its_first_stop) {
    const auto s = with("p: {route: {stops: [depot, [52, 5]], speed: 50, loop: false}}");
    const auto& how = *moving(s.templates[0].signals[0]).how;
    BOOST_TEST((!how.loops && how.from_first && how.stay == distribution{}));
}

BOOST_AUTO_TEST_CASE(routes_come_from_a_file_too) {
    auto result = read_scenario_file(data_file("complete.yaml"));
    BOOST_REQUIRE_MESSAGE(result.value, lines_of(result.problems));
    const auto& all = result.value->templates;
    const auto t =
        std::find_if(all.begin(), all.end(), [](const auto& one) { return one.name == "truck"; });
    BOOST_REQUIRE((t != all.end()));
    const auto& how = *moving(t->signals[4]).how;
    BOOST_TEST(t->signals[4].name == "patrol.lat");
    BOOST_REQUIRE(how.routes.size() == 2u);
    BOOST_TEST((how.routes[1] == std::vector<geo_point>{{51.92, 4.48}, {51.45, 5.48}}));
    BOOST_TEST(t->signals[2].full_name() == "phone.driver.lat");
    BOOST_TEST(t->messages[0].signals.size() == 3u);
    BOOST_TEST(t->messages[1].changes.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_models_position_moves_where_it_is_told_to) {
    const auto loader = [](const std::string&, const std::string&,
                           diagnostics&) -> std::optional<device_template> {
        device_template t;
        t.dtmi = "dtmi:x:truck;1";
        for (const auto* name : {"location.lat", "location.lon", "location.alt"}) {
            auto& s = t.signals.emplace_back();
            s.name = name;
            s.noise_absolute = 3;
        }
        return t;
    };
    auto result = read_scenario_text(
        "muster: 1\ntemplates: {t: {model: m.json, telemetry: {location: {roams: {around: [52.37, "
        "4.9], within: 25, speed: 20..50}}}}}\nfleets: {f: {template: t, count: 1}}\n",
        {"x.yaml", {}, loader});
    BOOST_REQUIRE_MESSAGE(result.value, lines_of(result.problems));
    BOOST_TEST(lines_of(result.problems) == "");
    const auto& signals = result.value->templates[0].signals;
    BOOST_REQUIRE(signals.size() == 3u);
    BOOST_TEST((moving(signals[1]).what == part::longitude));
    BOOST_TEST(moving(signals[1]).how->within_km == 25);
    BOOST_TEST(signals[1].noise_absolute == 0);
    BOOST_TEST(signals[2].noise_absolute == 3);
}

BOOST_AUTO_TEST_CASE(a_name_means_all_of_its_parts) {
    const auto s = with("position: {route: {stops: [depot, [52, 5]], speed: 50}}, other: 1",
                        "faults: {ice: {kind: stuck, signal: position, at: 10m}}\n"
                        "rules: {away: {when: \"NOT inside(position, depot)\", for: 5m}}\n"
                        "expect: [\"devices.online(distance(position, 52, 5) < 10) >= 0\"]\n");
    BOOST_TEST(s.faults[0].signal == "position");
    BOOST_TEST(contains(refusal_of("position: {roams: {around: depot, within: 2, speed: 5}}"),
                        "write a latitude and a longitude in degrees"));
}

BOOST_AUTO_TEST_CASE(positions_of_components_are_apart_whatever_their_order) {
    const std::string own = "position: {roams: {around: [10, 4], within: 2, speed: 5}}";
    const std::string gps =
        "gps.position: {component: gps, roams: {around: [52, 4], within: 2, speed: 5}}";
    for (const auto& both : {own + ", " + gps, gps + ", " + own})
        BOOST_TEST(with(both, "").templates[0].signals.size() == 4u, both);
}

BOOST_AUTO_TEST_CASE(a_position_that_is_one_of_two_is_refused) {
    const std::string two =
        "gps.position: {component: gps, roams: {around: [52, 4], within: 2, speed: 5}}, "
        "nav.position: {component: nav, roams: {around: [10, 4], within: 2, speed: 5}}";
    BOOST_TEST(contains(refusal_of(two + ", v: {speed_of: position}"), "ambiguous"));
    BOOST_TEST(contains(refusal_of(two + "}, messages: {m: {carries: position}"), "ambiguous"));
    BOOST_TEST(contains(refusal_of("v: {component: gps, speed_of: nope}"), "unknown-position"));
}

BOOST_AUTO_TEST_CASE(the_middle_of_an_area_is_a_place_and_no_area) {
    auto result = read(
        "muster: 1\nareas: {a: {around: a, within: 2}, b: {around: a, within: 2}}\n"
        "fleets: {f: {count: 1}}\n");
    BOOST_TEST(codes_of(result.problems) == "bad-place 2:21, bad-place 2:48");
}

BOOST_AUTO_TEST_CASE(other_units_and_other_positions_are_refused) {
    BOOST_TEST(contains(
        refusal_of("p: {roams: {around: [1, 2], within: 2, speed: 5}}, v: {unit: metrePerSecond, "
                   "speed_of: p}"),
        "wrong-unit"));
    BOOST_TEST(contains(refusal_of("p: 4, v: {speed_of: p}"), "unknown-position"));
}

BOOST_AUTO_TEST_CASE(areas_are_read_whatever_their_order) {
    const auto s = read_good(
        "muster: 1\nareas:\n  road: {along: [depot, [52, 5]], within: 1.5}\n"
        "  depot: {around: [52.37, 4.9], within: 2}\n"
        "  town: {polygon: [[52.3, 4.7], [52.3, 5], [52.4, 4.9], [52.3, 4.7]]}\n"
        "fleets: {f: {count: 1}}\n");
    BOOST_REQUIRE(s.areas.size() == 3u);
    BOOST_TEST(s.areas[0].name == "depot");
    BOOST_TEST((std::get<corridor_area>(s.areas[1].shape).line.front() == geo_point{52.37, 4.9}));
    BOOST_TEST(std::get<polygon_area>(s.areas[2].shape).corners.size() == 3u);
    const auto again = write_scenario_yaml(s);
    BOOST_TEST(write_scenario_yaml(read_good(again)) == again);
}

BOOST_AUTO_TEST_SUITE_END()
