#include <algorithm>

#include "fleet/scheduled_job.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/read_schedule.hpp"

/// The runs of a scheduled job, and what they are called.
namespace muster::sections {

namespace {

std::string name_of_run(const job_spec& job, std::uint32_t number) {
    return job.name + '_' + std::to_string(number);
}

/// `nightly_1` to `nightly_5`.
std::string names_of_runs(const scheduled_job& one) {
    const auto first = ticked(name_of_run(one.job, 1));
    return one.runs == 1 ? first : first + " to " + ticked(name_of_run(one.job, one.runs));
}

const scheduled_job* find_scheduled(const scenario& s, const std::string& name) {
    for (const auto& one : s.scheduled_jobs)
        if (one->job.name == name) return one.get();
    return nullptr;
}

std::string runs_text(const scheduled_job& one) {
    if (one.runs == 0) return "which does not run in the scenario's time";
    return std::string(one.runs == 1 ? "whose run is a job of its own, "
                                     : "whose runs are jobs of their own, ") +
           names_of_runs(one);
}

void refuse_many(reading& r, const yaml::node& start, std::uint32_t number, std::size_t before) {
    const bool of_one = number > schedule_limits::runs;
    r.error("too-many-runs", start.where,
            of_one
                ? "the job would run more than " + std::to_string(schedule_limits::runs) + " times"
                : "there would be more than " + std::to_string(scenario_limits::things) +
                      " jobs, with this one's runs",
            "end it sooner with `times: 30` or `until: 30d`, or let it run less often");
    r.out.jobs.resize(before);  // further jobs are not too many because of this one
    r.names_incomplete = true;
}

void check_name(reading& r, const job_spec& job, const job_spec& run) {
    const auto& taken = r.names_in("jobs");
    if (std::find(taken.begin(), taken.end(), run.name) != taken.end())
        r.error("name-taken", job.where,
                "run " + std::to_string(run.run_number) + " of " + ticked(job.name) +
                    " has the name of the job " + ticked(run.name),
                "rename one of the two jobs");
}

}  // namespace

void add_runs(reading& r, const yaml::node& start, const job_spec& job, const schedule& when) {
    auto all = std::make_shared<scheduled_job>();
    all->when = when;
    all->job = job;
    const auto& time = r.out.time;
    const auto before = r.out.jobs.size();
    schedule_walk walk(when, time.start + time.length.value_or(duration{}));
    while (const auto found = walk.next()) {
        if (found->number > schedule_limits::runs || r.out.jobs.size() >= scenario_limits::things)
            return refuse_many(r, start, found->number, before);
        job_spec run = job;
        run.name = name_of_run(job, found->number);
        run.start = found->at - time.start;
        run.scheduled_by = job.name;
        run.run_number = found->number;
        check_name(r, job, run);
        r.out.jobs.push_back(std::move(run));
        all->runs = found->number;
    }
    if (all->runs == 0)
        r.warn("never-starts", start.where,
               "the job " + ticked(job.name) + " does not run in the scenario's time",
               when.until && *when.until < when.begin
                   ? "`until` is before `from`; let it be after that"
                   : "write a longer `time.for`, or other times");
    r.out.scheduled_jobs.push_back(std::move(all));
}

query::problem with_run_named(query::problem found, const std::string& condition,
                              const scenario& s) {
    constexpr std::string_view jobs = "jobs.";
    if (found.code != "unknown-name" || found.where.offset >= condition.size()) return found;
    const auto path = condition.substr(found.where.offset, found.where.length);
    if (!path.starts_with(jobs)) return found;
    const auto name = path.substr(jobs.size(), path.find('.', jobs.size()) - jobs.size());
    const auto rest = path.substr(std::min(path.size(), jobs.size() + name.size()));
    if (const auto* one = find_scheduled(s, name)) {
        found.text = ticked(name) + " is a scheduled job, " + runs_text(*one);
        found.remedy = one->runs == 0
                           ? "write a longer `time.for`"
                           : "write " + ticked("jobs." + name_of_run(one->job, 1) + rest);
        return found;
    }
    const auto underscore = name.rfind('_');
    const auto number = scalars::parse_whole(name.substr(std::min(name.size(), underscore + 1)));
    if (underscore == std::string::npos || !number) return found;
    const auto* one = find_scheduled(s, name.substr(0, underscore));
    if (one == nullptr || (*number.value >= 1 && *number.value <= one->runs)) return found;
    found.text = "there is no run " + ticked(name) + " of the scheduled job " +
                 ticked(one->job.name) + (one->runs == 0 ? ", " + runs_text(*one) : "");
    found.remedy =
        one->runs == 0 ? "write a longer `time.for`" : "its runs are " + names_of_runs(*one);
    return found;
}

bool is_run(reading& r, const yaml::node& found, const char* key) {
    const auto has_name = [&](const job_spec& job) { return job.name == found.text; };
    if (std::any_of(r.out.jobs.begin(), r.out.jobs.end(), has_name)) return true;
    const auto* one = find_scheduled(r.out, found.text);
    if (one == nullptr) return false;
    r.error("unknown-name", found.where,
            ticked(found.text) + " is a scheduled job, " + runs_text(*one),
            one->runs == 0 ? "write a longer `time.for`"
                           : "write " + ticked(std::string(key) + ": " + name_of_run(one->job, 1)));
    return true;
}

}  // namespace muster::sections
