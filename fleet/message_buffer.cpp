#include "fleet/message_buffer.hpp"

namespace muster {

namespace {

/// Gives back the room of what is gone, now and then, so that each element moves about once.
template <class T>
void forget(std::vector<T>& all, std::size_t& gone) {
    if (gone < 64 || gone * 2 < all.size()) return;
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(gone));
    gone = 0;
}

}  // namespace

void message_buffer::push(const entry& e, std::span<const double> kept) {
    forget(runs_, next_run_);
    forget(values_, next_value_);
    ++messages_;
    values_.insert(values_.end(), kept.begin(), kept.end());
    if (next_run_ < runs_.size()) {
        auto& last = runs_.back();
        if (last.first.message == e.message && last.first.whole == e.whole &&
            last.first.tick + last.length == e.tick) {
            ++last.length;
            return;
        }
    }
    runs_.push_back({e, 1});
}

message_buffer::entry message_buffer::front() const {
    return runs_[next_run_].first;
}

std::span<const double> message_buffer::pop(std::size_t kept) {
    auto& oldest = runs_[next_run_];
    ++oldest.first.tick;
    if (--oldest.length == 0) ++next_run_;
    --messages_;
    const std::span<const double> values(values_.data() + next_value_, kept);
    next_value_ += kept;
    return values;
}

}  // namespace muster
