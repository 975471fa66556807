#include <utility>

#include "fleet/leg_board.hpp"

/// Devices that failed and may be told again.
namespace muster {

namespace {

std::string last_reason(const leg_state& leg, slot device) {
    for (const auto& [reason, devices] : leg.reasons)
        if (devices.contains(device)) return reason + reason_not_reached_again;
    return reason_not_reached;
}

}  // namespace

void leg_board::ask(std::uint32_t job, slot device, leg_outcome outcome,
                    const std::string& reason) {
    auto& l = legs_[job];
    const auto* f = l.flights.find(device);
    if (f == nullptr) return;
    ++delta(job, l, f->batch).asks;
    l.flights.erase(device);
    l.asking[device] = {outcome, reason};
}

std::vector<leg_board::asked> leg_board::answer(const leg_retry_mail& m, sim_time at,
                                                std::vector<change>& out) {
    const auto known = legs_.find(m.job);
    std::vector<asked> all;
    if (known == legs_.end()) return all;
    auto& l = known->second;
    std::map<std::string, slot_set> again;
    for (auto one = l.asking.begin(); one != l.asking.end();) {
        const auto [device, failed] = *one;
        if (batch_of(l, device) != m.batch) {
            ++one;
            continue;
        }
        const bool granted = all.size() < m.granted;
        if (granted) again[failed.reason].add(device);
        delta(m.job, l, m.batch).repeated += granted ? 1 : 0;
        all.push_back({device, failed.outcome, failed.reason, granted});
        one = l.asking.erase(one);
    }
    for (auto& [reason, devices] : again)
        decide_outcome(out, m.job, leg_outcome::pending, std::move(devices), at, reason);
    return all;
}

void leg_board::tell_again(std::uint32_t job, slot device, const std::vector<device_flags>& flags) {
    auto& l = legs_[job];
    const auto batch = batch_of(l, device);
    if (batch == no_batch || l.flights.contains(device)) return;
    auto& p = l.batches[batch];
    p.eligible.add(device);
    if (!is_ready(l, device, flags[device])) return;
    ++p.ready;
    p.report_due = true;
}

/// Who failed before has failed for good: it had its chance, and nobody knows more of it. Told and
/// failed in the same step, so that it needs no permit.
bool leg_board::give_up(std::uint32_t job, slot device, const shard_state& state,
                        const std::vector<device_flags>& flags, sim_time at,
                        std::vector<change>& out) {
    auto& l = legs_[job];
    const auto durable = state.legs.find(job);
    if (durable == state.legs.end() || !is_eligible(l, device)) return false;
    leave(l, device, flags[device]);
    if (!durable->second.again.contains(device)) {
        end_pending(l, {job, leg_outcome::unreached, reason_not_reached, {}},
                    slot_set::of({device}), at, out);
        return true;
    }
    auto& d = delta(job, l, batch_of(l, device));
    ++d.dispatched;
    note_result(l, d, device, at, leg_outcome::failed, last_reason(durable->second, device));
    return true;
}

/// It is sent nothing more.
void leg_board::leave(leg& l, slot device, device_flags flags) {
    for (auto& p : l.batches) {
        if (!p.eligible.contains(device)) continue;
        p.eligible.remove(device);
        if (is_ready(l, device, flags)) --p.ready;
    }
}

}  // namespace muster
