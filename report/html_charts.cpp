#include "report/html_charts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "report/canonical_json.hpp"
#include "report/format.hpp"
#include "report/scenario_words.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

constexpr std::size_t points_at_most = 400;
constexpr std::size_t signals_at_most = 40;
constexpr std::size_t jobs_at_most = 20;  // two charts each

double seconds_of(sim_time at) {
    return static_cast<double>(at.count()) / 1e6;
}

void add_traffic(traffic_counts& sum, const traffic_counts& more) {
    sum.readings_generated += more.readings_generated;
    sum.readings_sent += more.readings_sent;
    sum.readings_lost += more.readings_lost;
    sum.messages_sent += more.messages_sent;
    sum.messages_lost += more.messages_lost;
    sum.bytes_sent += more.bytes_sent;
}

void add_service(service_counts& sum, const service_counts& more) {
    sum.connects_asked += more.connects_asked;
    sum.connects_accepted += more.connects_accepted;
    sum.connects_refused += more.connects_refused;
}

/// Keeps the values of a signal that the later window has none of.
void fill_signals(std::vector<summary>& later, const std::vector<summary>& earlier) {
    for (std::size_t i = 0; i < std::min(later.size(), earlier.size()); ++i)
        if (later[i].count == 0) later[i] = earlier[i];
}

/// Merges runs of neighbours: what was counted is added up, states are those of the last, values of
/// a signal those of the last window that has any.
std::vector<window_point> thinned(const std::vector<window_point>& windows) {
    const std::size_t group = (windows.size() + points_at_most - 1) / points_at_most;
    if (group <= 1) return windows;
    std::vector<window_point> out;
    for (std::size_t i = 0; i < windows.size(); i += group) {
        const std::size_t last = std::min(i + group, windows.size()) - 1;
        window_point merged = windows[last];
        for (std::size_t k = last; k-- > i;) {
            add_traffic(merged.traffic, windows[k].traffic);
            add_service(merged.service, windows[k].service);
            fill_signals(merged.signals, windows[k].signals);
        }
        out.push_back(std::move(merged));
    }
    return out;
}

template <class Value>
std::vector<double> values_of(const std::vector<window_point>& windows, Value value) {
    std::vector<double> out;
    out.reserve(windows.size());
    for (const window_point& w : windows)
        out.push_back(static_cast<double>(value(w)));
    return out;
}

/// What was counted in each window, per second of virtual time.
template <class Value>
std::vector<double> rates_of(const std::vector<window_point>& windows, Value value) {
    std::vector<double> out = values_of(windows, value);
    double before = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double end = seconds_of(windows[i].end);
        out[i] = end > before ? out[i] / (end - before) : 0;
        before = end;
    }
    return out;
}

using windows_ref = const std::vector<window_point>&;

template <class Value>
bool any_of(windows_ref windows, Value value) {
    return std::any_of(windows.begin(), windows.end(), [&](auto& w) { return value(w) > 0; });
}

chart fleet_chart(windows_ref w) {
    chart c{"fleet",
            "Fleet state",
            "devices",
            chart::form::stacked,
            {{"quarantined", "quarantined",
              values_of(w, [](auto& p) { return p.devices.quarantined; })},
             {"crashed", "crashed", values_of(w, [](auto& p) { return p.devices.crashed; })},
             {"offline", "offline", values_of(w, [](auto& p) { return p.devices.offline; })},
             {"online", "online", values_of(w, [](auto& p) { return p.devices.online; })}}};
    if (any_of(w, [](auto& p) { return p.devices.asleep; }))
        c.series.push_back(
            {"asleep", "cancelled", values_of(w, [](auto& p) { return p.devices.asleep; })});
    if (any_of(w, [](auto& p) { return p.devices.empty; }))
        c.series.insert(c.series.begin(),
                        {"empty", "fault", values_of(w, [](auto& p) { return p.devices.empty; })});
    return c;
}

chart empty_chart(windows_ref w) {
    return {"empty",
            "Empty batteries",
            "devices",
            chart::form::lines,
            {{"empty", "fault", values_of(w, [](auto& p) { return p.devices.empty; })}}};
}

/// The few against the many would be a hair's breadth in the chart of the whole fleet.
chart offline_chart(windows_ref w) {
    return {"offline",
            "Offline devices",
            "devices",
            chart::form::lines,
            {{"offline", "offline", values_of(w, [](auto& p) { return p.devices.offline; })}}};
}

chart crash_chart(windows_ref w) {
    return {"crashed",
            "Crashed and quarantined devices",
            "devices",
            chart::form::stacked,
            {{"quarantined", "quarantined",
              values_of(w, [](auto& p) { return p.devices.quarantined; })},
             {"crashed", "crashed", values_of(w, [](auto& p) { return p.devices.crashed; })}}};
}

chart readings_chart(windows_ref w) {
    return {"readings",
            "Readings",
            "per second of virtual time",
            chart::form::lines,
            {{"sent", "blue", rates_of(w, [](auto& p) { return p.traffic.readings_sent; })},
             {"lost", "crashed", rates_of(w, [](auto& p) { return p.traffic.readings_lost; })}}};
}

chart connects_chart(windows_ref w) {
    return {
        "connects",
        "Devices that connect",
        "per second of virtual time",
        chart::form::stacked,
        {{"accepted", "online", rates_of(w, [](auto& p) { return p.service.connects_accepted; })},
         {"refused", "crashed", rates_of(w, [](auto& p) { return p.service.connects_refused; })}}};
}

chart waiting_chart(const char* id, const char* title, const char* note, std::vector<double> n) {
    return {id, title, note, chart::form::lines, {{"waiting", "offline", std::move(n)}}};
}

chart alerts_chart(windows_ref w) {
    return {"alerts",
            "Open alerts",
            "devices × rules",
            chart::form::lines,
            {{"open", "offline", values_of(w, [](auto& p) { return p.alerts_open; })}}};
}

template <class Value>
std::vector<double> signal_values(windows_ref w, std::size_t signal, Value value) {
    return values_of(w, [&](const window_point& p) {
        const bool any = signal < p.signals.size() && p.signals[signal].count > 0;
        return any ? value(p.signals[signal]) : std::numeric_limits<double>::quiet_NaN();
    });
}

chart signal_chart(windows_ref w, const signal_result& about, std::size_t i) {
    return {"signal" + std::to_string(i),
            about.fleet_template + "." + about.signal,
            about.unit,
            chart::form::band,
            {{"p5", "blue", signal_values(w, i, [](const summary& s) { return s.p5; })},
             {"p95", "blue", signal_values(w, i, [](const summary& s) { return s.p95; })},
             {"mean", "blue", signal_values(w, i, [](const summary& s) { return s.mean; })}}};
}

chart_series job_series(windows_ref w, std::size_t job, const char* name, const char* colour,
                        std::uint64_t job_counts::*count) {
    return {name, colour, values_of(w, [&](const window_point& p) {
                return job < p.jobs.size() ? p.jobs[job].*count : 0;
            })};
}

std::vector<chart_series> finished_series(windows_ref w, std::size_t i) {
    return {job_series(w, i, "succeeded", "online", &job_counts::succeeded),
            job_series(w, i, "failed", "crashed", &job_counts::failed),
            job_series(w, i, "timed out", "offline", &job_counts::timed_out),
            job_series(w, i, "not reached", "fault", &job_counts::unreached)};
}

chart job_chart(windows_ref w, const std::string& name, std::size_t i) {
    chart c{"job" + std::to_string(i), "Job " + name, "devices", chart::form::stacked,
            finished_series(w, i)};
    c.series.push_back(job_series(w, i, "dispatched", "blue", &job_counts::dispatched));
    c.series.push_back(job_series(w, i, "skipped", "quarantined", &job_counts::skipped));
    c.series.push_back(job_series(w, i, "cancelled", "cancelled", &job_counts::cancelled));
    c.series.push_back(job_series(w, i, "pending", "pending", &job_counts::pending));
    return c;
}

chart finished_chart(windows_ref w, const std::string& name, std::size_t i) {
    return {"finished" + std::to_string(i), "Job " + name + ": devices that finished", "devices",
            chart::form::stacked, finished_series(w, i)};
}

std::vector<axis_span> spans_of(const run_result& result) {
    std::vector<axis_span> out;
    for (const auto& [name, fault] : result.faults)
        if (fault.begin)
            out.push_back({seconds_of(*fault.begin), seconds_of(fault.end.value_or(result.end)),
                           name, false});
    for (const auto& [name, job] : result.jobs) {
        if (job.begin)
            out.push_back({seconds_of(*job.begin), seconds_of(*job.begin), name + " begins", true});
        if (job.end)
            out.push_back(
                {seconds_of(*job.end), seconds_of(*job.end), name + " " + job.state, true});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const axis_span& a, const axis_span& b) { return a.begin < b.begin; });
    return out;
}

std::string tick_label(const time_settings& time, sim_time at, duration step) {
    const calendar_time date = time.start + at;
    const std::string clock = clock_text(date, time.zone_offset);
    if (step >= std::chrono::hours(24) || clock == "00:00:00")
        return day_text(date, time.zone_offset);
    return step < std::chrono::minutes(1) ? clock : clock.substr(0, 5);
}

std::array<duration, 25> tick_steps() {
    using namespace std::chrono_literals;
    return {1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h,
            2h, 3h, 4h, 6h,  12h, 24h, 48h,  96h,  168h, 336h,  720h,  8760h};
}

/// Counts in full, everything else with five significant digits.
void write_value(json_writer& w, double value) {
    if (!std::isfinite(value) || (std::floor(value) == value && std::abs(value) < 1e15)) {
        w.number(value);
        return;
    }
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::general, 5);
    double rounded = value;
    std::from_chars(buffer.data(), end.ptr, rounded);
    w.number(rounded);
}

void write_chart_data(json_writer& w, const chart& c) {
    w.key(c.id).open_object().field("unit", c.note).key("names").open_array();
    for (const chart_series& series : c.series)
        w.text(printable(series.name));
    w.close_array().key("values").open_array();
    for (const chart_series& series : c.series) {
        w.open_array();
        for (const double value : series.values)
            write_value(w, value);
        w.close_array();
    }
    w.close_array().close_object();
}

void write_times(json_writer& w, const time_axis& axis, const time_settings& time) {
    const chart_box box;
    w.field("left", box.left / box.width)
        .field("right", box.right / box.width)
        .field("end", axis.end);
    w.key("times").open_array();
    for (const double t : axis.times)
        write_value(w, t);
    w.close_array().key("labels").open_array();
    for (const double t : axis.times)
        w.text(moment_text(time, sim_time{static_cast<std::int64_t>(t * 1e6)}));
    w.close_array();
}

std::vector<chart> fleet_charts(windows_ref w, bool rules) {
    std::vector<chart> out{fleet_chart(w), readings_chart(w)};
    if (any_of(w, [](auto& p) { return p.devices.offline; })) out.push_back(offline_chart(w));
    if (any_of(w, [](auto& p) { return p.devices.crashed + p.devices.quarantined; }))
        out.push_back(crash_chart(w));
    if (any_of(w, [](auto& p) { return p.devices.empty; })) out.push_back(empty_chart(w));
    if (any_of(w, [](auto& p) { return p.service.connects_asked; }))
        out.push_back(connects_chart(w));
    if (any_of(w, [](auto& p) { return p.service.backlog_most; }))
        out.push_back(waiting_chart("backlog", "Most messages that waited at the service",
                                    "messages",
                                    values_of(w, [](auto& p) { return p.service.backlog_most; })));
    if (any_of(w, [](auto& p) { return p.traffic.readings_buffered; }))
        out.push_back(
            waiting_chart("buffered", "Readings in the devices' buffers", "readings",
                          values_of(w, [](auto& p) { return p.traffic.readings_buffered; })));
    if (rules) out.push_back(alerts_chart(w));
    return out;
}

}  // namespace

std::vector<axis_tick> time_ticks(const time_settings& time, sim_time end) {
    if (end.count() <= 0) return {};
    const auto steps = tick_steps();
    const auto fits = [&](duration step) { return end / step <= 8; };
    const auto found = std::find_if(steps.begin(), steps.end(), fits);
    const duration step = found == steps.end() ? duration{end.count() / 8} : *found;
    const duration local = (time.start + time.zone_offset).time_since_epoch();
    duration at = (step - local % step) % step;
    std::vector<axis_tick> out;
    for (; at <= end; at += step)
        out.push_back({seconds_of(at), tick_label(time, at, step)});
    return out;
}

chart_set make_charts(const report_input& input) {
    const run_result& result = input.result;
    const std::vector<window_point> windows = thinned(result.windows);
    chart_set set;
    set.axis.end = std::max(seconds_of(result.end), 1e-6);
    set.axis.times = values_of(windows, [](auto& w) { return seconds_of(w.end); });
    set.axis.ticks = time_ticks(input.about.time, result.end);
    set.axis.spans = spans_of(result);
    if (windows.empty()) return set;
    set.fleet = fleet_charts(windows, !result.rules.empty());
    const std::size_t jobs = std::min(input.about.jobs.size(), jobs_at_most);
    set.jobs_left_out = input.about.jobs.size() - jobs;
    for (std::size_t i = 0; i < jobs; ++i) {
        set.jobs.push_back(job_chart(windows, input.about.jobs[i].name, i));
        set.jobs.push_back(finished_chart(windows, input.about.jobs[i].name, i));
    }
    for (std::size_t i = 0; i < result.signals.size(); ++i) {
        const signal_result& signal = result.signals[i];
        if (signal.values.count == 0 || is_of_words(kind_of(input.about, signal))) continue;
        if (set.signals.size() < signals_at_most)
            set.signals.push_back(signal_chart(windows, signal, i));
        else
            ++set.signals_left_out;
    }
    return set;
}

std::string chart_data(const chart_set& charts, const time_settings& time) {
    json_writer w;
    w.open_object();
    write_times(w, charts.axis, time);
    w.key("charts").open_object();
    for (const auto* section : {&charts.fleet, &charts.jobs, &charts.signals})
        for (const chart& c : *section)
            write_chart_data(w, c);
    w.close_object().close_object();
    std::string out;
    for (const char c : w.take())
        out += c == '<' ? std::string("\\u003c") : std::string(1, c);
    return out;
}

}  // namespace muster::report
