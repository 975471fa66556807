#pragma once

#include <functional>
#include <string>

#include "tests/sim/condition_generator.hpp"

namespace muster::sim {

/// What a span of so many steps is called, drawn between two numbers of them.
using some_span = std::function<std::string(std::uint64_t low, std::uint64_t high)>;

/// The keys of `connectivity` besides `online` and `outages`, each with a comma in front.
std::string random_ways(dice& d, const some_span& span);
/// A `service` section; empty now and then.
std::string random_service(dice& d, std::uint64_t devices);
/// A kind of fault, and the keys that it has, each with a comma in front.
std::string random_kind(dice& d);
std::string fault_details(dice& d, const std::string& kind, const known_names& names,
                          bool has_commands, const some_span& span);

}  // namespace muster::sim
