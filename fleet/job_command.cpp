#include "fleet/job_command.hpp"

#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/update_course.hpp"

namespace muster {

namespace {

const property_spec* settable(const device_template& t, const std::string& name) {
    const auto at = std::find_if(t.properties.begin(), t.properties.end(), [&](const auto& p) {
        return qualified_name(p.component, p.name) == name;
    });
    const bool can = at != t.properties.end() && (at->writable || at->cloud);
    return can ? &*at : nullptr;
}

}  // namespace

std::vector<const command_spec*> commands_named(const device_template& t, const std::string& name) {
    std::vector<const command_spec*> found;
    for (const auto& command : t.commands) {
        if (qualified_name(command.component, command.name) == name) return {&command};
        if (command.name == name) found.push_back(&command);
    }
    return found;
}

std::optional<command_spec> command_of(const device_template& t, const job_spec& job) {
    if (!job.into.empty()) return command_spec{};  // the device hears nothing of it
    if (job.update) {
        if (!t.update) return std::nullopt;
        command_spec all;  // without a name: no state machine waits for it
        all.takes = whole_update(*t.update);
        return all;
    }
    if (job.sets.empty()) {
        const auto found = commands_named(t, job.command);
        return found.empty() ? std::nullopt : std::optional(*found.front());
    }
    command_spec all;  // without a name: no state machine waits for it
    all.sets = job.sets;
    for (const auto& effect : job.sets) {
        const auto* property = settable(t, effect.property);
        if (property == nullptr) return std::nullopt;
        if (property->cloud) continue;  // kept on our side: takes no time and is not rejected
        if (property->takes.mean() > all.takes.mean()) all.takes = property->takes;
        all.fails.insert(all.fails.end(), property->rejects.begin(), property->rejects.end());
    }
    return all;
}

std::shared_ptr<const command_spec> taking_of(const property_spec& property) {
    auto taking = std::make_shared<command_spec>();
    taking->takes = property.takes;
    taking->fails = property.rejects;
    return taking;
}

bool asks_devices(const device_template& t, const job_spec& job) {
    if (!job.into.empty()) return false;
    if (job.sets.empty()) return true;
    return std::any_of(job.sets.begin(), job.sets.end(), [&](const auto& effect) {
        const auto* property = settable(t, effect.property);
        return property != nullptr && !property->cloud;
    });
}

const plain_value* given_for(const job_spec& job, const std::string& field) {
    const auto at = std::find_if(job.request.begin(), job.request.end(),
                                 [&](const auto& given) { return given.first == field; });
    const bool plain = at != job.request.end() && at->second.kind == request_value::form::plain;
    return plain ? &at->second.plain : nullptr;
}

const std::string& firmware_property(const device_template& t) {
    static const std::string usual = "firmware";
    return t.update ? t.update->property : usual;
}

const std::string* installed_version(const device_template& t, const job_spec& job) {
    if (job.update) return t.update ? &job.update->version : nullptr;
    const auto told = command_of(t, job);
    const auto* given = told && !told->installs.empty() ? given_for(job, told->installs) : nullptr;
    return given == nullptr ? nullptr : std::get_if<std::string>(given);
}

std::string refusal_of(const device_template& t, const job_spec& job) {
    if (job.update) return "the device takes no updates";
    for (const auto& effect : job.sets)
        if (settable(t, effect.property) == nullptr)
            return "the device has no property " + effect.property + " that can be set";
    return "the device has no command " + job.command;
}

}  // namespace muster
