#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace muster::models {

/// A unit of DTDL v2. A value in it, times `factor` plus `offset`, is the value in the base unit of
/// its type: the first unit of that type in the table.
struct unit {
    std::string_view name;
    std::string_view type;  ///< such as `PressureUnit`
    double factor = 1.0;
    double offset = 0.0;

    double to_base(double here) const { return here * factor + offset; }
    double from_base(double base) const { return (base - offset) / factor; }
};

/// A semantic type of DTDL v2 with the type of its units.
struct semantic_type {
    std::string_view name;
    std::string_view unit_type;
};

std::span<const unit> all_units();
std::span<const semantic_type> all_semantic_types();

bool is_semantic_type(std::string_view name);
const unit* find_unit(std::string_view name);
bool unit_fits(std::string_view unit_name, std::string_view semantic);

/// The unit in which the ranges of a semantic type are kept. Empty for an unknown type.
std::string_view base_unit(std::string_view semantic);

/// The names of a semantic type's units, for a remedy: `bar, kilopascal, ...`.
std::string units_of(std::string_view semantic);

}  // namespace muster::models
