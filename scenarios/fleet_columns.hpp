#pragma once

#include "scenarios/fleet_file.hpp"
#include "scenarios/reading.hpp"

namespace muster::sections {

/// Makes tags, properties and the zone of a fleet of the columns of its file. Columns whose names
/// the scenario gives to tags or properties of its own are left out.
void take_columns(reading& r, const yaml::node& map, const fleet_file& file, fleet_spec& fleet);

}  // namespace muster::sections
