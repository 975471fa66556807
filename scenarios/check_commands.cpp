#include <algorithm>
#include <cmath>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/property_order.hpp"
#include "fleet/template_moves.hpp"
#include "scenarios/sections.hpp"

/// What can be said of commands only when states and jobs are known.
namespace muster::sections {

namespace {

/// The commands that lead out of states get their full names.
void name_exits(reading& r, device_template& t) {
    std::vector<std::string> names;
    for (const auto& command : t.commands)
        names.push_back(qualified_name(command.component, command.name));
    const auto name = [&](state_exit& exit) {
        const auto meant = commands_named(t, exit.command);
        if (meant.size() == 1)
            exit.command = qualified_name(meant[0]->component, meant[0]->name);
        else if (meant.empty())
            r.error("unknown-command", exit.where, "there is no command " + ticked(exit.command),
                    r.suggestion(exit.command, names));
        else
            r.error("ambiguous", exit.where, ticked(exit.command) + " means two commands",
                    "write it with its component");
    };
    for (auto& signal : t.signals)
        if (auto* states = std::get_if<states_signal>(&signal.shape))
            for (auto& state : states->states)
                for (auto& exit : state.exits)
                    if (!exit.command.empty()) name(exit);
}

/// Whether a property can have what a job's request says.
bool takes(const property_spec& property, const plain_value& given) {
    const auto value = read_as(property.kind, given);
    const auto* text = std::get_if<std::string>(&value);
    const auto* number = std::get_if<double>(&value);
    switch (property.kind) {
        case value_kind::word:
            return text != nullptr && std::find(property.words.begin(), property.words.end(),
                                                *text) != property.words.end();
        case value_kind::text:
            return text != nullptr;
        case value_kind::boolean:
            return std::holds_alternative<bool>(value);
        case value_kind::integer:
            return number != nullptr && *number == std::floor(*number);
        default:
            return number != nullptr;
    }
}

/// An error where all devices of the job are of this template, for then none could obey.
void check_request(reading& r, const job_spec& job, const device_template& t,
                   const command_spec& command, bool only) {
    const auto tell = [&](const char* code, const std::string& text, const std::string& remedy) {
        only ? r.error(code, job.where, text, remedy) : r.warn(code, job.where, text, remedy);
    };
    auto effects = command.sets;
    if (given_for(job, command.installs) != nullptr)  // of one that is not given there is a doubt
        effects.push_back({firmware_property(t), {}, command.installs, {}});
    for (const auto& effect : effects) {
        const auto* property = find_part(t.properties, effect.property);
        if (effect.request.empty() || property == nullptr) continue;
        const auto* given = given_for(job, effect.request);
        const auto what = "the command " + ticked(command.name) + " sets " +
                          ticked(effect.property) + " to `request." + effect.request + "`, ";
        if (given == nullptr)
            tell("missing-key", what + "which the job does not give",
                 "write `command: {name: " + command.name + ", request: {" + effect.request +
                     ": ...}}`");
        else if (!takes(*property, *given))
            tell("wrong-type", what + "which is no value of that property",
                 "give the request a value that the property takes");
    }
}

void check_version(reading& r, const job_spec& job, const device_template& t, bool only) {
    const auto* property = find_part(t.properties, firmware_property(t));
    if (property == nullptr || takes(*property, job.update->version)) return;
    const auto text = "the version is no value of the property " + ticked(firmware_property(t)) +
                      " of a " + ticked(t.name);
    const char* remedy = "write a version that the property takes";
    only ? r.error("wrong-type", job.update->where, text, remedy)
         : r.warn("wrong-type", job.update->where, text, remedy);
}

/// A firmware has its effects only where it is installed.
void doubt_firmware(reading& r, const device_template& t, const command_spec& command) {
    for (const auto& effect : command.sets)
        if (effect.property == "firmware" && !t.firmware.empty())
            r.warn("no-effects", effect.where, "a `firmware` that is set has none of its effects",
                   "write `installs: request.version`");
}

}  // namespace

void check_commands(reading& r) {
    if (r.names_incomplete) return;
    std::vector<bool> used(r.out.templates.size());
    for (const auto& fleet : r.out.fleets)
        if (fleet.template_index < used.size()) used[fleet.template_index] = true;
    for (const auto& move : moves_of(r.out))
        used[move.template_index] = true;
    for (auto& t : r.out.templates) {
        name_exits(r, t);
        for (const auto& command : t.commands)
            doubt_firmware(r, t, command);
    }
    const bool only = std::count(used.begin(), used.end(), true) == 1;
    for (std::size_t t = 0; t < used.size(); ++t)
        for (const auto& job : r.out.jobs)
            if (const auto told = command_of(r.out.templates[t], job);
                used[t] && told && !job.is_repeat())
                job.update ? check_version(r, job, r.out.templates[t], only)
                           : check_request(r, job, r.out.templates[t], *told, only);
}

}  // namespace muster::sections
