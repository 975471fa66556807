#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "fleet/event_log.hpp"

namespace muster {

/// Brings a run's events to subscribers, page by page, at full barriers. Thread-safe; pages are
/// handed out on the conductor's thread, so that whoever gets one may only post.
class event_bus {
public:
    using listener = std::function<void(const event_page&)>;

    explicit event_bus(std::size_t capacity);

    /// Whether events are kept at all.
    bool open() const { return capacity_ > 0; }
    /// Events from `since` on come with the next barrier. The number ends the subscription.
    std::uint64_t subscribe(event_filter filter, std::uint64_t since, listener hear);
    /// Nothing is heard any more once it returns.
    void unsubscribe(std::uint64_t number);

    /// Requires events in virtual time. Tells every subscriber what is new for it.
    void publish(std::vector<event> events);

private:
    struct subscriber {
        event_filter filter;
        std::uint64_t next = 0;
        listener hear;
    };

    const std::size_t capacity_;
    std::mutex mutex_;
    event_log log_;
    std::map<std::uint64_t, subscriber> subscribers_;
    std::uint64_t next_subscriber_ = 1;
};

}  // namespace muster
