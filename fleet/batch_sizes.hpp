#pragma once

#include <cstdint>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster {

/// How many targets of a job go into each of its batches. `of_groups` has the members of each batch
/// that is a group, by batch; `left` are the targets in none of these. Percentages are of `total`
/// and split it exactly, by the largest remainder (rule 7 of the scenario language), but no batch
/// is empty while targets are left.
std::vector<std::uint64_t> batch_sizes(const std::vector<batch_spec>& batches, std::uint64_t total,
                                       const std::vector<std::uint64_t>& of_groups,
                                       std::uint64_t left);

}  // namespace muster
