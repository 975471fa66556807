#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

#include "fleet/signal_program.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using boost::test_tools::tolerance;
using shape = distribution::shape;

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();

signal_spec signal(behaviour b) {
    signal_spec s;
    s.shape = std::move(b);
    return s;
}

/// One signal of one device, reading after reading.
struct player {
    signal_program program;
    reading_context c;
    double memory = unset;

    explicit player(const signal_spec& s, duration every = 1min, std::uint64_t device = 1)
        : program(s, 3, every, {}), c{testing::device_number(device), 0, {}, {}, nullptr, 0} {}

    double next() {
        const double x = program.next(c, memory);
        ++c.tick;
        return x;
    }
    std::vector<double> play(std::size_t n) {
        std::vector<double> all;
        while (all.size() < n)
            all.push_back(next());
        return all;
    }
};

double normal(double x, double mean, double sd) {
    return testing::normal_cdf((x - mean) / sd);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signal_program_test)

BOOST_AUTO_TEST_CASE(draws_every_reading_anew) {
    const auto all = player(signal(drawn_signal{{shape::uniform, 20, 25}})).play(10'000);
    BOOST_TEST(testing::ks_distance(all, [](double x) { return (x - 20) / 5; }) < 1.95);
    BOOST_TEST(player(signal(drawn_signal{{shape::constant, 7, 0}})).next() == 7);
}

BOOST_AUTO_TEST_CASE(a_normal_signal_is_normal) {
    const auto all = player(signal(normal_signal{230, 1.5})).play(10'000);
    BOOST_TEST(testing::ks_distance(all, [](double x) { return normal(x, 230, 1.5); }) < 1.95);
}

BOOST_AUTO_TEST_CASE(noise_is_added_as_part_of_the_value_and_in_its_unit) {
    auto relative = signal(drawn_signal{{shape::constant, -200, 0}});
    relative.noise_relative = 0.15;
    auto absolute = signal(drawn_signal{{shape::constant, 0, 0}});
    absolute.noise_absolute = 0.2;
    BOOST_TEST(testing::ks_distance(player(relative).play(10'000),
                                    [](double x) { return normal(x, -200, 30); }) < 1.95);
    BOOST_TEST(testing::ks_distance(player(absolute).play(10'000),
                                    [](double x) { return normal(x, 0, 0.2); }) < 1.95);
}

BOOST_AUTO_TEST_CASE(noise_does_not_follow_from_the_value_drawn) {
    auto spec = signal(normal_signal{0, 1});
    const auto plain = player(spec).play(5000);
    spec.noise_absolute = 1;
    const auto noisy = player(spec).play(5000);
    double together = 0;
    for (std::size_t i = 0; i < plain.size(); ++i)
        together += plain[i] * (noisy[i] - plain[i]);
    BOOST_TEST(std::fabs(together / 5000) < 0.06);
}

BOOST_AUTO_TEST_CASE(a_walk_begins_at_its_start_and_takes_normal_steps) {
    player p(signal(walk_signal{21, 0.1, 0}));
    const auto all = p.play(5001);
    BOOST_TEST(all.front() == 21);
    std::vector<double> steps;
    for (std::size_t i = 1; i < all.size(); ++i)
        steps.push_back(all[i] - all[i - 1]);
    BOOST_TEST(testing::ks_distance(steps, [](double x) { return normal(x, 0, 0.1); }) < 1.95);
}

BOOST_AUTO_TEST_CASE(a_walk_turns_back_at_its_bounds_and_does_not_stick_there) {
    auto spec = signal(walk_signal{0, 1, 0});
    spec.min = -2;
    spec.max = 2;
    const auto all = player(spec).play(20'000);
    int at_bounds = 0;
    for (const double x : all) {
        BOOST_REQUIRE((x >= -2 && x <= 2));
        at_bounds += std::fabs(x) == 2 ? 1 : 0;
    }
    BOOST_TEST(at_bounds < 20);
    std::vector<double> apart;  // far enough from each other to be independent
    for (std::size_t i = 0; i < all.size(); i += 20)
        apart.push_back(all[i]);
    BOOST_TEST(testing::ks_distance(apart, [](double x) { return (x + 2) / 4; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(a_pull_holds_a_walk_near_its_start) {
    const auto all = player(signal(walk_signal{-18, 0.25, 0.05})).play(20'000);
    double sum = 0, squares = 0;
    for (const double x : all) {
        sum += x + 18;
        squares += (x + 18) * (x + 18);
    }
    // The stationary spread of an autoregressive walk.
    const double sd = 0.25 / std::sqrt(1 - 0.95 * 0.95);
    BOOST_TEST(std::sqrt(squares / 20'000) == sd, tolerance(0.05));
    BOOST_TEST(std::fabs(sum / 20'000) < 0.15);
}

BOOST_AUTO_TEST_CASE(a_sine_in_phase_swings_between_its_ends) {
    player p(signal(wave_signal{10, 30, 24h, true}));
    const std::pair<duration, double> known[] = {{0h, 20},  {6h, 30},  {12h, 20},
                                                 {18h, 10}, {30h, 30}, {2h, 25}};
    for (const auto& [at, value] : known) {
        p.c.at = at;
        BOOST_TEST(p.next() == value, tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(sines_out_of_phase_are_spread_over_the_devices) {
    std::vector<double> phases;
    for (std::uint64_t n = 0; n < 4000; ++n) {
        player p(signal(wave_signal{-1, 1, 24h, false}), 1min, n);
        const double now = p.next();
        p.c.at = 6h;
        const double later = p.next();
        phases.push_back(std::atan2(now, later) / (2 * std::numbers::pi) + 0.5);
        p.c.at = 24h;
        BOOST_REQUIRE_SMALL(p.next() - now, 1e-9);
    }
    BOOST_TEST(testing::ks_distance(phases, [](double x) { return x; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(waves_in_phase_go_through_known_values) {
    using form = wave_signal::form;
    const std::pair<duration, double> sawtooth[] = {{0h, 10}, {6h, 15}, {18h, 25}, {30h, 15}},
                                      triangle[] = {{0h, 10}, {6h, 20}, {12h, 30}, {18h, 20}},
                                      square[] = {{0h, 30}, {5h, 30}, {7h, 10}, {25h, 30}};
    const auto check = [](form kind, const auto& known) {
        player p(signal(wave_signal{10, 30, 24h, true, kind, share{share::whole / 4}}));
        for (const auto& [at, value] : known) {
            p.c.at = at;
            BOOST_TEST_CONTEXT(to_text(kind) << " at " << at.count())
            BOOST_TEST(p.next() == value, tolerance(1e-12));
        }
    };
    check(form::sawtooth, sawtooth);
    check(form::triangle, triangle);
    check(form::square, square);
}

BOOST_AUTO_TEST_CASE(waves_out_of_phase_are_spread_over_the_devices) {
    std::vector<double> saw, tri;
    int high = 0;
    for (std::uint64_t n = 0; n < 4000; ++n) {
        const auto at_start = [n](wave_signal::form kind) {
            return player(signal(wave_signal{0, 1, 1h, false, kind, share{share::whole / 5}}), 1min,
                          n)
                .next();
        };
        saw.push_back(at_start(wave_signal::form::sawtooth));
        tri.push_back(at_start(wave_signal::form::triangle));
        high += at_start(wave_signal::form::square) == 1 ? 1 : 0;
    }
    BOOST_TEST(testing::ks_distance(saw, [](double x) { return x; }) < 1.95);
    BOOST_TEST(testing::ks_distance(tri, [](double x) { return x; }) < 1.95);
    BOOST_TEST(std::fabs(high - 800) < 100);  // four standard deviations
}

BOOST_AUTO_TEST_CASE(a_drift_grows_with_time_and_is_each_device_s_own) {
    auto spec = signal(drawn_signal{{shape::constant, 100, 0}});
    spec.drift = {shape::constant, -0.5, 0};
    player p(spec);
    BOOST_TEST(p.next() == 100);
    p.c.at = 4h;
    BOOST_TEST(p.next() == 98);
    spec.drift = {shape::uniform, -1, 3};
    std::vector<double> rates;
    for (std::uint64_t n = 0; n < 4000; ++n) {
        player q(spec, 1min, n);
        q.c.at = 1h;
        rates.push_back(q.next() - 100);
        q.c.at = 10h;
        BOOST_REQUIRE_SMALL(q.next() - 100 - 10 * rates.back(), 1e-9);
    }
    BOOST_TEST(testing::ks_distance(rates, [](double x) { return (x + 1) / 4; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(readings_are_whole_multiples_of_the_resolution) {
    auto spec = signal(drawn_signal{{shape::constant, 0, 0}});
    const auto rounds = [&spec](double resolution, double x) {
        spec.resolution = resolution;
        return player(spec).program.finish(x);
    };
    BOOST_TEST(rounds(0.5, 21.3) == 21.5);
    BOOST_TEST(rounds(0.1, 0.31) == 0.3);  // not 0.30000000000000004
    BOOST_TEST(rounds(25, -88) == -100);
    BOOST_TEST(rounds(0.3, 1.0) == 0.9, tolerance(1e-12));
    spec.decimals = 0;
    BOOST_TEST(rounds(0.25, 7.8) == 8);
}

BOOST_AUTO_TEST_CASE(a_sequence_gives_its_values_in_turn) {
    BOOST_TEST(player(signal(sequence_signal{{3, 1, 2}})).play(7) ==
                   (std::vector<double>{3, 1, 2, 3, 1, 2, 3}),
               boost::test_tools::per_element());
    BOOST_TEST(player(signal(sequence_signal{{3, 1, 2}, false})).play(5) ==
                   (std::vector<double>{3, 1, 2, 2, 2}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_replay_follows_virtual_time) {
    const auto rows = std::make_shared<const recording>(
        recording{{5, 6, unset, 8}, {0min, 10min, 20min, 50min}, 80min});
    replay_signal played{"f", "c", "t", {}, true, {}, rows};
    player p(signal(played));
    const auto at = [&p](duration t) {
        p.c.at = t;
        return p.next();
    };
    BOOST_TEST(at(0min) == 5);
    BOOST_TEST(at(19min) == 6);
    BOOST_TEST(std::isnan(at(20min)));
    BOOST_TEST(at(79min) == 8);
    BOOST_TEST(at(80min) == 5);
    BOOST_TEST(at(170min) == 6);
    played.loop = false;
    played.offset = {shape::constant, 600e6, 0};
    player once(signal(played));
    BOOST_TEST(once.next() == 6);
    once.c.at = 1000h;
    BOOST_TEST(once.next() == 8);
}

BOOST_AUTO_TEST_CASE(a_replay_s_offset_is_drawn_for_each_device) {
    recording seconds;
    for (int i = 0; i < 1000; ++i) {
        seconds.values.push_back(i);
        seconds.times.push_back(1s * i);
    }
    seconds.length = 1000s;
    const auto rows = std::make_shared<const recording>(std::move(seconds));
    const replay_signal played{"f", "c", "t", {}, true, {shape::uniform, 0, 1000e6}, rows};
    std::vector<double> begins;
    for (std::uint64_t n = 0; n < 4000; ++n)
        begins.push_back(player(signal(played), 1min, n).next() + 0.5);
    BOOST_TEST(testing::ks_distance(begins, [](double x) { return x / 1000; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(a_daily_curve_peaks_at_its_time_of_day) {
    player p(signal(daily_signal{80, 900, 19h + 30min}));
    const std::pair<duration, double> known[] = {
        {19h + 30min, 900}, {7h + 30min, 80}, {13h + 30min, 490}, {1h + 30min, 490}};
    for (const auto& [time_of_day, value] : known) {
        p.c.time_of_day = time_of_day;
        BOOST_TEST(p.next() == value, tolerance(1e-12));
    }
    BOOST_TEST(p.program.needs_time_of_day());
}

BOOST_AUTO_TEST_CASE(a_counter_grows_and_wraps_to_zero) {
    player p(signal(counter_signal{3, {shape::constant, 4, 0}, 10}));
    BOOST_TEST(p.play(6) == (std::vector<double>{3, 7, 1, 5, 9, 3}),
               boost::test_tools::per_element());
    player endless(signal(counter_signal{0, {shape::uniform, 0, 2}, 0}));
    double before = endless.next();
    for (int i = 0; i < 1000; ++i) {
        const double x = endless.next();
        BOOST_REQUIRE((x >= before && x <= before + 2));
        before = x;
    }
    BOOST_TEST(before == 1000, tolerance(0.08));
}

BOOST_AUTO_TEST_CASE(a_counter_that_reaches_its_end_exactly_is_zero) {
    player p(signal(counter_signal{0, {shape::constant, 5, 0}, 10}));
    BOOST_TEST(p.play(4) == (std::vector<double>{0, 5, 0, 5}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_integral_sums_up_the_other_signal_over_hours) {
    player p(signal(integral_signal{"power", 0.001, 1200}), 15min);
    p.c.integrand = unset;
    BOOST_TEST(p.next() == 1200);
    BOOST_TEST(p.next() == 1200);
    for (int i = 0; i < 8; ++i) {
        p.c.integrand = 500;
        p.next();
    }
    BOOST_TEST(p.memory == 1201, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_choice_takes_words_by_their_weights) {
    auto weighted = signal(choice_signal{{{700'000'000}, {250'000'000}, {50'000'000}}});
    weighted.kind = value_kind::word;
    weighted.words = {"heating", "idle", "defrost"};
    std::vector<double> counts(3);
    for (const double x : player(weighted).play(20'000))
        ++counts.at(static_cast<std::size_t>(x));
    double chi_square = 0;
    const double expected[] = {14'000, 5'000, 1'000};
    for (std::size_t i = 0; i < 3; ++i)
        chi_square += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
    BOOST_TEST(chi_square < 13.8);  // once in a thousand, two degrees of freedom
}

BOOST_AUTO_TEST_CASE(a_choice_without_weights_takes_all_words_alike) {
    auto spec = signal(choice_signal{});
    spec.kind = value_kind::word;
    spec.words = {"a", "b", "c", "d", "e"};
    std::vector<std::uint64_t> words(5), truths(2);
    for (const double x : player(spec).play(20'000))
        ++words.at(static_cast<std::size_t>(x));
    BOOST_TEST(testing::chi_square_excess(words) < 4);
    auto truth = signal(choice_signal{});
    truth.kind = value_kind::boolean;
    for (const double x : player(truth).play(20'000))
        ++truths.at(static_cast<std::size_t>(x));
    BOOST_TEST(testing::chi_square_excess(truths) < 4);
}

BOOST_AUTO_TEST_CASE(a_formula_reads_the_device) {
    testing::compiled_shard shard(
        "templates: {t: {telemetry: {power: 450, load: {formula: power / 900}}}}\n"
        "fleets: {f: {template: t, count: 2}}\n");
    const auto& program = shard.w.fleets[0].signals[1].program;
    BOOST_TEST(program.needs_row());
    reading_context c{testing::device_number(1), 0, {}, {}, &shard.row, 0};
    double memory = unset;
    shard.row.aim(1, {});
    BOOST_TEST(std::isnan(program.next(c, memory)));
    shard.columns.cohorts[0].last[0][1] = 450;
    BOOST_TEST(program.next(c, memory) == 0.5);
}

BOOST_AUTO_TEST_CASE(bounds_decimals_and_kinds_shape_the_value) {
    auto spec = signal(normal_signal{0, 10});
    spec.min = -5;
    spec.max = 5;
    spec.decimals = 2;
    for (const double x : player(spec).play(500)) {
        BOOST_REQUIRE((x >= -5 && x <= 5));
        BOOST_REQUIRE_EQUAL(x, std::nearbyint(x * 100) / 100);
    }
    spec.decimals.reset();
    spec.kind = value_kind::integer;
    const player whole(spec);
    BOOST_TEST(whole.program.finish(2.6) == 3);
    BOOST_TEST(whole.program.finish(99) == 5);
    BOOST_TEST(std::isnan(whole.program.finish(unset)));
}

BOOST_AUTO_TEST_CASE(
    a_reading_depends_on_device_signal_and_tick_and_not_on_what_was_played_before) {
    const auto spec = signal(normal_signal{0, 1});
    player p(spec), q(spec), other(spec, 1min, 2);
    p.play(100);
    q.c.tick = 100;
    const double x = p.next();
    BOOST_TEST(x == q.next());
    other.c.tick = 100;
    BOOST_TEST(x != other.next());
    reading_context c{testing::device_number(1), 100, {}, {}, nullptr, 0};
    double memory = unset;
    BOOST_TEST(x != signal_program(spec, 4, 1min, {}).next(c, memory));
}

BOOST_AUTO_TEST_SUITE_END()
