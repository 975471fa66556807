#include "scenarios/write_template.hpp"

#include "scenarios/format.hpp"
#include "scenarios/write_commands.hpp"
#include "scenarios/write_connectivity.hpp"
#include "scenarios/write_signal.hpp"
#include "scenarios/write_updates.hpp"
#include "scenarios/write_values.hpp"

namespace muster {

namespace {

void write_property(yaml_lines& out, const property_spec& property) {
    yaml_flow flow;
    flow.add("type", to_text(property.kind));
    flow.add_text("component", property.component).add_text("unit", property.unit);
    if (!property.words.empty()) flow.add("values", list_text(property.words));
    flow.add("writable", truth(property.writable)).add("cloud", truth(property.cloud));
    if (property.writable && !property.cloud) flow.add("takes", format_durations(property.takes));
    if (!property.rejects.empty()) flow.add("rejects", fails_text(property.rejects));
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
    if (!names.empty()) flow.add("carries", list_text(names));  // a template may have no signal
    if (message.bytes > 0) flow.add("bytes", std::to_string(message.bytes));
    out.line(message.name + ": " + flow.text());
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
    write_all(out, "commands", t.commands, [&](const auto& c) { write_command(out, c, t); });
    write_all(out, "firmware", t.firmware, [&](const auto& f) { write_firmware(out, f); });
    if (t.update) write_update(out, *t.update);
    write_connectivity(out, t.connectivity);
    if (t.duty_cycle) out.line("duty_cycle: " + duty_text(*t.duty_cycle));
    if (t.battery) out.line("battery: " + battery_text(*t.battery));
    out.close();
}

}  // namespace muster
