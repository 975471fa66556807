#pragma once

#include <vector>

#include "models/flatten.hpp"

namespace muster::models {

/// Of numbers the one that `of` speaks of: `maxTemp` and `targetTemperature` speak of
/// `temperature`. Units and semantic types must not contradict each other; of several whose name
/// has the words of `of`, the one with no others is meant, then the one whose words are all in the
/// title of `of`. Where the name of `of` has no words but those of its role, it is the only one
/// with its semantic type. Null where none is meant or several might be.
const leaf* counterpart_of(const leaf& of, const std::vector<leaf>& among);

}  // namespace muster::models
