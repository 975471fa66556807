#pragma once

#include <cmath>

#include "fleet/query/ast.hpp"
#include "fleet/query/program.hpp"

namespace muster::query {

template <typename T>
bool related(relation how, const T& a, const T& b) {
    switch (how) {
        case relation::equal:
            return a == b;
        case relation::not_equal:
            return a != b;
        case relation::less:
            return a < b;
        case relation::less_equal:
            return a <= b;
        case relation::greater:
            return a > b;
        case relation::greater_equal:
            return a >= b;
    }
    return false;
}

/// The relation of b to a, where `how` is that of a to b.
constexpr relation mirrored(relation how) {
    switch (how) {
        case relation::less:
            return relation::greater;
        case relation::less_equal:
            return relation::greater_equal;
        case relation::greater:
            return relation::less;
        case relation::greater_equal:
            return relation::less_equal;
        default:
            return how;
    }
}

/// The part of the whole that a percentage means: a quotient of whole numbers, so that it equals
/// the quotient of the counts that it is compared with, to the last bit.
inline double fraction_of(const node& percent) {
    return std::round(percent.number * 1e7) / 1e9;
}

}  // namespace muster::query
