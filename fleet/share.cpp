#include "fleet/share.hpp"

#include <algorithm>
#include <numeric>

namespace muster {

std::vector<std::uint64_t> split_by_largest_remainder(std::uint64_t n,
                                                      std::span<const std::uint64_t> weights) {
    std::vector<std::uint64_t> parts(weights.size(), 0);
    uint128 total = 0;
    for (auto weight : weights)
        total += weight;
    if (total == 0) return parts;
    std::vector<uint128> remainders(weights.size());
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        auto product = static_cast<uint128>(n) * weights[i];
        parts[i] = static_cast<std::uint64_t>(product / total);
        remainders[i] = product % total;
        given += parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&remainders](std::size_t a, std::size_t b) {
        return remainders[a] > remainders[b];
    });
    for (std::size_t i = 0; given < n; ++i, ++given)
        ++parts[order[i]];
    return parts;
}

}  // namespace muster
