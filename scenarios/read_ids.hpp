#pragma once

#include "scenarios/reading.hpp"

namespace muster::sections {

/// The pattern of a fleet's ids, or the one that follows from its name.
void read_ids(reading& r, const yaml::node& map, fleet_spec& fleet);
/// Reports names in the pattern that are no tags, and tags that no id can be made of. After the
/// tags.
void check_id_tags(reading& r, const yaml::node& map, const fleet_spec& fleet);

}  // namespace muster::sections
