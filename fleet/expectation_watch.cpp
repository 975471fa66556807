#include "fleet/expectation_watch.hpp"

#include <algorithm>

namespace muster {

using form = expectation_spec::form;
using verdict = expectation_result::verdict;

expectation_watch::expectation_watch(const world& w, const metric_row& row)
    : world_(w),
      row_(row),
      faults_(w.faults.size()),
      ended_(w.source().expect.size()),
      settled_(w.source().expect.size()) {
    for (std::size_t i = 0; i < w.source().expect.size(); ++i) {
        const auto& e = w.source().expect[i];
        results_.push_back({e.text, e.path, verdict::pending, {}, {}, 0, e.where});
        may_abort_ |= e.abort;
        if (e.kind != form::always && e.kind != form::after) continue;
        continuous_ = true;
        for (const auto id : w.expectations[i].fields())
            counted_ &= row.counted(id);
    }
}

std::optional<sim_time> expectation_watch::next_instant(sim_time now) const {
    std::optional<sim_time> next;
    for (const auto& e : world_.source().expect)
        if (e.kind == form::at && e.at > now && (!next || e.at < *next)) next = e.at;
    return next;
}

void expectation_watch::at_barrier(sim_time now) {
    follow_faults(now);
    for (std::size_t i = 0; i < results_.size(); ++i) {
        if (settled_[i]) continue;
        const auto& e = world_.source().expect[i];
        if (e.kind == form::always) check_always(i, now);
        if (e.kind == form::after) check_after(i, now);
        if (e.kind == form::at && now >= e.at)
            note(i, now, world_.expectations[i].holds(row_)), settle(i);
    }
}

void expectation_watch::follow_faults(sim_time now) {
    for (std::uint32_t f = 0; f < faults_.size(); ++f) {
        const auto& spec = world_.source().faults[f];
        auto& t = faults_[f];
        const auto active =
            row_.get(world_.metrics.find("faults." + spec.name + ".active").found.id);
        const auto devices =
            row_.get(world_.metrics.find("faults." + spec.name + ".devices").found.id);
        const bool is_active = active.number() > 0;
        const bool begun = devices.number() > 0;
        const bool came_and_went = begun && !t.begun;  // since the last barrier
        if (!is_active && (t.active || came_and_went)) t.ended = now;
        t.active = is_active;
        t.begun = begun;
    }
}

void expectation_watch::check_always(std::size_t i, sim_time now) {
    const auto& e = world_.source().expect[i];
    if (now < e.at || excepted(e, now)) return;
    note(i, now, world_.expectations[i].holds(row_));
}

bool expectation_watch::excepted(const expectation_spec& e, sim_time now) const {
    return std::any_of(e.except.begin(), e.except.end(), [&](const auto& name) {
        const auto& t = faults_[world_.fault_index(name)];
        return t.active || (t.ended && now <= *t.ended + e.grace);
    });
}

void expectation_watch::check_after(std::size_t i, sim_time now) {
    const auto& e = world_.source().expect[i];
    if (!ended_[i]) ended_[i] = end_of(e.after, now);
    if (!ended_[i]) return;
    // The first barrier at or after the deadline is the last at which it may be found to hold.
    const auto deadline = *ended_[i] + e.within;
    const bool in_time = now < deadline + world_.step();
    const bool holds = in_time && world_.expectations[i].holds(row_);
    if (!holds && now < deadline) {
        results_[i].observed = row_.observed(world_.expectations[i]);
        return;
    }
    note(i, now, holds);
    settle(i);
}

std::optional<sim_time> expectation_watch::end_of(const std::string& thing, sim_time now) {
    if (const auto fault = world_.fault_index(thing); fault != none) return faults_[fault].ended;
    const auto state = row_.get(world_.metrics.find("jobs." + thing + ".state").found.id);
    const bool over =
        state.is_text() && (state.text() == "complete" || state.text() == "cancelled");
    return over ? std::optional(now) : std::nullopt;
}

void expectation_watch::note(std::size_t i, sim_time now, bool holds) {
    auto& r = results_[i];
    if (holds) {
        if (r.breaches == 0) {
            if (r.outcome != verdict::held || settled_[i])
                r.observed = row_.observed(world_.expectations[i]);
            r.outcome = verdict::held;
        }
        return;
    }
    if (r.breaches++ == 0) {
        r.first_breach = now;
        r.observed = row_.observed(world_.expectations[i]);
        r.outcome = has_data(i) ? verdict::breached : verdict::no_data;
    }
    abort_ |= world_.source().expect[i].abort;
}

std::vector<expectation_result> expectation_watch::standing() const {
    auto all = results_;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (world_.source().expect[i].kind != form::at_end) continue;
        all[i].outcome = world_.expectations[i].holds(row_) ? verdict::held
                         : has_data(i)                      ? verdict::breached
                                                            : verdict::no_data;
        all[i].observed = row_.observed(world_.expectations[i]);
    }
    return all;
}

/// An expectation whose value can't be told (a share of nothing, a signal without a reading) has no data.
bool expectation_watch::has_data(std::size_t i) const {
    return !world_.expectations[i].evaluate(row_).is_null();
}

void expectation_watch::settle(std::size_t i) {
    settled_[i] = true;
}

void expectation_watch::at_end(sim_time now) {
    for (std::size_t i = 0; i < results_.size(); ++i) {
        const auto& e = world_.source().expect[i];
        if (e.kind == form::at_end) {
            note(i, now, world_.expectations[i].holds(row_));
        } else if (e.kind == form::after && !settled_[i] && ended_[i]) {
            note(i, now, false);  // the run ended before it came true
        }
        if (results_[i].outcome == verdict::pending) {
            results_[i].outcome = verdict::no_data;
            results_[i].observed = e.kind == form::after
                                       ? "no data: " + e.after + " did not end in this run"
                                       : "no data: it was never looked at in this run";
        }
    }
}

}  // namespace muster
