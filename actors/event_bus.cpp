#include "actors/event_bus.hpp"

namespace muster {

event_bus::event_bus(std::size_t capacity) : capacity_(capacity), log_(capacity) {}

std::uint64_t event_bus::subscribe(event_filter filter, std::uint64_t since, listener hear) {
    const std::lock_guard guard(mutex_);
    subscribers_.emplace(next_subscriber_, subscriber{std::move(filter), since, std::move(hear)});
    return next_subscriber_++;
}

void event_bus::unsubscribe(std::uint64_t number) {
    const std::lock_guard guard(mutex_);
    subscribers_.erase(number);
}

void event_bus::publish(std::vector<event> events) {
    const std::lock_guard guard(mutex_);
    log_.append(std::move(events));
    for (auto& [number, s] : subscribers_) {
        if (s.next >= log_.next()) continue;
        const auto page = log_.since(s.next, s.filter);
        s.next = page.next;
        if (!page.events.empty() || page.missed > 0) s.hear(page);
    }
    log_.trim();
}

}  // namespace muster
