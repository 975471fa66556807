#include <algorithm>
#include <cmath>
#include <set>

#include "fleet/find_named.hpp"
#include "tests/sim/recorded_run.hpp"

/// How jobs went: when they told whom, by the log of all tellings.
namespace muster::sim {

namespace {

using tellings = std::vector<telling>;

std::string at_text(sim_time at) {
    return " at " + std::to_string(at.count() / 1000) + " ms";
}

/// The highest that the job's rate may be at an instant, in each `per`.
double rate_at(const rate_spec& rate, sim_time first, sim_time at) {
    if (rate.grows) return rate.grows->most;
    if (!rate.ramps) return rate.amount;
    const auto part =
        static_cast<double>((at - first).count()) / static_cast<double>(rate.ramps->over.count());
    return rate.amount + (rate.ramps->to - rate.amount) * std::min(1.0, part);
}

/// Every window up to the rate's unit has at most what the rate at its end says. Whoever is told at
/// the begin of a step uses an instant of the step before, so windows are a step longer.
void check_rate(const std::string& name, const rate_spec& rate, duration step, const tellings& told,
                complaints& out) {
    for (std::size_t from = 0; from < told.size(); ++from)
        for (std::size_t to = from; to < told.size(); ++to) {
            const auto span = told[to].at - told[from].at + step;
            if (span > rate.per + step) break;
            const auto most = rate_at(rate, told[0].at, told[to].at) *
                              static_cast<double>(span.count()) /
                              static_cast<double>(rate.per.count());
            if (static_cast<double>(to - from + 1) <= std::floor(most + 1e-6) + 1) continue;
            out.push_back(name + " told " + std::to_string(to - from + 1) + " devices within " +
                          std::to_string(span.count() / 1000) + " ms" + at_text(told[to].at));
            return;
        }
}

const std::vector<zone_offset>& zone_of(const recorded_run& r, std::uint32_t job,
                                        const telling& t) {
    const auto& compiled = r.the_world().jobs[job];
    if (!r.the_world().source().jobs[job].window->of_device) return compiled.window_zone;
    return r.lab->shard(t.shard).columns.cohort_of(t.device).fleet->zone;
}

void check_window(const recorded_run& r, std::uint32_t job, const tellings& told, complaints& out) {
    const auto& spec = r.the_world().source().jobs[job];
    for (const auto& t : told)
        demand(out,
               open_hours::is_open(*spec.window, zone_of(r, job, t),
                                   r.the_world().source().time.start, t.at),
               spec.name + " told a device outside of its window" + at_text(t.at));
}

/// Devices of a batch are told after it has begun, and one begins when the one before has ended.
void check_order(const std::string& name, const job_result& j, const tellings& told,
                 complaints& out) {
    for (const auto& t : told) {
        demand(out, t.batch < j.batches.size(), name + " told a device in no batch");
        if (t.batch >= j.batches.size()) continue;
        const auto& begin = j.batches[t.batch].begin;
        demand(out, begin && whole_milliseconds(*begin) <= t.at,
               name + " told a device of batch " + std::to_string(t.batch) + " before it began" +
                   at_text(t.at));
    }
    for (std::size_t b = 1; b < j.batches.size(); ++b)
        if (j.batches[b].begin)
            demand(out, j.batches[b - 1].end && *j.batches[b - 1].end <= *j.batches[b].begin,
                   name + ": a batch begins before the one before it has ended");
}

/// Nobody is told while the job is paused, nor after it decided to cancel.
void check_silence(const recorded_run& r, const std::string& name, const tellings& told,
                   complaints& out) {
    sim_time silent_from = never;
    std::vector<std::pair<sim_time, sim_time>> silences;
    for (const auto& e : r.lab->events) {
        if (e.kind != event_kind::job_changed || e.subject != name) continue;
        const bool running = e.detail.starts_with("running");
        const bool waits = e.detail.starts_with("pending");
        if (running && silent_from != never)
            silences.emplace_back(std::exchange(silent_from, never), e.at);
        else if (!running && !waits && silent_from == never)
            silent_from = e.at;
    }
    if (silent_from != never) silences.emplace_back(silent_from, never);
    for (const auto& t : told)
        for (const auto& [from, to] : silences)
            demand(out, t.at < whole_milliseconds(from) || t.at >= to,
                   name + " told a device while it was paused, or after it was cancelled" +
                       at_text(t.at));
}

void check_repeats(const std::string& name, const job_spec& spec, const job_result& j,
                   const tellings& told, complaints& out) {
    std::uint64_t repeats = 0;
    for (const auto& t : told) {
        const auto most =
            spec.retry ? std::max(spec.retry->failed.times, spec.retry->timed_out.times) : 0;
        demand(out, t.attempt <= most + 1,
               name + " told a device " + std::to_string(t.attempt) + " times");
        repeats += t.attempt > 1 ? 1 : 0;
    }
    if (!spec.retry || !spec.retry->budget || spec.continuous) return;
    const auto& budget = *spec.retry->budget;
    const auto most = budget.is_share ? budget.part.of(j.counts.total) : budget.count;
    demand(out, repeats <= most,
           name + " told " + std::to_string(repeats) + " devices again, but may " +
               std::to_string(most));
}

/// A job that rolls another one back covers those that had succeeded in it, or may have, and begins
/// behind it.
void check_followers(const recorded_run& r, std::uint32_t job, complaints& out) {
    const auto& w = r.the_world();
    const auto& spec = w.source().jobs[job];
    const auto& mine = r.result().jobs.at(spec.name);
    const auto leader = w.jobs[job].rolls_back ? w.jobs[job].rolls_back : w.jobs[job].after;
    const bool never_began = (mine.state == "cancelled" && mine.counts.total == 0) ||
                             mine.state == "deleted";  // nothing is known of it any more
    if (!leader || !mine.begin || never_began) return;
    const auto& other = r.result().jobs.at(w.source().jobs[*leader].name);
    demand(out, other.end && *other.end <= *mine.begin,
           spec.name + " begins before " + w.source().jobs[*leader].name + " has ended");
    if (!w.jobs[job].rolls_back) return;
    demand(out, other.state == "cancelled" || other.state == "deleted",
           spec.name + " rolls back what was not cancelled");
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        const auto leg = in.state.legs.find(job);
        if (leg == in.state.legs.end() || leg->second.targets.empty()) continue;
        auto more = leg->second.targets;
        const auto& before = in.state.legs.at(*leader);
        more -= before.of(leg_outcome::succeeded);
        for (const auto& [reason, devices] : before.reasons)
            if (reason.rfind(reason_in_doubt, 0) == 0) more -= devices;
        demand(out, more.empty(), spec.name + " rolls back devices that can't have succeeded");
    }
}

/// Which jobs wait for their turn, since when, and which have it.
struct turns {
    std::map<std::string, sim_time> waiting;
    std::set<std::string> under_way;

    /// All that happened at one barrier. Returns who began.
    std::vector<std::string> take(const std::vector<const event*>& now) {
        std::vector<std::string> begun;
        for (const auto* e : now) {
            const auto state = e->detail.substr(0, e->detail.find(':'));
            if (e->detail == "pending: waits for other jobs") waiting[e->subject] = e->at;
            if (state == "running" && waiting.erase(e->subject) > 0) {
                begun.push_back(e->subject);
                under_way.insert(e->subject);
            }
            if (state != "complete" && state != "cancelled") continue;
            waiting.erase(e->subject);
            under_way.erase(e->subject);
        }
        return begun;
    }
};

/// With so many jobs at once: never more, and of those that wait longer than a barrier the one with
/// the highest priority begins.
void check_turns(const recorded_run& r, complaints& out) {
    const auto& source = r.the_world().source();
    if (!source.service || !source.service->jobs) return;
    const auto priority = [&](const std::string& name) {
        return source.jobs[index_of(source.jobs, name)].priority;
    };
    std::map<sim_time, std::vector<const event*>> by_time;
    for (const auto& e : r.lab->events)
        if (e.kind == event_kind::job_changed) by_time[e.at].push_back(&e);
    turns all;
    for (const auto& [at, events] : by_time) {
        for (const auto& begun : all.take(events))
            for (const auto& [other, since] : all.waiting)
                demand(out, since >= at || priority(other) <= priority(begun),
                       begun + " begins before " + other + ", which has priority");
        demand(out, all.under_way.size() <= *source.service->jobs,
               std::to_string(all.under_way.size()) + " jobs are under way at once" + at_text(at));
    }
}

}  // namespace

void check_job_courses(const recorded_run& r, complaints& out) {
    const auto& source = r.the_world().source();
    std::map<std::uint32_t, tellings> by_job;
    for (const auto& t : r.tellings.told())
        by_job[t.job].push_back(t);
    for (std::uint32_t i = 0; i < source.jobs.size(); ++i) {
        const auto& spec = source.jobs[i];
        const auto& j = r.result().jobs.at(spec.name);
        auto& told = by_job[i];
        std::stable_sort(told.begin(), told.end(),
                         [](const telling& a, const telling& b) { return a.at < b.at; });
        if (spec.rate) check_rate(spec.name, *spec.rate, source.time.step, told, out);
        if (spec.window) check_window(r, i, told, out);
        check_order(spec.name, j, told, out);
        check_silence(r, spec.name, told, out);
        check_repeats(spec.name, spec, j, told, out);
        check_followers(r, i, out);
    }
    check_turns(r, out);
}

}  // namespace muster::sim
