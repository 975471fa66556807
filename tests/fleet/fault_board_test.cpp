#include <boost/test/unit_test.hpp>

#include <limits>

#include "fleet/fault_board.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();

constexpr auto yaml = R"(
templates: {t: {telemetry: {power: 0..1, level: 0..1}}}
fleets: {f: {template: t, count: 100}}
faults:
  stuck: {kind: stuck, signal: power}
  drift: {kind: drift, signal: power, rate: 2/h}
  spike: {kind: spike, size: 50, chance: 25%}
  triple: {kind: spike, signal: level, size: 300%}
  away: {kind: offline}
  dark: {kind: power_off}
  crash: {kind: crash, chance: 30%}
  crash_more: {kind: crash, chance: 60%}
)";
// In the order of the names, as the world has them.
enum fault : std::uint32_t { away, crash, crash_more, dark, drift, spike, stuck, triple };

struct faulty : testing::compiled_shard {
    fault_board board{w, columns.size()};
    reading_context c{testing::device_number(1), 0, {}, {}, nullptr, 0};

    faulty() : compiled_shard(yaml) {}
    double bend(std::uint32_t signal, sim_time at, double fresh, double last) {
        c.at = at;
        return board.bend(7, w.fleets[0].signals[signal], c, fresh, last);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fault_board_test, faulty)

BOOST_AUTO_TEST_CASE(a_fault_takes_a_device_once_and_leaves_it_once) {
    BOOST_TEST(board.begin(away, 7, 1s));
    BOOST_TEST(!board.begin(away, 7, 2s));
    BOOST_TEST((board.active(away, 7) && !board.active(away, 8) && !board.active(dark, 7)));
    BOOST_TEST(board.end(away, 7));
    BOOST_TEST(!board.end(away, 7));
    BOOST_TEST((!board.active(away, 7) && board.affected(away, 7)));
}

BOOST_AUTO_TEST_CASE(flags_are_what_all_faults_amount_to) {
    BOOST_TEST(board.flags_of(7) == 0);
    const std::pair<std::uint32_t, unsigned> kinds[] = {
        {stuck, flag_bending_fault}, {drift, flag_bending_fault}, {spike, flag_bending_fault},
        {away, flag_offline},        {dark, flag_power_off},      {crash, flag_crash_fault}};
    unsigned all = 0;
    for (const auto& [f, flag] : kinds) {
        board.begin(f, 7, 1s);
        BOOST_TEST(board.flags_of(7) == (all |= flag));
    }
    board.end(stuck, 7);
    BOOST_TEST(board.flags_of(7) == all);
    board.end(away, 7);
    BOOST_TEST(board.flags_of(7) == (all & ~unsigned{flag_offline}));
}

BOOST_AUTO_TEST_CASE(a_stuck_signal_repeats_its_last_value) {
    board.begin(stuck, 7, 0s);
    BOOST_TEST(bend(0, 1min, 5, 3) == 3);
    BOOST_TEST(bend(0, 1min, 5, unset) == 5);
    BOOST_TEST(bend(1, 1min, 5, 3) == 5);
}

BOOST_AUTO_TEST_CASE(a_drift_grows_with_the_time_since_it_began) {
    board.begin(drift, 7, 1h);
    BOOST_TEST(bend(0, 1h, 5, 3) == 5);
    BOOST_TEST(bend(0, 90min, 5, 3) == 6);
    BOOST_TEST(bend(0, 3h, 5, 3) == 9);
}

BOOST_AUTO_TEST_CASE(spikes_come_by_chance_and_by_size_or_factor) {
    board.begin(spike, 7, 0s);
    int spikes = 0;
    for (c.tick = 0; c.tick < 4000; ++c.tick) {
        const double x = bend(0, 1min, 5, 3);
        BOOST_REQUIRE((x == 5 || x == 55));
        spikes += x == 55 ? 1 : 0;
    }
    BOOST_TEST(std::abs(spikes - 1000) < 110);
    board.begin(triple, 7, 1s);
    BOOST_TEST(bend(1, 1min, 5, 3) == 20);
}

BOOST_AUTO_TEST_CASE(of_two_faults_on_one_signal_the_later_begun_wins) {
    board.begin(drift, 7, 1h);
    board.begin(stuck, 7, 2h);
    BOOST_TEST(bend(0, 3h, 5, 3) == 3);
    board.end(stuck, 7);
    BOOST_TEST(bend(0, 3h, 5, 3) == 9);
    board.end(drift, 7);
    board.begin(stuck, 7, 4h);
    board.begin(drift, 7, 5h);
    BOOST_TEST(bend(0, 6h, 5, 3) == 7);
}

BOOST_AUTO_TEST_CASE(the_crash_fault_with_the_largest_chance_decides_about_a_start) {
    BOOST_TEST(!board.worst_crash(7).has_value());
    board.begin(crash, 7, 1s);
    BOOST_TEST(*board.worst_crash(7) == crash);
    board.begin(crash_more, 7, 2s);
    BOOST_TEST(*board.worst_crash(7) == crash_more);
    board.end(crash_more, 7);
    BOOST_TEST(*board.worst_crash(7) == crash);
}

BOOST_AUTO_TEST_CASE(spikes_of_one_fault_come_to_each_signal_by_itself) {
    board.begin(spike, 7, 0s);
    int both = 0, either = 0;
    for (c.tick = 0; c.tick < 4000; ++c.tick) {
        const bool first = bend(0, 1min, 5, 3) == 55, second = bend(1, 1min, 5, 3) == 55;
        both += first && second ? 1 : 0;
        either += first || second ? 1 : 0;
    }
    BOOST_TEST(std::abs(both - 250) < 60);
    BOOST_TEST(std::abs(either - 1750) < 130);
}

BOOST_AUTO_TEST_CASE(of_two_faults_that_begin_at_once_the_later_by_name_wins) {
    board.begin(stuck, 7, 1h);
    board.begin(drift, 7, 1h);
    BOOST_TEST(bend(0, 3h, 5, 3) == 3);  // `drift` is written after `stuck` in the file
}

BOOST_AUTO_TEST_CASE(knows_when_it_first_took_a_device_and_last_left_one) {
    BOOST_TEST((!board.first_begun(away) && !board.last_ended(away)));
    board.begin(away, 7, 5s);
    board.begin(away, 8, 3s);
    board.begin(away, 9, 4s);
    board.begin(dark, 7, 1s);
    BOOST_TEST((*board.first_begun(away) == 3s && !board.last_ended(away)));
    board.end(away, 8);
    board.note_ended(away, 9s);
    board.end(away, 7);
    board.note_ended(away, 6s);
    BOOST_TEST((*board.last_ended(away) == 9s));
    BOOST_TEST((*board.first_begun(away) == 3s));
    BOOST_TEST(!board.last_ended(dark).has_value());
}

BOOST_AUTO_TEST_CASE(counts_the_devices_on_which_two_faults_met) {
    for (slot s = 0; s < 10; ++s)
        board.begin(away, s, 1s);
    for (slot s = 7; s < 20; ++s)
        board.begin(dark, s, 2s);
    BOOST_REQUIRE(board.overlaps().size() == 1u);
    BOOST_TEST(
        (board.overlaps().begin()->first == std::pair<std::uint32_t, std::uint32_t>(away, dark)));
    BOOST_TEST(board.overlaps().begin()->second == 3u);
}

BOOST_AUTO_TEST_CASE(a_device_on_which_a_fault_begins_twice_counts_once) {
    board.begin(drift, 7, 0s);
    for (const sim_time at : {sim_time(1min), sim_time(3min)}) {
        board.begin(away, 7, at);
        board.end(away, 7);
    }
    board.begin(drift, 8, 4min);
    board.begin(away, 8, 5min);
    BOOST_REQUIRE(board.overlaps().size() == 1u);
    BOOST_TEST(board.overlaps().begin()->second == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
