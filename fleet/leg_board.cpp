#include "fleet/leg_board.hpp"

#include <algorithm>
#include <utility>

#include "fleet/shard_columns.hpp"

namespace muster {

namespace {

/// The members of `all` with ranks [first, last).
slot_set by_rank(const std::vector<slot>& all, std::pair<std::uint64_t, std::uint64_t> ranks) {
    const auto at = [&](std::uint64_t rank) {
        return all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(rank, all.size()));
    };
    return slot_set::of(std::vector<slot>(at(ranks.first), at(ranks.second)));
}

}  // namespace

bool leg_board::is_ready(const leg& l, device_flags flags) {
    return !l.asks_devices || (flags & disconnecting_flags) == 0;
}

members_mail leg_board::open(std::uint32_t job, bool asks_devices, const slot_set& targets,
                             const std::vector<std::optional<slot_set>>& groups, sim_time at,
                             std::vector<change>& out) {
    auto& l = legs_[job];
    l = {};
    l.asks_devices = asks_devices;
    slot_set left = targets;
    members_mail answer;
    answer.matched = targets.size();
    for (const auto& group : groups) {
        auto& batch = l.batches.emplace_back().members;
        if (group) {
            batch = *group;
            batch &= left;
            left -= batch;
        }
        answer.batch_sizes.push_back(batch.size());
    }
    answer.left = left.size();
    if (!targets.empty()) out.push_back({{}, leg_open_change{job, targets, at}});
    l.undealt = std::move(left);
    return answer;
}

void leg_board::plan(const leg_plan_mail& m) {
    auto& l = legs_[m.job];
    const auto left = std::exchange(l.undealt, {}).members();
    for (std::size_t b = 0; b < l.batches.size(); ++b)
        l.batches[b].members |= by_rank(left, m.ranks[b]);
}

void leg_board::grant(const leg_grant_mail& m, const std::vector<device_flags>& flags) {
    auto& l = legs_[m.job];
    l.unlimited = m.unlimited;
    for (; l.opened <= m.batch; ++l.opened) {
        auto& p = l.batches[l.opened];
        p.eligible = p.members;
        for (const auto s : p.members.members())
            p.ready += is_ready(l, flags[s]) ? 1 : 0;
    }
    l.batches[m.batch].permits += m.permits;
    l.batches[m.batch].refusals += m.refusals;
    l.batches[m.batch].report_due = true;
}

void leg_board::close(const leg_close_mail& m, const shard_state& state,
                      const std::vector<device_flags>& flags, sim_time at,
                      std::vector<change>& out) {
    const auto known = legs_.find(m.job);
    const auto durable = state.legs.find(m.job);
    if (known == legs_.end() || durable == state.legs.end()) return;
    auto& l = known->second;
    std::vector<slot> away, ready, in_no_batch;
    for (const auto s : durable->second.of(leg_outcome::pending).members()) {
        const bool late = m.to == leg_outcome::unreached;
        auto& group = late && batch_of(l, s) == no_batch           ? in_no_batch
                      : is_ready(l, flags[s]) && is_eligible(l, s) ? ready
                                                                   : away;
        group.push_back(s);
    }
    const auto& ready_reason = m.ready_reason.empty() ? m.reason : m.ready_reason;
    end_pending(l, {m.job, m.to, m.reason, {}}, slot_set::of(away), at, out);
    end_pending(l, {m.job, m.to, ready_reason, {}}, slot_set::of(ready), at, out);
    end_pending(l, {m.job, leg_outcome::skipped, reason_in_no_batch, {}}, slot_set::of(in_no_batch),
                at, out);
    for (auto& p : l.batches) {
        p.eligible.clear();
        p.ready = p.permits = p.refusals = 0;
    }
    l.unlimited = false;
}

void leg_board::end_pending(leg& l, const leg_close_mail& m, slot_set who, sim_time at,
                            std::vector<change>& out) {
    for (const auto s : who.members()) {
        auto& d = delta(m.job, l, batch_of(l, s));
        if (m.to == leg_outcome::cancelled) ++d.cancelled;
        if (m.to == leg_outcome::unreached) ++d.unreached;
        if (m.to == leg_outcome::skipped) ++d.skipped;
        ++l.figures[d.batch].reasons[m.reason];
    }
    for (auto& p : l.batches)
        p.members -= who;  // a batch that opens later has no one of these
    decide_outcome(out, m.job, m.to, std::move(who), at, m.reason);
}

/// The next devices of a batch that may be sent the command, in slot order.
std::vector<slot> leg_board::choose(const leg& l, part& p, std::uint64_t most,
                                    const std::vector<device_flags>& flags) {
    most = std::min(most, p.ready);
    std::vector<slot> chosen;
    if (most == 0) return chosen;
    for (const auto s : p.eligible.members()) {
        if (chosen.size() == most) break;
        if (is_ready(l, flags[s])) chosen.push_back(s);
    }
    p.eligible -= slot_set::of(chosen);
    p.ready -= chosen.size();
    return chosen;
}

leg_board::dispatched leg_board::dispatch(std::uint32_t job, const std::vector<device_flags>& flags,
                                          sim_time at, std::vector<change>& out) {
    auto& l = legs_[job];
    dispatched all;
    for (std::uint32_t b = 0; b < l.opened; ++b) {
        auto& p = l.batches[b];
        const auto permits = std::exchange(p.permits, 0);
        const auto refusals = std::exchange(p.refusals, 0);
        const auto sent = choose(l, p, l.unlimited ? p.ready : permits, flags);
        const auto refused = choose(l, p, refusals, flags);
        if (sent.empty() && refused.empty()) continue;
        auto& d = delta(job, l, b);
        d.dispatched += sent.size() + refused.size();
        d.failed += refused.size();
        if (!refused.empty()) l.figures[b].reasons[reason_refused] += refused.size();
        all.sent.insert(all.sent.end(), sent.begin(), sent.end());
        all.refused.insert(all.refused.end(), refused.begin(), refused.end());
    }
    decide_outcome(out, job, leg_outcome::dispatched, slot_set::of(all.sent), at);
    decide_outcome(out, job, leg_outcome::dispatched, slot_set::of(all.refused), at);
    for (const auto s : all.refused)
        l.results.failed[reason_refused].emplace_back(s, at);
    return all;
}

void leg_board::launched(std::uint32_t job, slot device, sim_time at, sim_time deadline,
                         const std::string& fails) {
    auto& l = legs_[job];
    const auto* reason = &*l.reasons.insert(fails).first;
    l.flights.put(device, {at, deadline, reason, batch_of(l, device), false});
}

leg_board::flight* leg_board::in_flight(std::uint32_t job, slot device) {
    const auto l = legs_.find(job);
    if (l == legs_.end()) return nullptr;
    return l->second.flights.find(device);
}

void leg_board::resolved(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                         const std::string& reason) {
    auto& l = legs_[job];
    const auto* f = l.flights.find(device);
    if (f == nullptr) return;
    note_result(l, delta(job, l, f->batch), device, at, outcome, reason);
    if (outcome != leg_outcome::timed_out)
        l.figures[f->batch].latency.add(static_cast<double>((at - f->sent).count()) / 1e6);
    l.flights.erase(device);
}

void leg_board::settled(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                        const std::string& reason) {
    auto& l = legs_[job];
    note_result(l, delta(job, l, batch_of(l, device)), device, at, outcome, reason);
}

void leg_board::note_result(leg& l, leg_report_mail& d, slot device, sim_time at,
                            leg_outcome outcome, const std::string& reason) {
    if (outcome == leg_outcome::succeeded) {
        ++d.succeeded;
        l.results.succeeded.emplace_back(device, at);
        return;
    }
    const bool failed = outcome == leg_outcome::failed;
    ++(failed ? d.failed : d.timed_out);
    (failed ? l.results.failed : l.results.timed_out)[reason].emplace_back(device, at);
    ++l.figures[d.batch].reasons[reason];
}

void leg_board::connection_changed(slot device, bool is_connected) {
    for (auto& [job, l] : legs_)
        for (std::uint32_t b = 0; b < l.opened; ++b) {
            auto& p = l.batches[b];
            if (!l.asks_devices || !p.eligible.contains(device)) continue;
            p.ready += is_connected ? 1 : std::uint64_t(-1);
            if (!l.unlimited) p.report_due = true;
        }
}

/// Requires that the device is not connected any more.
void leg_board::removed(slot device, const shard_state& state, sim_time at,
                        const std::string& reason, std::vector<change>& out) {
    for (auto& [job, l] : legs_) {
        const auto durable = state.legs.find(job);
        const bool waits = durable != state.legs.end() &&
                           durable->second.of(leg_outcome::pending).contains(device);
        if (!waits || l.undealt.contains(device)) continue;
        for (auto& p : l.batches) {
            if (!p.eligible.contains(device)) continue;
            p.eligible.remove(device);
            if (!l.asks_devices) --p.ready;
        }
        end_pending(l, {job, leg_outcome::skipped, reason, {}}, slot_set::of({device}), at, out);
    }
}

std::vector<std::uint32_t> leg_board::jobs_in_flight(slot device) const {
    std::vector<std::uint32_t> found;
    for (const auto& [job, l] : legs_)
        if (l.flights.contains(device)) found.push_back(job);
    return found;
}

std::vector<std::uint32_t> leg_board::jobs() const {
    std::vector<std::uint32_t> all;
    for (const auto& [job, l] : legs_)
        all.push_back(job);
    return all;
}

bool leg_board::wants_step() const {
    return std::any_of(legs_.begin(), legs_.end(), [](const auto& one) {
        const leg& l = one.second;
        return l.unlimited && std::any_of(l.batches.begin(), l.batches.end(),
                                          [](const part& p) { return p.ready > 0; });
    });
}

void leg_board::end_step(std::vector<change>& out,
                         std::vector<std::pair<std::uint32_t, leg_report_mail>>& reports) {
    for (auto& [job, l] : legs_) {
        if (!l.results.empty()) decide_results(out, job, std::exchange(l.results, {}));
        for (std::uint32_t b = 0; b < l.opened; ++b)
            if (std::exchange(l.batches[b].report_due, false)) delta(job, l, b);
        for (auto& [batch, d] : l.deltas) {
            if (batch != no_batch) d.ready = l.batches[batch].ready;
            reports.emplace_back(job, d);
        }
        l.deltas.clear();
    }
}

const leg_figures* leg_board::figures(std::uint32_t job) const {
    const auto l = legs_.find(job);
    return l == legs_.end() ? nullptr : &l->second.figures;
}

leg_report_mail& leg_board::delta(std::uint32_t job, leg& l, std::uint32_t batch) {
    auto& d = l.deltas[batch];
    d.job = job;
    d.batch = batch;
    return d;
}

bool leg_board::is_eligible(const leg& l, slot device) {
    return std::any_of(l.batches.begin(), l.batches.end(),
                       [&](const part& p) { return p.eligible.contains(device); });
}

std::uint32_t leg_board::batch_of(const leg& l, slot device) {
    for (std::uint32_t b = 0; b < l.batches.size(); ++b)
        if (l.batches[b].members.contains(device)) return b;
    return no_batch;
}

}  // namespace muster
