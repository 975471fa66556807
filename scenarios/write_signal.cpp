#include "scenarios/write_signal.hpp"

#include "fleet/signal_facts.hpp"
#include "scenarios/format.hpp"
#include "scenarios/write_places.hpp"
#include "scenarios/write_values.hpp"

namespace muster {

namespace {

/// The words of a signal as a `pick` writes them; of numbers none.
std::vector<std::string> words_of(const signal_spec& signal) {
    if (signal.kind == value_kind::boolean) return {"false", "true"};
    const bool words = signal.kind == value_kind::word || signal.kind == value_kind::text;
    return words ? signal.words : std::vector<std::string>{};
}

/// What a chain goes to, without the states that never follow.
std::vector<weighted_value> choices_of(const states_signal& s, const std::vector<share>& parts) {
    std::vector<weighted_value> choices;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].ppb > 0) choices.push_back({s.states[i].name, parts[i]});
    return choices;
}

std::string exits_text(const states_signal& s, const state_spec& state) {
    std::string all;
    for (const auto& exit : state.exits) {
        yaml_flow one;
        one.add_text("when", exit.when.text).add_text("command", exit.command);
        one.add("to", yaml_text(s.states[exit.to].name));
        all += (all.empty() ? "" : ", ") + one.text();
    }
    return '[' + all + ']';
}

struct behaviour_writer {
    yaml_flow& flow;
    const signal_spec& signal;

    // A signal of words that a model leaves to its only word has no generator.
    void operator()(const drawn_signal& s) const {
        bool words = signal.kind == value_kind::word || signal.kind == value_kind::text;
        if (!words)
            add_values(flow, s.values, signal.kind);
        else if (signal.words.empty())
            flow.add("values", "[\"\"]");
    }
    void operator()(const normal_signal& s) const {
        flow.add("normal", format_number(s.mean)).add("sd", format_number(s.sd));
    }
    void operator()(const walk_signal& s) const {
        flow.add("walk", format_number(s.from)).add("step", format_number(s.step));
        flow.add("pull", format_signed_share(s.pull));
    }
    void operator()(const wave_signal& s) const {
        yaml_flow wave;
        wave.add("low", format_number(s.low)).add("high", format_number(s.high));
        wave.add("period", format_duration(s.period)).add("in_phase", truth(s.in_phase));
        if (s.kind == wave_signal::form::square) wave.add("duty", format_share(s.duty));
        flow.add(to_text(s.kind), wave.text());
    }
    void operator()(const daily_signal& s) const {
        yaml_flow daily;
        daily.add("low", format_number(s.low)).add("high", format_number(s.high));
        flow.add("daily", daily.add("peak", format_clock(s.peak)).text());
    }
    void operator()(const counter_signal& s) const {
        flow.add("counter", format_number(s.from)).add("step", format_numbers(s.step));
        flow.add("wraps", format_number(s.wraps));
    }
    void operator()(const formula_signal& s) const {
        flow.add("formula", yaml_text(s.expression.text));
    }
    void operator()(const approach_signal& s) const {
        flow.add("approaches", yaml_text(s.target.text));
        flow.add("half_life", format_duration(s.half_life));
        if (s.from) flow.add("from", format_numbers(*s.from));
    }
    void operator()(const cases_signal& s) const {
        std::string all;
        for (const auto& one : s.cases) {
            yaml_flow own;
            own.add_text("when", one.when.text);
            std::visit(behaviour_writer{own, signal}, one.shape);
            all += (all.empty() ? "" : ", ") + own.text();
        }
        flow.add("cases", '[' + all + ']');
    }
    void operator()(const integral_signal& s) const {
        flow.add("integral_of", yaml_text(s.of)).add("scale", format_number(s.scale));
        flow.add("from", format_number(s.from));
    }
    void operator()(const choice_signal& s) const {
        const auto words = words_of(signal);
        if (s.weights.size() != words.size() || words.empty()) return;
        std::vector<weighted_value> choices;
        for (std::size_t i = 0; i < words.size(); ++i)
            choices.push_back({words[i], s.weights[i]});
        flow.add("pick", choices_text(choices));
    }
    void operator()(const states_signal& s) const {
        yaml_flow states;
        const bool numbers = words_of(signal).empty();
        for (const auto& state : s.states) {
            yaml_flow one;
            if (state.lasts) one.add("for", format_durations(*state.lasts));
            if (state.lasts) one.add("to", choices_text(choices_of(s, state.to)));
            if (numbers) one.add("value", format_numbers(state.value));
            if (!state.exits.empty()) one.add("goes", exits_text(s, state));
            states.add(yaml_text(state.name), one.empty() ? "{}" : one.text());
        }
        flow.add("states", states.text());
        if (!s.start.empty()) flow.add("start", choices_text(choices_of(s, s.start)));
    }
    void operator()(const sequence_signal& s) const {
        const auto words = words_of(signal);
        std::string values;
        for (const double x : s.values)
            values +=
                (values.empty() ? "" : ", ") +
                (words.empty() ? format_number(x) : yaml_text(words[static_cast<std::size_t>(x)]));
        flow.add("sequence", '[' + values + ']').add("loop", truth(s.loop));
    }
    void operator()(const replay_signal& s) const {
        yaml_flow replay;
        replay.add("file", yaml_text(s.file)).add("column", yaml_text(s.column));
        if (s.time.empty())
            replay.add("every", format_duration(s.every));
        else
            replay.add("time", yaml_text(s.time));
        replay.add("loop", truth(s.loop)).add("offset", format_durations(s.offset));
        flow.add("replay", replay.text());
    }
    void operator()(const moving_signal& s) const {
        const bool speed = s.what == moving_signal::part::speed;
        flow.add(speed ? "speed_of" : "heading_of", yaml_text(s.how->name));
    }
};

std::string together_text(const together_spec& together) {
    return yaml_flow()
        .add("tag", yaml_text(together.tag))
        .add("share", format_share(together.part))
        .text();
}

void write_ties(yaml_flow& flow, const signal_spec& signal) {
    if (signal.together) flow.add("together", together_text(*signal.together));
    if (!signal.correlates) return;
    yaml_flow correlates;
    correlates.add("with", yaml_text(signal.correlates->with));
    correlates.add("r", format_signed_share(signal.correlates->r));
    flow.add("correlates", correlates.text());
}

/// The latitude speaks for its position, the longitude is told with it.
bool write_as_position(yaml_lines& out, const signal_spec& signal) {
    const auto* moving = std::get_if<moving_signal>(&signal.shape);
    if (moving == nullptr || moving->what > moving_signal::part::longitude) return false;
    if (moving->what == moving_signal::part::latitude)
        write_position(out, signal, signal.together ? together_text(*signal.together) : "");
    return true;
}

}  // namespace

void write_signal(yaml_lines& out, const signal_spec& signal) {
    if (write_as_position(out, signal)) return;
    yaml_flow flow;
    flow.add("type", to_text(signal.kind));
    flow.add_text("component", signal.component);
    if (is_amount(signal.kind)) flow.add_text("unit", signal.unit);  // models give it to words, too
    flow.add_text("semantic", signal.semantic);
    if (!signal.words.empty()) flow.add("values", list_text(signal.words));
    std::visit(behaviour_writer{flow, signal}, signal.shape);
    if (signal.noise_relative > 0)
        flow.add("noise", format_signed_share(signal.noise_relative));
    else if (signal.noise_absolute > 0)
        flow.add("noise", format_number(signal.noise_absolute));
    if (signal.drift != distribution{}) flow.add("drift", format_rates(signal.drift));
    if (signal.min) flow.add("min", format_number(*signal.min));
    if (signal.max) flow.add("max", format_number(*signal.max));
    if (signal.resolution > 0) flow.add("resolution", format_number(signal.resolution));
    if (signal.decimals) flow.add("decimals", std::to_string(*signal.decimals));
    write_ties(flow, signal);
    out.line(key_of(signal.component, signal.name) + ": " + flow.text());
}

}  // namespace muster
