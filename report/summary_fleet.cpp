#include "report/format.hpp"
#include "report/scenario_words.hpp"
#include "report/summary_sections.hpp"

namespace muster::report {

namespace {

styled_line state_part(const char* name, std::uint64_t n, std::uint64_t total, ink colour) {
    styled_line part(n > 0 ? colour : ink::dim, count_text(n) + " " + name);
    return part.add(ink::dim, " (" + percent_text(n, total) + ")");
}

std::vector<styled_line> headings(std::initializer_list<const char*> names) {
    std::vector<styled_line> cells;
    for (const char* name : names)
        cells.emplace_back(ink::dim, name);
    return cells;
}

styled_line amount_cell(std::uint64_t n, ink colour = ink::plain) {
    return {n > 0 ? colour : ink::dim, count_text(n)};
}

std::vector<styled_line> signal_row(const scenario& about, const signal_result& s) {
    const auto kind = kind_of(about, s);
    const bool of_words = is_of_words(kind);
    std::vector<styled_line> row{styled_line(ink::plain, s.fleet_template + "." + s.signal),
                                 amount_cell(s.values.count)};
    for (const double v : {s.values.mean, s.values.p5, s.values.p50, s.values.p95, s.values.max})
        row.emplace_back(ink::plain, of_words             ? ""
                                     : s.values.count > 0 ? value_text(about.time, kind, v)
                                                          : "-");
    row.emplace_back(ink::dim, of_words ? word_shares_text(s) : s.unit);
    return row;
}

std::string fault_span(const time_settings& time, const fault_result& fault) {
    if (!fault.begin) return "never began";
    const std::string begin = moment_text(time, *fault.begin);
    return fault.end ? begin + " for " + rough_text(*fault.end - *fault.begin)
                     : begin + ", not over";
}

}  // namespace

void summarize_devices(summary_page& page, const run_result& result) {
    const device_counts& d = result.devices;
    styled_line total(ink::bold, count_text(d.total));
    std::vector<std::string> fleets;
    for (const auto& [name, devices] : result.fleets)
        fleets.push_back(name + " " + count_text(devices));
    if (!fleets.empty()) total.add(ink::dim, "  " + page.dotted(fleets));
    page.row("devices", total);
    styled_line states = state_part("online", d.online, d.total, ink::good);
    const std::string dot = page.dotted({"", ""});
    states.add(ink::dim, dot).append(state_part("offline", d.offline, d.total, ink::warn));
    states.add(ink::dim, dot).append(state_part("crashed", d.crashed, d.total, ink::bad));
    states.add(ink::dim, dot);
    states.append(state_part("quarantined", d.quarantined, d.total, ink::bad));
    if (d.asleep > 0)
        states.add(ink::dim, dot).append(state_part("asleep", d.asleep, d.total, ink::plain));
    if (d.empty > 0)
        states.add(ink::dim, dot).append(state_part("empty", d.empty, d.total, ink::bad));
    page.row("", states);
}

void summarize_traffic(summary_page& page, const run_result& result) {
    const traffic_counts& t = result.traffic;
    text_table table({align::right, align::right, align::left});
    const auto lost = [](std::uint64_t n, std::uint64_t whole) {
        styled_line cell(n > 0 ? ink::warn : ink::dim, count_text(n) + " lost");
        return cell.add(ink::dim, " (" + percent_text(n, whole) + ")");
    };
    table.add_row({styled_line(ink::plain, count_text(t.readings_generated) + " generated"),
                   styled_line(ink::plain, count_text(t.readings_sent) + " sent"),
                   lost(t.readings_lost, t.readings_generated)});
    table.add_row({styled_line(ink::plain, bytes_text(t.bytes_sent)),
                   styled_line(ink::plain, count_text(t.messages_sent) + " sent"),
                   lost(t.messages_lost, t.messages_sent + t.messages_lost)});
    const std::vector<styled_line> lines = table.lines();
    page.row("readings", lines[0]);
    page.row("messages", lines[1]);
    const command_counts& c = result.commands;
    if (c.sent > 0)
        page.row("commands",
                 styled_line(ink::plain, page.dotted({count_text(c.sent) + " sent",
                                                      count_text(c.succeeded) + " succeeded",
                                                      count_text(c.failed) + " failed",
                                                      count_text(c.timed_out) + " timed out"})));
    page.gap();
}

void summarize_signals(summary_page& page, const report_input& input) {
    const run_result& result = input.result;
    if (result.signals.empty()) return;
    text_table table({align::left, align::right, align::right, align::right, align::right,
                      align::right, align::right, align::left});
    table.add_row(headings({"signal", "count", "mean", "p5", "p50", "p95", "max", "unit"}));
    for (const signal_result& signal : result.signals)
        table.add_row(signal_row(input.about, signal));
    page.rows("signals", table.lines());
    page.gap();
}

void summarize_faults(summary_page& page, const report_input& input) {
    const run_result& result = input.result;
    if (result.faults.empty()) return;
    text_table table(
        {align::left, align::left, align::right, align::right, align::right, align::left});
    table.add_row(headings({"fault", "kind", "devices", "active", "recovered", "begin"}));
    for (const auto& [name, fault] : result.faults)
        table.add_row({styled_line(ink::plain, name), styled_line(ink::dim, fault.kind),
                       amount_cell(fault.devices), amount_cell(fault.active, ink::warn),
                       amount_cell(fault.recovered, ink::good),
                       styled_line(ink::dim, fault_span(input.about.time, fault))});
    page.rows("faults", table.lines());
    for (const std::string& overlap : result.overlaps)
        page.prose(summary_page::indent, ink::warn, "overlap: " + overlap);
    page.gap();
}

void summarize_supervision(summary_page& page, const run_result& result) {
    const device_counts& d = result.devices;
    if (d.failures == 0 && d.restarts == 0 && d.quarantined == 0) return;
    page.row("supervision",
             styled_line(ink::plain, page.dotted({count_text(d.failures, "failure"),
                                                  count_text(d.restarts, "restart"),
                                                  count_text(d.quarantined) + " quarantined"})));
    page.gap();
}

void summarize_rules(summary_page& page, const run_result& result) {
    if (result.rules.empty()) return;
    text_table table({align::left, align::right, align::right, align::right, align::right});
    table.add_row(headings({"rule", "fired", "closed", "open", "devices"}));
    for (const auto& [name, rule] : result.rules)
        table.add_row({styled_line(ink::plain, name), amount_cell(rule.fired),
                       amount_cell(rule.closed), amount_cell(rule.open, ink::warn),
                       amount_cell(rule.devices)});
    page.rows("rules", table.lines());
    for (const auto& [name, rule] : result.rules)
        if (rule.absorbed.value_or(0) > 0)
            page.row("", styled_line(ink::dim, count_text(*rule.absorbed) + " of " + name +
                                                   " absorbed by alerts of clusters"));
    page.gap();
}

}  // namespace muster::report
