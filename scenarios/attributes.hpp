#pragma once

#include <optional>

#include "fleet/device_template.hpp"
#include "scenarios/reading.hpp"

namespace muster {

class fleet_file;

/// What is known of an attribute before its source is read.
struct attribute_type {
    std::optional<value_kind> kind;    ///< empty: the source decides
    std::vector<std::string> words;    ///< of kind word
    const fleet_file* file = nullptr;  ///< of the fleet, for `column`; null: it has none
};

struct read_attribute_result {
    attribute_source source;
    value_kind kind = value_kind::text;
};

/// Reads a value or generator of a tag or property. Empty, and reported, where it is wrong.
std::optional<read_attribute_result> read_attribute(reading& r, const yaml::node& found,
                                                    const attribute_type& type);

/// Gives an attribute the values of a column of the fleet's file, read as the type says. False, and
/// reported where they stand, where some can't be read so.
bool bind_column(reading& r, const fleet_file& file, const table_column& column,
                 const attribute_type& type, attribute_source& source);

}  // namespace muster
