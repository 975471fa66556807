#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "fleet/slot_set.hpp"

namespace muster {

/// One value of type T for each of some slots, where many slots have the same one: four bytes a
/// slot and each different value once. A value that no slot has any more is forgotten. T needs an
/// order.
template <class T>
class coded_column {
public:
    /// The slot's value, or nullptr without one. Valid until the next `set`.
    const T* at(slot s) const {
        const auto code = s < codes_.size() ? codes_[s] : nothing;
        return code == nothing ? nullptr : &entries_[code - 1].value;
    }

    /// Makes room for slots before `end` at once.
    void reach(slot end) {
        if (codes_.size() < end) codes_.resize(end, nothing);
    }
    /// One after the last slot that there is room for.
    slot end_slot() const { return static_cast<slot>(codes_.size()); }

    void set(const slot_set& slots, const T& value) {
        if (slots.empty()) return;
        const auto code = code_of(value);
        reach(slots.end_slot());
        for (const auto s : slots.members())
            put(s, code);
    }

    bool empty() const { return known_.empty(); }

    /// Whether every slot has the same value here and there, whatever happened before.
    bool operator==(const coded_column& other) const {
        const auto most = std::max(codes_.size(), other.codes_.size());
        for (slot s = 0; s < most; ++s) {
            const auto *here = at(s), *there = other.at(s);
            if ((here == nullptr) != (there == nullptr)) return false;
            if (here != nullptr && (*here < *there || *there < *here)) return false;
        }
        return true;
    }

private:
    static constexpr std::uint32_t nothing = 0;
    struct entry {
        T value;
        std::uint32_t slots = 0;  ///< that have it
    };

    std::uint32_t code_of(const T& value) {
        const auto [at, fresh] = known_.emplace(value, nothing);
        if (!fresh) return at->second;
        if (free_.empty()) {
            entries_.push_back({value, 0});
            at->second = static_cast<std::uint32_t>(entries_.size());
        } else {
            at->second = free_.back();
            free_.pop_back();
            entries_[at->second - 1] = {value, 0};
        }
        return at->second;
    }

    void put(slot s, std::uint32_t code) {
        if (codes_[s] == code) return;
        ++entries_[code - 1].slots;
        const auto before = std::exchange(codes_[s], code);
        if (before != nothing && --entries_[before - 1].slots == 0) {
            known_.erase(entries_[before - 1].value);
            free_.push_back(before);
        }
    }

    std::vector<std::uint32_t> codes_;  ///< by slot: place in `entries_` from 1, or `nothing`
    std::vector<entry> entries_;
    std::vector<std::uint32_t> free_;   ///< codes that no slot has
    std::map<T, std::uint32_t> known_;  ///< code of each value that some slot has
};

}  // namespace muster
