#pragma once

#include <boost/json/value.hpp>

#include <cstdint>

#include "models/bounded_problems.hpp"
#include "models/dtdl_model.hpp"
#include "models/json_spot.hpp"

namespace muster::models {

/// What a value is to be: all of it, or a merge patch (RFC 7386), in which a member may be null and
/// may be left out.
enum class value_part : std::uint8_t { whole, patch };

/// Holds a JSON value against a schema of DTDL 2; every misfit is a problem at its place. Texts of
/// time are those of RFC 3339 and ISO 8601, an Enum is its `enumValue`, keys of a Map are names, an
/// Object may lack fields but has no others, `geopoint` and `vector` are those of IoT Central,
/// shapes those of GeoJSON (RFC 7946). Numbers have been unified (`json_text.hpp`). Pure; may be
/// used from any thread.
void check_value(const boost::json::value& held, const schema& type, const json_spot& at,
                 bounded_problems& problems, value_part part = value_part::whole);

/// `an object`, `a list`, `a text`, `a number`, `true or false` or `null`.
const char* kind_of_json(const boost::json::value& held);

}  // namespace muster::models
