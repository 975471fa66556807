#include "report/plan_timeline.hpp"

#include <algorithm>

#include "fleet/scheduled_job.hpp"
#include "report/format.hpp"
#include "report/scenario_words.hpp"

namespace muster::report {

namespace {

template <class Fact>
const Fact* named(const std::vector<Fact>& facts, const std::string& name) {
    const auto same = [&name](const Fact& fact) { return fact.name == name; };
    const auto found = std::find_if(facts.begin(), facts.end(), same);
    return found == facts.end() ? nullptr : &*found;
}

void add_fault(std::vector<plan_event>& out, const fault_spec& fault, const plan_facts& facts) {
    if (!fault.at || fault.device_clock) return;  // at other instants for other devices
    const auto* selection = named(facts.faults, fault.name);
    const std::string who = selection ? " for " + count_text(selection->selected, "device") : "";
    const sim_time begin = *fault.at + fault.delay;
    out.push_back({begin, "fault " + fault.name + " begins" + who});
    if (!fault.lasts) return;
    const auto after = [&](double micros) {
        return begin + duration{static_cast<std::int64_t>(micros)};
    };
    const distribution& lasts = *fault.lasts;
    if (lasts.kind == distribution::shape::constant) {
        out.push_back({after(lasts.a), "fault " + fault.name + " ends"});
    } else if (lasts.kind == distribution::shape::uniform) {
        out.push_back({after(lasts.a), "fault " + fault.name + " ends for the first devices"});
        out.push_back({after(lasts.b), "fault " + fault.name + " ends for the last devices"});
    } else {
        out.push_back({after(lasts.a), "fault " + fault.name + " is over for half of the devices"});
    }
}

/// Of a scheduled job the first runs; the others in one line.
constexpr std::uint32_t shown_runs = 3;

void add_job(std::vector<plan_event>& out, const job_spec& job, const plan_facts& facts) {
    const auto* plan = named(facts.jobs, job.name);
    if (job.run_number > shown_runs || (plan && plan->follows)) return;
    const std::string size =
        plan && !plan->open ? " over " + count_text(plan->total, "device") : "";
    out.push_back({job.start, "job " + job.name + " starts" + size});
    if (plan && plan->best_case)
        out.push_back({job.start + *plan->best_case, "job " + job.name + " is complete at best"});
}

void add_further_runs(std::vector<plan_event>& out, const scheduled_job& one,
                      const std::vector<job_spec>& jobs) {
    if (one.runs <= shown_runs) return;
    const auto next = one.job.name + '_' + std::to_string(shown_runs + 1);
    const auto* first = named(jobs, next);
    const auto more = count_text(one.runs - shown_runs, "more run");
    if (first) out.push_back({first->start, "job " + next + " starts, the first of " + more});
}

std::string words_of(const act_spec& act) {
    if (act.verb) return to_text(*act.verb) + (act.into.empty() ? "" : " to " + act.into);
    if (!act.told.command.empty()) return "command " + act.told.command;
    if (act.asks) return "ask " + to_text(*act.asks);
    if (act.job) return to_text(act.job->verb) + (" " + act.job->job);
    std::string set, unset;
    for (const auto& one : act.sets) {
        auto& names = std::holds_alternative<std::monostate>(one.value) ? unset : set;
        names += (names.empty() ? "" : ", ") + one.property;
    }
    if (unset.empty()) return "set " + set;
    return (set.empty() ? "" : "set " + set + ", ") + "unset " + unset;
}

void add_expectation(std::vector<plan_event>& out, const expectation_spec& e) {
    if (e.kind == expectation_spec::form::at) out.push_back({e.at, "checked: " + e.text});
    if (e.kind == expectation_spec::form::always && e.at.count() > 0)
        out.push_back({e.at, "checked from here on: " + e.text});
}

void warn_of_fault(diagnostics& found, const fault_spec& fault, const plan_facts& facts) {
    const auto* selection = named(facts.faults, fault.name);
    if (!selection || selection->selected > 0) return;
    const std::string path = "faults." + fault.name;
    if (selection->matched == 0)
        found.warn("selects-nobody", fault.where, path + " matches no device", "check its `where`");
    else
        found.warn(
            "selects-nobody", fault.where,
            path + " takes " + (fault.target.take ? amount_text(*fault.target.take) : "none") +
                " of " +
                (fault.target.by.empty() ? count_text(selection->matched, "device")
                                         : count_text(selection->clusters_matched, "cluster")) +
                ", which is nobody",
            "take a larger share, or a count");
}

/// A job that has no time for all it is to do, even if nothing goes wrong.
void warn_of_haste(diagnostics& found, const scenario& about, const job_spec& job,
                   const plan_facts::job_plan& plan) {
    const std::string path = "jobs." + job.name;
    if (plan.follows) return;
    if (!job.is_repeat() && job.reach && plan.last_batch >= *job.reach)
        found.warn("too-late", job.where,
                   path + " begins its last batch after " + words_text(plan.last_batch) +
                       " at best, but reaches nobody later than " + words_text(*job.reach) +
                       " after its start",
                   "lengthen its `reach`, or shorten the waits between its batches");
    const auto length = about.time.length;
    if (length && plan.best_case && job.start < *length && job.start + *plan.best_case > *length)
        found.warn("too-late", job.where,
                   path + " is complete at " +
                       moment_text(about.time, job.start + *plan.best_case) +
                       " at best, but the run ends at " + moment_text(about.time, *length),
                   "start it sooner, or lengthen `time.for`");
}

void warn_of_job(diagnostics& found, const scenario& about, const job_spec& job,
                 const plan_facts& facts) {
    const auto* plan = named(facts.jobs, job.name);
    if (!plan) return;
    const std::string path = "jobs." + job.name;
    warn_of_haste(found, about, job, *plan);
    if (job.is_repeat()) return;
    const auto* group = named(facts.groups, job.group);
    const bool known = !plan->open && !(group != nullptr && group->comes_to_be);
    if (plan->total == 0 && known)
        found.warn("selects-nobody", job.where, path + " has no device at the start",
                   "check its group");
    for (std::size_t i = 0; plan->total > 0 && i < plan->batches.size(); ++i)
        if (plan->batches[i].devices == 0)
            found.warn("selects-nobody", job.where,
                       path + ".batches." + std::to_string(i) + " (" + plan->batches[i].name +
                           ") has no device",
                       "take a larger share, or leave it out");
}

void warn_of_time(diagnostics& found, const scenario& about, sim_time at, const place& where,
                  const std::string& path) {
    if (about.time.length && at >= *about.time.length)
        found.warn("after-the-end", where,
                   path + " is at " + moment_text(about.time, at) + ", but the run ends at " +
                       moment_text(about.time, *about.time.length),
                   "move it, or lengthen `time.for`");
}

}  // namespace

std::vector<plan_event> plan_timeline(const scenario& about, const plan_facts& facts) {
    std::vector<plan_event> out{{sim_time{0}, "the run starts"}};
    for (const fault_spec& fault : about.faults)
        add_fault(out, fault, facts);
    for (const job_spec& job : about.jobs)
        add_job(out, job, facts);
    for (const auto& one : about.scheduled_jobs)
        add_further_runs(out, *one, about.jobs);
    for (const act_spec& act : about.acts)
        out.push_back({act.at, "act " + act.name + ": " + words_of(act)});
    for (const expectation_spec& e : about.expect)
        add_expectation(out, e);
    if (about.time.length) out.push_back({*about.time.length, "the run ends"});
    std::stable_sort(out.begin(), out.end(),
                     [](const plan_event& a, const plan_event& b) { return a.at < b.at; });
    return out;
}

diagnostics plan_warnings(const scenario& about, const plan_facts& facts) {
    diagnostics found;
    for (const fault_spec& fault : about.faults) {
        warn_of_fault(found, fault, facts);
        if (fault.at && !fault.device_clock)
            warn_of_time(found, about, *fault.at, fault.where, "faults." + fault.name);
    }
    for (const group_spec& group : about.groups)
        if (const auto* size = named(facts.groups, group.name);
            size && size->devices == 0 && !size->comes_to_be)
            found.warn("selects-nobody", group.where,
                       "groups." + group.name + " has no device at the start",
                       "check its condition");
    for (const job_spec& job : about.jobs) {
        warn_of_job(found, about, job, facts);
        warn_of_time(found, about, job.start, job.where, "jobs." + job.name);
    }
    for (const act_spec& act : about.acts)
        warn_of_time(found, about, act.at, act.where, "acts." + act.name);
    for (const expectation_spec& e : about.expect)
        if (e.kind == expectation_spec::form::at || e.kind == expectation_spec::form::always)
            warn_of_time(found, about, e.at, e.where, e.path);
    found.sort();
    return found;
}

}  // namespace muster::report
