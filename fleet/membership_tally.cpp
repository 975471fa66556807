#include "fleet/membership_tally.hpp"

#include <algorithm>

namespace muster {

namespace {

bool is_of_group(const event& e) {
    return e.kind == event_kind::group_joined || e.kind == event_kind::group_left;
}

}  // namespace

void membership_tally::add(const membership_move& m) {
    auto& counted = moves_[m.group];
    ++(m.joined ? counted.joined : counted.left);
}

std::vector<event> membership_tally::take(const world& w, sim_time at) {
    std::vector<event> told;
    const auto tell = [&](event_kind kind, std::uint32_t group, std::uint64_t devices) {
        if (devices > 0)
            told.push_back({0, at, 0, kind, w.source().groups[group].name, {}, devices});
    };
    for (const auto& [group, counted] : std::exchange(moves_, {})) {
        tell(event_kind::group_joined, group, counted.joined);
        tell(event_kind::group_left, group, counted.left);
    }
    return told;
}

void unite_groups(std::vector<event>& events) {
    std::map<std::pair<event_kind, std::string>, event*> first;
    auto at = sim_time::min();
    for (auto& e : events) {
        if (e.at != at) first.clear();
        at = e.at;
        if (!is_of_group(e)) continue;
        const auto [known, fresh] = first.try_emplace({e.kind, e.subject}, &e);
        if (!fresh) known->second->count += std::exchange(e.count, 0);
    }
    std::erase_if(events, [](const event& e) { return is_of_group(e) && e.count == 0; });
}

}  // namespace muster
