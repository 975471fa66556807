#include "connect/waiting_room.hpp"

namespace muster {

namespace {
constexpr auto nobody = waiting_list::nobody;
}

void waiting_room::push(waiting_list& of, const outgoing& message) {
    const auto at = free_place();
    auto& p = places_[at];
    p.next = nobody;
    p.connection = message.connection;
    p.device = message.device;
    p.number = message.number;
    p.intended = message.intended;
    p.payload = message.payload;
    if (of.empty())
        of.first = at;
    else
        places_[of.last].next = at;
    of.last = at;
    link_in(at);
    ++size_;
    bytes_ += message.payload.size();
}

outgoing waiting_room::front(const waiting_list& of) const {
    const auto& p = places_[of.first];
    return {p.connection, p.device, p.number, p.intended, p.intended, p.payload};
}

void waiting_room::pop(waiting_list& of) {
    const auto at = of.first;
    auto& p = places_[at];
    link_out(at);
    --size_;
    bytes_ -= p.payload.size();
    of.first = p.next;
    if (of.first == nobody) of.last = nobody;
    p.next = free_;
    free_ = at;
}

std::uint32_t waiting_room::free_place() {
    if (free_ == nobody) {
        places_.emplace_back();
        return static_cast<std::uint32_t>(places_.size() - 1);
    }
    const auto at = free_;
    free_ = places_[at].next;
    return at;
}

void waiting_room::link_in(std::uint32_t at) {
    places_[at].older = last_;
    places_[at].newer = nobody;
    if (last_ == nobody)
        first_ = at;
    else
        places_[last_].newer = at;
    last_ = at;
}

void waiting_room::link_out(std::uint32_t at) {
    const auto& p = places_[at];
    if (p.older == nobody)
        first_ = p.newer;
    else
        places_[p.older].newer = p.newer;
    if (p.newer == nobody)
        last_ = p.older;
    else
        places_[p.newer].older = p.older;
}

}  // namespace muster
