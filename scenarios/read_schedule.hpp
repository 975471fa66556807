#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fleet/job_spec.hpp"
#include "fleet/query/problem.hpp"
#include "fleet/schedule.hpp"
#include "scenarios/reading.hpp"

/// `start` of a job: once, or again and again.
namespace muster::sections {

namespace schedule_limits {
/// As many as IoT Central lets a scheduled job have.
inline constexpr std::uint32_t runs = 999;
}  // namespace schedule_limits

/// Whether this `start` lets the job run more than once.
bool is_recurring(const yaml::node& start);
/// The instant of a job that goes once; by the clocks of a `zone` where there is one.
void read_start(reading& r, const yaml::node& start, job_spec& job);
/// When a recurring job runs; empty, and reported, where that is wrong.
std::optional<schedule> read_schedule(reading& r, const yaml::node& start);
/// What a run does while one before it is under way.
overlap_rule read_overlap(reading& r, const yaml::node& start);
/// Adds a job for each time within the run. Reports none, and too many.
void add_runs(reading& r, const yaml::node& start, const job_spec& job, const schedule& when);

/// A name of a scheduled job where one of its runs is meant, with what to write instead.
query::problem with_run_named(query::problem found, const std::string& condition,
                              const scenario& s);
/// Whether it is the name of a job or of a run, which is the value of `key`; true also where it is
/// that of a scheduled job, which is reported.
bool is_run(reading& r, const yaml::node& found, const char* key);

}  // namespace muster::sections
