#include "fleet/batch_sizes.hpp"

#include <algorithm>

#include "fleet/share.hpp"

namespace muster {

namespace {

/// The devices of each percentage; what no percentage speaks of is one more part of the split.
std::vector<std::uint64_t> parts_of(const std::vector<batch_spec>& batches, std::uint64_t total) {
    std::vector<std::uint64_t> weights;
    auto unspoken = share::whole;
    for (const auto& b : batches) {
        weights.push_back(b.kind == batch_spec::form::part ? static_cast<std::uint64_t>(b.part.ppb)
                                                           : 0);
        unspoken -= static_cast<std::int64_t>(weights.back());
    }
    weights.push_back(static_cast<std::uint64_t>(std::max<std::int64_t>(0, unspoken)));
    return split_by_largest_remainder(total, weights);
}

}  // namespace

std::vector<std::uint64_t> batch_sizes(const std::vector<batch_spec>& batches, std::uint64_t total,
                                       const std::vector<std::uint64_t>& of_groups,
                                       std::uint64_t left) {
    using form = batch_spec::form;
    const auto parts = parts_of(batches, total);
    std::vector<std::uint64_t> sizes;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        if (batches[b].names_devices()) {
            sizes.push_back(of_groups[b]);
            continue;
        }
        const auto wanted = batches[b].kind == form::rest   ? left
                            : batches[b].kind == form::part ? std::max<std::uint64_t>(1, parts[b])
                                                            : batches[b].count;
        sizes.push_back(std::min(left, wanted));
        left -= sizes.back();
    }
    return sizes;
}

}  // namespace muster
