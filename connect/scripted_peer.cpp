#include "connect/scripted_peer.hpp"

#include <algorithm>
#include <tuple>

#include "fleet/hash.hpp"
#include "fleet/random.hpp"

namespace muster {

namespace {

using act = script_entry::act;

/// Order of delivery. A cut comes after what it lost.
auto order_of(const link_event& e) {
    return std::tuple(e.at, e.connection, e.kind == link_event_kind::cut, e.number, e.kind);
}

bool comes_later(const link_event& a, const link_event& b) {
    return order_of(b) < order_of(a);
}

bool is_instant(const script_entry& e) {
    return e.what == act::cut || e.what == act::tell;
}

bool answers_message(const link_event& e) {
    return e.kind == link_event_kind::acknowledged || e.kind == link_event_kind::refused ||
           e.kind == link_event_kind::lost;
}

}  // namespace

scripted_peer::scripted_peer(peer_script script) : script_(std::move(script)) {
    const auto& all = script_.entries;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_instant(all[i])) starts_.push_back(i);
    std::stable_sort(starts_.begin(), starts_.end(),
                     [&](std::size_t a, std::size_t b) { return all[a].from < all[b].from; });
}

void scripted_peer::connect(connection_id connection, sim_time at) {
    const auto number = ++line_of(connection).connects;
    const auto* entry = hit(at, connection, draw_for::connect, number);
    const bool refused =
        entry != nullptr && (entry->what == act::refuse || entry->what == act::cut);
    const bool delayed = entry != nullptr && entry->what == act::delay;
    const auto due = at + script_.answers_after + (delayed ? entry->delay : duration{});
    answer({refused ? link_event_kind::connect_refused : link_event_kind::connected,
            connection,
            0,
            0,
            due,
            at,
            {}});
}

bool scripted_peer::submit(const outgoing& m) {
    auto& line = line_of(m.connection);
    if (!line.open || line.in_flight >= script_.window) return false;
    ++line.in_flight;
    link_event e{link_event_kind::acknowledged,  m.connection, m.device, m.number,
                 m.sent + script_.answers_after, m.intended,   {}};
    const auto* entry = hit(m.sent, m.connection, draw_for::message, m.number);
    if (entry != nullptr && entry->what == act::lose) {
        e.kind = link_event_kind::lost;
        e.at = m.sent + script_.lost_after;
        answer(e);
        return true;
    }
    if (entry != nullptr && entry->what == act::refuse) e.kind = link_event_kind::refused;
    if (entry != nullptr && entry->what == act::delay) e.at += entry->delay;
    e.at = line.last_answer = std::max(e.at, line.last_answer);
    answer(e);
    return true;
}

void scripted_peer::poll(sim_time now, std::vector<link_event>& out) {
    for (; next_start_ < starts_.size(); ++next_start_) {
        const auto entry = starts_[next_start_];
        if (script_.entries[entry].from >= now) break;
        release(script_.entries[entry].from, out);
        begin_entry(entry);
    }
    release(now, out);
}

const script_entry* scripted_peer::hit(sim_time at, connection_id c, draw_for what,
                                       std::uint64_t number) const {
    for (std::size_t i = script_.entries.size(); i-- > 0;) {
        const auto& e = script_.entries[i];
        if (at < e.from || at - e.from >= e.lasts) continue;
        // A cut spares or breaks whole connections, their new attempts included.
        const bool whole_lines = is_instant(e);
        return hits(i, c, whole_lines ? draw_for::line : what, whole_lines ? 0 : number) ? &e
                                                                                         : nullptr;
    }
    return nullptr;
}

bool scripted_peer::hits(std::size_t entry, connection_id c, draw_for what,
                         std::uint64_t number) const {
    const auto part = script_.entries[entry].part;
    if (part >= all_of_it) return true;
    const auto stream = (static_cast<std::uint64_t>(what) << 32) | c;
    const auto drawn = philox::draw(mix(script_.seed, entry), number, stream).first;
    return unit_interval(drawn) < part.fraction();
}

scripted_peer::line_state& scripted_peer::line_of(connection_id c) {
    if (c >= lines_.size()) lines_.resize(std::size_t{c} + 1);
    return lines_[c];
}

void scripted_peer::answer(const link_event& e) {
    answers_.push_back(e);
    std::push_heap(answers_.begin(), answers_.end(), comes_later);
}

void scripted_peer::release(sim_time before, std::vector<link_event>& out) {
    while (!answers_.empty() && answers_.front().at < before) {
        std::pop_heap(answers_.begin(), answers_.end(), comes_later);
        const auto e = answers_.back();
        answers_.pop_back();
        auto& line = line_of(e.connection);
        if (e.kind == link_event_kind::connected) line.open = true;
        if (answers_message(e)) --line.in_flight;
        out.push_back(e);
    }
}

void scripted_peer::begin_entry(std::size_t entry) {
    if (script_.entries[entry].what == act::cut) return cut(entry);
    tell(entry);
}

/// Everything that the broken connections would still have answered is lost, also what was sent
/// into the dead line before the sender could know; the cut is noticed with the last of it.
void scripted_peer::cut(std::size_t entry) {
    const auto at = script_.entries[entry].from;
    std::vector<sim_time> noticed(lines_.size(), never);
    for (connection_id c = 0; c < lines_.size(); ++c)
        if (lines_[c].open && hits(entry, c, draw_for::line, 0)) noticed[c] = at;
    for (auto& e : answers_) {
        if (noticed[e.connection] == never || !answers_message(e)) continue;
        e.kind = link_event_kind::lost;
        e.at = std::max(at, e.intended);
        noticed[e.connection] = std::max(noticed[e.connection], e.at);
    }
    std::make_heap(answers_.begin(), answers_.end(), comes_later);
    for (connection_id c = 0; c < lines_.size(); ++c) {
        if (noticed[c] == never) continue;
        lines_[c].open = false;
        answer({link_event_kind::cut, c, 0, 0, noticed[c], noticed[c], {}});
    }
}

void scripted_peer::tell(std::size_t entry) {
    const auto& e = script_.entries[entry];
    for (connection_id c = 0; c < lines_.size(); ++c)
        if (lines_[c].open && hits(entry, c, draw_for::line, 0))
            answer({link_event_kind::downlink, c, 0, 0, e.from, e.from, e.text});
}

}  // namespace muster
