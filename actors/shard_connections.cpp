#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"

/// What operators have and hear of devices that connect and go away.
namespace muster {

void shard_acts::connection_changed(slot place, bool connected, sim_time at) {
    if (!connected) return questions_.leave(place, at);
    provision(place, at);
    consider(place, at);
    for (const auto number : s_.state_.commands.open(place)) {
        const auto state = s_.state_.commands.find(number)->state;
        if (state == command_state::waiting || state == command_state::queued)
            launch(number, at);
        else if (calls_.at(number).held)
            s_.plan_turn({at, place, turn_kind::call_done, 0, static_cast<std::int64_t>(number)});
    }
}

void shard_acts::begin_registered() {
    slot_set never_connected;
    for (slot place = 0; place < s_.columns_.size(); ++place)
        if (!s_.connected(place) && !s_.columns_.cohort_of(place).fleet->is_copy())
            never_connected.add(place);
    if (never_connected.empty()) return;
    std::vector<change> made;
    made.push_back({{}, hold_change{std::move(never_connected), hold::unprovisioned}});
    s_.commit(std::move(made));
}

void shard_acts::provision(slot place, sim_time at) {
    const auto& waiting = s_.state_.of(hold::unprovisioned);
    if (waiting.empty() || !waiting.contains(place)) return;
    std::vector<change> made;
    made.push_back({{}, hold_change{slot_set::of({place}), hold::unprovisioned, false}});
    s_.commit(std::move(made));
    s_.note(event_kind::device_provisioned, place, at);
}

void shard_acts::tell_connection(slot place, sim_time at) {
    const auto window = s_.options_.gather_connections;
    if (!s_.options_.keep_events) return;
    if (window <= duration{}) return tell_gathered({at, place, turn_kind::connection_told, 0, 0});
    if (flipped_.contains(place)) return;
    flipped_.add(place);
    s_.plan_turn({(at / window + 1) * window, place, turn_kind::connection_told, 0, 0});
}

/// An empty battery and a removal have events of their own.
void shard_acts::tell_gathered(const turn& t) {
    flipped_.remove(t.device);
    const auto state = state_of(s_.columns_.flags[t.device]);
    if (state == device_state::empty || !s_.columns_.present(t.device)) return;
    s_.note(state == device_state::online   ? event_kind::device_online
            : state == device_state::asleep ? event_kind::device_asleep
                                            : event_kind::device_offline,
            t.device, t.at);
}

}  // namespace muster
