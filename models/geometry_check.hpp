#pragma once

#include <boost/json/value.hpp>

#include <string>

#include "models/value_check.hpp"

namespace muster::models {

/// Holds a value against a geospatial schema of DTDL, `shape` being its name (`lineString`): a
/// GeoJSON object (RFC 7946) with `type`, `coordinates` and perhaps `bbox`. Lines have at least two
/// positions, rings of polygons at least four with the last equal to the first. As `check_value`.
void check_geometry(const boost::json::value& held, const std::string& shape, const json_spot& at,
                    bounded_problems& problems, value_part part);

}  // namespace muster::models
