#include <utility>

#include "fleet/failure_budget.hpp"
#include "fleet/leg_board.hpp"

/// Devices whose time is over, or whose job is, before they were told: for the first time, or
/// again.
namespace muster {

namespace {

/// What a device that waits to be told again has failed with.
failure_kind kind_of(const leg_state& leg, slot device) {
    return leg.late.contains(device) ? failure_kind::timed_out : failure_kind::failed;
}

/// What the device failed with, if it did.
std::string failed_with(const leg_state& leg, slot device) {
    for (const auto& [reason, devices] : leg.reasons)
        if (devices.contains(device)) return reason;
    return {};
}

}  // namespace

bool leg_board::give_up(std::uint32_t job, slot device, const shard_state& state,
                        const std::vector<device_flags>& flags, sim_time at,
                        std::vector<change>& out) {
    auto& l = legs_[job];
    const auto durable = state.legs.find(job);
    if (durable == state.legs.end() || !is_eligible(l, device)) return false;
    leave(l, device, flags[device]);
    const bool again = durable->second.again.contains(device);
    const auto kind = again ? kind_of(durable->second, device) : failure_kind::unreached;
    if (has(l.how.by_permit, kind))
        set_aside(l, slot_set::of({device}), again ? "" : reason_not_reached);
    else if (again)
        fail_again(job, l, durable->second, device, at);
    else
        end_pending(l, {job, leg_outcome::unreached, reason_not_reached, {}},
                    slot_set::of({device}), at, out);
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

/// They are pending until the job lets them end, and sent nothing more. Without a reason where they
/// have that of their failure.
void leg_board::set_aside(leg& l, const slot_set& who, const std::string& reason) {
    if (who.empty()) return;
    for (auto& p : l.batches) {
        auto here = p.members;
        here &= who;
        if (here.empty()) continue;
        p.eligible -= here;
        p.given_up |= here;
        p.report_due = true;
    }
    if (!reason.empty()) l.unreached_for[reason] |= who;
}

void leg_board::end(const leg_end_mail& m, const shard_state& state, sim_time at,
                    std::vector<change>& out) {
    const auto known = legs_.find(m.job);
    const auto durable = state.legs.find(m.job);
    if (known == legs_.end() || durable == state.legs.end()) return;
    auto& l = known->second;
    if (m.batch >= l.batches.size()) return;
    auto& p = l.batches[m.batch];
    std::vector<slot> now;
    for (const auto s : p.given_up.members())
        if (now.size() < m.granted) now.push_back(s);
    const auto ends = slot_set::of(now);
    p.given_up -= ends;
    p.report_due = true;
    auto failed = ends;
    failed &= durable->second.again;
    for (const auto s : failed.members())
        fail_again(m.job, l, durable->second, s, at);
    for (auto& [reason, devices] : l.unreached_for) {
        auto unreached = ends;
        unreached &= devices;
        devices -= unreached;
        end_pending(l, {m.job, leg_outcome::unreached, reason, {}}, std::move(unreached), at, out);
    }
}

/// Who failed before has failed for good, in the same way: it had its chance, and nobody knows more
/// of it. Told and failed in the same step.
void leg_board::fail_again(std::uint32_t job, leg& l, const leg_state& durable, slot device,
                           sim_time at) {
    auto& d = delta(job, l, batch_of(l, device));
    ++d.dispatched;
    const bool late = kind_of(durable, device) == failure_kind::timed_out;
    note_result(l, d, device, at, late ? leg_outcome::timed_out : leg_outcome::failed,
                failed_with(durable, device) + reason_not_reached_again);
}

void leg_board::let_go_on(std::uint32_t job, slot device) {
    if (auto* f = in_flight(job, device)) f->orphan = true;
}

bool leg_board::end_orphan(std::uint32_t job, slot device) {
    const auto* f = in_flight(job, device);
    if (f == nullptr || !f->orphan) return false;
    legs_.at(job).flights.erase(device);
    return true;
}

void leg_board::forget(std::uint32_t job) {
    const auto known = legs_.find(job);
    if (known == legs_.end()) return;
    leg orphans;
    orphans.flights = std::move(known->second.flights);
    orphans.reasons = std::move(known->second.reasons);
    known->second = std::move(orphans);
}

/// Nobody waits for them any longer.
void leg_board::recall(std::uint32_t job, leg& l, const slot_set& who, sim_time at,
                       std::vector<change>& out) {
    l.open -= who.size();
    for (const auto s : who.members()) {
        auto& d = delta(job, l, batch_of(l, s));
        ++d.recalled;
        ++l.figures[d.batch].reasons[reason_in_doubt];
        if (const auto* f = l.flights.find(s); f == nullptr || !f->orphan) l.flights.erase(s);
        l.asking.erase(s);
    }
    decide_outcome(out, job, leg_outcome::cancelled, who, at, reason_in_doubt);
}

/// What they failed with is what is known of them.
void leg_board::cancel_repeats(leg& l, const leg_close_mail& m, const leg_state& durable,
                               const slot_set& ended, sim_time at, std::vector<change>& out) {
    std::map<std::string, slot_set> by_failure;
    auto waiting = durable.again;
    waiting -= ended;
    for (const auto s : waiting.members())
        by_failure[failed_with(durable, s)].add(s);
    for (auto& [reason, devices] : by_failure)
        end_pending(l, {m.job, m.to, reason + reason_not_told_again, {}}, std::move(devices), at,
                    out);
}

}  // namespace muster
