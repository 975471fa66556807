#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/dtdl_model.hpp"
#include "models/name_words.hpp"

namespace muster::models {

/// One plain value within an element: all of it, a field, an axis.
struct leaf {
    std::string path;              ///< `accel.x`
    const schema* type = nullptr;  ///< a primitive or an enumeration; of the element's schema
    primitive number = primitive::double_number;  ///< where `type` is a vector or position
    std::string semantic;                         ///< as declared
    std::string implied;       ///< semantic type that schema or co-type imply, else `semantic`
    std::string unit;          ///< as declared
    std::string implied_unit;  ///< unit of a co-type that was declared without one, else `unit`
    name_words name;
    std::optional<double> min, max;
    std::optional<int> decimals;
    std::optional<plain_value> initial;
    place where;
};

/// The plain values of an element in the order of its schema. An array gives one representative
/// item `.0`, a map one entry named after its key, `sensor1`; a GeoJSON shape one position. There
/// are at most `schema::leaves`. Pointers are into the element's schema.
std::vector<leaf> flatten(const element& from);
/// The same for an element within others: `outer` are the words of what it is part of.
std::vector<leaf> flatten(const element& from, const std::vector<std::string>& outer);

/// The words of an element's name, its title and its co-types.
std::vector<std::string> own_words(const element& at);

}  // namespace muster::models
