#include <boost/test/unit_test.hpp>

#include "fleet/population_board.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

constexpr auto yaml = R"(
templates: {t: {telemetry: {x: 0..1}, properties: {firmware: {initial: {pick: {old: 30%, new: rest}}}}}}
fleets:
  a: {template: t, count: 100, tags: {region: {pick: {north: 40%, south: rest}}}}
  b: {template: t, count: 20}
groups: {north: region = 'north', old: firmware = 'old', old_north: "firmware = 'old' AND region = 'north'", high: x > 0.5}
)";

struct populated : testing::compiled_shard {
    population_board board{w, columns, state, counters};

    populated() : compiled_shard(yaml) {}

    std::int64_t counted(std::uint32_t population, device_state s) const {
        return counters[counter_layout::of(population, s)];
    }
    void go(slot device, device_flags flags) {
        const auto from = state_of(columns.flags[device]);
        columns.flags[device] = flags;
        board.flags_changed(device, from, state_of(flags), counters);
    }
    template <class What>
    void commit(What what) {
        const change c{{}, std::move(what)};
        apply(state, c);
        board.follow(c, counters);
    }
    void install(slot device, const char* version) {
        const double code = w.fleets[0].version_code(std::string(version));
        commit(property_change{columns.cohort_index(device), 0, slot_set::of({device}), code});
    }
    /// What the counters have to be, by counting.
    void check() {
        for (std::uint32_t p = 0; p < w.populations.size(); ++p) {
            if (w.populations[p].is_volatile) continue;
            const auto scanned = board.scan(p, {});
            std::uint64_t total = 0;
            for (std::size_t s = 0; s < device_states_count; ++s) {
                BOOST_REQUIRE_EQUAL(counted(p, static_cast<device_state>(s)),
                                    static_cast<std::int64_t>(scanned[s]));
                total += scanned[s];
            }
            if (w.populations[p].who) BOOST_REQUIRE_EQUAL(total, by_condition(p));
        }
    }

private:
    std::uint64_t by_condition(std::uint32_t p) {
        std::uint64_t n = 0;
        for (slot s = 0; s < columns.size(); ++s) {
            row.aim(s, {});
            n += w.populations[p].who.holds(row) ? 1 : 0;
        }
        return n;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(population_board_test, populated)

BOOST_AUTO_TEST_CASE(counts_everybody_at_the_start) {
    BOOST_TEST(counted(0, device_state::online) == 120);
    BOOST_TEST(counted(1, device_state::online) == 100);
    BOOST_TEST(counted(2, device_state::online) == 20);
    BOOST_TEST(counted(w.group_population("north"), device_state::online) == 40);
    BOOST_TEST(counted(w.group_population("old"), device_state::online) == 36);
    BOOST_TEST(counted(w.group_population("high"), device_state::online) == 0);
    BOOST_TEST(board.members(2, {}).members().front() == 100u);
    check();
}

BOOST_AUTO_TEST_CASE(a_volatile_group_is_counted_when_asked) {
    const auto high = w.group_population("high");
    BOOST_TEST(board.members(high, {}).empty());
    for (slot s = 0; s < 7; ++s)
        columns.cohorts[0].last[0][s] = 0.9;
    columns.flags[3] = flag_crashed;
    BOOST_TEST((board.members(high, {}) == slot_set::range(0, 7)));
    BOOST_TEST(board.scan(high, {}) == (std::vector<std::uint64_t>{6, 0, 1, 0, 0, 0}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(counts_and_memberships_follow_states_and_properties) {
    check();
    for (const auto seed : testing::seeds(20)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        for (int i = 0; i < 50; ++i) {
            const auto device = d.small(columns.size());
            constexpr device_flags flags[] = {0, flag_outage, flag_crashed, flag_quarantined};
            if (d.chance(0.5))
                go(device, flags[d.below(4)]);
            else
                install(device, d.chance(0.5) ? "old" : "new");
        }
        check();
    }
}

BOOST_AUTO_TEST_SUITE_END()
