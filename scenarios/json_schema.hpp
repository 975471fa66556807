#pragma once

#include <string>

namespace muster {

/// The scenario language as a JSON Schema (draft-07) for editors, made of the language table: the
/// keys that are built, what each takes, and its help. It knows no more than the shape: names that
/// are not defined, shares that do not add up and the like are `muster validate`'s. The same bytes
/// each time.
std::string json_schema();

}  // namespace muster
