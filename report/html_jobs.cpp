#include "report/cause_text.hpp"
#include "report/format.hpp"
#include "report/html_elements.hpp"
#include "report/html_sections.hpp"
#include "report/job_text.hpp"

/// What became of jobs: batch by batch, why, and what those that did not succeed have in common.
namespace muster::report {

namespace {

/// Devices by what became of them, as parts of one bar.
std::string counts_bar(const job_counts& c) {
    return html_bar({{"succeeded", "online", c.succeeded},
                     {"failed", "crashed", c.failed},
                     {"timed out", "offline", c.timed_out},
                     {"not reached", "fault", c.unreached},
                     {"cancelled", "cancelled", c.cancelled},
                     {"skipped", "quarantined", c.skipped},
                     {"dispatched", "blue", c.dispatched},
                     {"pending", "pending", c.pending}},
                    c.total);
}

void add_counts(std::vector<html_cell>& row, const job_counts& c) {
    const html_cell counts[] = {number_cell(c.total),
                                {"", "", counts_bar(c)},
                                number_cell(c.succeeded),
                                number_cell(c.failed, "bad"),
                                number_cell(c.timed_out, "bad"),
                                number_cell(c.unreached, "warn"),
                                number_cell(c.cancelled),
                                number_cell(c.skipped),
                                number_cell(c.dispatched + c.pending)};
    row.insert(row.end(), std::begin(counts), std::end(counts));
}

void add_latency(std::vector<html_cell>& row, const summary& s) {
    for (const double seconds : {s.p50, s.p90, s.p99, s.max})
        row.push_back(
            {s.count > 0 ? answer_time_text(seconds) : "–", s.count > 0 ? "n" : "n soft"});
}

std::vector<html_cell> job_row(const report_input& in, const std::string& name,
                               const job_result& job) {
    const char* css = job.state == "complete" ? "good" : job.state == "cancelled" ? "bad" : "warn";
    std::string state = job.state;
    if (!job.state_reason.empty()) state += ": " + job.state_reason;
    if (job.begin) state += " (from " + moment_text(in.about.time, *job.begin) + ")";
    std::vector<html_cell> row{{name, "mono"}, {state, css}};
    add_counts(row, job.counts);
    add_latency(row, job.latency);
    return row;
}

std::vector<html_cell> batch_row(std::size_t i, const batch_result& batch) {
    const std::string span = !batch.begin ? "not begun"
                             : batch.end  ? "batch, from " + span_text(*batch.begin) + " for " +
                                               rough_text(*batch.end - *batch.begin)
                                         : "batch, from " + span_text(*batch.begin);
    std::vector<html_cell> row{{"· " + std::to_string(i + 1) + ", " + batch.name, "soft whole"},
                               {span, "soft"}};
    add_counts(row, batch.counts);
    add_latency(row, batch.latency);
    return row;
}

/// Why devices did not succeed, of the job and then of each of its batches.
void add_reasons(std::vector<std::vector<html_cell>>& rows, const std::string& name,
                 const job_result& job) {
    const auto add = [&](const html_cell& what, const std::string& batch,
                         const std::map<std::string, std::uint64_t>& reasons,
                         std::uint64_t devices) {
        for (const auto& [reason, count] : by_count(reasons))
            rows.push_back({what,
                            {batch, "soft whole"},
                            {reason, ""},
                            number_cell(count),
                            {percent_text(count, devices), "n"},
                            {"", "", html_bar({{reason, "crashed", count}}, devices)}});
    };
    add({name, "mono"}, "all", job.reasons, job.counts.total);
    if (job.batches.size() < 2) return;
    for (std::size_t i = 0; i < job.batches.size(); ++i)
        add({"·", "soft"}, std::to_string(i + 1) + ", " + job.batches[i].name,
            job.batches[i].reasons, job.batches[i].counts.total);
}

std::string reasons_html(const report_input& in) {
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, job] : in.result.jobs)
        add_reasons(rows, name, job);
    if (rows.empty()) return {};
    return html_heading("Why devices did not succeed") +
           html_table({"job", "batch", "reason", "#devices", "#share", ""}, rows);
}

std::string conflicts_html(const report_input& in) {
    std::string out;
    for (const auto& [name, job] : in.result.jobs)
        for (const auto& conflict : job.conflicts)
            out += "<p><span class=\"mono\">" + html_text(name) +
                   "</span>: " + html_text(conflict_text(conflict)) + "</p>\n";
    return out.empty() ? out : html_heading("Jobs that want different things of a device") + out;
}

std::string steps_html(const report_input& in) {
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, job] : in.result.jobs)
        for (std::size_t i = 0; job.steps && i < update_steps; ++i) {
            const step_counts& s = (*job.steps)[i];
            if (s.begun > 0)
                rows.push_back({{name, "mono"},
                                {to_text(static_cast<update_step>(i)), ""},
                                number_cell(s.begun),
                                number_cell(s.finished),
                                number_cell(s.failed, "bad"),
                                number_cell(s.timed_out, "bad"),
                                number_cell(s.recalled),
                                number_cell(s.now())});
        }
    if (rows.empty()) return {};
    return html_heading("How far updates came") +
           html_table({"job", "step", "#begun", "#finished", "#failed", "#timed out", "#recalled",
                       "#in it"},
                      rows);
}

std::string causes_html(const report_input& in) {
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, job] : in.result.jobs)
        for (const job_cause& cause : job.causes)
            rows.push_back(
                {{name, "mono"},
                 {what_text(cause), ""},
                 {count_text(cause.failed_with) + " of " + count_text(cause.failed), "n bad"},
                 {count_text(cause.with) + " of " + count_text(cause.devices), "n"},
                 {percent_text(cause.with, cause.devices), "n"},
                 {number_text(lift_of(cause)), "n"}});
    if (rows.empty()) return {};
    return html_heading("What devices that did not succeed have in common") +
           html_table({"job", "in common", "#did not succeed", "#with an outcome",
                       "#share of these", "#times as frequent"},
                      rows);
}

}  // namespace

std::string html_jobs(const report_input& in, const chart_set& charts) {
    if (in.result.jobs.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, job] : in.result.jobs) {
        rows.push_back(job_row(in, name, job));
        for (std::size_t i = 0; i < job.batches.size(); ++i)
            rows.push_back(batch_row(i, job.batches[i]));
    }
    const std::string more = charts.jobs_left_out == 0
                                 ? ""
                                 : "<p class=\"soft\">" +
                                       count_text(charts.jobs_left_out, "more job") +
                                       " only in the table and in report.json.</p>\n";
    return html_heading("Jobs") + html_chart_grid(charts.axis, charts.jobs) + more +
           (charts.jobs.empty() ? "" : "<p></p>") +
           html_table({"job", "state", "#devices", "", "#succeeded", "#failed", "#timed out",
                       "#not reached", "#cancelled", "#skipped", "#open", "#answer p50", "#p90",
                       "#p99", "#max"},
                      rows) +
           conflicts_html(in) + steps_html(in) + reasons_html(in) + causes_html(in);
}

}  // namespace muster::report
