#include "fleet/leg_times.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace muster {

namespace {

constexpr std::uint32_t in_seconds = 0x80000000U;

/// Calls `use` with the place in `who` and the rank among the targets of each of `who` that is one.
template <class Use>
void each_rank(const slot_set& targets, const slot_set& who, const Use& use) {
    const auto members = who.members();
    if (who == targets) {
        for (std::size_t i = 0; i < members.size(); ++i)
            use(i, i);
    } else if (members.size() * 8 < targets.size()) {
        for (std::size_t i = 0; i < members.size(); ++i)
            if (targets.contains(members[i]))
                use(i, static_cast<std::size_t>(targets.rank(members[i])) - 1);
    } else {
        const auto all = targets.members();
        std::size_t rank = 0;
        for (std::size_t i = 0; i < members.size(); ++i) {
            while (rank < all.size() && all[rank] < members[i])
                ++rank;
            if (rank < all.size() && all[rank] == members[i]) use(i, rank);
        }
    }
}

void reach(std::vector<std::uint32_t>& column, std::uint64_t size, std::uint32_t value) {
    if (column.size() < size) {
        column.reserve(size);
        column.resize(size, value);
    }
}

}  // namespace

std::uint32_t short_span(duration span) {
    const auto ms = static_cast<std::uint64_t>(span.count()) / 1000;
    if (ms < in_seconds) return static_cast<std::uint32_t>(ms);
    const auto longest = std::uint64_t{in_seconds} - 2;  // the one beyond means none
    return in_seconds | static_cast<std::uint32_t>(std::min(ms / 1000, longest));
}

duration long_span(std::uint32_t span) {
    if ((span & in_seconds) == 0) return std::chrono::milliseconds(span);
    return std::chrono::seconds(span & ~in_seconds);
}

std::uint32_t leg_times::since_begin(sim_time at) const {
    return short_span(std::max(duration{}, whole_milliseconds(at) - begin_));
}

void leg_times::send(const slot_set& targets, const slot_set& who, sim_time at) {
    reach(sent_, targets.size(), none);
    const auto when = since_begin(at);
    each_rank(targets, who, [&](std::size_t, std::size_t rank) {
        if (sent_[rank] != none && attempts_.empty()) {
            attempts_.resize(sent_.size());
            for (std::size_t i = 0; i < sent_.size(); ++i)
                attempts_[i] = sent_[i] != none ? 1 : 0;
        }
        sent_[rank] = when;
        if (rank < ended_.size()) ended_[rank] = none;
        if (!attempts_.empty() && attempts_[rank] < 255) ++attempts_[rank];
    });
}

void leg_times::end(const slot_set& targets, const slot_set& who, sim_time at,
                    const std::vector<std::uint32_t>& later) {
    reach(ended_, targets.size(), none);
    const auto first = whole_milliseconds(at);
    const auto same = since_begin(at);
    each_rank(targets, who, [&](std::size_t i, std::size_t rank) {
        ended_[rank] =
            i < later.size() ? since_begin(first + std::chrono::milliseconds(later[i])) : same;
    });
}

void leg_times::widen(const slot_set& before, const slot_set& targets) {
    const auto move = [&](auto& column, auto nothing) {
        if (column.empty()) return;
        std::remove_reference_t<decltype(column)> wide(targets.size(), nothing);
        each_rank(targets, before, [&](std::size_t i, std::size_t rank) {
            if (i < column.size()) wide[rank] = column[i];
        });
        column = std::move(wide);
    };
    move(sent_, none);
    move(ended_, none);
    move(attempts_, std::uint8_t{0});
}

leg_times::entry leg_times::at(std::size_t rank) const {
    entry e;
    const auto instant = [&](const std::vector<std::uint32_t>& column) -> std::optional<sim_time> {
        if (rank >= column.size() || column[rank] == none) return std::nullopt;
        return begin_ + long_span(column[rank]);
    };
    e.sent = instant(sent_);
    e.ended = instant(ended_);
    e.attempts = rank < attempts_.size() ? attempts_[rank] : e.sent ? 1 : 0;
    return e;
}

std::size_t leg_times::bytes() const {
    return 4 * (sent_.capacity() + ended_.capacity()) + attempts_.capacity();
}

}  // namespace muster
