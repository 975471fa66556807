#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "connect/link.hpp"

namespace muster {

/// The messages of one connection that wait, oldest first: a list within a `waiting_room`.
struct waiting_list {
    static constexpr std::uint32_t nobody = 0xffffffffU;
    std::uint32_t first = nobody, last = nobody;

    bool empty() const { return first == nobody; }
};

/// Holds messages that can't leave yet, in the order of their arrival, overall and for each
/// connection. Places are used again, so that nothing is allocated once it has been as full as it
/// gets. Not thread-safe.
class waiting_room {
public:
    /// Copies the message, payload included, to the end.
    void push(waiting_list& of, const outgoing& message);
    /// The oldest of a connection; requires that there is one. The payload is valid until the next
    /// `push`.
    outgoing front(const waiting_list& of) const;
    void pop(waiting_list& of);

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return bytes_; }
    /// Connection of the oldest message of all, which is the oldest of its connection; requires
    /// one.
    connection_id oldest() const { return places_[first_].connection; }
    sim_time oldest_intended() const { return places_[first_].intended; }

private:
    struct place {
        std::uint32_t older, newer;  ///< over all connections
        std::uint32_t next;          ///< of the same connection; of a free place: the next free one
        connection_id connection;
        std::uint64_t device, number;
        sim_time intended;
        std::string payload;
    };
    std::uint32_t free_place();
    void link_in(std::uint32_t at);
    void link_out(std::uint32_t at);

    std::vector<place> places_;
    std::uint32_t first_ = waiting_list::nobody, last_ = waiting_list::nobody;
    std::uint32_t free_ = waiting_list::nobody;
    std::size_t size_ = 0, bytes_ = 0;
};

}  // namespace muster
