#include "scenarios/write_schedule.hpp"

#include "scenarios/format.hpp"

namespace muster {

namespace {

std::string days_text(const schedule& when) {
    static constexpr const char* names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    std::string days;
    const auto add = [&days](const std::string& day) { days += (days.empty() ? "" : ", ") + day; };
    for (unsigned n = 0; n < 7; ++n)
        if (when.weekdays >> n & 1) add(names[n]);
    for (unsigned n = 1; n <= 31; ++n)
        if (when.month_days >> n & 1) add(std::to_string(n));
    if (when.last_day) add("last");
    return days;
}

std::string period_text(const schedule& when) {
    static constexpr const char* words[] = {"day", "week", "month"};
    const std::string word = words[static_cast<std::size_t>(when.every)];
    return when.interval == 1 ? word : std::to_string(when.interval) + ' ' + word + 's';
}

}  // namespace

void add_schedule(yaml_flow& flow, const schedule& when, overlap_rule overlap,
                  calendar_time start) {
    if (when.every == schedule::form::cron) {
        flow.add("cron", yaml_text(when.cron.text));
    } else {
        flow.add("at", format_clock(when.at)).add("every", period_text(when));
        if (when.every != schedule::form::day) flow.add("days", '[' + days_text(when) + ']');
    }
    flow.add_text("zone", when.zone).add("from", format_duration(when.begin - start));
    if (when.until) flow.add("until", format_duration(*when.until - start));
    if (when.times) flow.add("times", std::to_string(*when.times));
    static constexpr const char* words[] = {"allow", "wait", "skip"};
    flow.add("overlap", words[static_cast<std::size_t>(overlap)]);
}

}  // namespace muster
