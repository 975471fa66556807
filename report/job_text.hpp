#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/plan_facts.hpp"
#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// How long a device took to answer, measured to the millisecond: `0.25 s`, `48 s`, `7m14s`.
std::string answer_time_text(double seconds);
/// The most frequent first.
std::vector<std::pair<std::string, std::uint64_t>> by_count(
    const std::map<std::string, std::uint64_t>& reasons);
/// `told 2,000 devices while night, which wants another value of the same property, was not done
/// with them`
std::string conflict_text(const std::pair<const std::string, std::uint64_t>& conflict);
/// `, 12 more and 3 less than the 991 of the run before`; empty where nothing is known of one
std::string since_text(const plan_facts::job_plan& plan);
/// `ends in about 12m (20 Jan 14:12:00)`; empty where nobody can tell.
std::string ending_text(const time_settings& time, sim_time now, std::optional<sim_time> end);

}  // namespace muster::report
