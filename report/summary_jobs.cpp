#include "report/cause_text.hpp"
#include "report/format.hpp"
#include "report/job_text.hpp"
#include "report/scenario_words.hpp"
#include "report/summary_sections.hpp"
#include "report/text.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

ink ink_of_state(const std::string& state) {
    if (state == "complete") return ink::good;
    return state == "cancelled" ? ink::bad : ink::warn;
}

std::vector<std::string> outcome_parts(const job_counts& c) {
    std::vector<std::string> parts{count_text(c.succeeded) + " succeeded"};
    const auto add = [&parts](std::uint64_t n, const char* name) {
        if (n > 0) parts.push_back(count_text(n) + " " + name);
    };
    add(c.failed, "failed");
    add(c.timed_out, "timed out");
    add(c.unreached, "not reached");
    add(c.cancelled, "cancelled");
    add(c.skipped, "skipped");
    add(c.dispatched, "dispatched");
    add(c.pending, "pending");
    return parts;
}

std::string batch_span(const batch_result& batch) {
    if (!batch.begin) return "not begun";
    const std::string begin = "from " + span_text(*batch.begin);
    return batch.end ? begin + " for " + rough_text(*batch.end - *batch.begin) : begin;
}

std::string slowest_text(const batch_result& batch) {
    return batch.latency.count > 0 ? "p99 " + answer_time_text(batch.latency.p99) : "";
}

void summarize_batches(summary_page& page, const job_result& job) {
    text_table table({align::left, align::right, align::left, align::left, align::left});
    const bool several = job.batches.size() > 1;  // of one the lines below say the same
    for (std::size_t i = 0; i < job.batches.size(); ++i) {
        const batch_result& batch = job.batches[i];
        std::vector<std::string> parts = outcome_parts(batch.counts);
        const bool touched = batch.begin || batch.counts.pending < batch.counts.total;
        table.add_row({styled_line(ink::dim, "batch " + std::to_string(i + 1) + ", " + batch.name),
                       styled_line(ink::plain, count_text(batch.counts.total)),
                       styled_line(ink::plain, touched ? page.dotted(parts) : ""),
                       styled_line(ink::dim, batch_span(batch)),
                       styled_line(ink::dim, several ? slowest_text(batch) : "")});
    }
    for (const styled_line& line : table.lines())
        page.row("", styled_line(ink::plain, "  ").append(line));
}

std::vector<std::string> step_parts(const step_counts& s) {
    std::vector<std::string> parts{count_text(s.finished) + " finished"};
    const auto add = [&parts](std::uint64_t n, const char* name) {
        if (n > 0) parts.push_back(count_text(n) + " " + name);
    };
    add(s.failed, "failed");
    add(s.timed_out, "timed out");
    add(s.recalled, "recalled");
    add(s.now(), "in it");
    return parts;
}

void summarize_reasons(summary_page& page, const job_result& job) {
    text_table table({align::right, align::left});
    for (const auto& [reason, devices] : by_count(job.reasons))
        table.add_row(
            {styled_line(ink::plain, count_text(devices)), styled_line(ink::plain, reason)});
    for (const styled_line& line : table.lines())
        page.row("", styled_line(ink::plain, "  ").append(line));
}

/// Those that anybody began.
void summarize_steps(summary_page& page, const update_counts& steps) {
    text_table table({align::left, align::right, align::left});
    for (std::size_t i = 0; i < update_steps; ++i) {
        const step_counts& s = steps[i];
        if (s.begun == 0) continue;
        table.add_row({styled_line(ink::dim, to_text(static_cast<update_step>(i))),
                       styled_line(ink::plain, count_text(s.begun)),
                       styled_line(ink::plain, page.dotted(step_parts(s)))});
    }
    for (const styled_line& line : table.lines())
        page.row("", styled_line(ink::plain, "  ").append(line));
}

std::string latency_text(const summary& s) {
    return "answer after p50 " + answer_time_text(s.p50) + ", p90 " + answer_time_text(s.p90) +
           ", p99 " + answer_time_text(s.p99) + ", at most " + answer_time_text(s.max);
}

void summarize_job(summary_page& page, std::string_view label, const report_input& in,
                   const std::string& name, const job_result& job) {
    styled_line head(ink::bold, name);
    head.add("  ").add(ink_of_state(job.state), job.state);
    if (job.begin) head.add(ink::dim, "  from " + moment_text(in.about.time, *job.begin));
    if (job.begin && job.end) head.add(ink::dim, " for " + rough_text(*job.end - *job.begin));
    page.row(label, head);
    if (!job.state_reason.empty())
        page.prose(summary_page::indent + 2, ink_of_state(job.state), job.state_reason);
    page.prose(
        summary_page::indent + 2, ink::plain,
        count_text(job.counts.total, "device") + ": " + page.dotted(outcome_parts(job.counts)));
    summarize_batches(page, job);
    if (job.steps) summarize_steps(page, *job.steps);
    if (job.latency.count > 0)
        page.prose(summary_page::indent + 2, ink::dim, latency_text(job.latency));
    summarize_reasons(page, job);
    for (const auto& conflict : job.conflicts)
        page.prose(summary_page::indent + 2, ink::warn, conflict_text(conflict));
    for (const job_cause& cause : job.causes)
        page.prose(summary_page::indent + 2, ink::warn, cause_text(cause));
}

styled_line mark_of(const style& look, const run_result& result, const expectation_result& e) {
    const marks& m = marks_of(look);
    if (e.outcome == expectation_result::verdict::held) return {ink::good, m.held};
    return fails(result, e) ? styled_line(ink::bad, m.not_met) : styled_line(ink::warn, m.open);
}

std::string observation(const time_settings& time, const expectation_result& e) {
    std::string out =
        e.observed.empty() ? std::string(outcome_name(e.outcome)) : "observed " + e.observed;
    if (e.first_breach) out += ", first not met at " + moment_text(time, *e.first_breach);
    if (e.breaches > 1) out += ", " + count_text(e.breaches) + " times in all";
    return out;
}

void summarize_expectation(summary_page& page, std::string_view label, const report_input& in,
                           const expectation_result& e) {
    const bool failed = fails(in.result, e);
    styled_line head = mark_of(page.look(), in.result, e);
    const std::size_t under = summary_page::indent + head.width() + 1;
    head.add(" ").add(failed ? ink::bold : ink::plain, e.text);
    const expectation_spec* spec = spec_of(in.about, e);
    if (spec != nullptr && !waits_for_the_end(in.about, e))
        head.add(ink::dim, "  " + expectation_form_text(*spec));
    page.row(label, head);
    page.prose(under, failed ? ink::bad : ink::dim, observation(in.about.time, e));
    if (!failed) return;
    const std::string reasons = job_reasons(in.about, in.result, e);
    if (!reasons.empty()) page.prose(under, ink::dim, reasons);
    const std::string where = file_and_line(e.where);
    if (!where.empty()) page.prose(under, ink::dim, where);
}

std::string workers_text(const machine_facts& machine) {
    const auto workers = count_text(machine.workers, "worker");
    return machine.nodes == 0 ? workers : workers + " in " + count_text(machine.nodes, "node");
}

}  // namespace

void summarize_jobs(summary_page& page, const report_input& input) {
    std::string_view label = "jobs";
    for (const auto& [name, job] : input.result.jobs) {
        summarize_job(page, label, input, name, job);
        label = {};
    }
    page.gap();
}

void summarize_expectations(summary_page& page, const report_input& input) {
    std::string_view label = "expectations";
    for (const expectation_result& e : input.result.expectations) {
        summarize_expectation(page, label, input, e);
        label = {};
    }
    page.gap();
}

void summarize_machine(summary_page& page, const machine_facts& machine) {
    page.row("wall time",
             styled_line(ink::plain,
                         page.dotted({wall_text(machine.wall_seconds),
                                      number_text(machine.speed_factor) + "x real time",
                                      compact_text(machine.readings_per_second) + " readings/s",
                                      workers_text(machine)})));
    page.row("memory",
             styled_line(ink::plain,
                         page.dotted({memory_text(machine.rss_peak_bytes) + " at most" +
                                          (machine.nodes > 0 ? " in all" : ""),
                                      number_text(machine.rss_per_device) + " bytes a device"})));
    if (shows(machine.lag_seconds_max))
        page.row("lag", styled_line(ink::warn, "up to " + wall_text(machine.lag_seconds_max) +
                                                   " behind the pace that was asked for"));
    if (!machine.version.empty() || !machine.cpu.empty())
        page.row("machine",
                 styled_line(ink::dim, page.dotted({"muster " + machine.version, machine.cpu})));
}

}  // namespace muster::report
