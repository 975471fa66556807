#pragma once

#include <chrono>
#include <cstdint>

namespace muster {

/// A span of virtual time, in microseconds.
using duration = std::chrono::duration<std::int64_t, std::micro>;

/// An instant of virtual time, as the span since the scenario's start. The calendar date of the
/// start is `time_settings::start`; nothing below `apps/` reads a system clock.
using sim_time = duration;

/// Number of a step: step n covers [n * step, (n + 1) * step) and ends with its barrier.
using step_index = std::int64_t;

/// An instant of the calendar: microseconds since 1970-01-01T00:00Z.
using calendar_time = std::chrono::sys_time<std::chrono::microseconds>;

inline constexpr sim_time never = sim_time::max();

constexpr step_index step_of(sim_time at, duration step) {
    return at.count() / step.count();
}
constexpr sim_time step_begin(step_index n, duration step) {
    return n * step;
}

}  // namespace muster
