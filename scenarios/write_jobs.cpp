#include "scenarios/write_jobs.hpp"

#include <algorithm>

#include "scenarios/format.hpp"
#include "scenarios/write_acts.hpp"
#include "scenarios/write_connectivity.hpp"
#include "scenarios/write_schedule.hpp"
#include "scenarios/write_updates.hpp"

namespace muster {

namespace {

std::string batch_text(const batch_spec& batch) {
    switch (batch.kind) {
        case batch_spec::form::group:
            return batch.group;
        case batch_spec::form::part:
            return format_share(batch.part);
        case batch_spec::form::count:
            return std::to_string(batch.count);
        case batch_spec::form::condition:
            return yaml_text(batch.who.text);
        default:
            return "rest";
    }
}

std::string kinds_text(failure_set kinds) {
    std::string text;
    for (std::size_t k = 0; k < failure_kinds; ++k)
        if (kinds.test(k))
            text += (text.empty() ? "" : ", ") + std::string(to_text(static_cast<failure_kind>(k)));
    return '[' + text + ']';
}

std::string cancel_text(const cancel_spec& cancel, bool force) {
    static constexpr const char* bases[] = {"batch", "job", "finished"};
    yaml_flow flow;
    flow.add("failed", format_amount(cancel.failed));
    flow.add("at_least", std::to_string(cancel.at_least));
    flow.add("of", bases[static_cast<std::size_t>(cancel.of)]);
    flow.add("overshoot", cancel.overshoot ? std::to_string(*cancel.overshoot) : "any");
    flow.add("counts", kinds_text(cancel.counts));
    return flow.add("in_flight", force ? "force" : "wait").text();
}

void write_settings(yaml_lines& out, const job_spec& job, const scenario& s) {
    yaml_flow all;
    for (const auto& effect : job.sets)
        all.add(yaml_text(effect.property), setting_text(effect.property, effect.fixed, s));
    out.line("set: " + all.text());
    if (job.reach) out.line("reach: " + format_duration(*job.reach));
    out.line("finish: " + format_duration(job.finish));
}

std::string rate_text(const rate_spec& rate) {
    const char* unit = rate.per == std::chrono::seconds(1)   ? "/s"
                       : rate.per == std::chrono::minutes(1) ? "/m"
                       : rate.per == std::chrono::hours(1)   ? "/h"
                                                             : "/d";
    const auto text = [&](double amount) { return format_number(amount) + unit; };
    if (!rate.ramps && !rate.grows) return text(rate.amount);
    yaml_flow flow;
    flow.add("from", text(rate.amount));
    if (rate.ramps)
        flow.add("to", text(rate.ramps->to)).add("over", format_duration(rate.ramps->over));
    if (rate.grows)
        flow.add("factor", format_number(rate.grows->factor))
            .add("each", std::to_string(rate.grows->each))
            .add("most", text(rate.grows->most));
    return flow.text();
}

std::string course_text(const retry_course& course) {
    yaml_flow flow;
    flow.add("times", std::to_string(course.times));
    return add_back_off(flow, course.pauses).text();
}

std::string retry_text(const retry_spec& retry) {
    yaml_flow flow;
    flow.add("failed", course_text(retry.failed)).add("timed_out", course_text(retry.timed_out));
    if (retry.budget) flow.add("budget", format_amount(*retry.budget));
    return flow.text();
}

std::string window_text(const daily_window& window) {
    yaml_flow flow;
    flow.add("from", format_clock(window.from)).add("to", format_clock(window.to));
    return flow.add_text("zone", window.of_device ? "device" : window.zone).text();
}

std::string start_text(const job_spec& job, const schedule* when, const scenario& s) {
    yaml_flow flow;
    const bool rolls_back = std::any_of(s.jobs.begin(), s.jobs.end(),
                                        [&](const auto& j) { return j.on_cancel == job.name; });
    if (when != nullptr)
        add_schedule(flow, *when, job.overlap, s.time.start);
    else if (!job.after.empty())
        flow.add("after", job.after);
    else if (!rolls_back)
        flow.add("at", format_duration(job.start));
    if (job.window) flow.add("window", window_text(*job.window));
    return flow.empty() ? "" : flow.text();
}

std::string gate_text(const next_batch_spec& next) {
    yaml_flow flow;
    flow.add("finished", format_share(next.finished));
    flow.add("succeeded", format_share(next.succeeded));
    flow.add("soak", format_duration(next.soak)).add_text("healthy", next.healthy.text);
    flow.add("approval", next.approval ? "true" : "false");
    return flow.add("else", next.pause_otherwise ? "pause" : "cancel").text();
}

void write_origin(yaml_lines& out, const job_spec& job) {
    out.line(job.reruns.empty() ? "revert: " + job.reverts : "rerun: " + job.reruns);
    if (job.reach) out.line("reach: " + format_duration(*job.reach));
    out.line("finish: " + format_duration(job.finish));
}

void write_order(yaml_lines& out, const job_spec& job, const scenario& s) {
    if (!job.reruns.empty() || !job.reverts.empty()) return write_origin(out, job);
    if (!job.into.empty()) return out.line("migrate: " + job.into);
    if (!job.sets.empty()) return write_settings(out, job, s);
    if (job.update) return out.line("update: " + update_text(job));
    yaml_flow command;
    command.add_text("name", job.command);
    if (!job.request.empty()) command.add("request", request_text(job.request));
    if (job.reach) command.add("reach", format_duration(*job.reach));
    command.add("finish", format_duration(job.finish));
    out.line("command: " + command.text());
}

void write_care(yaml_lines& out, const job_spec& job) {
    if (job.cancel) out.line("cancel: " + cancel_text(*job.cancel, job.force));
    if (!job.on_cancel.empty()) out.line("on_cancel: " + job.on_cancel);
    if (job.outage)
        out.line("pause: {lost: " + format_share(job.outage->lost) +
                 ", within: " + format_duration(job.outage->within) + '}');
    if (job.retry) out.line("retry: " + retry_text(*job.retry));
}

}  // namespace

void write_job(yaml_lines& out, const job_spec& job, const schedule* when, const scenario& s) {
    std::string batches;
    for (const auto& batch : job.batches)
        batches += (batches.empty() ? "" : ", ") + batch_text(batch);
    out.open(job.name);
    out.line("group: " + job.group);
    const auto& target = job.target;
    if (target.who) out.line("where: " + yaml_text(target.who.text));
    if (!target.by.empty()) out.line("by: " + yaml_text(target.by));
    if (target.take)
        out.line((target.take->is_share ? "share: " : "count: ") + format_amount(*target.take));
    if (!target.draw.empty()) out.line("draw: " + yaml_text(target.draw));
    write_order(out, job, s);
    if (const auto start = start_text(job, when, s); !start.empty()) out.line("start: " + start);
    if (job.approval) out.line("approval: true");
    if (job.continuous) out.line("continuous: true");
    if (job.priority != 0) out.line("priority: " + std::to_string(job.priority));
    if (job.rate) out.line("rate: " + rate_text(*job.rate));
    out.line("batches: [" + (batches.empty() ? "rest" : batches) + ']');
    out.line("next_batch: " + gate_text(job.next_batch));
    write_care(out, job);
    out.close();
}

}  // namespace muster
