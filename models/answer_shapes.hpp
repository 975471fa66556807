#pragma once

#include <boost/json/value.hpp>

#include <vector>

#include "models/answer_draw.hpp"
#include "models/flatten.hpp"

namespace muster::models {

/// A vector or position as an object of its axes, `{"x":...,"y":...,"z":...}`.
boost::json::value drawn_axes(const element& at, const std::vector<std::string>& outer,
                              const answer_draw& draw, const std::string& path);

/// A GeoJSON geometry (RFC 7946) of the element's shape: a small one, rings closed and
/// counter-clockwise.
boost::json::value drawn_geometry(const element& at, const std::vector<std::string>& outer,
                                  const answer_draw& draw, const std::string& path);

}  // namespace muster::models
