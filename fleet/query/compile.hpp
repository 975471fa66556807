#pragma once

#include <memory>

#include "fleet/query/typed.hpp"

namespace muster::query {

/// The program that computes a typed tree. Null if it would need more than `limits::stack` values
/// at once.
std::shared_ptr<const program> compile(const typed_node& tree);

/// Replaces arithmetic over constants alone by its result.
void fold(typed_node& tree);

}  // namespace muster::query
