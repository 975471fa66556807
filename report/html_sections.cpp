#include "report/html_sections.hpp"

#include "report/act_text.hpp"
#include "report/format.hpp"
#include "report/html_elements.hpp"
#include "report/html_timeline.hpp"
#include "report/network_facts.hpp"
#include "report/scenario_words.hpp"
#include "report/text.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

using verdict = expectation_result::verdict;

std::string tile(std::string_view label, std::string_view value, std::string_view note,
                 std::string_view css = {}) {
    return "<div class=\"card tile\"><span class=\"soft small\">" + html_text(label) +
           "</span><b class=\"" + std::string(css) + "\">" + html_text(value) +
           "</b><span class=\"soft small\">" + html_text(note) + "</span></div>\n";
}

std::vector<html_cell> expectation_row(const report_input& in, const expectation_result& e) {
    const bool failed = fails(in.result, e);
    const std::string mark = failed ? "✗" : e.outcome == verdict::held ? "✓" : "·";
    std::string observed = e.observed.empty() ? std::string(outcome_name(e.outcome)) : e.observed;
    const std::string reasons = failed ? job_reasons(in.about, in.result, e) : "";
    if (!reasons.empty()) observed += ". " + reasons;
    const std::string first = e.first_breach ? moment_text(in.about.time, *e.first_breach) : "";
    const expectation_spec* spec = spec_of(in.about, e);
    const std::string when = spec == nullptr || waits_for_the_end(in.about, e)
                                 ? ""
                                 : ", " + expectation_form_text(*spec);
    return {{mark, failed ? "mark bad" : "mark good"},
            {e.text + when, "mono said"},
            {observed, failed ? "bad" : ""},
            {first, "whole"},
            {e.breaches > 0 ? count_text(e.breaches) : "", "n"},
            {file_and_line(e.where), "soft small whole"}};
}

std::vector<html_cell> signal_row(const scenario& about, const signal_result& s) {
    const auto kind = kind_of(about, s);
    const bool of_words = is_of_words(kind);
    std::vector<html_cell> row{{s.fleet_template + "." + s.signal, "mono"},
                               number_cell(s.values.count)};
    for (const double v :
         {s.values.mean, s.values.min, s.values.p5, s.values.p50, s.values.p95, s.values.max})
        row.push_back({of_words             ? ""
                       : s.values.count > 0 ? value_text(about.time, kind, v)
                                            : "–",
                       "n"});
    row.push_back({of_words ? word_shares_text(s) : s.unit, "soft"});
    return row;
}

std::string definition(std::string_view name, std::string_view value, std::string_view css = {}) {
    if (value.empty()) return {};
    return "<dt>" + html_text(name) + "</dt><dd class=\"" + std::string(css) + "\">" +
           html_text(value) + "</dd>\n";
}

std::string answer_html(const act_result& act) {
    const auto answer = act.question ? question_text(act) : answer_text(act);
    return answer.empty() ? answer : "<div class=\"soft\">" + html_text(answer) + "</div>";
}

}  // namespace

std::string html_header(const report_input& in) {
    const time_settings& time = in.about.time;
    const bool good = in.failure.empty() && expectations_met(in.result) && !in.result.interrupted;
    const std::string title = in.about.title.empty() ? in.about.file : in.about.title;
    const std::string facts =
        join({in.about.file, "seed " + std::to_string(in.result.seed),
              words_text(in.result.end) + " of virtual time from " +
                  date_text(time.start, time.zone_offset) + " " + zone_text(time.zone_offset)},
             " · ");
    return "<h1>" + html_text(title) + "</h1>\n<div class=\"soft\">" + html_text(facts) +
           "</div>\n<div class=\"verdict " + (good ? "good" : "bad") + "\"><span>" +
           (good ? "✓" : "✗") + "</span><span>" + html_text(verdict_text(in.result, in.failure)) +
           "</span></div>\n";
}

std::string html_tiles(const report_input& in) {
    const device_counts& d = in.result.devices;
    const traffic_counts& t = in.result.traffic;
    const machine_facts& m = in.machine;
    return "<div class=\"tiles\">\n" +
           tile("devices", count_text(d.total), count_text(in.result.fleets.size(), "fleet")) +
           tile("online at the end", percent_text(d.online, d.total),
                count_text(d.offline) + " offline" +
                    (d.asleep > 0 ? ", " + count_text(d.asleep) + " asleep" : "") +
                    (d.empty > 0 ? ", " + count_text(d.empty) + " empty" : "")) +
           tile("crashed", count_text(d.crashed),
                count_text(d.quarantined) + " quarantined, " + count_text(d.restarts, "restart"),
                d.crashed > 0 ? "bad" : "") +
           tile("readings sent", compact_text(static_cast<double>(t.readings_sent)),
                count_text(t.readings_lost) + " lost (" +
                    percent_text(t.readings_lost, t.readings_generated) + ")") +
           tile("messages sent", compact_text(static_cast<double>(t.messages_sent)),
                bytes_text(t.bytes_sent)) +
           tile("wall time", wall_text(m.wall_seconds),
                number_text(m.speed_factor) + "x, " + compact_text(m.readings_per_second) +
                    " readings/s") +
           tile("memory at most", memory_text(m.rss_peak_bytes),
                number_text(m.rss_per_device) + " bytes a device") +
           "</div>\n";
}

std::string html_expectations(const report_input& in) {
    if (in.result.expectations.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const expectation_result& e : in.result.expectations)
        rows.push_back(expectation_row(in, e));
    return html_heading("Expectations") +
           html_table({"", "expected", "observed", "first not met", "#times", "place"}, rows);
}

std::string html_timeline(const report_input& in, const chart_set& charts) {
    const std::string drawing = draw_timeline(in, charts.axis);
    if (drawing.empty()) return {};
    return html_heading("Faults and jobs over time") + "<figure class=\"card\">" + drawing +
           "</figure>\n";
}

std::string html_fleet(const chart_set& charts) {
    if (charts.fleet.empty()) return {};
    return html_heading("Fleet") + html_chart_grid(charts.axis, charts.fleet);
}

std::string html_acts(const report_input& in) {
    if (in.result.acts.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, act] : in.result.acts)
        rows.push_back({{name, "mono"},
                        {moment_text(in.about.time, act.at), {}},
                        {act_text(act), {}, answer_html(act)},
                        number_cell(act.matched)});
    return html_heading("Acts") + html_table({"act", "at", "what became of it", "#devices"}, rows);
}

std::string html_signals(const report_input& in, const chart_set& charts) {
    if (in.result.signals.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const signal_result& signal : in.result.signals)
        rows.push_back(signal_row(in.about, signal));
    std::string out = html_heading("Signals") + html_chart_grid(charts.axis, charts.signals);
    if (charts.signals_left_out > 0)
        out += "<p class=\"soft\">" + count_text(charts.signals_left_out, "more signal") +
               " only in the table and in report.json.</p>\n";
    return out + "<p></p>" +
           html_table({"signal", "#count", "#mean", "#min", "#p5", "#p50", "#p95", "#max", "unit"},
                      rows);
}

std::string html_faults(const report_input& in) {
    if (in.result.faults.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, fault] : in.result.faults)
        rows.push_back(
            {{name, "mono"},
             {fault.kind, ""},
             number_cell(fault.devices),
             number_cell(fault.active, "warn"),
             number_cell(fault.recovered),
             {fault.begin ? moment_text(in.about.time, *fault.begin) : "never began", ""},
             {fault.end ? moment_text(in.about.time, *fault.end) : "", ""}});
    std::string out =
        html_heading("Faults") +
        html_table({"fault", "kind", "#devices", "#active", "#recovered", "begin", "end"}, rows);
    for (const std::string& overlap : in.result.overlaps)
        out += "<p class=\"soft\">Overlap: " + html_text(overlap) + "</p>\n";
    return out;
}

std::string html_network(const report_input& in) {
    std::vector<std::vector<html_cell>> rows;
    for (const auto& fact : network_facts(in)) {
        std::vector<std::string> parts;
        for (const auto& part : fact.parts)
            parts.push_back(part.text);
        rows.push_back({{fact.label, "mono"}, {join(parts, " · "), ""}});
    }
    return rows.empty() ? "" : html_heading("Network and service") + html_table({"", ""}, rows);
}

std::string html_rules(const report_input& in) {
    if (in.result.rules.empty()) return {};
    std::vector<std::vector<html_cell>> rows;
    for (const auto& [name, rule] : in.result.rules)
        rows.push_back({{name, "mono"},
                        number_cell(rule.fired),
                        number_cell(rule.closed),
                        number_cell(rule.open, "warn"),
                        number_cell(rule.devices)});
    return html_heading("Rules") +
           html_table({"rule", "#fired", "#closed", "#open", "#devices"}, rows);
}

std::string html_origin(const report_input& in) {
    const machine_facts& m = in.machine;
    return html_heading("Where this comes from") + "<div class=\"card\"><dl>\n" +
           definition("repeat with", in.repeat, "mono") + definition("digest", in.digest, "mono") +
           definition("started", m.started) + definition("muster", m.version) +
           definition("cpu", m.cpu) + definition("workers", std::to_string(m.workers)) +
           definition("nodes", m.nodes > 0 ? std::to_string(m.nodes) : "") +
           definition("spawned in", wall_text(m.spawn_seconds)) +
           definition("behind the pace",
                      shows(m.lag_seconds_max) ? "up to " + wall_text(m.lag_seconds_max) : "") +
           "</dl><p class=\"soft small\">The digest is the SHA-256 of <code>result</code> in "
           "report.json; the "
           "same scenario and seed give the same digest on every machine.</p></div>\n";
}

}  // namespace muster::report
