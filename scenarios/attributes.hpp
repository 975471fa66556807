#pragma once

#include <optional>

#include "fleet/device_template.hpp"
#include "scenarios/reading.hpp"

namespace muster {

/// What is known of an attribute before its source is read.
struct attribute_type {
    std::optional<value_kind> kind;  ///< empty: the source decides
    std::vector<std::string> words;  ///< of kind word
};

struct read_attribute_result {
    attribute_source source;
    value_kind kind = value_kind::text;
};

/// Reads a value or generator of a tag or property. Empty, and reported, where it is wrong.
std::optional<read_attribute_result> read_attribute(reading& r, const yaml::node& found,
                                                    const attribute_type& type);

}  // namespace muster
