#include "fleet/cron.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

using std::chrono::year_month_day;

struct field_rule {
    const char* name;
    unsigned low, high;
    std::string_view names;  ///< three letters each
    unsigned first_name;     ///< the number of the first
};

constexpr std::array<field_rule, 5> fields{
    {{"minute", 0, 59, {}, 0},
     {"hour", 0, 23, {}, 0},
     {"day of the month", 1, 31, {}, 0},
     {"month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec", 1},
     {"day of the week", 0, 7, "sunmontuewedthufrisat", 0}}};
constexpr std::size_t month_day_field = 2, weekday_field = 4;
constexpr unsigned sunday_again = 7;
constexpr const char* all_fields = "minute, hour, day of the month, month, day of the week";

struct piece {
    std::string_view text;
    std::uint32_t offset = 0;

    piece from(std::size_t at) const {
        return {text.substr(at), offset + static_cast<std::uint32_t>(at)};
    }
    piece until(std::size_t at) const { return {text.substr(0, at), offset}; }
};

std::string ticked(std::string_view text) {
    return '`' + std::string(text) + '`';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Reads one field; ends at its first problem.
class field_parser {
public:
    field_parser(const field_rule& rule, bool days) : rule_(rule), days_(days) {}

    std::uint64_t values = 0;
    bool last = false;  ///< `L` is among them
    std::optional<query::problem> why;

    void read(piece all) {
        while (!why) {
            const auto comma = all.text.find(',');
            item(all.until(std::min(comma, all.text.size())));
            if (comma == std::string_view::npos) return;
            all = all.from(comma + 1);
        }
    }

private:
    void refuse(const char* code, piece at, std::string text, std::string remedy = {}) {
        if (!why)
            why = query::problem{{at.offset, static_cast<std::uint32_t>(at.text.size())},
                                 code,
                                 std::move(text),
                                 std::move(remedy)};
    }

    std::string field() const { return std::string("the field of the ") + rule_.name; }

    void item(piece one) {
        if (one.text.empty())
            return refuse("cron-item", one, field() + " has an empty item", "remove the comma");
        if (days_ && lower(one.text) == "l") {
            last = true;
            return;
        }
        const auto slash = one.text.find('/');
        const auto whole = one.until(std::min(slash, one.text.size()));
        const auto [low, high] = range(whole);
        unsigned step = 1;
        if (slash != std::string_view::npos) {
            if (low == high && whole.text != "*")
                refuse(
                    "cron-step", one, "a step of the single value " + ticked(whole.text),
                    "write " + ticked(std::string(whole.text) + '-' + std::to_string(rule_.high) +
                                      std::string(one.text.substr(slash))));
            step = step_of(one.from(slash + 1));
        }
        if (why) return;
        for (unsigned n = low; n <= high; n += step)
            values |= std::uint64_t{1} << n;
    }

    unsigned step_of(piece text) {
        const auto step = number(text);
        if (step && *step > 0) return *step;
        refuse("cron-step", text, "found " + ticked(text.text) + ", expected a step above zero",
               "write `*/15` for every fifteenth");
        return 1;
    }

    std::pair<unsigned, unsigned> range(piece text) {
        const unsigned highest = rule_.high == sunday_again ? sunday_again - 1 : rule_.high;
        if (text.text == "*") return {rule_.low, highest};
        const auto dash = text.text.find('-');
        const unsigned low = value(text.until(std::min(dash, text.text.size())));
        if (dash == std::string_view::npos) return {low, low};
        unsigned high = value(text.from(dash + 1));
        if (high == 0 && rule_.high == sunday_again && !is_digit(text.text.back()))
            high = sunday_again;  // `fri-sun`
        if (!why && low > high)
            refuse(
                "cron-range", text, ticked(text.text) + " ends before it begins",
                "write two ranges: " +
                    ticked(std::string(text.text.substr(0, dash)) + '-' + std::to_string(highest) +
                           ',' + std::to_string(rule_.low) + std::string(text.text.substr(dash))));
        return {low, high};
    }

    static std::optional<unsigned> number(piece text) {
        if (text.text.empty() || text.text.size() > 3) return std::nullopt;
        unsigned n = 0;
        for (const char c : text.text) {
            if (!is_digit(c)) return std::nullopt;
            n = n * 10 + static_cast<unsigned>(c - '0');
        }
        return n;
    }

    unsigned value(piece text) {
        const auto n = number(text);
        if (n && *n >= rule_.low && *n <= rule_.high) return *n;
        const auto word = lower(text.text);
        for (std::size_t at = 0; word.size() == 3 && at < rule_.names.size(); at += 3)
            if (rule_.names.substr(at, 3) == word)
                return rule_.first_name + static_cast<unsigned>(at / 3);
        refuse("cron-value", text, "found " + ticked(text.text) + ", expected " + expected(),
               remedy_for(word));
        return rule_.low;
    }

    std::string expected() const {
        const char* article = rule_.name[0] == 'h' ? "an " : "a ";
        auto text = article + std::string(rule_.name) + " from " + std::to_string(rule_.low) +
                    " to " + std::to_string(rule_.high);
        if (rule_.names.empty()) return text;
        return text + ", or " + ticked(rule_.names.substr(0, 3)) + " to " +
               ticked(rule_.names.substr(rule_.names.size() - 3));
    }

    std::string remedy_for(const std::string& word) const {
        if (word == "?") return "write `*`: whatever the day";
        if (word.size() > 3 && rule_.names.find(word.substr(0, 3)) != std::string_view::npos)
            return "write " + ticked(word.substr(0, 3));
        if (word.find_first_of("w#l") != std::string::npos && !rule_.names.empty())
            return "`W`, `#` and `L` of a weekday are not known here";
        return {};
    }

    const field_rule& rule_;
    bool days_;
};

std::vector<piece> words_of(std::string_view text) {
    std::vector<piece> words;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
        const auto end = std::min(text.find_first_of(" \t", at), text.size());
        words.push_back({text.substr(at, end - at), static_cast<std::uint32_t>(at)});
        at = end;
    }
    return words;
}

query::problem wrong_count(std::string_view text, const std::vector<piece>& words) {
    const auto whole = query::span{0, static_cast<std::uint32_t>(text.size())};
    const bool more = words.size() > fields.size();
    const auto place =
        more ? query::span{words[fields.size()].offset,
                           static_cast<std::uint32_t>(text.size()) - words[fields.size()].offset}
             : whole;
    return {
        place, "cron-fields",
        "found " + std::to_string(words.size()) + " fields, expected five: " + all_fields,
        more ? "leave out the seconds or the year" : "write `0 2 * * 1-5` for 02:00 on workdays"};
}

struct macro {
    std::string_view name, meaning;
};
constexpr std::array<macro, 7> macros{{{"@hourly", "0 * * * *"},
                                       {"@daily", "0 0 * * *"},
                                       {"@midnight", "0 0 * * *"},
                                       {"@weekly", "0 0 * * 0"},
                                       {"@monthly", "0 0 1 * *"},
                                       {"@yearly", "0 0 1 1 *"},
                                       {"@annually", "0 0 1 1 *"}}};

parsed_cron parse_macro(std::string_view text) {
    const auto found = std::find_if(macros.begin(), macros.end(),
                                    [&](const macro& m) { return m.name == lower(text); });
    if (found == macros.end())
        return {std::nullopt,
                {{0, static_cast<std::uint32_t>(text.size())},
                 "cron-macro",
                 "there is no " + ticked(text),
                 "write `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, or five fields"}};
    auto result = parse_cron(found->meaning);
    result.value->text = text;
    return result;
}

/// The calendar repeats itself after 400 years, weekdays too.
bool ever_takes_a_day(const cron_expression& cron) {
    constexpr int days_of_400_years = 146'097;
    const std::chrono::sys_days first{std::chrono::year(2000) / 1 / 1};
    for (int n = 0; n < days_of_400_years; ++n)
        if (cron.takes(year_month_day(first + std::chrono::days(n)))) return true;
    return false;
}

}  // namespace

bool cron_expression::takes(const year_month_day& date) const {
    const auto day = static_cast<unsigned>(date.day());
    if ((months >> static_cast<unsigned>(date.month()) & 1) == 0) return false;
    const auto last =
        std::chrono::year_month_day_last(date.year(), {date.month() / std::chrono::last});
    const bool by_day = (month_days >> day & 1) != 0 || (last_day && date.day() == last.day());
    const std::chrono::weekday name{std::chrono::sys_days(date)};
    const bool by_weekday = (weekdays >> name.c_encoding() & 1) != 0;
    return open_days || open_weekdays ? by_day && by_weekday : by_day || by_weekday;
}

std::vector<duration> cron_expression::times() const {
    std::vector<duration> all;
    for (int hour = 0; hour < 24; ++hour)
        for (int minute = 0; minute < 60; ++minute)
            if ((hours >> hour & 1) != 0 && (minutes >> minute & 1) != 0)
                all.push_back(std::chrono::hours(hour) + std::chrono::minutes(minute));
    return all;
}

parsed_cron parse_cron(std::string_view text) {
    const auto words = words_of(text);
    if (words.size() == 1 && words[0].text[0] == '@') return parse_macro(words[0].text);
    if (words.size() != fields.size()) return {std::nullopt, wrong_count(text, words)};
    std::array<std::uint64_t, fields.size()> sets{};
    cron_expression cron;
    cron.text = text;
    for (std::size_t f = 0; f < fields.size(); ++f) {
        field_parser field(fields[f], f == month_day_field);
        field.read(words[f]);
        if (field.why) return {std::nullopt, *field.why};
        sets[f] = field.values;
        cron.last_day = cron.last_day || field.last;
    }
    const auto set = [&sets](std::size_t f) { return static_cast<std::uint32_t>(sets[f]); };
    const auto open = [&words](std::size_t f) { return words[f].text[0] == '*'; };
    cron.minutes = sets[0];
    cron.hours = set(1);
    cron.month_days = set(month_day_field);
    cron.months = set(3);
    cron.weekdays = (set(weekday_field) | set(weekday_field) >> sunday_again) & 0x7f;
    cron.open_days = open(month_day_field);
    cron.open_weekdays = open(weekday_field);
    cron.open_times = open(0) || open(1);
    if (ever_takes_a_day(cron)) return {cron, {}};
    const auto& days = words[month_day_field];
    return {std::nullopt,
            {{days.offset, static_cast<std::uint32_t>(days.text.size())},
             "cron-never",
             "the month " + ticked(words[3].text) + " has no day " + ticked(days.text),
             "write `L` for the last day of the month"}};
}

}  // namespace muster
