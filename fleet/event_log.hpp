#pragma once

#include <deque>
#include <string>
#include <vector>

#include "fleet/event.hpp"

namespace muster {

/// Which events somebody wants.
struct event_filter {
    std::vector<event_kind> kinds;  ///< empty: every kind
    std::string subject;            ///< a device's id or a job's name; empty: anybody's

    bool takes(const event& e) const;
};

/// Events from a sequence on.
struct event_page {
    std::vector<event> events;
    std::uint64_t next = 0;    ///< sequence to ask for next time
    std::uint64_t missed = 0;  ///< events before these that are no longer kept, of any kind
};

/// The last events of a run, in sequence. Bounded: the oldest go first, and whoever comes too late
/// is told how many.
class event_log {
public:
    explicit event_log(std::size_t capacity) : capacity_(capacity) {}

    /// Gives the events their sequences. Requires events in virtual time. All of them are kept
    /// until the next `trim`, so that whoever listens now misses nothing.
    void append(std::vector<event> events);
    void trim();
    event_page since(std::uint64_t sequence, const event_filter& filter) const;
    std::uint64_t next() const { return next_; }

private:
    std::size_t capacity_;
    std::deque<event> kept_;
    std::uint64_t next_ = 0;
};

}  // namespace muster
