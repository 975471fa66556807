#include "fleet/schedule.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

/// A jump of the clocks may carry a time to the next day, and zones are within a day of UTC.
constexpr days margin{2};
/// Where the calendar ends here.
constexpr calendar_time last_instant = std::chrono::sys_days(std::chrono::year(10'000) / 1 / 1);

local_days day_of(local_time t) {
    return std::chrono::floor<days>(t);
}

std::int64_t months_of(const year_month_day& date) {
    return std::int64_t{static_cast<int>(date.year())} * 12 + static_cast<unsigned>(date.month());
}

local_days monday_of(local_days day) {
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

bool is_last_of_month(const year_month_day& date) {
    const auto last =
        std::chrono::year_month_day_last(date.year(), {date.month() / std::chrono::last});
    return date.day() == last.day();
}

}  // namespace

schedule_walk::schedule_walk(const schedule& what, calendar_time end)
    : what_(what),
      end_(std::min(end, last_instant)),
      clock_(what.zone, what.zone_offset, what.begin - margin, end_ + margin) {
    if (what_.until && *what_.until < end_) end_ = *what_.until + duration(1);
    times_ = what_.every == schedule::form::cron ? what_.cron.times() : std::vector{what_.at};
    first_day_ = day_of(clock_.local(what_.begin));
    // Of the day before, times that the clocks jump over may be left.
    day_ = first_day_ - days(1);
    last_day_ = day_of(clock_.local(end_)) + days(1);
    day_taken_ = takes(day_);
}

bool schedule_walk::takes(local_days day) const {
    const year_month_day date(day);
    const auto nth = [this](std::int64_t distance) { return distance % what_.interval == 0; };
    switch (what_.every) {
        case schedule::form::day:
            return nth((day - first_day_).count());
        case schedule::form::week:
            return (what_.weekdays >> std::chrono::weekday(day).c_encoding() & 1) != 0 &&
                   nth((monday_of(day) - monday_of(first_day_)).count() / 7);
        case schedule::form::month:
            return ((what_.month_days >> static_cast<unsigned>(date.day()) & 1) != 0 ||
                    (what_.last_day && is_last_of_month(date))) &&
                   nth(months_of(date) - months_of(year_month_day(first_day_)));
        case schedule::form::cron:
            return what_.cron.takes(date);
    }
    return false;
}

/// The next time of a taken day, as an instant; those of a jump of the clocks come to one, and some
/// lie before the schedule's begin.
std::optional<calendar_time> schedule_walk::next_instant() {
    const bool by_all_clocks = what_.every == schedule::form::cron && what_.cron.open_times;
    for (;;) {
        if (!day_taken_ || slot_ == times_.size()) {
            if (day_ >= last_day_) return std::nullopt;
            day_ += days(1);
            day_taken_ = takes(day_);
            slot_ = 0;
            continue;
        }
        const local_time shown = day_ + times_[slot_++];
        if (!by_all_clocks) return clock_.first_at(shown);
        const auto period = clock_.current();
        const calendar_time at(shown.time_since_epoch() - period.offset);
        if (at < period.begin) continue;
        if (at < period.end) return at;
        // What the clocks show again after they were put back counts again.
        clock_.next_period();
        day_ = day_of(clock_.local(clock_.current().begin));
        day_taken_ = takes(day_);
        slot_ = 0;
    }
}

std::optional<occurrence> schedule_walk::next() {
    if (what_.times && number_ >= *what_.times) return std::nullopt;
    while (const auto at = next_instant()) {
        if (*at >= end_) break;
        if (*at < what_.begin || (last_ && *at <= *last_)) continue;
        last_ = at;
        return occurrence{++number_, *at};
    }
    return std::nullopt;
}

std::optional<occurrence> next_occurrence(const schedule& what, calendar_time after,
                                          calendar_time end) {
    schedule_walk walk(what, end);
    auto found = walk.next();
    while (found && found->at <= after)
        found = walk.next();
    return found;
}

}  // namespace muster
