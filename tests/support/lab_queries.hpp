#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "fleet/counters.hpp"
#include "tests/support/fleet_lab.hpp"
#include "tests/support/small_scenario.hpp"

namespace muster::testing {

/// How often the conductor looks at the shards must not change a result.
inline run_options steps_a_visit(std::uint32_t steps) {
    run_options options;
    options.steps_per_visit = steps;
    return options;
}

/// The events of a kind, in order; of one device where a subject is given.
inline std::vector<event> events_of(const fleet_lab& lab, event_kind kind,
                                    const std::string& subject = {}) {
    std::vector<event> found;
    std::copy_if(lab.events.begin(), lab.events.end(), std::back_inserter(found),
                 [&](const event& e) {
                     return e.kind == kind && (subject.empty() || e.subject == subject);
                 });
    return found;
}

inline std::vector<sim_time> times_of(const std::vector<event>& events) {
    std::vector<sim_time> all;
    for (const auto& e : events)
        all.push_back(e.at);
    return all;
}

/// The same instants as seconds, for messages that a person can read.
inline std::vector<double> seconds_of(const std::vector<event>& events) {
    std::vector<double> all;
    for (const auto& e : events)
        all.push_back(std::chrono::duration<double>(e.at).count());
    return all;
}

inline double seconds_of(sim_time t) {
    return std::chrono::duration<double>(t).count();
}

/// A counter summed over all shards.
inline std::int64_t counted(const fleet_lab& lab, flow f) {
    const counter_layout layout(lab.the_world());
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < lab.shards(); ++i)
        sum += lab.shard(i).counters[layout.of(f)];
    return sum;
}

/// The readings of one device, in the order in which they were made.
inline std::vector<seen_reading> readings_of(const fleet_lab& lab, const std::string& id) {
    std::vector<seen_reading> found;
    const auto key = device_key(id);
    std::copy_if(lab.readings.begin(), lab.readings.end(), std::back_inserter(found),
                 [&](const auto& x) { return x.key == key; });
    return found;
}

}  // namespace muster::testing
