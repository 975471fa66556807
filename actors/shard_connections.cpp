#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"

/// What operators have and hear of devices that connect and go away.
namespace muster {

void shard_acts::connection_changed(slot place, bool connected, sim_time at) {
    if (!connected) return;
    consider(place, at);
    for (const auto number : s_.state_.commands.open(place)) {
        const auto state = s_.state_.commands.find(number)->state;
        if (state == command_state::waiting || state == command_state::queued)
            launch(number, at);
        else if (calls_.at(number).held)
            s_.plan_turn({at, place, turn_kind::call_done, 0, static_cast<std::int64_t>(number)});
    }
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
