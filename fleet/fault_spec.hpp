#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fleet/aim.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/time.hpp"

namespace muster {

enum class fault_kind : std::uint8_t {
    offline,
    power_off,
    stuck,
    drift,
    spike,
    crash,
    out_of_range,
    lossy,
    slow,
    garbage,
    duplicate,
    out_of_order,
    clock_skew,
    reboot_loop,
    command_failure,
    battery_drain
};

inline constexpr std::size_t fault_kinds = static_cast<std::size_t>(fault_kind::battery_drain) + 1;

constexpr bool bends_readings(fault_kind kind) {
    return kind == fault_kind::stuck || kind == fault_kind::drift || kind == fault_kind::spike ||
           kind == fault_kind::out_of_range;
}
/// Acts on messages on their way.
constexpr bool bends_messages(fault_kind kind) {
    return kind >= fault_kind::lossy && kind <= fault_kind::clock_skew;
}
/// Acts on what a device does with some chance, each time anew.
constexpr bool has_chance(fault_kind kind) {
    return kind == fault_kind::spike || kind == fault_kind::crash ||
           kind == fault_kind::out_of_range || kind == fault_kind::lossy ||
           kind == fault_kind::garbage || kind == fault_kind::duplicate ||
           kind == fault_kind::out_of_order || kind == fault_kind::command_failure;
}

/// The word of the scenario language: `power_off`.
const char* to_text(fault_kind kind);

struct fault_spec {
    std::string name;
    fault_kind kind = fault_kind::offline;
    aim target;
    std::optional<sim_time> at;  ///< empty: something else starts it
    /// `zone: device`: it begins when it is this time of day where the device is, from the start of
    /// the run on; `at` is then the first such instant of any device.
    std::optional<duration> device_clock;
    std::optional<distribution> lasts;  ///< `for`, microseconds; empty: it never ends
    duration delay{};                   ///< from being started to taking effect
    std::optional<distribution> every;  ///< from one begin to the next, microseconds; of
                                        ///< reboot_loop: from one reboot to the next
    std::string signal;                ///< of stuck, drift, spike, out_of_range; empty: all signals
    double rate_per_hour = 0;          ///< drift, in the signal's unit; others: begins, at random
    double size = 0;                   ///< spike, added, in the signal's unit
    bool size_relative = false;        ///< spike: `size` is a factor of the value
    share chance = all_of_it;          ///< per reading, message, command or start of the device
    std::optional<double> to;          ///< out_of_range: the value; empty: beyond the bounds
    std::optional<distribution> adds;  ///< microseconds: to latency, or to the device's clock
    std::string command;               ///< of command_failure; empty: all commands
    std::string reason;                ///< of command_failure
    double drain_factor = 1;  ///< battery_drain: all that is taken is so many times as much
    double drain_adds = 0;    ///< battery_drain: taken besides, in the battery's unit per hour
    place where;

    /// Begins on a device are a Poisson process.
    bool comes_at_random() const { return kind != fault_kind::drift && rate_per_hour > 0; }
    /// Not once but from one begin to the next, on each device.
    bool comes_again() const {
        return (every && kind != fault_kind::reboot_loop) || comes_at_random();
    }
};

}  // namespace muster
