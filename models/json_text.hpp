#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace muster::models {

/// A value as one line of JSON. Numbers are written as people write them, 21.5 and not 2.15E1, and
/// come back as they were.
std::string json_text(const boost::json::value& shown);

}  // namespace muster::models
