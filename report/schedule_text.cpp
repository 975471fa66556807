#include "report/schedule_text.hpp"

#include <algorithm>
#include <vector>

#include "report/format.hpp"

namespace muster::report {

namespace {

constexpr std::size_t shown_runs = 3;

/// `14:00`, and the seconds where there are any.
std::string short_clock(calendar_time at, duration zone_offset) {
    constexpr std::size_t hours_and_minutes = 5;
    auto text = clock_text(at, zone_offset);
    if (at.time_since_epoch() % std::chrono::minutes(1) == duration{})
        text.resize(hours_and_minutes);
    return text;
}

std::string period_text(const schedule& when) {
    static constexpr const char* words[] = {"day", "week", "month"};
    const std::string word = words[static_cast<std::size_t>(when.every)];
    return "every " +
           (when.interval == 1 ? word : std::to_string(when.interval) + ' ' + word + 's');
}

std::string days_text(const schedule& when) {
    static constexpr const char* names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    std::string days;
    const auto add = [&days](const std::string& day) { days += (days.empty() ? "" : ", ") + day; };
    for (unsigned n = 0; n < 7; ++n)
        if ((when.weekdays >> n & 1) != 0) add(names[n]);
    for (unsigned n = 1; n <= 31; ++n)
        if ((when.month_days >> n & 1) != 0) add("the " + std::to_string(n) + '.');
    if (when.last_day) add("the last day");
    return days.empty() ? "" : " on " + days;
}

std::string instant_text(const time_settings& time, calendar_time at) {
    return day_text(at, time.zone_offset) + ' ' + short_clock(at, time.zone_offset);
}

}  // namespace

std::string schedule_text(const schedule& when, const time_settings& time) {
    std::string text = when.every == schedule::form::cron
                           ? "by cron " + when.cron.text
                           : period_text(when) + days_text(when) + " at " +
                                 short_clock(calendar_time(when.at), {});
    if (!when.zone.empty()) text += " in " + when.zone;
    if (when.begin > time.start) text += ", from " + instant_text(time, when.begin);
    if (when.until) text += ", until " + instant_text(time, *when.until);
    if (when.times) text += ", at most " + count_text(*when.times, "time");
    return text;
}

std::string runs_text(const scheduled_job& one, const scenario& about) {
    if (one.runs == 0) return "no run within the scenario's time";
    std::vector<sim_time> starts;
    for (const job_spec& job : about.jobs)
        if (job.scheduled_by == one.job.name) starts.push_back(job.start);
    std::sort(starts.begin(), starts.end());
    std::string text = count_text(one.runs, "run") + ", " + one.job.name + "_1";
    if (one.runs > 1) text += " to " + one.job.name + '_' + std::to_string(one.runs);
    const bool many = starts.size() > shown_runs + 1;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const bool last = i + 1 == starts.size();
        if (many && i >= shown_runs && !last) continue;
        text += i == 0 ? ": " : many && last ? ", ..., " : ", ";
        text += instant_text(about.time, about.time.start + starts[i]);
    }
    return text;
}

}  // namespace muster::report
