#include "models/answer_times.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

#include "models/answer_numbers.hpp"
#include "models/leaf_values.hpp"
#include "models/name_words.hpp"
#include "models/schema_time.hpp"
#include "models/units.hpp"

namespace muster::models {
namespace {

using std::chrono::ceil;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds least_span = minutes(1), most_span = hours(2), most_delay = minutes(1);
constexpr seconds longest_wait = days(365);

constexpr std::array text_endings{"time", "timestamp", "datetime", "date"};

struct time_unit {
    std::string_view word;
    double seconds;
};
constexpr std::array time_units{
    time_unit{"ms", 1e-3},    time_unit{"millis", 1e-3}, time_unit{"milliseconds", 1e-3},
    time_unit{"min", 60},     time_unit{"mins", 60},     time_unit{"minutes", 60},
    time_unit{"hours", 3600}, time_unit{"days", 86400},
};

bool is_plain(const schema& type, primitive form) {
    return type.kind == schema::form::primitive && type.type == form;
}

bool is_span(const answer_field& field) {
    return field.role.lasts && (is_plain(*field.at->type, primitive::duration) || is_number(field));
}

/// In how many seconds a number counts: by its unit, else by its name.
double seconds_in(const answer_field& field) {
    const auto* unit = find_unit(field.plain->unit);
    if (unit && unit->type == "TimeUnit") return unit->factor;
    const auto words = words_of(field.at->name);
    for (const auto& [word, length] : time_units)
        if (has_phrase(words, word)) return length;
    return 1;
}

seconds drawn_span(seconds low, seconds high, double unit) {
    const auto more = static_cast<double>((high - low).count()) * unit;
    return low + seconds(static_cast<std::int64_t>(more));
}

boost::json::value written(const answer_field& field, calendar_time at) {
    return boost::json::string(instant_text(instant_form(*field.at), at));
}

/// The instants of one subject, such as those of `jobStart` and `jobEnd`.
struct period {
    calendar_time start, end;
};

class time_placer {
public:
    time_placer(answer_fields& fields, const answer_knowledge& known, const answer_draw& draw,
                const time_window& within)
        : fields_(fields), known_(known), draw_(draw), within_(within) {}

    time_window run() {
        for (auto& field : fields_)
            if (bounds_something(field) && !is_placed(field)) place_period(field.role.subject);
        const bool one = periods_.size() == 1 && periods_.front().complete;
        auto inner = within_;
        if (!periods_.empty()) inner.whole = false;
        if (one) inner = {periods_.front().span.start, periods_.front().span.end, true, false};
        for (auto& field : fields_) {
            if (is_instant(*field.at) && !field.found) place_moment(field, inner);
            if (one && is_span(field) && !field.given) place_span(field, periods_.front().span);
        }
        return inner;
    }

private:
    struct placed {
        std::vector<std::string> subject;
        period span;
        bool complete;  ///< the object tells both ends
    };

    static bool bounds_something(const answer_field& field) {
        return is_instant(*field.at) &&
               (field.role.when == time_place::start || field.role.when == time_place::end);
    }
    bool is_placed(const answer_field& field) const {
        return std::any_of(periods_.begin(), periods_.end(),
                           [&](const auto& one) { return one.subject == field.role.subject; });
    }

    std::vector<answer_field*> members(const std::vector<std::string>& subject, time_place when) {
        std::vector<answer_field*> all;
        for (auto& field : fields_)
            if (bounds_something(field) && field.role.when == when && field.role.subject == subject)
                all.push_back(&field);
        return all;
    }

    /// What the request gave for one of the fields.
    std::optional<calendar_time> given_in(const std::vector<answer_field*>& some) const {
        for (const auto* field : some)
            if (field->given && field->value.is_string())
                return read_instant(instant_form(*field->at), field->value.get_string(),
                                    within_.to);
        return std::nullopt;
    }

    void place_period(const std::vector<std::string>& subject) {
        const auto starts = members(subject, time_place::start);
        const auto ends = members(subject, time_place::end);
        const auto& name = (starts.empty() ? ends : starts).front()->path;
        const auto given_start = given_in(starts), given_end = given_in(ends);
        period span;
        span.end = given_end.value_or(within_.whole ? floor<seconds>(within_.to)
                                                    : drawn_end(name + "#end"));
        span.start = given_start.value_or(drawn_start(name + "#start", span.end));
        if (within_.whole && !given_start) span.start = within_.from;
        // Both would be of one day, where nothing but the time of day is told.
        if (!given_start && !within_.whole && tells_time_of_day(starts, ends))
            span.start = std::max(span.start, calendar_time(floor<days>(span.end)));
        if (!given_end) span.end = std::max(span.end, calendar_time(ceil<seconds>(span.start)));
        for (auto* field : starts)
            write(*field, span.start, known_.since());
        for (auto* field : ends)
            write(*field, span.end, known_.until());
        periods_.push_back({subject, span, !starts.empty() && !ends.empty()});
    }

    static bool tells_time_of_day(const std::vector<answer_field*>& starts,
                                  const std::vector<answer_field*>& ends) {
        const auto clock = [](const auto* field) {
            return instant_form(*field->at) == primitive::time;
        };
        return std::any_of(starts.begin(), starts.end(), clock) ||
               std::any_of(ends.begin(), ends.end(), clock);
    }

    calendar_time drawn_end(const std::string& name) const {
        if (within_.given) return drawn_instant(within_, draw_, name);
        return floor<seconds>(within_.to) - drawn_span(seconds(0), most_delay, draw_.unit(name));
    }

    calendar_time drawn_start(const std::string& name, calendar_time end) const {
        if (within_.given) return drawn_instant({within_.from, end, true}, draw_, name);
        return end - drawn_span(least_span, most_span, draw_.unit(name));
    }

    /// An instant of the request is written as it was there.
    static void write(answer_field& field, calendar_time at,
                      const std::optional<given_time>& asked) {
        if (field.given) return;
        if (asked && asked->at == at && asked->type == instant_form(*field.at))
            return field.set(boost::json::string(asked->text));
        field.set(written(field, at));
    }

    /// `time`, `timestamp`, `systemTime`.
    static bool tells_clock(const std::vector<std::string>& subject) {
        return std::all_of(subject.begin(), subject.end(), [](const auto& word) {
            return word == "system" || word == "device" || word == "local";
        });
    }

    void place_moment(answer_field& field, const time_window& inner) {
        const bool is_now = tells_clock(field.role.subject) && !within_.given && !inner.given;
        if (field.role.when == time_place::moment && is_now)
            return field.set(written(field, floor<seconds>(within_.to)));
        if (field.role.when != time_place::coming)
            return field.set(written(field, drawn_instant(inner, draw_, field.path)));
        const auto wait = drawn_span(seconds(1), longest_wait, draw_.unit(field.path));
        field.set(written(field, floor<seconds>(inner.to) + wait));
    }

    static void place_span(answer_field& field, const period& span) {
        const auto lasts = floor<seconds>(span.end - span.start);
        if (!is_number(field)) return field.set(boost::json::string(span_text(lasts)));
        const double count = static_cast<double>(lasts.count()) / seconds_in(field);
        const bool whole = is_whole(primitive_of(*field.plain));
        field.set(number_value(*field.plain, whole ? std::floor(count) : count, std::nullopt));
    }

    answer_fields& fields_;
    const answer_knowledge& known_;
    const answer_draw& draw_;
    const time_window& within_;
    std::vector<placed> periods_;
};

}  // namespace

bool is_instant(const element& at) {
    if (at.type->kind != schema::form::primitive) return false;
    const auto type = at.type->type;
    if (type == primitive::date || type == primitive::date_time || type == primitive::time)
        return true;
    const auto words = words_of(at.name);
    return type == primitive::string && !words.empty() &&
           std::find(text_endings.begin(), text_endings.end(), words.back()) != text_endings.end();
}

primitive instant_form(const element& at) {
    if (at.type->type != primitive::string) return at.type->type;
    return words_of(at.name).back() == "date" ? primitive::date : primitive::date_time;
}

calendar_time drawn_instant(const time_window& within, const answer_draw& draw,
                            std::string_view path) {
    const auto first = ceil<seconds>(within.from);
    const auto span = floor<seconds>(within.to) - first;
    if (span <= seconds(0)) return within.from;
    return first + drawn_span(seconds(0), span, draw.unit(path));
}

time_window place_times(answer_fields& fields, const answer_knowledge& known,
                        const answer_draw& draw, const time_window& within) {
    return time_placer(fields, known, draw, within).run();
}

}  // namespace muster::models
