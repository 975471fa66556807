#pragma once

#include <cstdint>
#include <string>

namespace muster::sim {

/// A scenario as YAML text, drawn from the seed: one to 300 devices in several fleets, behaviours,
/// outages, faults of all kinds with all ways to aim, groups, rules, jobs with batches and
/// thresholds, expectations of all forms. Which of these a seed has at all is drawn too, so that
/// their meetings are many. Always a scenario that the reader accepts.
std::string generate_scenario(std::uint64_t seed);

}  // namespace muster::sim
