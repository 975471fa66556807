#include "models/leaf_values.hpp"

#include <algorithm>

#include "fleet/query/parser.hpp"
#include "models/plausible_words.hpp"

namespace muster::models {
namespace {

using form = attribute_source::form;

constexpr double second_us = 1e6;
constexpr double day_us = 86'400e6;

bool is_enumeration(const leaf& from) {
    return from.type->kind == schema::form::enumeration;
}

value_kind kind_of(const leaf& from) {
    if (is_enumeration(from)) return value_kind::word;
    switch (primitive_of(from)) {
        case primitive::boolean:
            return value_kind::boolean;
        case primitive::string:
            return value_kind::text;
        case primitive::integer:
        case primitive::long_integer:
            return value_kind::integer;
        case primitive::duration:
            return value_kind::time_span;
        case primitive::date:
        case primitive::date_time:
        case primitive::time:
            return value_kind::instant;
        case primitive::double_number:
        case primitive::float_number:
            break;
    }
    return value_kind::number;
}

std::vector<std::string> enum_words(const leaf& from) {
    std::vector<std::string> words;
    for (const auto& entry : from.type->entries)
        words.push_back(entry.name);
    return words;
}

void make_number(signal_spec& into, const leaf& from) {
    const auto found = number_of(from);
    into.shape = found.shape;
    into.noise_relative = found.noise_relative;
    into.noise_absolute = found.noise_absolute;
    into.min = found.min;
    into.max = found.max;
    if (into.kind == value_kind::number) into.decimals = found.decimals;
}

/// The device's clock, as microseconds since the start; a time of day begins again at midnight.
behaviour clock_signal(bool of_day) {
    formula_signal clock;
    clock.expression.text = of_day ? "$elapsed % 86400 * 1000000" : "$elapsed * 1000000";
    clock.expression.tree = query::parse(clock.expression.text).tree;
    return clock;
}

behaviour choice_or_only(choice_signal choice, std::size_t words) {
    if (words < 2) return drawn_signal{};
    return choice;
}

attribute_source constant_of(plain_value held) {
    attribute_source source;
    source.fixed = std::move(held);
    return source;
}

attribute_source uniform_of(double low, double high) {
    attribute_source source;
    source.kind = form::drawn;
    source.values = {distribution::shape::uniform, low, high};
    return source;
}

attribute_source number_source(const leaf& from, bool writable) {
    const auto found = number_of(from);
    auto source = writable || found.low >= found.high ? constant_of(found.typical)
                                                      : uniform_of(found.low, found.high);
    source.decimals = found.decimals;
    source.min = found.min;
    source.max = found.max;
    return source;
}

attribute_source word_source(const leaf& from, bool writable) {
    const auto words = enum_words(from);
    const auto weights = plausible_choice(words, from.name).weights;
    if (writable || words.size() < 2) {
        const auto likely = std::max_element(weights.begin(), weights.end());
        const auto at = likely == weights.end() ? 0 : likely - weights.begin();
        return constant_of(words[static_cast<std::size_t>(at)]);
    }
    auto source = pick_of(words);
    for (std::size_t i = 0; i < weights.size(); ++i)
        source.choices[i].part = weights[i];
    return source;
}

attribute_source truth_source(const leaf& from) {
    const auto weights = plausible_truth(from.name).weights;
    return constant_of(!weights.empty() && weights[1] > weights[0]);
}

attribute_source plausible_source(const leaf& from, bool writable) {
    switch (kind_of(from)) {
        case value_kind::number:
        case value_kind::integer:
            return number_source(from, writable);
        case value_kind::boolean:
            return truth_source(from);
        case value_kind::word:
            return word_source(from, writable);
        case value_kind::text:
            return plausible_text_source(from.name);
        case value_kind::time_span:
            return uniform_of(10 * second_us, 300 * second_us);
        case value_kind::instant:
            break;
    }
    // A time of day as a property is most often a span: the corpus has delays of that type.
    if (primitive_of(from) == primitive::time) return uniform_of(5 * second_us, 60 * second_us);
    return uniform_of(-90 * day_us, -1 * day_us);
}

/// The `initialValue` as a value of the leaf's kind; monostate where it does not fit.
plain_value fitting(const leaf& from) {
    const auto& held = *from.initial;
    switch (kind_of(from)) {
        case value_kind::number:
        case value_kind::integer:
            return std::holds_alternative<double>(held) ? held : plain_value{};
        case value_kind::boolean:
            return std::holds_alternative<bool>(held) ? held : plain_value{};
        case value_kind::text:
            return std::holds_alternative<std::string>(held) ? held : plain_value{};
        case value_kind::word:
            break;
        case value_kind::time_span:
        case value_kind::instant:
            return {};
    }
    for (const auto& entry : from.type->entries) {
        if (entry.wire == held || plain_value(entry.name) == held) return entry.name;
    }
    return {};
}

attribute_source initial_source(const leaf& from, bool writable, diagnostics& problems) {
    if (!from.initial) return plausible_source(from, writable);
    auto held = fitting(from);
    if (held.index() != 0) return constant_of(std::move(held));
    problems.warn("bad-initial", from.where,
                  "'initialValue' of '" + from.path + "' does not fit its schema and is not used",
                  is_enumeration(from) ? "write one of the Enum's values" : "");
    return plausible_source(from, writable);
}

}  // namespace

primitive primitive_of(const leaf& from) {
    return from.type->kind == schema::form::primitive ? from.type->type : from.number;
}

bool is_number(const leaf& from) {
    return kind_of(from) == value_kind::number || kind_of(from) == value_kind::integer;
}

plausible_number number_of(const leaf& from) {
    number_hint hint{.semantic = from.implied,
                     .unit = from.implied_unit,
                     .name = from.name,
                     .type = primitive_of(from),
                     .min = from.min,
                     .max = from.max,
                     .initial = std::nullopt,
                     .decimals = from.decimals};
    if (from.initial) {
        if (const auto* number = std::get_if<double>(&*from.initial)) hint.initial = *number;
    }
    return plausible_for(hint);
}

signal_spec signal_of(const leaf& from) {
    signal_spec made{.name = from.path,
                     .component = {},
                     .unit = from.unit,
                     .semantic = from.semantic,
                     .kind = kind_of(from),
                     .words = {},
                     .shape = {},
                     .min = {},
                     .max = {},
                     .decimals = {},
                     .where = from.where};
    switch (made.kind) {
        case value_kind::number:
        case value_kind::integer:
            make_number(made, from);
            break;
        case value_kind::boolean:
            made.shape = plausible_truth(from.name);
            break;
        case value_kind::word:
            made.words = enum_words(from);
            made.shape = choice_or_only(plausible_choice(made.words, from.name), made.words.size());
            break;
        case value_kind::text:
            made.words = plausible_texts(from.name);
            made.shape = choice_or_only({}, made.words.size());
            break;
        case value_kind::time_span:
            made.shape =
                drawn_signal{{distribution::shape::log_normal, 60 * second_us, 600 * second_us}};
            break;
        case value_kind::instant:
            made.shape = clock_signal(primitive_of(from) == primitive::time);
            break;
    }
    return made;
}

property_spec property_of(const leaf& from, bool writable, diagnostics& problems) {
    property_spec made{.name = from.path,
                       .component = {},
                       .unit = from.unit,
                       .kind = kind_of(from),
                       .words = {},
                       .writable = writable,
                       .initial = initial_source(from, writable, problems),
                       .where = from.where};
    if (made.kind == value_kind::word) made.words = enum_words(from);
    return made;
}

}  // namespace muster::models
