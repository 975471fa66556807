#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster::models {

/// What the extension `quantitativeTypes` of DTDL 3 and 4 has beyond the semantic types and units
/// of DTDL 2, which are all in it. `since` is the extension's own version.
struct later_quantity {
    std::string_view name, unit_type;
    int since = 1;
};
struct later_unit {
    std::string_view name, type;
    int since = 1;
};

std::span<const later_quantity> later_quantities();
std::span<const later_unit> later_units();

/// The type of a unit, by the tables of DTDL 2 and of the extension's version; empty where there is
/// no such unit.
std::string_view unit_type_of(std::string_view name, int extension);
/// A semantic type, likewise.
std::optional<later_quantity> find_quantity(std::string_view semantic, int extension);
/// The units of a type, by the same tables; `one of bar, kilopascal, ...` for a remedy.
std::vector<std::string> units_of_type(std::string_view type, int extension);
std::string one_unit_of(std::string_view type, int extension);
/// Whether a version of DTDL takes the types of a version of the extension.
bool takes_quantities(int version, int extension);

}  // namespace muster::models
