#pragma once

#include <optional>
#include <string>

#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/time.hpp"

namespace muster {

/// When a device is awake: for a span of each period.
struct duty_cycle_spec {
    duration every{};
    duration awake{};             ///< shorter than `every`, with all of the jitter
    distribution jitter;          ///< added to each instant at which it wakes, microseconds
    double jitter_of_period = 0;  ///< uniform within that part of the period, in place of `jitter`
    bool aligned = false;  ///< wakes at whole multiples of the period in the calendar; else a phase
                           ///< per device
    place where;
};

/// What a device has to live on. All amounts are in one unit, what is taken as time goes by in that
/// unit per hour.
struct battery_spec {
    double capacity = 0;
    std::string unit = "milliampereHour";
    double start_low = 1, start_high = 1;  ///< parts of the capacity at the start, drawn uniformly
    double awake = 0, asleep = 0;          ///< per hour
    double message = 0, command = 0;       ///< for each
    std::optional<distribution> recharge;  ///< from running empty to being full, microseconds;
                                           ///< empty: never
    place where;
};

}  // namespace muster
