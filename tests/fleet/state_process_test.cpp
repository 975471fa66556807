#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <numeric>

#include "fleet/state_process.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using boost::test_tools::tolerance;
using shape = distribution::shape;

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();
constexpr share percent(std::int64_t n) {
    return share{n * share::whole / 100};
}

/// Free 3 h (exponential), then charging 1 h; after it one in five is broken for 30 min.
states_signal charger() {
    return {
        {{"broken", distribution{shape::constant, 1800e6, 0}, {{}, {}, percent(100)}, {}},
         {"charging", distribution{shape::constant, 3600e6, 0}, {percent(20), {}, percent(80)}, {}},
         {"free", distribution{shape::exponential, 3 * 3600e6, 0}, {{}, percent(100), {}}, {}}},
        {}};
}

states_signal begun(states_signal s, std::size_t state) {
    s.start.assign(s.states.size(), share{0});
    s.start[state] = all_of_it;
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(state_process_test)

BOOST_AUTO_TEST_CASE(the_long_run_weighs_states_by_visits_and_stays) {
    // Of a visit to `free`: one hour charging, 0.2 of half an hour broken, three hours free.
    const auto parts = state_process::long_run(charger().states);
    BOOST_TEST(parts[0] == 0.1 / 4.1, tolerance(1e-12));
    BOOST_TEST(parts[1] == 1 / 4.1, tolerance(1e-12));
    BOOST_TEST(parts[2] == 3 / 4.1, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(the_only_state_is_the_start_whether_it_ends_or_not) {
    const states_signal lasting{{{"on", {}, {}, {shape::constant, 5, 0}}}, {}};
    const states_signal ending{{{"on", distribution{shape::constant, 60e6, 0}, {percent(100)}, {}}},
                               {}};
    for (const auto& one : {lasting, ending}) {
        BOOST_TEST(state_process::long_run(one.states) == std::vector<double>{1});
        const state_process process(one);
        double memory = unset;
        for (const sim_time at : {sim_time(0), sim_time(1s), sim_time(24h * 3650)})
            BOOST_TEST(process.advance(testing::device_number(1), 3, at, memory) == 0u);
    }
    BOOST_TEST(state_process(lasting).value(0, 0.5) == 5);
}

BOOST_AUTO_TEST_CASE(devices_are_in_the_long_run_mix_at_any_instant) {
    const state_process process(charger());
    const auto parts = state_process::long_run(charger().states);
    for (const sim_time at : {sim_time(0), sim_time(37min), sim_time(9h)}) {
        std::vector<double> counts(3);
        for (std::uint64_t n = 0; n < 8000; ++n) {
            double memory = unset;
            ++counts[process.advance(testing::device_number(n), 3, at, memory)];
        }
        double chi_square = 0;
        for (std::size_t s = 0; s < 3; ++s)
            chi_square += std::pow(counts[s] - 8000 * parts[s], 2) / (8000 * parts[s]);
        BOOST_TEST(chi_square < 13.8);  // once in a thousand, two degrees of freedom
    }
}

BOOST_AUTO_TEST_CASE(a_state_does_not_depend_on_how_often_it_is_read) {
    const state_process process(charger());
    for (std::uint64_t n = 0; n < 200; ++n) {
        const auto device = testing::device_number(n);
        double often = unset, seldom = unset;
        for (sim_time at{}; at <= 48h; at += 7min) {
            const auto state = process.advance(device, 3, at, often);
            if (at.count() % (70min).count() == 0)
                BOOST_REQUIRE_EQUAL(state, process.advance(device, 3, at, seldom));
        }
    }
}

BOOST_AUTO_TEST_CASE(stays_and_what_follows_them_are_drawn_as_said) {
    const state_process process(begun(charger(), 2));
    std::vector<double> free_for;
    std::vector<double> followed(3);
    for (std::uint64_t n = 0; n < 60; ++n) {
        const auto device = testing::device_number(n);
        double memory = unset;
        std::size_t before = process.advance(device, 3, {}, memory);
        BOOST_REQUIRE_EQUAL(before, 2u);
        double since = 0;
        for (sim_time at = 1min; at < 1000h; at += 1min) {
            const auto now = process.advance(device, 3, at, memory);
            if (now == before) continue;
            const auto minutes = static_cast<double>(at / 1min);
            if (before == 2) free_for.push_back(minutes - since - 0.5);
            if (before == 1) ++followed[now];
            since = minutes, before = now;
        }
    }
    BOOST_TEST(testing::ks_distance(free_for, [](double x) { return 1 - std::exp(-x / 180); }) <
               1.95);
    const double all = followed[0] + followed[2];
    BOOST_TEST(all > 10'000);
    BOOST_TEST(followed[1] == 0);
    BOOST_TEST(std::fabs(followed[0] - 0.2 * all) < 4 * std::sqrt(0.16 * all));
}

BOOST_AUTO_TEST_CASE(a_state_without_an_end_is_never_left) {
    const state_process process(
        begun({{{"dead", std::nullopt, {}, {}},
                {"well", distribution{shape::constant, 60e6, 0}, {percent(100), {}}, {}}},
               {}},
              1));
    double memory = unset;
    const auto device = testing::device_number(1);
    BOOST_TEST(process.advance(device, 3, 59s, memory) == 1u);
    BOOST_TEST(process.advance(device, 3, 60s, memory) == 0u);
    BOOST_TEST(process.advance(device, 3, 24h * 36'500, memory) == 0u);
}

BOOST_AUTO_TEST_CASE(a_reboot_begins_the_chain_anew_at_its_instant) {
    const state_process process(begun(charger(), 1));
    const auto device = testing::device_number(1);
    double memory = state_process::booted(10h);
    BOOST_TEST(!std::isnan(memory));
    BOOST_TEST(process.advance(device, 3, 10h + 59min, memory) == 1u);
    BOOST_TEST(process.advance(device, 3, 11h, memory) != 1u);
}

BOOST_AUTO_TEST_CASE(no_stay_is_shorter_than_the_least_one) {
    states_signal s{{{"a", distribution{shape::uniform, 0, 300e3}, {{}, percent(100)}, {}},
                     {"b", distribution{shape::exponential, 1e6, 0}, {percent(100), {}}, {}}},
                    {}};
    const state_process process(s);
    double memory = unset;
    const auto device = testing::device_number(4);
    std::size_t before = process.advance(device, 3, {}, memory);
    sim_time since{-1000};
    for (sim_time at = 1ms; at < 60s; at += 1ms) {
        const auto now = process.advance(device, 3, at, memory);
        if (now == before) continue;
        if (since > sim_time{}) BOOST_REQUIRE(at - since >= 99ms);
        since = at, before = now;
    }
}

BOOST_AUTO_TEST_SUITE_END()
