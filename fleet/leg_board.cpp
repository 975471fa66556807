#include "fleet/leg_board.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "fleet/failure_budget.hpp"
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

/// Those that came to their end in this step, of which the state does not know yet.
slot_set just_ended(const leg_results& results) {
    slot_set all;
    const auto add = [&](const device_instants& ends) {
        for (const auto& [device, at] : ends)
            all.add(device);
    };
    add(results.succeeded);
    for (const auto* ends :
         {&results.failed, &results.timed_out, &results.cancelled, &results.rejected})
        for (const auto& [reason, devices] : *ends)
            add(devices);
    return all;
}

}  // namespace

bool leg_board::is_ready(const leg& l, slot device, device_flags flags) {
    const bool reachable = !l.how.asks_devices || (flags & disconnecting_flags) == 0;
    return reachable && !l.closed.contains(device);
}

members_mail leg_board::open(std::uint32_t job, manner how, const slot_set& targets,
                             const std::vector<std::optional<slot_set>>& named, sim_time at,
                             std::vector<change>& out) {
    auto& l = legs_[job];
    l = {};
    l.how = how;
    slot_set left = targets;
    members_mail answer;
    answer.matched = targets.size();
    for (const auto& devices : named) {
        auto& batch = l.batches.emplace_back().members;
        if (devices) {
            batch = *devices;
            batch &= left;
            left -= batch;
        }
        answer.batch_sizes.push_back(batch.size());
    }
    answer.left = left.size();
    l.open = targets.size();
    if (l.open > 0) under_way_.insert(job);
    if (!targets.empty()) out.push_back({{}, leg_open_change{job, targets, at}});
    l.undealt = std::move(left);
    return answer;
}

void leg_board::plan(const leg_plan_mail& m, std::vector<change>& out) {
    auto& l = legs_[m.job];
    const auto left = std::exchange(l.undealt, {}).members();
    leg_batches_change dealt{m.job, {}};
    for (std::size_t b = 0; b < l.batches.size(); ++b) {
        l.batches[b].members |= by_rank(left, m.ranks[b]);
        dealt.members.push_back(l.batches[b].members);
    }
    out.push_back({{}, std::move(dealt)});
}

void leg_board::join(std::uint32_t job, const slot_set& more,
                     const std::vector<device_flags>& flags, std::vector<change>& out) {
    if (more.empty()) return;
    auto& l = legs_[job];
    auto& p = l.batches.back();
    p.members |= more;
    l.open += more.size();
    under_way_.insert(job);
    out.push_back(
        {{}, leg_join_change{job, static_cast<std::uint32_t>(l.batches.size() - 1), more}});
    if (l.opened < l.batches.size()) return;
    for (const auto s : more.members()) {
        p.eligible.add(s);
        p.ready += is_ready(l, s, flags[s]) ? 1 : 0;
    }
    p.report_due = true;
}

void leg_board::restore(std::uint32_t job, manner how, std::size_t batches, const leg_state& kept) {
    auto& l = legs_[job];
    l = {};
    l.how = how;
    auto open = kept.of(leg_outcome::pending);
    open |= kept.of(leg_outcome::dispatched);
    l.batches.resize(batches);
    l.open = open.size();
    if (l.open > 0) under_way_.insert(job);
    for (std::size_t b = 0; b < kept.batches.size(); ++b) {
        l.batches[b].members = kept.batches[b];
        l.batches[b].members &= open;
    }
    if (kept.batches.empty()) l.undealt = kept.targets;
    l.pausing = kept.again;
}

void leg_board::close_window(std::uint32_t job, slot_set closed,
                             const std::vector<device_flags>& flags) {
    const auto known = legs_.find(job);
    if (known == legs_.end()) return;
    auto& l = known->second;
    l.closed = std::move(closed);
    for (std::uint32_t b = 0; b < l.opened; ++b) {
        auto& p = l.batches[b];
        p.ready = 0;
        for (const auto s : p.eligible.members())
            p.ready += is_ready(l, s, flags[s]) ? 1 : 0;
        p.report_due = true;
    }
}

void leg_board::grant(const leg_grant_mail& m, const std::vector<device_flags>& flags) {
    auto& l = legs_[m.job];
    l.unlimited = m.unlimited;
    for (; l.opened <= m.batch; ++l.opened) {
        auto& p = l.batches[l.opened];
        p.report_due = true;
        p.eligible = p.members;
        p.eligible -= p.given_up;
        p.eligible -= l.pausing;
        for (const auto s : p.eligible.members())
            if (l.flights.contains(s))
                p.eligible.remove(s);
            else
                p.ready += is_ready(l, s, flags[s]) ? 1 : 0;
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
    if (m.over) l.how.losses_within = {};
    const auto ended = just_ended(l.results);
    auto under_way = durable->second.of(leg_outcome::dispatched);
    under_way -= ended;
    if (m.in_flight_too) recall(m.job, l, under_way, at, out);
    const bool late = m.to == leg_outcome::unreached;
    const bool asks = late && has(l.how.by_permit, failure_kind::unreached);
    std::vector<slot> away, ready, in_no_batch;
    auto waiting = durable->second.of(leg_outcome::pending);
    waiting -= durable->second.again;  // these were reached
    waiting -= ended;
    for (const auto& p : l.batches)
        if (late) waiting -= p.given_up;
    for (const auto s : waiting.members()) {
        auto& group = late && batch_of(l, s) == no_batch              ? in_no_batch
                      : is_ready(l, s, flags[s]) && is_eligible(l, s) ? ready
                                                                      : away;
        group.push_back(s);
    }
    const auto& ready_reason = m.ready_reason.empty() ? m.reason : m.ready_reason;
    if (!late) cancel_repeats(l, m, durable->second, ended, at, out);
    if (asks) {
        set_aside(l, slot_set::of(away), m.reason);
        set_aside(l, slot_set::of(ready), ready_reason);
    } else {
        end_pending(l, {m.job, m.to, m.reason, {}}, slot_set::of(away), at, out);
        end_pending(l, {m.job, m.to, ready_reason, {}}, slot_set::of(ready), at, out);
    }
    end_pending(l, {m.job, leg_outcome::skipped, reason_in_no_batch, {}}, slot_set::of(in_no_batch),
                at, out);
    for (auto& p : l.batches) {
        p.eligible &= p.members;  // some may be left that are told again
        p.given_up &= p.members;
        p.permits = p.refusals = p.ready = 0;
        for (const auto s : p.eligible.members())
            p.ready += is_ready(l, s, flags[s]) ? 1 : 0;
    }
    l.unlimited = l.unlimited && m.to == leg_outcome::unreached;
}

void leg_board::end_pending(leg& l, const leg_close_mail& m, slot_set who, sim_time at,
                            std::vector<change>& out) {
    l.open -= who.size();
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
        if (is_ready(l, s, flags[s])) chosen.push_back(s);
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
        l.open -= refused.size();
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

void leg_board::note_rival(std::uint32_t job, slot device, std::uint32_t rival) {
    auto& l = legs_[job];
    auto& met = l.met[rival];
    if (met.contains(device)) return;
    met.add(device);
    ++l.figures[batch_of(l, device)].rivals[rival];
}

void leg_board::resolved(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                         const std::string& reason, failure_kind kind) {
    auto& l = legs_[job];
    const auto* f = l.flights.find(device);
    if (f == nullptr) return;
    auto& d = delta(job, l, f->batch);
    note_result(l, d, device, at, outcome, reason, kind);
    if (outcome == leg_outcome::succeeded || outcome == leg_outcome::failed)
        l.figures[f->batch].latency.add(static_cast<double>((at - f->sent).count()) / 1e6);
    l.flights.erase(device);
}

void leg_board::settled(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                        const std::string& reason, failure_kind kind) {
    auto& l = legs_[job];
    note_result(l, delta(job, l, batch_of(l, device)), device, at, outcome, reason, kind);
}

void leg_board::note_result(leg& l, leg_report_mail& d, slot device, sim_time at,
                            leg_outcome outcome, const std::string& reason, failure_kind kind) {
    --l.open;
    if (outcome == leg_outcome::succeeded) {
        ++d.succeeded;
        l.results.succeeded.emplace_back(device, at);
        return;
    }
    const bool failed = outcome == leg_outcome::failed;
    const bool recalled = outcome == leg_outcome::cancelled;
    ++(failed ? d.failed : recalled ? d.recalled : d.timed_out);
    const bool rejected = failed && kind == failure_kind::rejected;
    d.rejected += rejected ? 1 : 0;
    auto& ends = rejected   ? l.results.rejected
                 : failed   ? l.results.failed
                 : recalled ? l.results.cancelled
                            : l.results.timed_out;
    ends[reason].emplace_back(device, at);
    ++l.figures[d.batch].reasons[reason];
}

void leg_board::connection_changed(slot device, bool is_connected) {
    for (const auto job : under_way_) {
        auto& l = legs_.at(job);
        if (!l.how.asks_devices || l.closed.contains(device)) continue;
        for (std::uint32_t b = 0; b < l.opened; ++b) {
            auto& p = l.batches[b];
            if (!p.eligible.contains(device)) continue;
            p.ready += is_connected ? 1 : std::uint64_t(-1);
            if (!l.unlimited) p.report_due = true;
        }
    }
}

std::vector<std::uint32_t> leg_board::jobs_in_flight(slot device) const {
    std::vector<std::uint32_t> found;
    for (const auto job : under_way_)
        if (legs_.at(job).flights.contains(device)) found.push_back(job);
    return found;
}

bool leg_board::wants_step() const {
    return std::any_of(under_way_.begin(), under_way_.end(), [this](std::uint32_t job) {
        const leg& l = legs_.at(job);
        return l.unlimited && std::any_of(l.batches.begin(), l.batches.end(),
                                          [](const part& p) { return p.ready > 0; });
    });
}

void leg_board::end_step(std::vector<change>& out,
                         std::vector<std::pair<std::uint32_t, leg_report_mail>>& reports) {
    for (auto one = under_way_.begin(); one != under_way_.end();) {
        const auto job = *one;
        auto& l = legs_.at(job);
        if (!l.results.empty()) decide_results(out, job, std::exchange(l.results, {}));
        for (std::uint32_t b = 0; b < l.batches.size(); ++b)
            if (std::exchange(l.batches[b].report_due, false)) delta(job, l, b);
        for (auto& [batch, d] : l.deltas) {
            if (batch != no_batch) {
                d.ready = l.batches[batch].ready;
                d.given_up = l.batches[batch].given_up.size();
            }
            reports.emplace_back(job, d);
        }
        l.deltas.clear();
        const bool over = l.open == 0 && l.how.losses_within == duration{} && l.flights.empty();
        one = over ? under_way_.erase(one) : std::next(one);
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
