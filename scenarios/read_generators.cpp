#include <algorithm>

#include "scenarios/shares.hpp"
#include "scenarios/signal_reader.hpp"

/// The generators of telemetry that are drawn or computed for each reading.
namespace muster::sections {

const std::vector<signal_reader::generator>& signal_reader::generators() {
    using form = wave_signal::form;
    using self = signal_reader;
    static const std::vector<generator> all{{"constant", &self::constant, true},
                                            {"uniform", &self::uniform},
                                            {"p50", &self::drawn_beside},
                                            {"exponential", &self::drawn_beside},
                                            {"poisson", &self::drawn_beside},
                                            {"normal", &self::normal},
                                            {"walk", &self::walk},
                                            {"sine", &self::wave<form::sine>},
                                            {"sawtooth", &self::wave<form::sawtooth>},
                                            {"triangle", &self::wave<form::triangle>},
                                            {"square", &self::wave<form::square>},
                                            {"daily", &self::daily},
                                            {"counter", &self::counter},
                                            {"formula", &self::formula},
                                            {"approaches", &self::approach},
                                            {"cases", &self::cases, true},
                                            {"pick", &self::pick, true},
                                            {"integral_of", &self::integral},
                                            {"states", &self::states, true},
                                            {"sequence", &self::sequence, true},
                                            {"replay", &self::replay, true},
                                            {"speed_of", &self::speed_of},
                                            {"heading_of", &self::heading_of}};
    return all;
}

std::vector<std::string> signal_reader::generator_keys() {
    std::vector<std::string> keys;
    for (const auto& item : generators())
        keys.emplace_back(item.key);
    return keys;
}

namespace {

bool is_word(const std::string& text) {
    return scalars::is_model_name(text) && !scalars::is_forbidden_word(text);
}

}  // namespace

void signal_reader::one_value(const yaml::node& found) {
    bool words = holds_words() || (found.is_scalar() && scalars::parse_boolean(found.text));
    if (words)
        constant_word(found);
    else if (signal_.kind == value_kind::number && found.is_scalar() && is_word(found.text))
        r_.error("bad-number", found.where, "found " + found_text(found) + ", expected a number",
                 "a signal of words says which: `values: [" + found.text + "]`");
    else
        drawn(found);
}

void signal_reader::drawn(const yaml::node& found) {
    distribution values;
    if (r_.values_of(signal_.kind, found, values)) signal_.shape = drawn_signal{values};
}

void signal_reader::constant_word(const yaml::node& found) {
    std::string word;
    if (!r_.text(found, word)) return;
    if (!holds_words()) signal_.kind = value_kind::boolean;
    choose({{word, all_of_it}}, found);
}

// Weights in the order of the signal's words; of a boolean false, then true.
void signal_reader::choose(const std::vector<weighted_value>& choices, const yaml::node& found) {
    std::vector<std::string> words = written_words();
    if (words.empty())
        for (const auto& choice : choices)
            words.push_back(choice.text);
    choice_signal chosen;
    chosen.weights.assign(words.size(), share{0});
    for (const auto& choice : choices) {
        auto at = std::find(words.begin(), words.end(), choice.text);
        if (at == words.end()) {
            r_.error("unknown-word", found.where,
                     ticked(choice.text) + " is none of the signal's values",
                     r_.suggestion(choice.text, words));
            return;
        }
        chosen.weights[static_cast<std::size_t>(at - words.begin())] = choice.part;
    }
    if (signal_.kind != value_kind::boolean) signal_.words = std::move(words);
    signal_.shape = std::move(chosen);
}

void signal_reader::pick(const yaml::node&, const yaml::node& value) {
    auto choices = read_pick(r_, value);
    if (choices.empty()) return;
    bool truth = std::all_of(choices.begin(), choices.end(), [](const weighted_value& c) {
        return c.text == "true" || c.text == "false";
    });
    if (!holds_words()) signal_.kind = truth ? value_kind::boolean : value_kind::word;
    choose(choices, value);
}

void signal_reader::constant(const yaml::node&, const yaml::node& value) {
    one_value(value);
}

void signal_reader::uniform(const yaml::node&, const yaml::node& value) {
    drawn(value);
}

// The keys of a drawn value stand among the signal's.
void signal_reader::drawn_beside(const yaml::node& map, const yaml::node&) {
    yaml::node own;
    own.what = yaml::node::kind::map;
    own.where = map.where;
    own.incomplete = map.incomplete;
    for (const auto& item : map.entries)
        for (const char* key : {"p50", "p99", "exponential", "poisson"})
            if (item.key == key) own.entries.push_back(item);
    drawn(own);
}

void signal_reader::normal(const yaml::node& map, const yaml::node& value) {
    normal_signal shape;
    r_.missing(map, "sd", "`normal`");
    r_.scalar(value, shape.mean, scalars::parse_number);
    r_.scalar(map, "sd", shape.sd, scalars::parse_number);
    not_negative(map, "sd", shape.sd);
    signal_.shape = shape;
}

void signal_reader::walk(const yaml::node& map, const yaml::node& value) {
    walk_signal shape;
    share pull;
    r_.missing(map, "step", "`walk`");
    r_.scalar(value, shape.from, scalars::parse_number);
    r_.scalar(map, "step", shape.step, scalars::parse_number);
    r_.scalar(map, "pull", pull, scalars::parse_share);
    not_negative(map, "step", shape.step);
    shape.pull = pull.fraction();
    signal_.shape = shape;
}

template <wave_signal::form Form>
void signal_reader::wave(const yaml::node& map, const yaml::node& value) {
    read_wave(map, value, Form);
}

void signal_reader::read_wave(const yaml::node& map, const yaml::node& value,
                              wave_signal::form form) {
    wave_signal shape;
    shape.kind = form;
    const std::string key = to_text(form);
    const yaml::node* source = &map;
    if (value.is_map()) {
        source = &value;
        for (const char* end : {"low", "high"})
            r_.missing(value, end, ticked(key));
        r_.scalar(value, "low", shape.low, scalars::parse_number);
        r_.scalar(value, "high", shape.high, scalars::parse_number);
    } else {
        distribution ends;
        if (r_.numbers(value, ends)) shape.low = ends.a, shape.high = ends.b;
        if (ends.kind == distribution::shape::constant) {
            r_.error("bad-range", value.where, "a " + key + " moves between two values",
                     "write `" + key + ": low..high`");
            return;
        }
    }
    r_.missing(*source, "period", ticked(key));
    r_.scalar(*source, "period", shape.period, scalars::parse_duration);
    r_.scalar(*source, "in_phase", shape.in_phase, scalars::parse_boolean);
    r_.scalar(*source, "duty", shape.duty, scalars::parse_share);
    const auto* period = reading::get(*source, "period");
    if (period != nullptr && shape.period == duration{})
        r_.error("out-of-range", period->where, "a period of no time");
    ordered(value, shape.low, shape.high);
    signal_.shape = shape;
}

void signal_reader::daily(const yaml::node&, const yaml::node& value) {
    daily_signal shape;
    shape.peak = std::chrono::hours(12);
    if (!r_.is_map(value, "a mapping `{low, high, peak}`")) return;
    for (const char* key : {"low", "high"})
        r_.missing(value, key, "`daily`");
    r_.scalar(value, "low", shape.low, scalars::parse_number);
    r_.scalar(value, "high", shape.high, scalars::parse_number);
    r_.scalar(value, "peak", shape.peak, scalars::parse_clock);
    ordered(value, shape.low, shape.high);
    signal_.shape = shape;
}

void signal_reader::counter(const yaml::node& map, const yaml::node& value) {
    counter_signal shape;
    r_.scalar(value, shape.from, scalars::parse_number);
    if (const auto* step = reading::get(map, "step")) r_.numbers(*step, shape.step);
    r_.scalar(map, "wraps", shape.wraps, scalars::parse_number);
    not_negative(map, "wraps", shape.wraps);
    signal_.shape = shape;
}

void signal_reader::formula(const yaml::node&, const yaml::node& value) {
    signal_.shape = formula_signal{r_.condition_of(value, condition_role::formula)};
}

// The scale follows from the units once all signals are known; 0 asks for it.
void signal_reader::integral(const yaml::node& map, const yaml::node& value) {
    integral_signal shape;
    shape.scale = 0;
    if (!r_.text(value, shape.of)) return;
    r_.scalar(map, "scale", shape.scale, scalars::parse_number);
    r_.scalar(map, "from", shape.from, scalars::parse_number);
    signal_.shape = shape;
}

}  // namespace muster::sections
