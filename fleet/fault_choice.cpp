#include "fleet/fault_choice.hpp"

#include <algorithm>
#include <limits>

namespace muster {

void fault_choice::add(const members_mail& answer) {
    ++answers_;
    matched_ += answer.matched;
    hashes_.insert(hashes_.end(), answer.hashes.begin(), answer.hashes.end());
}

void fault_choice::gather() {
    std::sort(hashes_.begin(), hashes_.end());
    if (!spec_->target.by.empty())
        hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

std::uint64_t fault_choice::candidates() {
    gather();
    return hashes_.size();
}

std::uint64_t fault_choice::decide() {
    started_ = true;
    const auto& take = spec_->target.take;
    if (!take) {
        taken_ = spec_->target.by.empty() ? matched_ : candidates();
        return std::numeric_limits<std::uint64_t>::max();
    }
    gather();
    const std::uint64_t weights[] = {static_cast<std::uint64_t>(take->part.ppb),
                                     static_cast<std::uint64_t>(share::whole - take->part.ppb)};
    const auto wanted =
        take->is_share ? split_by_largest_remainder(hashes_.size(), weights)[0] : take->count;
    taken_ = std::min<std::uint64_t>(wanted, hashes_.size());
    const auto threshold = taken_ == 0 ? 0 : hashes_[taken_ - 1];
    hashes_ = {};
    return threshold;
}

}  // namespace muster
