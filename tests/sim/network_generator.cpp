#include "tests/sim/network_generator.hpp"

namespace muster::sim {

namespace {

std::string percent(dice& d, std::uint64_t low, std::uint64_t high) {
    return std::to_string(d.between(low, high)) + "%";
}

std::string random_span(dice& d) {
    return d.one_of({"0s", "300ms", "1s..9s", "{p50: 2s, p99: 40s}", "5s", "1ms..1m"});
}

}  // namespace

std::string random_ways(dice& d, const some_span& span) {
    std::string text;
    if (d.chance(25)) text += ", latency: " + random_span(d);
    if (d.chance(25)) text += ", loss: " + percent(d, 0, 60);
    if (d.chance(35)) text += ", boot: " + random_span(d);
    if (d.chance(35))
        text += ", reconnect: {spread: " + span(0, 20) + ", first: " + span(1, 3) +
                ", factor: " + d.one_of({"1", "1.5", "2", "3"}) + ", most: " + span(4, 30) +
                ", jitter: " + d.one_of({"full", "none"}) + "}";
    if (d.chance(50))
        text += ", buffer: {keep: " +
                (d.chance(50) ? span(1, 60) : std::to_string(d.between(1, 20)) + " messages") +
                ", when_full: " + d.one_of({"drop_oldest", "drop_newest"}) +
                ", flush: " + d.one_of({"1/s", "5/s", "7/m", "1000/s"}) + "}";
    return text;
}

std::string random_service(dice& d, std::uint64_t devices) {
    std::string text;
    if (d.chance(60))
        text += "connects: {limit: " + std::to_string(d.between(1, devices / 4 + 2)) +
                d.one_of({"/s", "/s", "/m"}) + ", over: " + d.one_of({"refuse", "queue"}) + "}";
    if (d.chance(60))
        text += (text.empty() ? "" : ", ") + std::string("messages: {limit: ") +
                std::to_string(d.between(1, devices)) + d.one_of({"/s", "/m"}) +
                ", over: " + d.one_of({"refuse", "queue", "drop"}) + "}";
    if (d.chance(30))
        text += (text.empty() ? "" : ", ") + std::string("commands: {limit: ") +
                std::to_string(d.between(1, devices / 2 + 1)) + d.one_of({"/s", "/s", "/m"}) +
                ", over: " + d.one_of({"refuse", "queue", "queue"}) + "}";
    if (d.chance(40))
        text += (text.empty() ? "jobs: " : ", jobs: ") + std::to_string(d.between(1, 3));
    if (d.chance(15))
        text = "preset: azure_iot_hub_s1, units: " + std::to_string(d.between(1, 9)) +
               (text.empty() ? "" : ", ") + text;
    return text.empty() ? "" : "service: {" + text + "}\n";
}

std::string random_kind(dice& d) {
    return d.one_of({"offline", "power_off", "stuck", "drift", "spike", "crash", "crash",
                     "out_of_range", "lossy", "slow", "garbage", "duplicate", "out_of_order",
                     "clock_skew", "reboot_loop", "command_failure"});
}

std::string fault_details(dice& d, const std::string& kind, const known_names& names,
                          bool has_commands, const some_span& span) {
    std::string more;
    const bool bends = kind == "stuck" || kind == "drift" || kind == "spike";
    if (bends && d.chance(60)) {
        const auto signal = d.one_of(names.signals);
        const bool words = signal == "mode" || signal == "door";
        if (!words || kind == "stuck") more += ", signal: " + signal;
    }
    if (kind == "drift") more += ", rate: " + d.one_of({"9/h", "-2/m", "0.5/s"});
    if (kind == "spike")
        more +=
            d.chance(50) ? ", size: 300%, chance: " + percent(d, 1, 50) : ", size: 40, chance: 20%";
    if (kind == "out_of_range") more += ", to: 99999, chance: " + percent(d, 1, 100);
    if (kind == "slow") more += ", adds: " + random_span(d);
    if (kind == "clock_skew") more += ", adds: " + d.one_of({"90s", "-5m..5m"});
    if (kind == "out_of_order" && d.chance(50)) more += ", adds: 1s..1m";
    if (kind == "battery_drain") more += d.one_of({", factor: 3", ", adds: 40", ", factor: 20"});
    if (kind == "reboot_loop") more += ", every: " + span(1, 40);
    if (kind == "command_failure" && has_commands && d.chance(50)) more += ", command: update";
    const bool by_chance = kind == "crash" || kind == "lossy" || kind == "garbage" ||
                           kind == "duplicate" || kind == "out_of_order" ||
                           kind == "command_failure";
    if (by_chance && d.chance(70)) more += ", chance: " + percent(d, 5, 100);
    return more;
}

}  // namespace muster::sim
