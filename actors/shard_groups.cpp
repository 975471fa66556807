#include <algorithm>
#include <iterator>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"

/// Which devices came to groups and went from them, told at the end of a step or of a window.
namespace muster {

/// A group has one event, whose window is that of connections. Where those are told one by one, so
/// is every device.
void shard_acts::tell_memberships() {
    const auto moves = s_.populations_->take_moves();
    if (moves.empty() || !s_.counts()) return;
    const auto window = s_.options_.gather_connections;
    const bool planned = !tally_.empty();
    for (const auto& m : moves) {
        tally_.add(m);
        if (window > duration{}) continue;
        s_.note(m.joined ? event_kind::device_joined : event_kind::device_left, m.device, s_.end_,
                s_.world_.source().groups[m.group].name);
    }
    const auto at = window > duration{} ? (s_.begin_ / window + 1) * window : s_.end_;
    if (at <= s_.end_) return tell_groups(s_.end_);
    if (!planned) s_.plan_turn({at, moves.front().device, turn_kind::groups_told, 0, 0});
}

void shard_acts::tell_groups(sim_time at) {
    auto told = tally_.take(s_.world_, at);
    std::move(told.begin(), told.end(), std::back_inserter(s_.events_));
}

}  // namespace muster
