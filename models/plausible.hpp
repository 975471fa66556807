#pragma once

#include <optional>
#include <string>

#include "fleet/device_template.hpp"
#include "models/dtdl_model.hpp"
#include "models/name_words.hpp"

namespace muster::models {

struct number_range {
    double low = 0, high = 0;
    double span() const { return high - low; }
    double middle() const { return low + (high - low) / 2; }
};

/// The values that a schema of numbers can hold and that a double keeps exactly.
number_range range_of_schema(primitive type);
/// Whether a schema holds whole numbers only.
bool is_whole(primitive type);
/// `x` with so many decimals; as it is where they are empty.
double rounded(double x, std::optional<int> decimals);

/// What a model says of a number, as far as it bears on its values.
struct number_hint {
    std::string semantic;  ///< DTDL's semantic type, or one that the schema implies; may be empty
    std::string unit;
    name_words name;
    primitive type = primitive::double_number;
    std::optional<double> min, max, initial;
    std::optional<int> decimals;
};

/// A number's plausible behaviour in its own unit.
struct plausible_number {
    behaviour shape;
    double typical = 0;        ///< one value that is surely unremarkable
    double low = 0, high = 0;  ///< where its values usually are
    double min = 0, max = 0;   ///< where they always are
    double noise_relative = 0, noise_absolute = 0;
    std::optional<int> decimals;
};

/// The semantic type decides, then the name; a range of the model narrows what they say, or
/// replaces it where the two have nothing in common, and its initial value is where walks and
/// counters begin. Every figure is finite and min <= low <= high <= max.
plausible_number plausible_for(const number_hint& hint);

}  // namespace muster::models
