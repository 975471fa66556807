#pragma once

#include <vector>

#include <roaring/roaring.hh>

#include "fleet/slot.hpp"

namespace muster {

/// A set of slots of one shard as a compressed bitmap (CRoaring). Iterates in slot order.
class slot_set {
public:
    void add(slot s) { bits_.add(s); }
    void remove(slot s) { bits_.remove(s); }
    void add_range(slot begin, std::uint64_t end) { bits_.addRange(begin, end); }
    /// What it takes in memory.
    std::size_t bytes() const { return sizeof *this + bits_.getSizeInBytes(); }
    bool contains(slot s) const { return bits_.contains(s); }
    bool empty() const { return bits_.isEmpty(); }
    std::uint64_t size() const { return bits_.cardinality(); }
    void clear() { bits_ = Roaring(); }
    /// One after the last member; 0 where there is none.
    slot end_slot() const { return empty() ? 0 : bits_.maximum() + 1; }
    /// Number of members up to and including `s`.
    std::uint64_t rank(slot s) const { return bits_.rank(s); }

    slot_set& operator|=(const slot_set& o) {
        bits_ |= o.bits_;
        return *this;
    }
    slot_set& operator&=(const slot_set& o) {
        bits_ &= o.bits_;
        return *this;
    }
    slot_set& operator-=(const slot_set& o) {
        bits_ -= o.bits_;
        return *this;
    }
    bool operator==(const slot_set& o) const { return bits_ == o.bits_; }

    std::vector<slot> members() const {
        std::vector<slot> all(size());
        bits_.toUint32Array(all.data());
        return all;
    }
    static slot_set of(const std::vector<slot>& members) {
        slot_set s;
        s.bits_ = Roaring(members.size(), members.data());
        return s;
    }
    static slot_set range(slot begin, slot end) {
        slot_set s;
        if (begin < end) s.bits_.addRange(begin, end);
        return s;
    }

private:
    Roaring bits_;
};

}  // namespace muster
