#include "fleet/told_command.hpp"

#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/name_hint.hpp"

namespace muster {

namespace {

/// How the full names of all commands read that `name` could mean.
std::vector<std::string> meant_by(const world& w, const std::string& name) {
    std::vector<std::string> meant;
    for (const auto& t : w.source().templates)
        for (const auto* command : commands_named(t, name)) {
            auto full = qualified_name(command->component, command->name);
            if (std::find(meant.begin(), meant.end(), full) == meant.end())
                meant.push_back(std::move(full));
        }
    return meant;
}

std::string no_such_command(const world& w, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& t : w.source().templates)
        for (const auto& command : t.commands)
            names.push_back(qualified_name(command.component, command.name));
    return "no fleet has a command '" + name + "'" + name_hint(name, names);
}

std::string problem_of(const world& w, const std::string& command,
                       const command_request_fields& request) {
    if (!is_shallow(request))
        return "a request has at most " + std::to_string(request_levels_max) +
               " levels of lists and objects";
    const auto meant = meant_by(w, command);
    if (meant.empty()) return no_such_command(w, command);
    if (meant.size() > 1)
        return "the command '" + command + "' may be " + meant[0] + " or " + meant[1] +
               "; write it with its component";
    return {};
}

/// Why the request fits no fleet that has the command; empty where it fits one.
std::string misfit_of(const world& w, const job_spec& told,
                      const std::vector<compiled_command>& by_fleet) {
    std::string misfit;
    for (const auto& fleet : w.fleets) {
        const auto asked = command_of(*fleet.kind, told);
        if (!asked) continue;
        if (!asked->model) return {};
        const auto& compiled = by_fleet[fleet.index];
        if (compiled.spec != nullptr || asked->model->misfits(told.request).items.empty())
            return {};
        if (misfit.empty()) misfit = compiled.refusal;
    }
    return misfit;
}

}  // namespace

told_command::told_command(const world& w, const std::string& command,
                           const command_request_fields& request)
    : problem_(problem_of(w, command, request)) {
    job_spec told;
    told.command = command;
    told.request = request;
    for (const auto& fleet : w.fleets)
        by_fleet_.push_back(w.compile_command(fleet, told));
    if (problem_.empty()) problem_ = misfit_of(w, told, by_fleet_);
}

}  // namespace muster
