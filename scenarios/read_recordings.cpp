#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "scenarios/defaults.hpp"
#include "scenarios/signal_reader.hpp"

/// The generators `sequence` and `replay`: values that are written down.
namespace muster::sections {

namespace {

std::optional<double> number_of(std::string_view text) {
    double x = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, x);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(x)) return std::nullopt;
    return x;
}

std::optional<double> code_of(const std::vector<std::string>& words, std::string_view text) {
    const auto at = std::find(words.begin(), words.end(), text);
    if (at == words.end()) return std::nullopt;
    return static_cast<double>(at - words.begin());
}

/// Seconds, a duration, a clock time or an instant, as time from some beginning.
std::optional<duration> time_of(std::string_view text) {
    if (const auto seconds = number_of(text)) {
        if (std::fabs(*seconds) > 4e12) return std::nullopt;
        return duration(std::llround(*seconds * 1e6));
    }
    if (auto span = scalars::parse_duration(text)) return *span.value;
    if (auto clock = scalars::parse_clock(text)) return *clock.value;
    if (auto at = scalars::parse_instant(text)) return at.value->at.time_since_epoch();
    return std::nullopt;
}

/// Reads the values and times of one recording from a table.
class recording_reader {
public:
    recording_reader(diagnostics& problems, const table& t) : problems_(problems), table_(t) {}

    bool numbers(std::size_t column, std::vector<double>& out) {
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto cell = table_.cell(row, column);
            const auto x =
                cell.empty() ? std::numeric_limits<double>::quiet_NaN() : number_of(cell);
            if (!x) return refuse(row, column, "a number, or nothing where there is no reading");
            out.push_back(*x);
        }
        return true;
    }

    bool words(std::size_t column, const std::vector<std::string>& known,
               std::vector<double>& out) {
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto cell = table_.cell(row, column);
            const auto x =
                cell.empty() ? std::numeric_limits<double>::quiet_NaN() : code_of(known, cell);
            if (!x) return refuse(row, column, "one of the signal's values");
            out.push_back(*x);
        }
        return true;
    }

    bool times(std::size_t column, recording& out) {
        duration first{}, before{};
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto at = time_of(table_.cell(row, column));
            if (!at)
                return refuse(row, column,
                              "seconds, a duration, a clock time or an instant with its zone");
            if (row == 0) first = *at;
            if (row > 0 && *at <= before) return refuse(row, column, "a later time than above");
            before = *at;
            out.times.push_back(*at - first);
        }
        const auto n = out.times.size();
        // The last row lasts as long as the one before it.
        out.length = n < 2 ? duration(std::chrono::seconds(1))
                           : out.times[n - 1] + (out.times[n - 1] - out.times[n - 2]);
        return true;
    }

private:
    bool refuse(std::size_t row, std::size_t column, const std::string& expected) {
        problems_.error("bad-cell", table_.place_of(row, column),
                        "found " + ticked(std::string(table_.cell(row, column))) +
                            " in the column " + ticked(table_.names[column]) + ", expected " +
                            expected,
                        "correct the file, or choose another column");
        return false;
    }

    diagnostics& problems_;
    const table& table_;
};

std::vector<std::string> words_in(const table& t, std::size_t column) {
    std::set<std::string_view> met;
    for (std::size_t row = 0; row < t.rows(); ++row)
        if (!t.cell(row, column).empty()) met.insert(t.cell(row, column));
    return {met.begin(), met.end()};
}

bool holds_numbers(const table& t, std::size_t column) {
    for (std::size_t row = 0; row < t.rows(); ++row)
        if (const auto cell = t.cell(row, column); !cell.empty() && !number_of(cell)) return false;
    return true;
}

void space_evenly(recording& out, duration every) {
    for (std::size_t i = 0; i < out.values.size(); ++i)
        out.times.push_back(every * static_cast<std::int64_t>(i));
    out.length = every * static_cast<std::int64_t>(out.values.size());
}

}  // namespace

void signal_reader::sequence(const yaml::node& map, const yaml::node& value) {
    if (!value.is_list()) return r_.wrong_type(value, "a list of values");
    if (value.items.empty())
        return r_.error("no-values", value.where, "the list is empty", "write `sequence: [1, 2]`");
    if (!r_.fits(value, value.items.size(), scenario_limits::things)) return;
    sequence_signal shape;
    std::vector<std::string> texts;
    for (const auto* item : r_.one_or_more(value, "a value"))
        texts.push_back(item->text);
    if (texts.size() != value.items.size()) return;
    const bool numbers = std::all_of(texts.begin(), texts.end(), number_of);
    if (may_turn_out_words(map) && !numbers) {
        const bool truths = std::all_of(texts.begin(), texts.end(), scalars::parse_boolean);
        signal_.kind = truths ? value_kind::boolean : value_kind::word;
        if (!truths) {
            std::set<std::string> words(texts.begin(), texts.end());
            signal_.words.assign(words.begin(), words.end());
        }
    }
    const auto known = written_words();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto x = holds_words() ? code_of(known, texts[i]) : number_of(texts[i]);
        if (x) {
            shape.values.push_back(*x);
        } else if (holds_words()) {
            r_.error("unknown-word", value.items[i].where,
                     ticked(texts[i]) + " is none of the signal's values",
                     r_.suggestion(texts[i], known));
        } else {
            double ignored = 0;
            r_.scalar(value.items[i], ignored, scalars::parse_number);
        }
    }
    r_.scalar(map, "loop", shape.loop, scalars::parse_boolean);
    if (shape.values.size() == texts.size()) signal_.shape = std::move(shape);
}

namespace {

/// When the rows come: by a column with times, or evenly.
bool read_times(reading& r, const yaml::node& map, const table& t, recording_reader& from,
                recording& rows, replay_signal& shape) {
    r.text(map, "time", shape.time);
    const bool spaced = r.scalar(map, "every", shape.every, scalars::parse_duration);
    if (shape.time.empty() == !spaced) {
        r.error("missing-key", map.where, "a replay wants to know when its rows come",
                "name the column with the times as `time`, or say with `every` how far apart "
                "they are: one of the two");
        return false;
    }
    if (spaced && shape.every == duration{}) {
        r.error("out-of-range", map.find("every")->where, "a period of no time");
        return false;
    }
    if (spaced) {
        space_evenly(rows, shape.every);
        return true;
    }
    const auto column = t.column(shape.time);
    if (column) return from.times(*column, rows);
    r.error("unknown-column", map.find("time")->where,
            "the file has no column " + ticked(shape.time), r.suggestion(shape.time, t.names));
    return false;
}

}  // namespace

void signal_reader::replay(const yaml::node& map, const yaml::node& value) {
    if (!r_.is_map(value, "a mapping such as `{file: day.csv, column: power, every: 15m}`")) return;
    replay_signal shape;
    shape.column = signal_.name;
    r_.missing(value, "file", "`replay`");
    r_.text(value, "column", shape.column);
    r_.scalar(value, "loop", shape.loop, scalars::parse_boolean);
    if (const auto* offset = reading::get(value, "offset")) r_.durations(*offset, shape.offset);
    const auto* file = reading::get(value, "file");
    std::string path;
    if (file == nullptr || !r_.text(*file, path)) return;
    const auto found = r_.tables.open(r_.options(), path, file->where, r_.problems());
    if (!found) return;
    shape.file = std::filesystem::absolute(found->file).lexically_normal().string();
    const auto column = found->column(shape.column);
    if (!column) {
        const auto* named = value.find("column");
        r_.error("unknown-column", named != nullptr ? named->where : file->where,
                 "the file has no column " + ticked(shape.column),
                 r_.suggestion(shape.column, found->names));
        return;
    }
    if (may_turn_out_words(map) && !holds_numbers(*found, *column)) {
        signal_.kind = value_kind::word;
        signal_.words = words_in(*found, *column);
        if (!r_.fits(value, signal_.words.size(), scenario_limits::things)) return;
    }
    auto rows = std::make_shared<recording>();
    recording_reader from(r_.problems(), *found);
    const bool good = holds_words() ? from.words(*column, written_words(), rows->values)
                                    : from.numbers(*column, rows->values);
    if (!good || !read_times(r_, value, *found, from, *rows, shape)) return;
    shape.rows = std::move(rows);
    signal_.shape = std::move(shape);
}

}  // namespace muster::sections
