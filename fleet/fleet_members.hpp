#pragma once

#include <cstdint>
#include <vector>

#include "fleet/attribute.hpp"
#include "fleet/device_ids.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// What all draws of a run with this seed hang on.
std::uint64_t run_key(std::uint64_t seed);

/// What the draws of a fleet's tags and properties hang on.
std::uint64_t attribute_key(const fleet_spec& fleet, std::uint64_t run);

/// The rows of the fleet's file that its devices are made of. `run` is the run's key.
row_choice choose_rows(const fleet_spec& fleet, std::uint64_t run);

/// A fleet's tags, ready to compute.
std::vector<attribute> compile_tags(const fleet_spec& fleet, std::uint64_t run, dictionary& texts,
                                    const row_choice& rows);

/// Its ids; `texts` are those that the tags were compiled with, and have to outlive the ids.
device_ids compile_ids(const fleet_spec& fleet, const row_choice& rows,
                       const std::vector<attribute>& tags, const dictionary& texts);

}  // namespace muster
