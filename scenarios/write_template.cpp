#include "scenarios/write_template.hpp"

#include <algorithm>

#include "fleet/signal_facts.hpp"
#include "scenarios/format.hpp"
#include "scenarios/write_connectivity.hpp"
#include "scenarios/write_places.hpp"

namespace muster {

namespace {

std::string list_text(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : ", ") + yaml_text(word);
    return '[' + out + ']';
}

std::string truth(bool value) {
    return value ? "true" : "false";
}

// The name of a part in its component, unique in the template.
std::string key_of(const std::string& component, const std::string& name) {
    return yaml_text(component.empty() ? name : component + '.' + name);
}

std::string one_value(double x, value_kind kind) {
    bool span = kind == value_kind::time_span || kind == value_kind::instant;
    if (!span) return format_number(x);
    auto d = duration(static_cast<std::int64_t>(x));
    return d < duration{} ? '-' + format_duration(-d) : format_duration(d);
}

// A constant as its kind is written.
std::string value_text(const plain_value& value, value_kind kind) {
    if (const auto* flag = std::get_if<bool>(&value)) return truth(*flag);
    if (const auto* text = std::get_if<std::string>(&value)) return yaml_text(*text);
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr) return "\"\"";
    return one_value(*number, kind);
}

// Parts that do not add up, as rounding leaves them, are made good by the last one.
std::string choices_text(const std::vector<weighted_value>& choices) {
    yaml_flow shares;
    std::int64_t left = share::whole;
    for (const auto& choice : choices) {
        bool last = &choice == &choices.back();
        auto part = last ? left : std::min(left, choice.part.ppb);
        shares.add(yaml_text(choice.text), format_share(share{part}));
        left -= part;
    }
    return shares.text();
}

void add_values(yaml_flow& flow, const distribution& values, value_kind kind) {
    auto a = one_value(values.a, kind), b = one_value(values.b, kind);
    if (values.kind == distribution::shape::log_normal)
        flow.add("p50", a).add("p99", b);
    else if (values.kind == distribution::shape::exponential)
        flow.add("exponential", a);
    else if (values.kind == distribution::shape::poisson)
        flow.add("poisson", a);
    else if (values.kind == distribution::shape::uniform)
        flow.add("uniform", a + ".." + b);
    else
        flow.add("constant", a);
}

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

void write_signal(yaml_lines& out, const signal_spec& signal) {
    if (write_as_position(out, signal)) return;
    yaml_flow flow;
    flow.add("type", to_text(signal.kind));
    flow.add_text("component", signal.component).add_text("unit", signal.unit);
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

void write_property(yaml_lines& out, const property_spec& property) {
    yaml_flow flow;
    flow.add("type", to_text(property.kind));
    flow.add_text("component", property.component).add_text("unit", property.unit);
    if (!property.words.empty()) flow.add("values", list_text(property.words));
    flow.add("writable", truth(property.writable)).add("cloud", truth(property.cloud));
    if (property.initial) flow.add("initial", attribute_text(*property.initial, property.kind));
    out.line(key_of(property.component, property.name) + ": " + flow.text());
}

void write_worth(yaml_flow& flow, const message_spec& message, const device_template& t) {
    flow.add_text("when", message.when.text);
    if (message.on_change && message.changes.empty()) flow.add("on_change", "true");
    yaml_flow changes;
    for (const auto& least : message.changes)
        changes.add(yaml_text(t.signals[least.signal].full_name()), format_number(least.by));
    if (!message.changes.empty()) flow.add("on_change", changes.text());
    if (message.at_most > duration{}) flow.add("at_most", format_rate(message.at_most));
    if (message.at_least > duration{}) flow.add("at_least", format_rate(message.at_least));
}

void add_jitter(yaml_flow& flow, const distribution& span, double of_period) {
    if (of_period <= 0) {
        flow.add("jitter", format_durations(span));
        return;
    }
    flow.add("jitter", format_signed_share(of_period));
}

void write_schedule(yaml_flow& flow, const message_spec& message) {
    if (message.follows) return;
    flow.add("every", format_duration(message.every));
    add_jitter(flow, message.jitter, message.jitter_of_period);
    flow.add("aligned", truth(message.aligned));
}

void write_message(yaml_lines& out, const message_spec& message, const device_template& t) {
    yaml_flow flow;
    write_schedule(flow, message);
    write_worth(flow, message, t);
    std::vector<std::string> names;
    for (auto index : message.signals)
        names.push_back(t.signals[index].full_name());
    flow.add("carries", list_text(names));
    if (message.bytes > 0) flow.add("bytes", std::to_string(message.bytes));
    out.line(message.name + ": " + flow.text());
}

void write_command(yaml_lines& out, const command_spec& command) {
    yaml_flow flow, fails;
    flow.add_text("component", command.component);
    flow.add("takes", format_durations(command.takes));
    for (const auto& item : command.fails)
        fails.add(yaml_text(item.reason), format_share(item.chance));
    if (!fails.empty()) flow.add("fails", fails.text());
    if (!command.installs.empty()) flow.add("installs", "request." + command.installs);
    out.line(key_of(command.component, command.name) + ": " + flow.text());
}

void write_firmware(yaml_lines& out, const firmware_spec& firmware) {
    out.open(yaml_text(firmware.version));
    for (const auto& effect : firmware.effects) {
        yaml_flow flow;
        flow.add_text("where", effect.who.text).add("chance", format_share(effect.chance));
        flow.add_text("starts", effect.starts).add_text("fails", effect.fails);
        out.line("- " + flow.text());
    }
    out.close();
}

std::string duty_text(const duty_cycle_spec& duty) {
    yaml_flow flow;
    flow.add("every", format_duration(duty.every)).add("awake", format_duration(duty.awake));
    add_jitter(flow, duty.jitter, duty.jitter_of_period);
    return flow.add("aligned", truth(duty.aligned)).text();
}

std::string battery_text(const battery_spec& battery) {
    yaml_flow flow;
    flow.add("capacity", format_number(battery.capacity)).add("unit", battery.unit);
    flow.add("start", battery.start_low < battery.start_high
                          ? format_signed_share(battery.start_low) + ".." +
                                format_signed_share(battery.start_high)
                          : format_signed_share(battery.start_low));
    flow.add("awake", format_number(battery.awake)).add("asleep", format_number(battery.asleep));
    flow.add("message", format_number(battery.message));
    flow.add("command", format_number(battery.command));
    if (battery.recharge) flow.add("recharge", format_durations(*battery.recharge));
    return flow.text();
}

template <class T, class Write>
void write_all(yaml_lines& out, const char* key, const std::vector<T>& parts, Write write) {
    if (parts.empty()) return;
    out.open(key);
    for (const auto& part : parts)
        write(part);
    out.close();
}

}  // namespace

std::string attribute_text(const attribute_source& source, value_kind kind) {
    using form = attribute_source::form;
    yaml_flow flow;
    switch (source.kind) {
        case form::constant:
            flow.add("constant", value_text(source.fixed, kind));
            break;
        case form::drawn:
            add_values(flow, source.values, kind);
            break;
        case form::normal:
            flow.add("normal", format_number(source.mean)).add("sd", format_number(source.sd));
            break;
        case form::pick:
            flow.add("pick", choices_text(source.choices));
            break;
        case form::sequence:
            flow.add("sequence", yaml_text(source.pattern));
            flow.add("each", std::to_string(source.each));
            break;
        case form::column:
            flow.add("column", yaml_text(source.column->name));
            break;
    }
    flow.add_text("by", source.by);
    if (source.min) flow.add("min", format_number(*source.min));
    if (source.max) flow.add("max", format_number(*source.max));
    if (source.decimals) flow.add("decimals", std::to_string(*source.decimals));
    return flow.add("type", to_text(kind)).text();
}

void write_template(yaml_lines& out, const device_template& t) {
    out.open(t.name);
    if (!t.dtmi.empty()) out.line("# from the model " + t.dtmi);
    if (!t.title.empty()) out.line("title: " + yaml_text(t.title));
    write_all(out, "telemetry", t.signals, [&](const auto& s) { write_signal(out, s); });
    write_all(out, "properties", t.properties, [&](const auto& p) { write_property(out, p); });
    write_all(out, "messages", t.messages, [&](const auto& m) { write_message(out, m, t); });
    write_all(out, "commands", t.commands, [&](const auto& c) { write_command(out, c); });
    write_all(out, "firmware", t.firmware, [&](const auto& f) { write_firmware(out, f); });
    write_connectivity(out, t.connectivity);
    if (t.duty_cycle) out.line("duty_cycle: " + duty_text(*t.duty_cycle));
    if (t.battery) out.line("battery: " + battery_text(*t.battery));
    out.close();
}

}  // namespace muster
