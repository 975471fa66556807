#include "scenarios/write_updates.hpp"

#include "scenarios/format.hpp"
#include "scenarios/write_commands.hpp"

namespace muster {

namespace {

std::string step_text(const update_step_spec& step) {
    yaml_flow flow;
    flow.add("takes", format_durations(step.takes));
    if (!step.fails.empty()) flow.add("fails", fails_text(step.fails));
    return flow.text();
}

}  // namespace

void write_update(yaml_lines& out, const update_spec& update) {
    out.open("update");
    for (std::size_t i = 1; i < update_steps; ++i)
        out.line(to_text(static_cast<update_step>(i)) + (": " + step_text(update.steps[i])));
    if (!update.rejects.empty()) out.line("rejects: " + fails_text(update.rejects));
    if (update.defers.ppb > 0)
        out.line("defers: " +
                 yaml_flow()
                     .add("share", format_share(update.defers))
                     .add("for", format_durations(update.of(update_step::deferral).takes))
                     .text());
    out.line("property: " + yaml_text(update.property));
    out.close();
}

std::string update_text(const job_spec& job) {
    const auto& update = *job.update;
    yaml_flow flow, timers;
    flow.add("version", yaml_text(update.version));
    if (job.reach) flow.add("reach", format_duration(*job.reach));
    flow.add("finish", format_duration(job.finish));
    for (std::size_t i = 1; i < update_steps; ++i)
        if (const auto& timer = update.timers[i])
            timers.add(to_text(static_cast<update_step>(i)), format_duration(*timer));
    if (!timers.empty()) flow.add("timers", timers.text());
    flow.add("recall", update.recall ? "true" : "false");
    return flow.text();
}

}  // namespace muster
