#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "fleet/world.hpp"

namespace muster {

/// A message from another process that is not what it should be; says which part of it.
struct wire_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// How large the numbers may be that a message names things by. Whatever becomes an index is
/// checked against them before anything is touched.
struct wire_bounds {
    explicit wire_bounds(const world& w);

    const world* w;
    std::uint32_t shards, controls_end, templates, faults, rules, jobs, series, populations,
        counters;
    std::uint32_t logged;  ///< counters, then the figures of clusters: what steps' moves speak of
    std::uint64_t devices;
};

/// Throws wire_error where `index` is not below `end`.
std::uint32_t checked(std::uint64_t index, std::uint64_t end, const char* what);

/// An enumerant that this version knows, as ours; they have the same order.
template <class Enum, class Wire>
Enum checked_enum(Wire value, Enum last, const char* what) {
    return static_cast<Enum>(
        checked(static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(last) + 1, what));
}

}  // namespace muster
