#include "fleet/schedule_clock.hpp"

#include <algorithm>

#include "fleet/time_zone.hpp"

namespace muster {

schedule_clock::schedule_clock(const std::string& zone, duration offset, calendar_time from,
                               calendar_time to) {
    const auto start = std::chrono::floor<std::chrono::days>(from);
    const auto offsets =
        zone.empty() ? std::nullopt : zone_offsets(zone, start, std::max(duration{}, to - start));
    if (!offsets) changes_.push_back({calendar_time::min(), offset});
    for (std::size_t i = 0; offsets && i < offsets->size(); ++i) {
        const auto& one = (*offsets)[i];
        // The database also tells changes of a zone's name or summer time that move no clock.
        if (i > 0 && one.offset == changes_.back().offset) continue;
        changes_.push_back({i == 0 ? calendar_time::min() : start + one.from, one.offset});
    }
}

local_time schedule_clock::local(calendar_time at) const {
    const auto after = std::upper_bound(changes_.begin() + 1, changes_.end(), at,
                                        [](auto t, const change& c) { return t < c.from; });
    return local_time(at.time_since_epoch() + std::prev(after)->offset);
}

calendar_time schedule_clock::first_at(local_time shown) {
    for (;; ++index_) {
        const auto& now = changes_[index_];
        const calendar_time at(shown.time_since_epoch() - now.offset);
        const auto found = std::max(at, now.from);
        if (index_ + 1 == changes_.size() || found < changes_[index_ + 1].from) return found;
    }
}

schedule_clock::period schedule_clock::current() const {
    const bool is_last = index_ + 1 == changes_.size();
    return {changes_[index_].from, is_last ? calendar_time::max() : changes_[index_ + 1].from,
            changes_[index_].offset};
}

bool schedule_clock::next_period() {
    if (index_ + 1 == changes_.size()) return false;
    ++index_;
    return true;
}

}  // namespace muster
