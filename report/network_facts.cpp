#include "report/network_facts.hpp"

#include "report/format.hpp"

namespace muster::report {

namespace {

using parts_of_fact = std::vector<network_fact::part>;

void add(parts_of_fact& parts, std::uint64_t n, const char* what) {
    if (n > 0) parts.push_back({count_text(n) + " " + what});
}

parts_of_fact of_buffers(const traffic_counts& t) {
    parts_of_fact parts;
    add(parts, t.readings_late, "sent late");
    add(parts, t.readings_buffered, "still in buffers");
    return parts;
}

parts_of_fact of_ways(const run_result& result) {
    parts_of_fact parts;
    if (result.latency && result.latency->count > 0)
        parts.push_back({"latency " + spread_text(*result.latency)});
    add(parts, result.traffic.messages_garbage, "unreadable");
    add(parts, result.traffic.messages_duplicated, "twice");
    add(parts, result.traffic.messages_out_of_order, "out of order");
    return parts;
}

parts_of_fact of_connects(const service_counts& s) {
    return {{count_text(s.connects_asked) + " asked to connect"},
            {count_text(s.connects_accepted) + " accepted"},
            {count_text(s.connects_refused) + " refused", s.connects_refused > 0}};
}

/// The window in which most devices asked to connect.
const window_point* worst_window(const run_result& result) {
    const window_point* worst = nullptr;
    for (const auto& w : result.windows)
        if (worst == nullptr || w.service.connects_asked > worst->service.connects_asked)
            worst = &w;
    return worst;
}

parts_of_fact of_the_worst_window(const report_input& in) {
    const auto* worst = worst_window(in.result);
    if (worst == nullptr || worst->service.connects_refused == 0) return {};
    return {{"most of them before " + moment_text(in.about.time, worst->end) + ": " +
             count_text(worst->service.connects_asked) + " asked, " +
             count_text(worst->service.connects_refused) + " refused"}};
}

parts_of_fact of_messages(const service_counts& s) {
    parts_of_fact parts{{count_text(s.messages_accepted) + " of " + count_text(s.messages_asked) +
                         " messages accepted"}};
    add(parts, s.messages_refused, "refused");
    add(parts, s.messages_dropped, "dropped");
    add(parts, s.messages_queued, "had to wait");
    if (s.backlog_most > 0)
        parts.push_back({"longest backlog " + count_text(s.backlog_most) + ", " +
                         number_text(s.wait_most) + " s behind"});
    return parts;
}

parts_of_fact of_commands(const service_counts& s) {
    parts_of_fact parts{{count_text(s.commands_accepted) + " of " + count_text(s.commands_asked) +
                         " commands accepted"}};
    add(parts, s.commands_refused, "refused");
    add(parts, s.commands_queued, "had to wait");
    if (s.commands_backlog_most > 0)
        parts.push_back({"longest backlog " + count_text(s.commands_backlog_most)});
    return parts;
}

}  // namespace

std::vector<network_fact> network_facts(const report_input& in) {
    std::vector<network_fact> all;
    std::string last;
    const auto tell = [&](const std::string& label, parts_of_fact parts) {
        if (parts.empty()) return;
        all.push_back({label == last ? "" : label, std::move(parts)});
        last = label;
    };
    tell("buffers", of_buffers(in.result.traffic));
    tell("ways", of_ways(in.result));
    const auto& service = in.about.service;
    if (service && service->connects) {
        tell("service", of_connects(in.result.service));
        tell("service", of_the_worst_window(in));
    }
    if (service && service->messages) tell("service", of_messages(in.result.service));
    if (service && service->commands) tell("service", of_commands(in.result.service));
    return all;
}

}  // namespace muster::report
