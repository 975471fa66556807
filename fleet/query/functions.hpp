#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster::query {

enum class function : std::uint8_t {
    abs,
    min,
    max,
    round,
    floor,
    ceil,
    sqrt,
    sin,
    cos,
    exp,
    log,
    pow,
    choose,  ///< `if(condition, then, otherwise)`
    lower,
    upper,
    length,
    contains,
    starts_with,
    ends_with,
    distance,
    inside,
    age,
};

struct function_entry {
    std::string_view name;
    function which;
    std::size_t least_arguments, most_arguments;
};

inline constexpr std::size_t any_number_of_arguments = 1000;

/// Null for a name that is no function; the case of the letters does not matter.
const function_entry* find_function(std::string_view name);

/// The function that `name` was probably meant to be; empty if none is near.
std::string nearest_function(const std::string& name);

}  // namespace muster::query
