#include "report/format.hpp"
#include "report/summary_sections.hpp"

/// How messages travelled, what buffers held, and how the receiving side stood up to it: told only
/// of scenarios that have any of this.
namespace muster::report {

namespace {

void add(std::vector<std::string>& parts, std::uint64_t n, const char* what) {
    if (n > 0) parts.push_back(count_text(n) + " " + what);
}

void summarize_buffers(summary_page& page, const traffic_counts& t) {
    std::vector<std::string> parts;
    add(parts, t.readings_late, "sent late");
    add(parts, t.readings_buffered, "still in buffers");
    if (!parts.empty()) page.row("buffers", styled_line(ink::plain, page.dotted(parts)));
}

void summarize_ways(summary_page& page, const run_result& result) {
    std::vector<std::string> parts;
    if (result.latency && result.latency->count > 0)
        parts.push_back("latency p50 " + number_text(result.latency->p50) + " s" + ", p99 " +
                        number_text(result.latency->p99) + " s" + ", max " +
                        number_text(result.latency->max) + " s");
    add(parts, result.traffic.messages_garbage, "unreadable");
    add(parts, result.traffic.messages_duplicated, "twice");
    add(parts, result.traffic.messages_out_of_order, "out of order");
    if (!parts.empty()) page.row("ways", styled_line(ink::plain, page.dotted(parts)));
}

/// The window in which most devices asked to connect.
const window_point* worst_window(const run_result& result) {
    const window_point* worst = nullptr;
    for (const auto& w : result.windows)
        if (worst == nullptr || w.service.connects_asked > worst->service.connects_asked)
            worst = &w;
    return worst;
}

void summarize_connects(summary_page& page, const report_input& in) {
    const service_counts& s = in.result.service;
    styled_line text(ink::plain, count_text(s.connects_asked) + " asked to connect");
    const std::string dot = page.dotted({"", ""});
    text.add(ink::dim, dot).add(ink::plain, count_text(s.connects_accepted) + " accepted");
    text.add(ink::dim, dot)
        .add(s.connects_refused > 0 ? ink::warn : ink::dim,
             count_text(s.connects_refused) + " refused");
    page.row("service", text);
    const auto* worst = worst_window(in.result);
    if (worst != nullptr && worst->service.connects_refused > 0)
        page.row("", styled_line(ink::dim,
                                 "most of them before " + moment_text(in.about.time, worst->end) +
                                     ": " + count_text(worst->service.connects_asked) + " asked, " +
                                     count_text(worst->service.connects_refused) + " refused"));
}

void summarize_messages(summary_page& page, const report_input& in, bool labelled) {
    const service_counts& s = in.result.service;
    std::vector<std::string> parts{count_text(s.messages_accepted) + " of " +
                                   count_text(s.messages_asked) + " messages accepted"};
    add(parts, s.messages_refused, "refused");
    add(parts, s.messages_dropped, "dropped");
    add(parts, s.messages_queued, "had to wait");
    if (s.backlog_most > 0)
        parts.push_back("longest backlog " + count_text(s.backlog_most) + ", " +
                        number_text(s.wait_most) + " s" + " behind");
    page.row(labelled ? "service" : "", styled_line(ink::plain, page.dotted(parts)));
}

void summarize_commands(summary_page& page, const report_input& in, bool labelled) {
    const service_counts& s = in.result.service;
    std::vector<std::string> parts{count_text(s.commands_accepted) + " of " +
                                   count_text(s.commands_asked) + " commands accepted"};
    add(parts, s.commands_refused, "refused");
    add(parts, s.commands_queued, "had to wait");
    if (s.commands_backlog_most > 0)
        parts.push_back("longest backlog " + count_text(s.commands_backlog_most));
    page.row(labelled ? "service" : "", styled_line(ink::plain, page.dotted(parts)));
}

}  // namespace

void summarize_network(summary_page& page, const report_input& in) {
    summarize_buffers(page, in.result.traffic);
    summarize_ways(page, in.result);
    const auto& service = in.about.service;
    if (service && service->connects) summarize_connects(page, in);
    if (service && service->messages) summarize_messages(page, in, !service->connects);
    if (service && service->commands)
        summarize_commands(page, in, !service->connects && !service->messages);
    page.gap();
}

}  // namespace muster::report
