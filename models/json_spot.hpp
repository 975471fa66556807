#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "fleet/diagnostic.hpp"
#include "models/json_document.hpp"

namespace muster::models {

/// Where in a document a value stands, as links up to the root: a pointer is spelt only for what is
/// kept or reported. Lives on the stack of whoever walks the document.
struct json_spot {
    const std::string& file;
    const json_spot* up = nullptr;
    std::string_view key = {};  ///< within an object
    std::size_t index = 0;      ///< within an array
    bool in_array = false;

    std::string pointer() const {
        if (up == nullptr) return {};
        return up->pointer() + (in_array ? "/" + std::to_string(index) : pointer_step(key));
    }
    place where() const { return {file, 0, 0, pointer()}; }
    json_spot member(std::string_view name) const { return {file, this, name}; }
    json_spot item(std::size_t i) const { return {file, this, {}, i, true}; }
};

/// Calls `see(value, spot)` for each value that JSON-LD finds in a member: the value itself, or the
/// items of an array and of the arrays within it.
template <typename See>
void for_each_value(const boost::json::value& held, const json_spot& at, const See& see) {
    const auto* list = held.if_array();
    if (list == nullptr) return see(held, at);
    for (std::size_t i = 0; i < list->size(); ++i)
        for_each_value((*list)[i], at.item(i), see);
}

/// Shortened where it is long.
inline std::string in_quotes(std::string_view text) {
    return "'" + shortened(text) + "'";
}

inline std::size_t count_values(const boost::json::value& held) {
    const auto* list = held.if_array();
    if (list == nullptr) return 1;
    std::size_t count = 0;
    for (const auto& item : *list)
        count += count_values(item);
    return count;
}

}  // namespace muster::models
