#include "fleet/aim_choice.hpp"

#include <algorithm>
#include <limits>

namespace muster {

members_mail told_of(const choice_candidates& found, const aim& target) {
    members_mail answer;
    answer.matched = found.size();
    if (!target.chooses()) return answer;
    for (const auto& [hash, place] : found)
        answer.hashes.push_back(hash);
    std::sort(answer.hashes.begin(), answer.hashes.end());
    if (!target.by.empty())
        answer.hashes.erase(std::unique(answer.hashes.begin(), answer.hashes.end()),
                            answer.hashes.end());
    return answer;
}

void aim_choice::add(const members_mail& answer) {
    ++answers_;
    matched_ += answer.matched;
    hashes_.insert(hashes_.end(), answer.hashes.begin(), answer.hashes.end());
}

void aim_choice::gather() {
    std::sort(hashes_.begin(), hashes_.end());
    if (!target_->by.empty())
        hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

std::uint64_t aim_choice::candidates() {
    gather();
    return hashes_.size();
}

std::uint64_t aim_choice::decide() {
    started_ = true;
    const auto& take = target_->take;
    if (!take) {
        taken_ = target_->by.empty() ? matched_ : candidates();
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
