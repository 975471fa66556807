#pragma once

#include <cstdint>
#include <vector>

#include "fleet/share.hpp"

namespace muster::report {

/// Where a share lies with 95 % certainty.
struct share_interval {
    double low = 0, high = 1;
};

/// Wilson's interval of the share of all seeds, where `held` of `of` tried ones held. Everything is
/// possible where none was tried. Plain arithmetic and a square root, so the same on every machine.
share_interval wilson_interval(std::uint64_t held, std::uint64_t of);

/// How many seeds, all of which hold, make one 95 % certain that at least this share of all does.
/// 0: no number does (100 %).
std::uint64_t seeds_to_be_sure_of(share part);

/// The least of the values that at least the part `p` of them does not exceed: always one of the
/// values. Requires ascending values, at least one.
double nearest_rank(const std::vector<double>& ascending, double p);

}  // namespace muster::report
