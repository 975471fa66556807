#include <boost/test/unit_test.hpp>

#include "fleet/hash.hpp"
#include "tests/fleet/compiled_shard.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr auto yaml = R"(
templates:
  room:
    telemetry: {temperature: 0..1, mode: {pick: {heating: 50%, idle: rest}}, open: {pick: {true: 1%, false: rest}}}
    properties: {firmware: 1.8.2, tariff: {values: [day, night], initial: night}, remote: true, size: {type: number, initial: 4}}
    commands: {update: {}}
fleets:
  rooms: {template: room, count: 30, id: room-##, tags: {site: {sequence: site-#, each: 10}, wing: {pick: {east: 50%, west: rest}}}}
  spares: {template: room, count: 5}
jobs: {fw: {command: update}}
)";

struct rooms : testing::compiled_shard {
    rooms() : compiled_shard(yaml) {}
    double& last(std::uint32_t signal, slot s) {
        auto& c = columns.cohort_of(s);
        return c.last[signal][s - c.first];
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shard_columns_test, rooms)

BOOST_AUTO_TEST_CASE(fleets_lie_behind_each_other_in_the_order_of_their_ids) {
    BOOST_TEST(columns.size() == 35u);
    BOOST_TEST((columns.cohort_index(29) == 0 && columns.cohort_index(30) == 1));
    BOOST_TEST(columns.id_of(0) == "room-01");
    BOOST_TEST(columns.id_of(29) == "room-30");
    BOOST_TEST(columns.id_of(30) == "spares-1");
    BOOST_TEST(columns.keys[29] == device_key("room-30"));
    BOOST_TEST((columns.flags[3] == 0 && columns.last_seen[3] == never));
}

BOOST_AUTO_TEST_CASE(only_what_is_drawn_takes_a_column) {
    const auto& c = columns.cohorts[0];
    BOOST_TEST((!c.tags[0].stored() && c.tags[1].stored()));
    for (const auto& p : c.properties)
        BOOST_TEST(!p.stored());
}

BOOST_AUTO_TEST_CASE(a_row_reads_signals_by_their_kind_and_null_before_the_first) {
    BOOST_TEST(!holds("temperature > -1", 3));
    BOOST_TEST(holds("temperature IS NULL AND mode IS NULL AND open IS NULL", 3));
    last(0, 3) = 0.5;
    last(1, 3) = 1;
    last(2, 3) = 0;
    BOOST_TEST(holds("temperature = 0.5 AND mode = idle AND open = false", 3));
}

BOOST_AUTO_TEST_CASE(a_row_reads_tags_and_properties_and_their_changes) {
    BOOST_TEST(holds(
        "site = 'site-2' AND firmware = '1.8.2' AND tariff = night AND remote = true AND size = 4",
        12));
    apply(state, {{}, property_change{0, 3, slot_set::of({12}), 9}});
    apply(state, {{}, property_change{0, 1, slot_set::of({12}), 0}});
    BOOST_TEST(holds("size = 9 AND tariff = day", 12));
    BOOST_TEST(holds("size = 4 AND tariff = night", 13));
    BOOST_TEST(holds("size = 4", 30));
    BOOST_TEST(count("wing = 'east'") == 15u);
}

BOOST_AUTO_TEST_CASE(a_row_reads_the_platform_s_fields) {
    BOOST_TEST(holds(
        "$id = 'spares-2' AND $displayName = $id AND $fleet = spares AND $template = room", 31));
    BOOST_TEST(holds(
        "$connected = true AND $simulated = true AND $last_seen IS NULL AND $state = running", 31));
    columns.flags[31] = flag_outage | flag_quarantined;
    columns.last_seen[31] = 90s;
    BOOST_TEST(holds("$connected = false AND $last_seen = 30s AND $state = quarantined", 31, 2min));
    BOOST_TEST(holds("$elapsed = 120", 31, 2min));
    columns.flags[31] = flag_crashed;
    BOOST_TEST(holds("$connected = false AND $state = crashed", 31));
}

BOOST_AUTO_TEST_CASE(a_row_reads_the_state_within_a_job) {
    BOOST_TEST(holds("jobs.fw.state IS NULL", 3));
    apply(state, {{}, leg_open_change{0, slot_set::of({3, 4, 6})}});
    apply(state, {{}, leg_change{0, leg_outcome::timed_out, slot_set::of({4}), "late"}});
    apply(state, {{}, leg_change{0, leg_outcome::unreached, slot_set::of({6}), "never there"}});
    BOOST_TEST(holds("jobs.fw.state = pending", 3));
    BOOST_TEST(holds("jobs.fw.state = timed_out", 4));
    BOOST_TEST(holds("jobs.fw.state = unreached", 6));
    BOOST_TEST(holds("jobs.fw.state IS NULL", 5));
}

BOOST_AUTO_TEST_CASE(a_device_counts_as_the_worst_of_what_it_is) {
    BOOST_TEST((state_of(0) == device_state::online &&
                state_of(flag_bending_fault | flag_crash_fault) == device_state::online));
    for (const unsigned f : {flag_outage, flag_offline, flag_power_off})
        BOOST_TEST((state_of(static_cast<std::uint8_t>(f)) == device_state::offline));
    BOOST_TEST((state_of(flag_crashed | flag_outage) == device_state::crashed));
    BOOST_TEST(
        (state_of(flag_quarantined | flag_crashed | flag_offline) == device_state::quarantined));
}

BOOST_AUTO_TEST_SUITE_END()
