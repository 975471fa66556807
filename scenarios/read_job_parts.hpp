#pragma once

#include <string>
#include <vector>

#include "scenarios/reading.hpp"

/// The parts of a job, each read by a file of its own.
namespace muster::sections {

/// `words` are what may stand there beside the name of a group.
bool known_group(reading& r, const yaml::node& found, std::vector<std::string> words);
/// `start`, `approval`, `rate`.
void read_job_start(reading& r, const yaml::node& map, job_spec& job);
/// `batches`, `next_batch`.
void read_job_batches(reading& r, const yaml::node& map, job_spec& job);
/// `cancel`, `pause`, `retry`, `on_cancel`.
void read_job_care(reading& r, const yaml::node& map, job_spec& job);
/// The names of all jobs but this one, to suggest one of them.
std::vector<std::string> other_jobs(const reading& r, const std::string& job);
/// What jobs do that name another one in `revert` or `rerun`. Requires all jobs.
void read_job_origins(reading& r, const yaml::node& section);
/// Whether the jobs that begin with others can begin at all. Requires all jobs.
void check_job_order(reading& r, const yaml::node& section);

}  // namespace muster::sections
