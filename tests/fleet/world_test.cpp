#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>

#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr auto yaml = R"(
templates:
  room:
    telemetry: {temperature: {walk: -18, step: 0.1}, power: 300..900, energy: {integral_of: power}, doors: {counter: 0, step: 1}}
    properties: {firmware: {initial: {pick: {1.8.2: 97%, 1.7.0: rest}}}, limit: {type: number, initial: 30}}
    messages: {fast: {every: 1m, carries: [temperature, doors]}, slow: {every: 15m, carries: [power, energy], bytes: 180}}
    commands: {update: {installs: request.version}}
    firmware: {1.9.0: [{where: region = 'north', chance: 50%, starts: dead, fails: broken}]}
  gate: {telemetry: {x: 0..1}}
fleets:
  rooms:
    template: room
    count: 1k
    id: room-####
    zone: Europe/Berlin
    tags: {site: {sequence: site-##, each: 20}, region: {pick: {north: 40%, south: rest}, by: site}, critical: true, floor: 3}
    properties: {limit: 20..25}
  gates: {template: gate, count: 10, connectivity: {online: 90%, outages: 1m}}
faults: {dead: {kind: power_off}}
groups: {north: region = 'north', old: firmware = '1.7.0', warm: temperature > -15, far: $fleet = gates}
rules: {hot: {when: temperature > -14, for: 5m}, gone: {when: $connected = false}}
jobs: {fw: {group: old, command: {name: update, request: {version: 1.9.0}}}, all: {command: update}}
expect: [devices.online(region = 'north') >= 95%, devices.total = 1010]
)";

struct compiled : testing::compiled_shard {
    compiled() : compiled_shard(yaml) {}
    const compiled_fleet& rooms() const { return w.fleets[1]; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(world_test, compiled)

BOOST_AUTO_TEST_CASE(numbers_the_series_over_all_templates) {
    BOOST_TEST(w.device_count == 1010u);
    BOOST_TEST(w.series_template == (std::vector<std::uint32_t>{0, 1, 1, 1, 1}),
               boost::test_tools::per_element());
    BOOST_TEST(w.series_signal == (std::vector<std::uint32_t>{0, 0, 1, 2, 3}),
               boost::test_tools::per_element());
    BOOST_TEST(rooms().signals[3].series == 4u);
}

BOOST_AUTO_TEST_CASE(gives_memory_only_to_signals_that_remember) {
    BOOST_TEST(rooms().memories == 3u);
    BOOST_TEST(rooms().signals[1].memory == none);
    BOOST_TEST(rooms().signals[2].program.integrand() == 1u);
    BOOST_TEST(w.fleets[0].memories == 0u);
}

BOOST_AUTO_TEST_CASE(messages_know_their_signals_rules_and_size) {
    const auto& m = rooms().messages;
    BOOST_REQUIRE(m.size() == 2u);
    BOOST_TEST((m[0].schedule.every() == 1min && m[1].schedule.every() == 15min));
    BOOST_TEST(m[0].rules == std::vector<std::uint32_t>{1},  // in the order of their names
               boost::test_tools::per_element());
    BOOST_TEST(m[1].rules.empty());
    BOOST_TEST(m[1].bytes == 180u);
    BOOST_TEST(m[0].bytes > 60u);
    BOOST_TEST(rooms().state_rules == std::vector<std::uint32_t>{0},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lists_all_devices_fleets_groups_and_filters_as_populations) {
    std::vector<std::string> names;
    for (const auto& p : w.populations)
        names.push_back(p.name);
    BOOST_TEST(names == (std::vector<std::string>{"all", "gates", "rooms", "far", "north", "old",
                                                  "warm", "region = 'north'"}),
               boost::test_tools::per_element());
    const auto& north = w.populations[w.group_population("north")];
    const auto& old = w.populations[w.group_population("old")];
    const auto& warm = w.populations[w.group_population("warm")];
    BOOST_TEST((!north.follows_properties && !north.is_volatile));
    BOOST_TEST((old.follows_properties && !old.is_volatile));
    BOOST_TEST(warm.is_volatile);
    BOOST_TEST(!w.populations[w.group_population("far")].is_volatile);
    BOOST_TEST(w.job_population == (std::vector<std::uint32_t>{0, w.group_population("old")}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(knows_the_codes_of_versions_before_the_run) {
    BOOST_REQUIRE(rooms().firmware.size() == 1u);
    BOOST_TEST(rooms().version_code(std::string("1.9.0")) == rooms().firmware[0].code);
    BOOST_TEST(std::isnan(rooms().version_code(std::string("7.7.7"))));
    BOOST_TEST(std::isnan(rooms().version_code(true)));
    const auto& fw = rooms().commands[1];  // jobs in the order of their names: all, fw
    BOOST_TEST((fw.spec->name == "update" && fw.installs == rooms().firmware[0].code));
    BOOST_TEST(std::isnan(rooms().commands[0].installs));
    BOOST_TEST(w.fleets[0].commands[1].spec == nullptr);
    BOOST_TEST(rooms().firmware[0].effects[0].fault == w.fault_index("dead"));
    BOOST_TEST(rooms().firmware_property == 0u);
    BOOST_TEST(w.fleets[0].firmware_property == none);
}

BOOST_AUTO_TEST_CASE(a_fleet_has_its_own_zone_connectivity_and_properties) {
    BOOST_TEST((offset_at(rooms().zone, 0s) == 1h));
    BOOST_TEST((!rooms().outages && w.fleets[0].outages));
    for (slot s = 10; s < 60; ++s) {  // the first ten are gates
        row.aim(s, {});
        BOOST_REQUIRE((row.property(1) >= 20 && row.property(1) <= 25));
    }
}

BOOST_AUTO_TEST_CASE(tags_read_in_conditions_as_what_they_are) {
    BOOST_TEST(count("site = 'site-07'") == 20u);
    BOOST_TEST(count("region = 'north'") == 400u);
    BOOST_TEST(count("firmware = '1.7.0'") == 30u);
    BOOST_TEST(count("critical = true") == 1000u);
    BOOST_TEST(count("critical = false") == 0u);
    BOOST_TEST(count("floor = '3'") == 1000u);
    BOOST_TEST(count("$fleet = gates AND region IS NULL") == 10u);
}

BOOST_AUTO_TEST_CASE(a_condition_that_does_not_bind_is_a_mistake_of_the_caller) {
    auto s = testing::scenario_for("1h", "fleets: {f: {count: 3}}\ngroups: {g: value > 1}\n");
    s.groups[0].who.tree = query::parse("nothing > 1").tree;
    BOOST_CHECK_THROW(world(std::move(s), 1), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_seed_changes_every_device_s_randomness) {
    testing::compiled_shard other(std::string("seed: 2\n") + yaml);
    BOOST_TEST(w.random_of(5).key != other.w.random_of(5).key);
    BOOST_TEST(w.random_of(5).key != w.random_of(6).key);
}

BOOST_AUTO_TEST_CASE(another_tag_or_property_moves_nobody_s_values) {
    const std::string before =
                          "templates: {t: {telemetry: {x: 0..1}, properties: {size: {type: number, "
                          "initial: 0..9}}}}\n"
                          "fleets: {f: {template: t, count: 200, tags: {",
                      after = "region: {pick: {a: 40%, b: rest}}}}}\n";
    testing::compiled_shard few(before + after),
        more(before + "extra: {pick: {u: 50%, v: rest}}, " + after);
    for (slot s = 0; s < 200; ++s) {
        few.row.aim(s, {});
        more.row.aim(s, {});
        BOOST_REQUIRE_EQUAL(few.text("region", s), more.text("region", s));
        BOOST_REQUIRE_EQUAL(few.row.property(0), more.row.property(0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
