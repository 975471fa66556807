#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace muster::models {

/// Whether the objects of components have the wire's `"__t": "c"`.
enum class component_marker : std::uint8_t { none, wire };

/// The object that holds the last name of a path such as `thermostat1.target`, and that name. The
/// objects of components on the way are made where they are missing. Valid until `root` changes.
inline std::pair<boost::json::object*, std::string_view> place_of_path(boost::json::object& root,
                                                                       std::string_view path,
                                                                       component_marker marker) {
    auto* at = &root;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        auto& inner = (*at)[path.substr(0, dot)];
        if (!inner.is_object()) {
            inner.emplace_object();
            if (marker == component_marker::wire) inner.get_object().emplace("__t", "c");
        }
        at = &inner.get_object();
        path.remove_prefix(dot + 1);
    }
    return {at, path};
}

}  // namespace muster::models
