#pragma once

#include "fleet/sketch.hpp"
#include "schemas/news.capnp.h"

namespace muster {

void write_statistics(const accumulator& a, wire::Statistics::Builder to);
/// Throws wire_error where the histogram has buckets that no value falls into.
accumulator read_statistics(wire::Statistics::Reader from);

}  // namespace muster
