#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "fleet/value.hpp"

namespace muster {

/// A value in a command's request: a plain one, or a list or an object of others.
struct request_value {
    enum class form : std::uint8_t { plain, list, object };
    /// By name; within a list the names are empty.
    using members = std::vector<std::pair<std::string, request_value>>;

    form kind = form::plain;
    plain_value plain;
    members inner;

    request_value() = default;
    template <class Plain>
    requires std::constructible_from<plain_value, Plain> request_value(Plain&& value)
        : plain(std::forward<Plain>(value)) {}
    request_value(form of, members with) : kind(of), inner(std::move(with)) {}

    /// Null where it is none.
    const std::string* text() const { return std::get_if<std::string>(&plain); }
};
bool operator==(const request_value& a, const request_value& b);

/// The fields of a command's request, by name. One field with an empty name is the whole request.
using command_request_fields = request_value::members;

/// Levels of lists and objects in a request. Schemas have at most eight, shapes on the earth four.
inline constexpr std::size_t request_levels_max = 12;

/// Whether it has no more levels than that.
bool is_shallow(const command_request_fields& request);

}  // namespace muster
