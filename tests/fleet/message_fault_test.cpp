#include <boost/test/unit_test.hpp>

#include "fleet/fault_board.hpp"
#include "tests/fleet/compiled_shard.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr auto yaml = R"(
templates:
  t:
    telemetry: {power: {uniform: 0..900, min: 0, max: 1000}, level: {uniform: 0..1, min: 0}, free: 0..1}
    messages: {status: {every: 1m}, other: {every: 10s}}
    commands: {update: {takes: 10s}, reboot: {takes: 5s}}
fleets: {f: {template: t, count: 100}}
faults:
  doubles: {kind: duplicate, chance: 25%}
  fails: {kind: command_failure, command: update, chance: 30%, reason: valve stuck}
  held: {kind: out_of_order, chance: 10%}
  late: {kind: slow, adds: {p50: 2s, p99: 30s}}
  later: {kind: slow, adds: 5s}
  loses: {kind: lossy, chance: 20%}
  loses_more: {kind: lossy, chance: 50%}
  noise: {kind: garbage, chance: 5%}
  skewed: {kind: clock_skew, adds: -90s..30s}
  wild: {kind: out_of_range, chance: 40%}
  wild_at: {kind: out_of_range, signal: free, to: 99}
)";
// In the order of the names, as the world has them.
enum fault : std::uint32_t {
    doubles,
    fails,
    held,
    late,
    later,
    loses,
    loses_more,
    noise,
    skewed,
    wild,
    wild_at
};

struct faulty : testing::compiled_shard {
    fault_board board{w, columns.size()};
    random_source device = testing::device_number(1);

    faulty() : compiled_shard(yaml) {}
    message_course way(std::uint64_t tick, std::uint32_t message = 1) {
        message_course course;
        board.bend(7, w.fleets[0].messages[message], device, tick, course);
        return course;
    }
    /// How many of so many messages the property holds of.
    template <class Which>
    int count_ways(int messages, Which which) {
        int n = 0;
        for (int tick = 0; tick < messages; ++tick)
            n += which(way(static_cast<std::uint64_t>(tick))) ? 1 : 0;
        return n;
    }
    double bend(std::uint32_t signal, std::uint64_t tick) {
        const reading_context c{device, tick, 1min, {}, nullptr, 0};
        return board.bend(7, w.fleets[0].signals[signal], c, 0.5, 0.5);
    }
};

/// Four standard deviations of a binomial.
double spread(int n, double p) {
    return 4 * std::sqrt(n * p * (1 - p));
}

double seconds(duration d) {
    return static_cast<double>(d.count()) / 1e6;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(message_fault_test, faulty)

BOOST_AUTO_TEST_CASE(a_message_without_a_fault_goes_the_plain_way) {
    BOOST_TEST(way(3).plain());
    board.begin(fails, 7, 0s);
    BOOST_TEST(way(3).plain());
    board.begin(loses_more, 8, 0s);
    BOOST_TEST(count_ways(100, [](auto c) { return !c.plain(); }) == 0);
}

BOOST_AUTO_TEST_CASE(each_chance_is_that_of_a_message) {
    constexpr int n = 20'000;
    for (const auto f : {doubles, loses, noise, held})
        board.begin(f, 7, 0s);
    BOOST_TEST(std::abs(count_ways(n, [](auto c) { return c.doubled; }) - n * 0.25) <
               spread(n, 0.25));
    BOOST_TEST(std::abs(count_ways(n, [](auto c) { return c.lost; }) - n * 0.2) < spread(n, 0.2));
    BOOST_TEST(std::abs(count_ways(n, [](auto c) { return c.garbled; }) - n * 0.05) <
               spread(n, 0.05));
    BOOST_TEST(std::abs(count_ways(n, [](auto c) { return c.overtaken; }) - n * 0.1) <
               spread(n, 0.1));
    const auto both = count_ways(n, [](auto c) { return c.doubled && c.lost; });
    BOOST_TEST(std::abs(both - n * 0.05) < spread(n, 0.05), "the faults draw apart: " << both);
}

BOOST_AUTO_TEST_CASE(losses_combine) {
    constexpr int n = 20'000;
    board.begin(loses, 7, 0s);
    board.begin(loses_more, 7, 0s);
    const int lost = count_ways(n, [](auto c) { return c.lost; });
    BOOST_TEST(std::abs(lost - n * 0.6) < spread(n, 0.6));
}

BOOST_AUTO_TEST_CASE(latencies_are_drawn_as_asked_for_and_add_up) {
    board.begin(late, 7, 0s);
    std::vector<double> drawn;
    for (std::uint64_t tick = 0; tick < 20'000; ++tick)
        drawn.push_back(seconds(way(tick).latency));
    const double sigma = std::log(15.0) / 2.3263478740408408;
    const auto cdf = [&](double x) { return testing::normal_cdf(std::log(x / 2) / sigma); };
    BOOST_TEST(testing::ks_distance(drawn, cdf) < 1.95);
    board.begin(later, 7, 0s);
    for (std::uint64_t tick = 0; tick < 100; ++tick)
        BOOST_TEST(seconds(way(tick).latency) - 5 == drawn[tick],
                   boost::test_tools::tolerance(1e-5));
}

BOOST_AUTO_TEST_CASE(what_is_held_back_is_passed_by_the_next_one_at_least) {
    board.begin(held, 7, 0s);
    for (std::uint64_t tick = 0; tick < 1000; ++tick)
        for (const std::uint32_t message : {0U, 1U}) {
            const auto course = way(tick, message);
            const auto period = w.fleets[0].messages[message].schedule.every();
            if (course.overtaken)
                BOOST_REQUIRE((course.latency >= period && course.latency <= 3 * period));
            else
                BOOST_REQUIRE((course.latency == 0s));
        }
}

BOOST_AUTO_TEST_CASE(a_clock_is_off_by_the_same_for_all_messages_of_a_device) {
    board.begin(skewed, 7, 0s);
    std::vector<double> clocks;
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        device = testing::device_number(n);
        clocks.push_back(seconds(way(1).clock));
        BOOST_REQUIRE((way(1).clock == way(77, 0).clock));
    }
    BOOST_TEST(testing::ks_distance(clocks, [](double x) { return (x + 90) / 120; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(out_of_range_leaves_the_bounds_and_only_signals_with_bounds) {
    board.begin(wild, 7, 0s);
    int out = 0;
    for (std::uint64_t tick = 0; tick < 4000; ++tick) {
        const double x = bend(0, tick);
        BOOST_REQUIRE((x == 0.5 || x == 2000));
        out += x == 2000 ? 1 : 0;
        const double y = bend(1, tick);
        BOOST_REQUIRE((y == 0.5 || y == -1));
        BOOST_REQUIRE(bend(2, tick) == 0.5);
    }
    BOOST_TEST(std::abs(out - 1600) < spread(4000, 0.4));
    board.begin(wild_at, 7, 1s);
    BOOST_TEST(bend(2, 5) == 99);
}

BOOST_AUTO_TEST_CASE(commands_fail_by_chance_with_the_reason_and_only_those_meant) {
    board.begin(fails, 7, 0s);
    int failed = 0;
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        command_course update{10s, {}}, reboot{5s, {}}, broken{10s, "no space"};
        const auto& commands = w.fleets[0].kind->commands;
        const auto who = testing::device_number(n);
        const bool first = commands[0].name == "update";
        board.bend(7, commands[first ? 0 : 1], who, 9, update);
        board.bend(7, commands[first ? 1 : 0], who, 9, reboot);
        board.bend(7, commands[first ? 0 : 1], who, 9, broken);
        BOOST_REQUIRE((update.fails.empty() || update.fails == "valve stuck"));
        BOOST_REQUIRE(reboot.fails.empty());
        BOOST_REQUIRE(broken.fails == "no space");
        failed += update.fails.empty() ? 0 : 1;
    }
    BOOST_TEST(std::abs(failed - 3000) < spread(10'000, 0.3));
    board.begin(later, 7, 0s);
    command_course slow{10s, {}};
    board.bend(7, w.fleets[0].kind->commands[0], device, 9, slow);
    BOOST_TEST(seconds(slow.takes) == 15);
}

BOOST_AUTO_TEST_SUITE_END()
