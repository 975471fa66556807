#include "fleet/expectation_watch.hpp"

#include <algorithm>
#include <utility>

#include "fleet/find_named.hpp"

namespace muster {

using form = expectation_spec::form;
using verdict = expectation_result::verdict;

expectation_watch::expectation_watch(const world& w, const metric_row& row)
    : world_(w),
      row_(row),
      faults_(w.faults.size()),
      waits_(w.source().expect.size()),
      settled_(w.source().expect.size()) {
    find_fields();
    for (std::size_t i = 0; i < w.source().expect.size(); ++i) {
        const auto& e = w.source().expect[i];
        results_.push_back({e.text, e.path, verdict::pending, {}, {}, 0, e.where, {}});
        may_abort_ |= e.abort;
        if (e.kind != form::always && e.kind != form::after) continue;
        continuous_ = true;
        for (const auto id : w.expectations[i].fields())
            counted_ &= row.counted(id);
    }
}

query::field_id expectation_watch::field(const std::string& path) const {
    return world_.metrics.find(path).found.id;
}

/// Looks everything up by name that is read at barriers by number.
void expectation_watch::find_fields() {
    const auto& s = world_.source();
    for (std::size_t f = 0; f < faults_.size(); ++f) {
        faults_[f].active_field = field("faults." + s.faults[f].name + ".active");
        faults_[f].devices_field = field("faults." + s.faults[f].name + ".devices");
    }
    for (std::size_t i = 0; i < waits_.size(); ++i) {
        const auto& e = s.expect[i];
        for (const auto& name : e.except)
            waits_[i].except.push_back(world_.fault_index(name));
        if (e.kind != form::after) continue;
        waits_[i].fault = world_.fault_index(e.after);
        if (waits_[i].fault == none) waits_[i].job = index_of(world_.source().jobs, e.after);
    }
}

namespace {

std::string nothing_to_look_at(const expectation_spec& e, sim_time end) {
    return e.kind == form::always && e.at <= end ? "no data: there never was a sample"
                                                 : "no data: it was never looked at in this run";
}

}  // namespace

std::optional<sim_time> expectation_watch::next_instant() const {
    std::optional<sim_time> next;
    for (std::size_t i = 0; i < results_.size(); ++i) {
        const auto& e = world_.source().expect[i];
        if (e.kind != form::at || settled_[i]) continue;
        const auto look = e.at + duration(1);
        if (!next || look < *next) next = look;
    }
    return next;
}

void expectation_watch::at_barrier(sim_time now) {
    follow_faults(now);
    for (std::size_t i = 0; i < results_.size(); ++i) {
        if (settled_[i]) continue;
        const auto& e = world_.source().expect[i];
        if (e.kind == form::always) check_always(i, now);
        if (e.kind == form::after) check_after(i, now);
        if (e.kind == form::at && now + world_.step() > e.at) check_at(i);
    }
}

void expectation_watch::check_at(std::size_t i) {
    note(i, world_.source().expect[i].at, world_.expectations[i].holds(row_),
         world_.figures[i].measure(row_));
    settle(i);
}

void expectation_watch::follow_faults(sim_time now) {
    for (std::size_t f = 0; f < faults_.size(); ++f) {
        auto& t = faults_[f];
        const bool begun = row_.get(t.devices_field).number() > 0;
        // By the devices' clocks it lasts from the first of them to the last.
        const bool more_begin = begun && now < world_.faults[f].last_begin;
        const bool is_active = more_begin || row_.get(t.active_field).number() > 0;
        const bool came_and_went = begun && !t.begun;  // since the last barrier
        if (!is_active && (t.active || came_and_went)) t.ended = now;
        t.active = is_active;
        t.begun = begun;
    }
}

void expectation_watch::check_always(std::size_t i, sim_time now) {
    const auto& e = world_.source().expect[i];
    if (now < e.at || excepted(i, now)) return;
    // What measures the figure knows whether it holds: a metric may take a scan to read.
    const auto figure = world_.figures[i].measure(row_);
    const bool holds =
        figure && figure->holds ? *figure->holds : world_.expectations[i].holds(row_);
    if (!holds && !has_data(i)) return;  // waits for a sample; without any it ends as no data
    note(i, now, holds, figure);
}

bool expectation_watch::excepted(std::size_t i, sim_time now) const {
    const auto& except = waits_[i].except;
    return std::any_of(except.begin(), except.end(), [&](auto fault) {
        const auto& t = faults_[fault];
        return t.active || (t.ended && now <= *t.ended + world_.source().expect[i].grace);
    });
}

void expectation_watch::check_after(std::size_t i, sim_time now) {
    const auto& e = world_.source().expect[i];
    auto& ended = waits_[i].ended;
    if (!ended) ended = end_of(waits_[i], now);
    if (!ended) return;
    // The first barrier at or after the deadline is the last at which it may be found to hold.
    const auto deadline = *ended + e.within;
    const bool in_time = now < deadline + world_.step();
    const bool holds = in_time && world_.expectations[i].holds(row_);
    if (!holds && now < deadline) {
        results_[i].observed = row_.observed(world_.expectations[i]);
        return;
    }
    note(i, now, holds, world_.figures[i].measure(row_));
    settle(i);
}

/// A job is known as it is at the barrier, which may be steps behind the one that is looked at.
std::optional<sim_time> expectation_watch::end_of(const waited& thing, sim_time now) const {
    if (thing.fault != none) return faults_[thing.fault].ended;
    const auto end = row_.job_end(thing.job);
    return end && *end <= now ? end : std::nullopt;
}

namespace {

/// Keeps the figure of the worst of all looks; true where it is this one's.
bool keep_worst(std::optional<measured_figure>& kept, std::optional<measured_figure> now) {
    const bool worse = now && kept && now->margin && kept->margin && *now->margin < *kept->margin;
    if (kept && !worse) return false;
    kept = std::move(now);
    return true;
}

}  // namespace

void expectation_watch::note(std::size_t i, sim_time now, bool holds,
                             std::optional<measured_figure> figure) {
    auto& r = results_[i];
    const bool worst = keep_worst(r.figure, std::move(figure));
    if (holds) {
        if (r.breaches > 0) return;
        if (worst || r.outcome != verdict::held) r.observed = row_.observed(world_.expectations[i]);
        r.outcome = verdict::held;
        return;
    }
    if (r.breaches++ == 0) {
        r.first_breach = now;
        r.outcome = has_data(i) ? verdict::breached : verdict::no_data;
        r.observed = observed_at_breach(i);
        waits_[i].first_observed = r.observed;
    } else if (worst) {
        r.observed =
            waits_[i].first_observed + ", at worst " + row_.observed(world_.expectations[i]);
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

/// `0 of 0` alone would look like a number that holds.
std::string expectation_watch::observed_at_breach(std::size_t i) const {
    auto text = row_.observed(world_.expectations[i]);
    return has_data(i) || text.starts_with("no data") ? text : "no data: " + text;
}

/// No data: the value can't be told, such as a share of nothing or a signal without a reading.
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
            note(i, now, world_.expectations[i].holds(row_), world_.figures[i].measure(row_));
        } else if (e.kind == form::at && !settled_[i] && e.at <= now) {
            check_at(i);  // of the last instant
        } else if (e.kind == form::after && !settled_[i] && waits_[i].ended) {
            note(i, now, false,
                 world_.figures[i].measure(row_));  // the run ended before it came true
        }
        if (results_[i].outcome == verdict::pending) {
            results_[i].outcome = verdict::no_data;
            results_[i].observed = e.kind == form::after
                                       ? "no data: " + e.after + " did not end in this run"
                                       : nothing_to_look_at(e, now);
        }
    }
}

}  // namespace muster
