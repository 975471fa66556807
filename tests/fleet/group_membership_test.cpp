#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>

#include "fleet/membership_tally.hpp"
#include "fleet/population_board.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

constexpr auto yaml = R"(
templates:
  t:
    telemetry: {x: 0..1}
    properties:
      firmware: {initial: {pick: {old: 30%, new: rest}}}
      mode: {type: integer, initial: 1, writable: true}
    commands: {update: {takes: 1s}}
  u:
    telemetry: {x: 0..1}
    properties: {firmware: {initial: old}}
fleets:
  a: {template: t, count: 70, tags: {region: {pick: {north: 40%, south: rest}}}}
  b: {template: u, count: 20}
jobs: {fw: {group: all, command: {name: update}}}
rules: {hot: {when: x > 2}}
groups:
  north: region = 'north'
  old_north: groups.north AND firmware = 'old'
  some: {devices: [a-01, a-02, a-03, b-01]}
  dark: NOT $connected
  dark_old: groups.dark AND (groups.old_north OR groups.some)
  broken: jobs.fw.state = failed AND jobs.fw.reason LIKE 'flash%'
  burnt: groups.broken OR $open_alerts > 1
  wanted: desired.mode = 2 AND acknowledged.mode IS NULL
  taken: acknowledged.mode = 200
  new_ones: NOT $provisioned
  held: $blocked OR $state = quarantined
  high: x > 0.5
  silent: age($last_seen) > 1h
  high_north: groups.high AND groups.north
)";

/// Random things happen to the devices of one shard, and every membership is looked up the slow
/// way.
struct shaken : testing::compiled_shard {
    population_board board{w, columns, state, counters};
    std::uint32_t versions = 0;

    shaken() : compiled_shard(yaml) { board.begin(true, counters); }

    template <class What>
    void commit(What what) {
        const change c{{}, std::move(what)};
        apply(state, c);
        board.follow(c, counters);
    }
    void set_flags(slot device, device_flags flags) {
        const auto before = columns.flags[device];
        columns.flags[device] = flags;
        if (before != flags)
            board.flags_changed(device, state_of(before), state_of(flags), counters);
    }
    slot_set some(testing::dice& d) {
        slot_set chosen;
        for (auto n = d.below(5); n > 0; --n)
            chosen.add(static_cast<slot>(d.below(70)));  // of the first cohort
        return chosen;
    }
    void alert(slot device, bool opens) {
        auto& open = columns.open_alerts[device];
        if (!opens && open == 0) return;
        open = static_cast<std::uint16_t>(open + (opens ? 1 : -1));
        board.alerts_changed(device, counters);
    }
    void arrive_or_depart(slot device) {
        if (columns.present(device)) {
            board.departed(device, counters);
            columns.flags[device] |= flag_absent;
        } else {
            columns.flags[device] = flag_outage;
            board.arrived(device, counters);
        }
    }
    void shake(testing::dice& d) {
        const auto device = static_cast<slot>(d.below(columns.size()));
        constexpr device_flags flags[] = {0,           flag_outage,  flag_crashed,
                                          flag_asleep, flag_blocked, flag_quarantined,
                                          flag_waiting};
        switch (d.below(9)) {
            case 0:
            case 1:
                if (columns.present(device)) set_flags(device, flags[d.below(7)]);
                return;
            case 2:
                return commit(property_change{
                    0, 0, some(d),
                    w.fleets[0].version_code(std::string(d.chance(0.5) ? "old" : "new"))});
            case 3:
                return commit(desired_change{0, 1, some(d), d.chance(0.5) ? 2.0 : 3.0, ++versions});
            case 4:
                return commit(acknowledged_change{
                    0, 1, some(d), d.chance(0.7) ? code_accepted : code_rejected, versions, ""});
            case 5:
                return commit(hold_change{some(d), hold::unprovisioned, d.chance(0.5)});
            case 6:
                return move_in_job(d);
            case 7:
                return alert(device, d.chance(0.6));
            default:
                return arrive_or_depart(device);
        }
    }
    void move_in_job(testing::dice& d) {
        if (state.legs.empty()) return commit(leg_open_change{0, slot_set::range(0, 60)});
        if (d.chance(0.1)) {
            auto more = some(d);
            more -= state.legs[0].targets;
            return commit(leg_join_change{0, 0, std::move(more)});
        }
        constexpr leg_outcome outcomes[] = {leg_outcome::dispatched, leg_outcome::succeeded,
                                            leg_outcome::failed};
        const auto to = outcomes[d.below(3)];
        const auto* reason = to != leg_outcome::failed ? "" : d.chance(0.5) ? "flash" : "power";
        auto who = some(d);
        who &= state.legs[0].targets;
        if (who.empty()) return;
        commit(leg_change{0, to, std::move(who), reason});
    }
    std::vector<slot> by_condition(std::uint32_t p) {
        std::vector<slot> found;
        const auto& wanted = w.populations[p];
        for (slot s = 0; s < columns.size(); ++s) {
            if (!columns.present(s)) continue;
            row.aim(s, {});
            const bool native =
                wanted.fleet == none || columns.cohort_of(s).fleet->native == wanted.fleet;
            const bool listed = !wanted.listed || std::count(wanted.listed->begin(),
                                                             wanted.listed->end(), columns.keys[s]);
            if (native && listed && (!wanted.who || wanted.who.holds(row))) found.push_back(s);
        }
        return found;
    }
    std::int64_t counted(std::uint32_t p) const {
        std::int64_t n = 0;
        for (std::size_t s = 0; s < device_states_count; ++s)
            n += counters[counter_layout::of(p, static_cast<device_state>(s))];
        return n;
    }
    void check() {
        for (std::uint32_t p = 0; p < w.populations.size(); ++p) {
            const auto found = by_condition(p);
            BOOST_REQUIRE_MESSAGE(board.members(p, {}) == slot_set::of(found),
                                  w.populations[p].name);
            if (w.populations[p].is_volatile) continue;
            const auto scanned = board.scan(p, {});
            for (std::size_t s = 0; s < device_states_count; ++s)
                BOOST_REQUIRE_EQUAL(counters[counter_layout::of(p, static_cast<device_state>(s))],
                                    static_cast<std::int64_t>(scanned[s]));
        }
    }
    bool kept(const char* group) const {
        return !w.populations[w.group_population(group)].is_volatile;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(group_membership_test)

BOOST_AUTO_TEST_CASE(membership_is_kept_of_all_that_changes_are_told_of) {
    const shaken s;
    for (const auto* group : {"north", "old_north", "some", "dark", "dark_old", "broken", "burnt",
                              "wanted", "taken", "new_ones", "held"})
        BOOST_TEST(s.kept(group), group);
    for (const auto* group : {"high", "silent", "high_north"})
        BOOST_TEST(!s.kept(group), group);
}

BOOST_AUTO_TEST_CASE(kept_membership_is_a_full_evaluation_whatever_happens) {
    for (const auto seed : testing::seeds(30)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        shaken s;
        std::vector<std::int64_t> at_start, moved(s.w.source().groups.size());
        const auto first = s.w.first_group_population;
        for (std::uint32_t g = 0; g < moved.size(); ++g)
            at_start.push_back(s.counted(first + g));
        for (int i = 0; i < 200; ++i) {
            s.shake(d);
            if (d.chance(0.1)) s.check();
            for (const auto& m : s.board.take_moves())
                moved[m.group] += m.joined ? 1 : -1;
        }
        s.check();
        for (std::uint32_t g = 0; g < moved.size(); ++g) {
            BOOST_TEST(s.counted(first + g) == at_start[g] + moved[g]);
            BOOST_TEST(s.counters[s.layout.of(g, group_count::joined)] -
                           s.counters[s.layout.of(g, group_count::left)] ==
                       moved[g]);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_change_looks_only_at_the_groups_that_read_it) {
    const shaken s;
    const auto group = [&](const char* name) { return s.w.group_population(name); };
    const auto& readers = s.w.readers;
    const auto is = [](std::vector<std::uint32_t> found, std::vector<std::uint32_t> wanted) {
        std::sort(wanted.begin(), wanted.end());
        return found == wanted;
    };
    BOOST_TEST(is(readers.fleets[0].properties[0], {group("old_north"), group("dark_old")}));
    BOOST_TEST(readers.fleets[0].properties[1].empty());
    BOOST_TEST(is(readers.fleets[0].desired[1], {group("wanted"), group("taken")}));
    BOOST_TEST(is(readers.fleets[0].acknowledged[1], {group("wanted"), group("taken")}));
    BOOST_TEST(is(readers.jobs[0], {group("broken"), group("burnt")}));
    BOOST_TEST(is(readers.alerts, {group("burnt")}));
    BOOST_TEST(is(readers.flags, {group("dark"), group("dark_old"), group("held")}));
    BOOST_TEST(is(readers.provisioned, {group("new_ones")}));
}

BOOST_AUTO_TEST_CASE(a_reason_is_null_while_there_is_none) {
    shaken s;
    BOOST_TEST(s.holds("jobs.fw.reason IS NULL", 0));
    s.commit(leg_open_change{0, slot_set::range(0, 3)});
    s.commit(leg_change{0, leg_outcome::failed, slot_set::of({1}), "flash error"});
    BOOST_TEST(s.holds("jobs.fw.reason IS NULL", 0));
    BOOST_TEST(s.holds("jobs.fw.reason = 'flash error'", 1));
    s.commit(leg_change{0, leg_outcome::dispatched, slot_set::of({1}), ""});
    BOOST_TEST(s.holds("jobs.fw.reason IS NULL", 1));
}

BOOST_AUTO_TEST_CASE(a_million_joins_are_one_event) {
    const shaken s;
    std::vector<event> told;
    for (int shard = 0; shard < 10; ++shard) {
        membership_tally tally;
        BOOST_TEST(tally.empty());
        for (int i = 0; i < 100'000; ++i)
            tally.add({2, 0, true});
        tally.add({2, 0, false});
        for (auto& e : tally.take(s.w, sim_time(5)))
            told.push_back(std::move(e));
        BOOST_TEST(tally.empty());
    }
    told.push_back({0, sim_time(6), 0, event_kind::group_joined, told[0].subject, {}, 1});
    unite_groups(told);
    BOOST_TEST_REQUIRE(told.size() == 3U);
    BOOST_TEST((told[0].kind == event_kind::group_joined && told[0].count == 1'000'000));
    BOOST_TEST((told[1].kind == event_kind::group_left && told[1].count == 10));
    BOOST_TEST((told[2].at == sim_time(6) && told[2].count == 1));
    BOOST_TEST(told[0].subject == s.w.source().groups[2].name);
}

BOOST_AUTO_TEST_SUITE_END()
