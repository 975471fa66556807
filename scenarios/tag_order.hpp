#pragma once

#include "scenarios/reading.hpp"

namespace muster::sections {

/// Puts a fleet's tags in an order in which what `by` names comes before what is drawn by it, and
/// reports unknown names and circles. `map` is the fleet's `tags` as written.
void order_tags(reading& r, const yaml::node& map, std::vector<tag_spec>& tags);

}  // namespace muster::sections
