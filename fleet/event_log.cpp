#include "fleet/event_log.hpp"

#include <algorithm>

namespace muster {

bool event_filter::takes(const event& e) const {
    if (!subject.empty() && subject != e.subject) return false;
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), e.kind) != kinds.end();
}

void event_log::append(std::vector<event> events) {
    for (auto& e : events) {
        e.sequence = next_++;
        kept_.push_back(std::move(e));
    }
}

void event_log::trim() {
    if (kept_.size() > capacity_)
        kept_.erase(kept_.begin(), kept_.end() - static_cast<std::ptrdiff_t>(capacity_));
}

event_page event_log::since(std::uint64_t sequence, const event_filter& filter) const {
    const auto oldest = next_ - kept_.size();
    event_page page{{}, std::max(sequence, next_), sequence < oldest ? oldest - sequence : 0};
    const auto skip = std::min<std::uint64_t>(std::max(sequence, oldest) - oldest, kept_.size());
    std::copy_if(kept_.begin() + static_cast<std::ptrdiff_t>(skip), kept_.end(),
                 std::back_inserter(page.events), [&](const event& e) { return filter.takes(e); });
    return page;
}

}  // namespace muster
