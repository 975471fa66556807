#include <algorithm>
#include <cmath>

#include "scenarios/attributes.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/fleet_file.hpp"

namespace muster {

namespace {

/// Reads the texts of one column as one type.
class column_values {
public:
    column_values(reading& r, const attribute_type& type, std::vector<double>& numbers)
        : r_(r), type_(type), numbers_(numbers) {}

    /// Why a text can't be read; empty where it can.
    std::optional<scalars::refusal> read(const std::string& text) {
        switch (*type_.kind) {
            case value_kind::number:
                return number(scalars::parse_number(text));
            case value_kind::integer:
                return whole(scalars::parse_number(text));
            case value_kind::boolean: {
                auto truth = scalars::parse_boolean(text);
                return truth ? std::nullopt : std::optional(truth.why);
            }
            case value_kind::time_span:
                return span(scalars::parse_duration(text));
            case value_kind::instant:
                return span(scalars::parse_time(text, r_.out.time));
            default:
                return word(text);
        }
    }

private:
    template <class Parsed>
    std::optional<scalars::refusal> number(const Parsed& parsed) {
        if (!parsed) return parsed.why;
        numbers_.push_back(*parsed.value);
        return std::nullopt;
    }
    std::optional<scalars::refusal> whole(const scalars::parsed<double>& parsed) {
        if (parsed && *parsed.value != std::floor(*parsed.value))
            return scalars::refusal{"wrong-type", "a whole number", ""};
        return number(parsed);
    }
    template <class Parsed>
    std::optional<scalars::refusal> span(const Parsed& parsed) {
        if (!parsed) return parsed.why;
        numbers_.push_back(static_cast<double>(parsed.value->count()));
        return std::nullopt;
    }
    std::optional<scalars::refusal> word(const std::string& text) {
        const auto& words = type_.words;
        if (words.empty() || std::find(words.begin(), words.end(), text) != words.end())
            return std::nullopt;
        std::string all;
        for (const auto& one : words)
            all += (all.empty() ? "" : ", ") + ticked(one);
        return scalars::refusal{"unknown-word", "one of " + all, r_.suggestion(text, words)};
    }

    reading& r_;
    const attribute_type& type_;
    std::vector<double>& numbers_;
};

}  // namespace

bool bind_column(reading& r, const fleet_file& file, const table_column& column,
                 const attribute_type& type, attribute_source& source) {
    source.kind = attribute_source::form::column;
    source.column = {file.table(), &column};
    source.column_kind = *type.kind;
    column_values values(r, type, source.numbers);
    std::size_t wrong = 0;
    for (std::uint32_t code = 0; code < column.texts.size(); ++code) {
        const std::string text(column.texts[code]);
        const auto why = values.read(text);
        if (!why || ++wrong > scenario_limits::file_problems) continue;
        r.error(why->code.c_str(), file.place_of_text(column, code),
                "found " + ticked(text) + " in column " + ticked(column.name) + ", expected " +
                    why->expected,
                why->remedy);
    }
    return wrong == 0;
}

}  // namespace muster
