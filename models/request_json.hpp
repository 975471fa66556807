#pragma once

#include <boost/json/value.hpp>

#include "fleet/request_value.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

/// A request as JSON, its numbers unified. Requires one that is not empty.
boost::json::value request_json(const command_request_fields& request);

/// The request with the texts of plain values as the numbers and truths that the schema of the
/// payload has in their place, as far as they read as such. A request that is one plain value, and
/// no map or object, gets the payload's name.
command_request_fields typed_request(command_request_fields written, const element& payload);

}  // namespace muster::models
