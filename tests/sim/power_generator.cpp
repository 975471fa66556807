#include "tests/sim/power_generator.hpp"

#include <algorithm>

namespace muster::sim {

namespace {

std::string ms(std::uint64_t n) {
    return std::to_string(n) + "ms";
}

/// Periods of a step or of a part of the run; awake for a moment or most of the time.
std::string random_sleep(dice& d, std::uint64_t run_ms) {
    const auto every = d.between(100, std::max<std::uint64_t>(200, run_ms / 3));
    const auto awake = d.between(1, std::max<std::uint64_t>(1, every * d.between(5, 90) / 100));
    const auto jitter = every - awake;
    std::string text =
        "    duty_cycle: {every: " + ms(every) + ", awake: " + ms(std::min(awake, every - 1));
    if (d.chance(30) && jitter > 2) text += ", jitter: " + ms(d.between(1, jitter - 1));
    if (d.chance(30)) text += ", aligned: true";
    return text + "}\n";
}

/// In whole units an hour, of which a run of some minutes takes some tenths.
std::string random_battery(dice& d, bool sleeps, std::uint64_t run_ms) {
    const double hours = static_cast<double>(run_ms) / 3600e3;
    const auto capacity = std::to_string(hours * static_cast<double>(d.between(2, 80)));
    std::string text = "    battery: {capacity: " + capacity +
                       ", start: " + d.one_of({"100%", "0%..100%", "20%..60%", "0%"}) +
                       ", awake: " + std::to_string(d.between(0, 60));
    if (sleeps) text += ", asleep: " + d.one_of({"0", "0.5", "30"});
    if (d.chance(60)) text += ", message: " + d.one_of({"0.001", "0.1", "1"});
    if (d.chance(40)) text += ", command: " + d.one_of({"0.05", "2"});
    if (d.chance(40)) text += ", recharge: " + d.one_of({"1ms", "5s..1m", "{p50: 20s, p99: 5m}"});
    return text + "}\n";
}

}  // namespace

std::string random_power(dice& d, std::uint64_t run_ms, bool battery) {
    const bool sleeps = d.chance(20);
    std::string text;
    if (sleeps) text += random_sleep(d, run_ms);
    if (battery || d.chance(10)) text += random_battery(d, sleeps, run_ms);
    return text;
}

}  // namespace muster::sim
