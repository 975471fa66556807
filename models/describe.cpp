#include "models/describe.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fleet/find_named.hpp"

namespace muster {
namespace {

using row = std::vector<std::string>;

std::string number_text(double x) {
    char buffer[64];
    if (std::fabs(x) < 1e15 && x == std::floor(x))
        return std::to_string(static_cast<std::int64_t>(x));
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::general, 7);
    return {buffer, end.ptr};
}

std::string percent_text(share part) {
    return number_text(part.fraction() * 100) + "%";
}

std::string range_text(double low, double high) {
    return number_text(low) + ".." + number_text(high);
}

std::string duration_text(duration span) {
    const auto ms = span.count() / 1000;
    if (ms % 3'600'000 == 0) return std::to_string(ms / 3'600'000) + "h";
    if (ms % 60'000 == 0) return std::to_string(ms / 60'000) + "m";
    if (ms % 1000 == 0) return std::to_string(ms / 1000) + "s";
    return std::to_string(ms) + "ms";
}

/// Some words of a list: an enum may have a hundred.
std::string words_text(const std::vector<std::string>& words) {
    constexpr std::size_t shown = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), shown); ++i) {
        text += (i == 0 ? "" : " | ") + words[i];
    }
    return words.size() > shown ? text + " | ..." : text;
}

std::string distribution_text(const distribution& values, double scale) {
    switch (values.kind) {
        case distribution::shape::constant:
            return number_text(values.a * scale);
        case distribution::shape::uniform:
            return range_text(values.a * scale, values.b * scale);
        case distribution::shape::log_normal:
            return "p50 " + number_text(values.a * scale) + ", p99 " +
                   number_text(values.b * scale);
        case distribution::shape::exponential:
            return "exponential with mean " + number_text(values.a * scale);
        case distribution::shape::poisson:
            return "Poisson with mean " + number_text(values.a * scale);
    }
    return "";
}

/// Microseconds are shown as seconds.
double scale_of(value_kind kind) {
    return kind == value_kind::time_span || kind == value_kind::instant ? 1e-6 : 1.0;
}

struct behaviour_text {
    const signal_spec& signal;

    std::string operator()(const drawn_signal& s) const {
        if (!signal.words.empty()) return "always " + signal.words.front();
        return "drawn " + distribution_text(s.values, scale_of(signal.kind));
    }
    std::string operator()(const normal_signal& s) const {
        return "normal " + number_text(s.mean) + ", sd " + number_text(s.sd);
    }
    std::string operator()(const walk_signal& s) const {
        return "walk from " + number_text(s.from) + ", step " + number_text(s.step) +
               (s.pull > 0 ? ", pull " + number_text(s.pull) : "");
    }
    std::string operator()(const wave_signal& s) const {
        return std::string(to_text(s.kind)) + " " + range_text(s.low, s.high) + " every " +
               duration_text(s.period);
    }
    std::string operator()(const daily_signal& s) const {
        return "daily " + range_text(s.low, s.high) + ", peak at " + duration_text(s.peak);
    }
    std::string operator()(const counter_signal& s) const {
        return "counter from " + number_text(s.from) + ", step " + distribution_text(s.step, 1.0);
    }
    std::string operator()(const formula_signal& s) const { return "= " + s.expression.text; }
    std::string operator()(const approach_signal& s) const {
        return "approaches " + s.target.text + ", half of the way in " + duration_text(s.half_life);
    }
    std::string operator()(const cases_signal& s) const {
        std::string text;
        for (const auto& one : s.cases)
            text += (text.empty() ? "" : "; ") + (one.when ? one.when.text : "else") + ": " +
                    std::visit(*this, one.shape);
        return text;
    }
    std::string operator()(const integral_signal& s) const {
        return "integral of " + s.of + " times " + number_text(s.scale);
    }
    std::string operator()(const choice_signal& s) const {
        if (s.weights.empty()) return "any of them";
        if (signal.kind == value_kind::boolean) {
            return "true in " + percent_text(s.weights.back());
        }
        std::string text;
        for (const auto& weight : s.weights) {
            text += (text.empty() ? "" : " | ") + percent_text(weight);
        }
        return text;
    }
    std::string operator()(const states_signal& s) const {
        std::string text = "states";
        for (const auto& state : s.states)
            text += (&state == s.states.data() ? " " : ", ") + state.name;
        return text;
    }
    std::string operator()(const sequence_signal& s) const {
        return std::to_string(s.values.size()) + " values in turn";
    }
    std::string operator()(const replay_signal& s) const {
        return "replay of " + s.column + " in " + s.file;
    }
    std::string operator()(const moving_signal& s) const {
        return std::string(to_text(s.what)) + " of " + s.how->name;
    }
};

row signal_row(const signal_spec& s) {
    auto behaviour = std::visit(behaviour_text{s}, s.shape);
    if (s.noise_absolute > 0) behaviour += ", noise " + number_text(s.noise_absolute);
    if (s.noise_relative > 0) behaviour += ", noise " + number_text(s.noise_relative * 100) + "%";
    std::string range = s.min && s.max ? range_text(*s.min, *s.max) : words_text(s.words);
    if (s.decimals && s.kind == value_kind::number) {
        behaviour += ", decimals " + std::to_string(*s.decimals);
    }
    return {s.full_name(), to_text(s.kind),  s.semantic,
            s.unit,        std::move(range), std::move(behaviour)};
}

std::string value_text(const plain_value& held) {
    if (const auto* truth = std::get_if<bool>(&held)) return *truth ? "true" : "false";
    if (const auto* number = std::get_if<double>(&held)) return number_text(*number);
    const auto* text = std::get_if<std::string>(&held);
    return text ? "'" + *text + "'" : "none";
}

std::string source_text(const property_spec& p) {
    if (!p.initial) return "none";
    const auto& source = *p.initial;
    switch (source.kind) {
        case attribute_source::form::constant:
            return value_text(source.fixed);
        case attribute_source::form::drawn:
            return "drawn " + distribution_text(source.values, scale_of(p.kind));
        case attribute_source::form::normal:
            return "normal " + number_text(source.mean) + ", sd " + number_text(source.sd);
        case attribute_source::form::sequence:
            return "sequence " + source.pattern;
        case attribute_source::form::column:
            return "column " + source.column->name;
        case attribute_source::form::pick:
            break;
    }
    std::vector<std::string> choices;
    for (const auto& choice : source.choices) {
        choices.push_back(choice.text + " " + percent_text(choice.part));
    }
    return "pick " + words_text(choices);
}

row property_row(const property_spec& p) {
    const std::string who = p.cloud ? "cloud" : p.writable ? "writable" : "reported";
    return {qualified_name(p.component, p.name), to_text(p.kind), who, p.unit, source_text(p)};
}

row message_row(const device_template& t, const message_spec& m) {
    std::string carried =
        std::to_string(m.signals.size()) + " signal" + (m.signals.size() == 1 ? "" : "s");
    if (m.signals.size() == t.signals.size()) carried = "all telemetry";
    return {m.name, "every " + duration_text(m.every), carried};
}

row command_row(const command_spec& c) {
    return {qualified_name(c.component, c.name),
            "takes " + distribution_text(c.takes, 1e-6) + " s"};
}

void append_table(std::string& out, std::string_view title, const std::vector<row>& rows) {
    if (rows.empty()) return;
    out += "\n" + std::string(title) + " (" + std::to_string(rows.size()) + ")\n";
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& cells : rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths[i] = std::max(widths[i], cells[i].size());
        }
    }
    for (const auto& cells : rows) {
        std::string line = " ";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (widths[i] == 0) continue;
            line += " " + cells[i] + std::string(widths[i] - cells[i].size() + 1, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
}

/// What a template has of one kind: a row for each.
struct capability_table {
    std::string_view title;
    std::vector<std::string_view> columns;
    std::vector<row> rows;
};

std::vector<capability_table> tables_of(const device_template& shown) {
    capability_table signals{
        "signals", {"name", "kind", "semantic", "unit", "range", "behaviour"}, {}};
    capability_table properties{"properties", {"name", "kind", "whose", "unit", "first"}, {}};
    capability_table messages{"messages", {"name", "sent", "carries"}, {}};
    capability_table commands{"commands", {"name", "takes"}, {}};
    for (const auto& item : shown.signals)
        signals.rows.push_back(signal_row(item));
    for (const auto& item : shown.properties)
        properties.rows.push_back(property_row(item));
    for (const auto& item : shown.messages)
        messages.rows.push_back(message_row(shown, item));
    for (const auto& item : shown.commands)
        commands.rows.push_back(command_row(item));
    return {signals, properties, messages, commands};
}

}  // namespace

std::string describe_template(const device_template& shown) {
    std::string out = shown.title.empty() ? shown.name : shown.title;
    if (!shown.dtmi.empty()) out += (out.empty() ? "" : "  ") + shown.dtmi;
    out += "\n";
    for (const auto& table : tables_of(shown))
        append_table(out, table.title, table.rows);
    return out;
}

std::string template_json(const device_template& shown) {
    boost::json::object out{{"dtmi", shown.dtmi}, {"title", shown.title}};
    for (const auto& table : tables_of(shown)) {
        boost::json::array items;
        for (const auto& cells : table.rows) {
            boost::json::object item;
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (!cells[i].empty()) item.emplace(table.columns[i], cells[i]);
            items.push_back(std::move(item));
        }
        out.emplace(table.title, std::move(items));
    }
    return boost::json::serialize(out) + "\n";
}

}  // namespace muster
