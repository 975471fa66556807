#include <algorithm>

#include "report/format.hpp"
#include "report/job_text.hpp"
#include "report/live_display.hpp"
#include "report/text.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

constexpr std::size_t label_width = 10;

/// Columns of a line; a picture that is not limited is drawn as for 80.
std::size_t columns_of(const style& look) {
    return look.width == 0 ? 80 : look.width;
}

std::size_t bar_width(const style& look, std::size_t beside) {
    const std::size_t room = columns_of(look);
    return room > beside + 8 ? std::min<std::size_t>(room - beside, 40) : 0;
}

styled_line labelled(std::string_view label, const styled_line& text) {
    styled_line line(ink::dim, label);
    return line.fill_to(label_width).append(text);
}

double part_done(const run_progress& p) {
    if (p.end.count() <= 0 || p.end == never) return 0;
    return std::clamp(static_cast<double>(p.now.count()) / static_cast<double>(p.end.count()), 0.0,
                      1.0);
}

std::string whole_percent(double part) {
    return std::to_string(static_cast<int>(100 * part)) + " %";
}

std::string time_left(const run_progress& p) {
    const double done = part_done(p);
    if (done <= 0 || p.wall_seconds <= 0) return {};
    return wall_text(p.wall_seconds * (1 - done) / done) + " left";
}

styled_line title_line(const scenario& about, const style& look) {
    const std::string seed = "seed " + std::to_string(about.seed);
    const std::size_t room = columns_of(look);
    const std::size_t kept = room > seed.size() + 12 ? room - seed.size() - 2 : room;
    styled_line line(ink::bold, clip(printable(about.title.empty() ? about.file : about.title),
                                     kept, look.unicode));
    if (kept == room) return line;
    return line.fill_to(room - seed.size()).add(ink::dim, seed);
}

styled_line clock_line(const scenario& about, const run_progress& p) {
    styled_line text(ink::bold, span_text(p.now));
    if (p.end.count() > 0 && p.end != never) text.add(" of " + span_text(p.end));
    const calendar_time date = about.time.start + p.now;
    text.add(ink::dim, "  " + day_text(date, about.time.zone_offset) + " " +
                           clock_text(date, about.time.zone_offset));
    return labelled("virtual", text);
}

styled_line wall_line(const run_progress& p) {
    styled_line text(ink::plain, wall_text(p.wall_seconds));
    text.add(ink::bold, "  " + number_text(p.speed_factor) + "x");
    if (shows(p.lag_seconds)) text.add(ink::warn, "  " + wall_text(p.lag_seconds) + " late");
    return labelled("wall", text);
}

styled_line progress_bar(const run_progress& p, const style& look) {
    const std::string tail = " " + pad_left(whole_percent(part_done(p)), 5) + "  " + time_left(p);
    const std::size_t bar = bar_width(look, label_width + 22);
    styled_line text = stacked_bar(look, bar, {{ink::accent, part_done(p)}}, 1);
    return labelled("progress", text.add(tail));
}

void add_devices(std::vector<styled_line>& out, const run_progress& p, const style& look) {
    const device_counts& d = p.devices;
    const auto n = [](std::uint64_t v) { return static_cast<double>(v); };
    const std::size_t bar = bar_width(look, label_width + 22);
    styled_line states = stacked_bar(look, bar,
                                     {{ink::good, n(d.online)},
                                      {ink::warn, n(d.offline)},
                                      {ink::bad, n(d.crashed + d.quarantined + d.empty)}},
                                     n(d.total));
    out.push_back(labelled("devices", states.add(bar > 0 ? " " : "").add(count_text(d.total))));
    styled_line words(ink::good, count_text(d.online) + " online");
    words.add("  ").add(d.offline > 0 ? ink::warn : ink::dim, count_text(d.offline) + " offline");
    words.add("  ").add(d.crashed > 0 ? ink::bad : ink::dim, count_text(d.crashed) + " crashed");
    if (d.quarantined > 0)
        words.add("  ").add(ink::bad, count_text(d.quarantined) + " quarantined");
    if (d.asleep > 0) words.add("  " + count_text(d.asleep) + " asleep");
    if (d.empty > 0) words.add("  ").add(ink::bad, count_text(d.empty) + " empty");
    out.push_back(labelled("", words));
}

styled_line readings_line(const run_progress& p) {
    styled_line text(ink::bold, compact_text(p.readings_per_second) + "/s");
    text.add("  " + count_text(p.traffic.readings_sent) + " sent");
    return labelled("readings",
                    text.add("  ").add(p.traffic.readings_lost > 0 ? ink::warn : ink::dim,
                                       count_text(p.traffic.readings_lost) + " lost"));
}

styled_line trouble_line(const run_progress& p) {
    styled_line text(p.alerts_open > 0 ? ink::warn : ink::dim,
                     count_text(p.alerts_open, "alert") + " open");
    if (!p.active_faults.empty()) text.add("  ").add(ink::warn, join(p.active_faults, ", "));
    return labelled("trouble", text);
}

/// Why a running job goes no faster; empty where nothing holds it up.
std::string slowness(const job_result& job) {
    return job.state == "running" ? job.state_reason : std::string();
}

/// When the job of this number may end; empty where nobody can tell.
std::string ending(const scenario& about, const run_progress& p, std::size_t job) {
    return job < p.ends.size() ? ending_text(about.time, p.now, p.ends[job]) : std::string();
}

styled_line job_line(const std::string& name, const job_result& job, const std::string& ends,
                     const style& look) {
    const job_counts& c = job.counts;
    const auto n = [](std::uint64_t v) { return static_cast<double>(v); };
    const std::size_t bar = bar_width(look, label_width + 44);
    styled_line text(ink::bold, name);
    text.add(" " + job.state + " ");
    if (bar > 0) text.fill_to(18);
    text.append(stacked_bar(look, bar,
                            {{ink::good, n(c.succeeded)},
                             {ink::bad, n(c.failed + c.timed_out)},
                             {ink::dim, n(c.unreached + c.cancelled + c.skipped)},
                             {ink::warn, n(c.dispatched)}},
                            n(c.total)));
    text.add((bar > 0 ? " " : "") + compact_text(n(c.succeeded)) + " of " +
             compact_text(n(c.total)));
    if (c.failed > 0) text.add("  ").add(ink::bad, count_text(c.failed) + " failed");
    if (!ends.empty()) text.add("  ").add(ink::dim, ends);
    return slowness(job).empty() ? text : text.add("  ").add(ink::warn, slowness(job));
}

void add_jobs(std::vector<styled_line>& out, const scenario& about, const run_progress& p,
              const style& look) {
    std::string_view label = "jobs";
    for (std::size_t j = 0; j < p.jobs.size(); ++j) {
        const auto& [name, job] = p.jobs[j];
        out.push_back(labelled(label, job_line(name, job, ending(about, p, j), look)));
        label = {};
    }
}

/// What can still come right is not breached before the end.
bool breached(const scenario& about, const expectation_result& e) {
    return e.outcome == expectation_result::verdict::breached && !waits_for_the_end(about, e);
}

/// Worst first, so that a cut leaves what matters.
void add_expectations(std::vector<styled_line>& out, const scenario& about, const run_progress& p,
                      const style& look) {
    using verdict = expectation_result::verdict;
    std::vector<const expectation_result*> sorted;
    for (const expectation_result& e : p.expectations)
        sorted.push_back(&e);
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
        return breached(about, *a) > breached(about, *b);
    });
    std::string_view label = "expected";
    for (const expectation_result* e : sorted) {
        const marks& m = marks_of(look);
        const bool bad = breached(about, *e);
        styled_line text = bad                           ? styled_line(ink::bad, m.not_met)
                           : e->outcome == verdict::held ? styled_line(ink::good, m.held)
                                                         : styled_line(ink::dim, m.open);
        text.add(" " + e->text);
        if (!e->observed.empty()) text.add(ink::dim, "  " + e->observed);
        out.push_back(labelled(label, text));
        label = {};
    }
}

}  // namespace

std::vector<styled_line> live_frame(const scenario& about, const run_progress& progress,
                                    const style& look, std::size_t height) {
    std::vector<styled_line> out{title_line(about, look), clock_line(about, progress),
                                 wall_line(progress), progress_bar(progress, look)};
    add_devices(out, progress, look);
    out.push_back(readings_line(progress));
    out.push_back(trouble_line(progress));
    add_jobs(out, about, progress, look);
    add_expectations(out, about, progress, look);
    if (height > 0 && out.size() > height) {
        const std::size_t hidden = out.size() - height + 1;
        out.resize(height - 1);
        out.push_back(labelled("", {ink::dim, count_text(hidden, "more line")}));
    }
    return out;
}

std::string progress_line(const scenario& about, const run_progress& p) {
    std::vector<std::string> parts{
        pad_left(whole_percent(part_done(p)), 5),
        moment_text(about.time, p.now),
        "wall " + wall_text(p.wall_seconds),
        number_text(p.speed_factor) + "x",
        count_text(p.devices.online) + " of " + count_text(p.devices.total) + " online",
        compact_text(p.readings_per_second) + " readings/s"};
    if (p.alerts_open > 0) parts.push_back(count_text(p.alerts_open, "alert"));
    for (std::size_t j = 0; j < p.jobs.size(); ++j) {
        const auto& [name, job] = p.jobs[j];
        const std::string ends = ending(about, p, j);
        const std::string failed =
            job.counts.failed > 0 ? ", " + count_text(job.counts.failed) + " failed" : "";
        parts.push_back(name + " " + job.state + " " + count_text(job.counts.succeeded) + " of " +
                        count_text(job.counts.total) + failed + (ends.empty() ? "" : ", ") + ends +
                        (slowness(job).empty() ? "" : ", " + slowness(job)));
    }
    std::uint64_t not_met = 0, open = 0;
    for (const expectation_result& e : p.expectations) {
        not_met += breached(about, e) ? 1 : 0;
        open += waits_for_the_end(about, e) || e.outcome == expectation_result::verdict::pending;
    }
    if (not_met > 0) parts.push_back(count_text(not_met) + " not met");
    if (open > 0) parts.push_back(count_text(open) + " not yet decided");
    if (shows(p.lag_seconds)) parts.push_back(wall_text(p.lag_seconds) + " late");
    return printable(join(parts, "  "));
}

}  // namespace muster::report
