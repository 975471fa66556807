#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/property_order.hpp"
#include "scenarios/sections.hpp"

/// What can be said of commands only when states and jobs are known.
namespace muster::sections {

namespace {

void check_exits(reading& r, const device_template& t) {
    std::vector<std::string> names;
    for (const auto& command : t.commands)
        names.push_back(command.name);
    for (const auto& signal : t.signals) {
        const auto* states = std::get_if<states_signal>(&signal.shape);
        if (states == nullptr) continue;
        for (const auto& state : states->states)
            for (const auto& exit : state.exits)
                if (!exit.command.empty() &&
                    std::find(names.begin(), names.end(), exit.command) == names.end())
                    r.error("unknown-command", exit.where,
                            "there is no command " + ticked(exit.command),
                            r.suggestion(exit.command, names));
    }
}

/// Whether a property can have what a job's request says.
bool takes(const property_spec& property, const plain_value& given) {
    const auto value = read_as(property.kind, given);
    const auto* text = std::get_if<std::string>(&value);
    switch (property.kind) {
        case value_kind::word:
            return text != nullptr && std::find(property.words.begin(), property.words.end(),
                                                *text) != property.words.end();
        case value_kind::text:
            return text != nullptr;
        case value_kind::boolean:
            return std::holds_alternative<bool>(value);
        default:
            return std::holds_alternative<double>(value);
    }
}

void check_request(reading& r, const job_spec& job, const device_template& t,
                   const command_spec& command) {
    for (const auto& effect : command.sets) {
        const auto* property = find_part(t.properties, effect.property);
        if (effect.request.empty() || property == nullptr) continue;
        const auto given =
            std::find_if(job.request.begin(), job.request.end(),
                         [&](const auto& field) { return field.first == effect.request; });
        const auto what = "the command " + ticked(command.name) + " sets " +
                          ticked(effect.property) + " to `request." + effect.request + "`, ";
        if (given == job.request.end())
            r.error("missing-key", job.where, what + "which the job does not give",
                    "write `command: {name: " + command.name + ", request: {" + effect.request +
                        ": ...}}`");
        else if (!takes(*property, given->second))
            r.error("wrong-type", job.where, what + "which is no value of that property",
                    "give the request a value that the property takes");
    }
}

}  // namespace

void check_commands(reading& r) {
    if (r.names_incomplete) return;
    for (const auto& t : r.out.templates) {
        check_exits(r, t);
        for (const auto& job : r.out.jobs)
            for (const auto& command : t.commands)
                if (command.name == job.command) check_request(r, job, t, command);
    }
}

}  // namespace muster::sections
