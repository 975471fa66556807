#include "fleet/leg_board.hpp"

/// Devices that a job leaves alone before it has sent them anything.
namespace muster {

/// Requires that the device is not connected any more.
void leg_board::removed(slot device, const shard_state& state, sim_time at,
                        const std::string& reason, std::vector<change>& out) {
    for (const auto job : under_way_) {
        auto& l = legs_.at(job);
        const auto durable = state.legs.find(job);
        const bool waits = durable != state.legs.end() &&
                           durable->second.of(leg_outcome::pending).contains(device);
        if (!waits || l.undealt.contains(device)) continue;
        for (auto& p : l.batches) {
            p.given_up.remove(device);
            if (!p.eligible.contains(device)) continue;
            p.eligible.remove(device);
            if (!l.how.asks_devices && !l.closed.contains(device)) --p.ready;
        }
        end_pending(l, {job, leg_outcome::skipped, reason, {}}, slot_set::of({device}), at, out);
    }
}

void leg_board::connection_lost(slot device, sim_time at) {
    for (const auto job : under_way_) {
        auto& l = legs_.at(job);
        const auto b = l.how.losses_within == duration{} ? no_batch : batch_of(l, device);
        if (b == no_batch) continue;
        const auto before = l.lost.find(device);
        if (before != l.lost.end() && at < before->second + l.how.losses_within) continue;
        l.lost[device] = at;
        ++delta(job, l, b).lost;
    }
}

slot_set leg_board::next_in(std::uint32_t job) const {
    const auto l = legs_.find(job);
    slot_set next;
    if (l == legs_.end()) return next;
    for (std::uint32_t b = 0; b < l->second.opened; ++b) {
        const auto& p = l->second.batches[b];
        if (l->second.unlimited || p.permits > 0) next |= p.eligible;
    }
    return next;
}

void leg_board::skip(std::uint32_t job, const slot_set& who, const std::vector<device_flags>& flags,
                     sim_time at, const std::string& reason, std::vector<change>& out) {
    if (who.empty()) return;
    auto& l = legs_.at(job);
    for (const auto s : who.members())
        leave(l, s, flags[s]);
    end_pending(l, {job, leg_outcome::skipped, reason, {}}, who, at, out);
}

}  // namespace muster
