#pragma once

#include <cstdint>

namespace muster {

/// Why a device is not connected or acts strangely; two bytes a slot, looked at on every turn.
enum device_flag : std::uint16_t {
    flag_outage = 1,     ///< its own connectivity is down
    flag_offline = 2,    ///< an offline fault
    flag_power_off = 4,  ///< a power fault: measures nothing
    flag_crashed = 8,
    flag_quarantined = 16,
    flag_bending_fault = 32,  ///< some fault bends its readings or messages
    flag_crash_fault = 64,    ///< crashes at each start while the fault lasts
    flag_absent = 128,        ///< has not arrived yet: does nothing and is counted nowhere
    flag_away = 256,          ///< boots, or has not connected again yet
    flag_asleep = 512,        ///< sleeps by its duty cycle
    flag_empty = 1024,        ///< its battery is empty: measures nothing
    flag_blocked = 2048,      ///< by an operator: runs, and nobody lets it in
    flag_waiting = 4096,      ///< for its approval: runs, and has never been let in
    flag_removed = 8192,      ///< for good, and absent since
    flag_rebooting = 16384,   ///< into what an update installed
};
using device_flags = std::uint16_t;
inline constexpr device_flags disconnecting_flags =
    flag_outage | flag_offline | flag_power_off | flag_crashed | flag_quarantined | flag_absent |
    flag_away | flag_asleep | flag_empty | flag_blocked | flag_waiting | flag_rebooting;
inline constexpr device_flags silencing_flags =
    flag_power_off | flag_crashed | flag_quarantined | flag_absent | flag_empty | flag_rebooting;
/// What a device suffers, and not what it does by itself: who is free of these is well.
inline constexpr device_flags suffering_flags =
    disconnecting_flags & static_cast<device_flags>(~unsigned{flag_asleep});

}  // namespace muster
