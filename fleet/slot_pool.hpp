#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "fleet/slot.hpp"

namespace muster {

/// One value of type T for some of the slots, found by the slot: four bytes a slot up to the last
/// one, and as many values as there were at once. Takes no memory while it is empty.
template <class T>
class slot_pool {
public:
    bool empty() const { return values_.size() == free_.size(); }
    bool contains(slot s) const { return s < place_.size() && place_[s] != nowhere; }

    /// The slot's value, or nullptr without one. Valid until the next `put` or `erase`.
    T* find(slot s) { return contains(s) ? &values_[place_[s] - 1] : nullptr; }

    /// Replaces the slot's value where it has one.
    void put(slot s, T value) {
        if (auto* known = find(s)) {
            *known = std::move(value);
            return;
        }
        if (place_.size() <= s) place_.resize(s + 1, nowhere);
        if (free_.empty()) {
            values_.push_back(std::move(value));
            place_[s] = static_cast<std::uint32_t>(values_.size());
        } else {
            place_[s] = free_.back();
            free_.pop_back();
            values_[place_[s] - 1] = std::move(value);
        }
    }

    void erase(slot s) {
        if (!contains(s)) return;
        free_.push_back(std::exchange(place_[s], nowhere));
        if (empty()) *this = {};
    }

private:
    static constexpr std::uint32_t nowhere = 0;

    std::vector<std::uint32_t> place_;  ///< by slot: place in `values_` from 1, or `nowhere`
    std::vector<T> values_;
    std::vector<std::uint32_t> free_;  ///< places that no slot has
};

}  // namespace muster
