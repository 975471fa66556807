#include "scenarios/write_commands.hpp"

#include <algorithm>

#include "fleet/find_named.hpp"
#include "scenarios/format.hpp"
#include "scenarios/write_values.hpp"

namespace muster {

std::string fails_text(const std::vector<failure_chance>& all) {
    yaml_flow fails;
    for (const auto& item : all)
        fails.add(yaml_text(item.reason), format_share(item.chance));
    return fails.empty() ? "{}" : fails.text();
}

namespace {

std::string cases_text(const std::vector<command_case>& all) {
    std::string text;
    for (const auto& special : all) {
        yaml_flow one;
        one.add("where", yaml_text(special.who.text));
        if (special.takes) one.add("takes", format_durations(*special.takes));
        if (special.fails) one.add("fails", fails_text(*special.fails));
        text += (text.empty() ? "" : ", ") + one.text();
    }
    return '[' + text + ']';
}

std::string effects_text(const std::vector<property_effect>& all, const device_template& t) {
    yaml_flow sets;
    for (const auto& effect : all) {
        const auto property = std::find_if(
            t.properties.begin(), t.properties.end(),
            [&](const auto& p) { return qualified_name(p.component, p.name) == effect.property; });
        const auto kind = property == t.properties.end() ? value_kind::text : property->kind;
        sets.add(yaml_text(effect.property), effect.request.empty() ? value_text(effect.fixed, kind)
                                                                    : "request." + effect.request);
    }
    return sets.text();
}

}  // namespace

void write_command(yaml_lines& out, const command_spec& command, const device_template& t) {
    yaml_flow flow;
    flow.add_text("component", command.component);
    flow.add("takes", format_durations(command.takes));
    if (!command.fails.empty()) flow.add("fails", fails_text(command.fails));
    if (!command.cases.empty()) flow.add("cases", cases_text(command.cases));
    if (command.long_running) flow.add("long_running", "true");
    if (!command.installs.empty()) flow.add("installs", "request." + command.installs);
    if (!command.sets.empty()) flow.add("sets", effects_text(command.sets, t));
    flow.add_text("starts", command.starts);
    out.line(key_of(command.component, command.name) + ": " + flow.text());
}

void write_firmware(yaml_lines& out, const firmware_spec& firmware) {
    out.open(yaml_text(firmware.version));
    for (const auto& effect : firmware.effects) {
        yaml_flow flow;
        flow.add_text("where", effect.who.text).add("chance", format_share(effect.chance));
        flow.add_text("starts", effect.starts).add_text("fails", effect.fails);
        flow.add_text("reports", effect.reports);
        out.line("- " + flow.text());
    }
    out.close();
}

}  // namespace muster
