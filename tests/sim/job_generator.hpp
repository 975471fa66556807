#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/condition_generator.hpp"
#include "tests/sim/network_generator.hpp"

namespace muster::sim {

/// What jobs of one scenario may speak of, besides its names.
struct job_setting {
    std::vector<std::string> groups;
    std::uint64_t recurring = 0;  ///< further jobs, that recur and that nothing else names
    bool updates = false;         ///< devices update themselves
    some_span span;               ///< a span of so many steps, between two numbers
    std::uint64_t steps = 0;
};

/// The section `jobs` with all names in `names.jobs`, and some that recur; nothing where there are
/// none of either.
std::string random_jobs(dice& d, const known_names& names, const job_setting& setting);

/// How a device of a template updates itself. `pad` is in front of every line.
std::string random_update(dice& d);

/// What operators do with the jobs of a scenario: the lines of a section `acts`.
std::string random_job_acts(dice& d, const known_names& names, const job_setting& setting);

}  // namespace muster::sim
