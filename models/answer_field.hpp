#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

#include "models/field_role.hpp"
#include "models/flatten.hpp"

namespace muster::models {

/// A field of an answer's object while the values of all its fields are found, one kind after the
/// other. Pointers are into the response's schema.
struct answer_field {
    const element* at = nullptr;
    std::string path;  ///< from the answer on: `report.maxTemp`
    field_role role;
    std::optional<leaf> plain;  ///< of a plain value, with what is known of its like
    boost::json::value value;
    bool found = false;           ///< `value` holds
    bool given = false;           ///< by the request, or as the device has it: nothing may alter it
    std::optional<double> now{};  ///< what the device has of what a bound or mean is of

    void set(boost::json::value held) {
        value = std::move(held);
        found = true;
    }
};

using answer_fields = std::vector<answer_field>;

}  // namespace muster::models
