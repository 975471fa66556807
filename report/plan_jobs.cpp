#include "report/plan_jobs.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "report/format.hpp"
#include "report/job_text.hpp"
#include "report/scenario_words.hpp"
#include "report/schedule_text.hpp"
#include "report/text.hpp"

/// What the jobs of a scenario would do, in words.
namespace muster::report {

namespace {

void plan_batches(summary_page& page, const plan_facts::job_plan& plan) {
    text_table table({align::left, align::right, align::left});
    for (std::size_t i = 0; i < plan.batches.size(); ++i) {
        const plan_facts::batch_size& batch = plan.batches[i];
        const std::string limit =
            batch.failure_limit ? "cancelled at failure " + count_text(*batch.failure_limit + 1)
                                : "";
        table.add_row({dim("batch " + std::to_string(i + 1) + ", " + batch.name),
                       plain(count_text(batch.devices, "device")), dim(limit)});
    }
    for (const styled_line& line : table.lines())
        page.row("", styled_line(ink::plain, "  ").append(line));
}

void plan_paces(summary_page& page, const plan_facts::job_plan& plan) {
    text_table table({align::left, align::right, align::left, align::left, align::left});
    for (const plan_facts::job_pace& pace : plan.paces) {
        const std::string overshoot = pace.overshoot ? count_text(*pace.overshoot) : "any";
        table.add_row({dim("overshoot " + overshoot),
                       plain(count_text(pace.in_flight) + " at once"),
                       plain("at best complete after " + words_text(pace.best_case)),
                       plain("at worst " + count_text(pace.worst_failures, "counted failure")),
                       dim(pace.as_written ? "as written" : "")});
    }
    for (const styled_line& line : table.lines())
        page.row("", styled_line(ink::plain, "  ").append(line));
}

std::string text_of(const plain_value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    const auto* number = std::get_if<double>(&value);
    return number != nullptr ? number_text(*number) : "nothing";
}

std::string command_text(const job_spec& job) {
    const std::string group = job.group.empty() ? "all" : job.group;
    if (!job.reruns.empty()) return "do again what failed in " + job.reruns + ", on " + group;
    if (!job.reverts.empty()) return "take back what " + job.reverts + " set, on " + group;
    if (!job.into.empty()) return "migrate to " + job.into + ", on " + group;
    std::string told = job.update ? "update to " + job.update->version : job.command;
    for (const property_effect& effect : job.sets)
        told += (told.empty() ? "sets " : ", ") + effect.property + " = " + text_of(effect.fixed);
    std::string out = told + (job.sets.empty() && !job.update ? " to " : " on ") + group;
    if (job.rate) out += ", at most " + number_text(job.rate->per_second()) + " a second";
    if (job.rate && (job.rate->ramps || job.rate->grows)) out += " at first";
    out += job.reach ? ", reached within " + words_text(*job.reach) : ", reached until the end";
    return out + ", finished within " + words_text(job.finish);
}

/// The scheduled job that this is a run of; null: it goes once.
const scheduled_job* scheduled_job_of(const scenario& about, const job_spec& job) {
    for (const auto& one : about.scheduled_jobs)
        if (one->job.name == job.scheduled_by) return one.get();
    return nullptr;
}

std::string recurrence_text(const scenario& about, const scheduled_job& one) {
    const auto text = schedule_text(one.when, about.time);
    if (one.job.overlap == overlap_rule::allow) return text;
    return text + (one.job.overlap == overlap_rule::wait ? ", each when the one before is over"
                                                         : ", left out while one is under way");
}

std::string start_text(const scenario& about, const job_spec& job) {
    for (const job_spec& other : about.jobs)
        if (other.on_cancel == job.name) return "when " + other.name + " is cancelled";
    std::string out = job.after.empty() ? "at " + moment_text(about.time, job.start)
                                        : "when " + job.after + " is over";
    if (job.approval) out += ", once approved";
    return out;
}

std::string window_text(const daily_window& window) {
    const std::string zone = window.of_device      ? "each device's clock"
                             : window.zone.empty() ? "the clock of the start"
                                                   : "the clock of " + window.zone;
    return "only from " + clock_text(calendar_time(window.from), {}) + " to " +
           clock_text(calendar_time(window.to), {}) + " by " + zone;
}

std::string retry_text(const retry_spec& retry) {
    const auto times = [](std::uint32_t n) {
        return std::to_string(n) + (n == 1 ? " time" : " times");
    };
    std::string out = "told again " + times(retry.failed.times) + " after a failure, " +
                      times(retry.timed_out.times) + " after no answer";
    if (!retry.budget) return out;
    return out + ", all devices together " +
           (retry.budget->is_share ? share_text(retry.budget->part) + " of the targets"
                                   : count_text(retry.budget->count, "time"));
}

/// What a job does beside its batches and its threshold.
void plan_care(summary_page& page, const job_spec& job) {
    constexpr std::size_t column = summary_page::indent + 2;
    if (job.window) page.prose(column, ink::plain, window_text(*job.window));
    if (job.retry) page.prose(column, ink::plain, retry_text(*job.retry));
    if (job.outage)
        page.prose(column, ink::plain,
                   "paused when more than " + share_text(job.outage->lost) +
                       " of the targets vanish within " + words_text(job.outage->within));
    if (!job.on_cancel.empty())
        page.prose(column, ink::plain, "if it is cancelled, " + job.on_cancel + " begins");
    if (job.continuous)
        page.prose(column, ink::plain, "who joins the group later is a target, too");
}

/// `download within 30 minutes, install within 10 minutes; called back if the job is cancelled`
std::string timers_text(const update_order& update) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < update_steps; ++i)
        if (const auto& timer = update.timers[i])
            parts.push_back(to_text(static_cast<update_step>(i)) +
                            (" within " + words_text(*timer)));
    if (update.recall) parts.emplace_back("called back before the install if the job is cancelled");
    return join(parts, ", ");
}

void plan_job(summary_page& page, std::string_view label, const scenario& about,
              const job_spec& job, const plan_facts::job_plan& plan) {
    constexpr std::size_t column = summary_page::indent + 2;
    const scheduled_job* recurring = scheduled_job_of(about, job);
    const std::string when =
        recurring ? recurrence_text(about, *recurring) : start_text(about, job);
    page.row(label, styled_line(ink::bold, job.written_name())
                        .add("  " + command_text(job))
                        .add(ink::dim, ", " + when));
    if (recurring) page.prose(column, ink::plain, runs_text(*recurring, about));
    page.prose(column, ink::plain,
               plan.open ? "on devices that are known when it begins"
                         : count_text(plan.total, "device") + since_text(plan));
    if (const auto timers = job.update ? timers_text(*job.update) : ""; !timers.empty())
        page.prose(column, ink::plain, timers);
    if (!plan.open) plan_batches(page, plan);
    if (job.batches.size() > 1)
        page.prose(column, ink::plain, "next batch " + next_batch_text(job.next_batch));
    if (job.cancel) {
        const std::string limit =
            plan.failure_limit ? ": at failure " + count_text(*plan.failure_limit + 1) : "";
        page.prose(column, ink::plain, "cancelled " + cancel_text(*job.cancel) + limit);
    }
    plan_care(page, job);
    plan_paces(page, plan);
    if (plan.best_case && plan.paces.empty())
        page.prose(column, ink::plain, "at best complete after " + words_text(*plan.best_case));
}

void plan_conflicts(summary_page& page, const plan_facts& facts) {
    std::string_view label = "conflicts";
    for (const plan_facts::job_conflict& both : facts.conflicts) {
        const std::string times =
            both.times > 1 ? " (" + count_text(both.times, "time") + " in their runs)" : "";
        page.row(label, styled_line(ink::warn, both.second + " begins while " + both.first +
                                                   " can't be done yet" + times));
        page.prose(summary_page::indent + 2, ink::warn,
                   "both set " + both.property + " of " + count_text(both.devices, "device") +
                       " to different values: the later one wins");
        label = {};
    }
    if (!facts.conflicts.empty()) page.gap();
}

}  // namespace

void plan_jobs(summary_page& page, const scenario& about, const plan_facts& facts) {
    std::string_view label = "jobs";
    for (std::size_t i = 0; i < std::min(about.jobs.size(), facts.jobs.size()); ++i) {
        if (about.jobs[i].is_repeat()) continue;
        plan_job(page, label, about, about.jobs[i], facts.jobs[i]);
        label = {};
    }
    for (const auto& one : about.scheduled_jobs) {
        if (one->runs > 0) continue;
        page.row(label, styled_line(ink::bold, one->job.name)
                            .add("  " + command_text(one->job))
                            .add(ink::dim, ", " + recurrence_text(about, *one)));
        page.prose(summary_page::indent + 2, ink::plain, runs_text(*one, about));
        label = {};
    }
    page.gap();
    plan_conflicts(page, facts);
}

}  // namespace muster::report
