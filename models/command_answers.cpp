#include "models/command_answers.hpp"

#include "models/json_document.hpp"
#include "models/limits.hpp"
#include "models/load_model.hpp"
#include "models/modelled_command.hpp"
#include "models/to_template.hpp"

namespace muster {

std::optional<command_answers> command_answers::load(const std::string& file_or_dtmi,
                                                     const std::string& relative_to_folder,
                                                     const model_options& options,
                                                     diagnostics& problems) {
    const auto loaded = models::load_model(file_or_dtmi, relative_to_folder, options, problems);
    if (!loaded) return std::nullopt;
    // What no device can be made of has no answers either.
    const auto made = models::to_template(loaded->dtmi, loaded->repository, problems);
    if (!made) return std::nullopt;
    command_answers all;
    for (const auto& command : made->commands)
        all.commands_.push_back(
            std::static_pointer_cast<const models::modelled_command>(command.model));
    return all;
}

std::vector<std::string> command_answers::names() const {
    std::vector<std::string> all;
    for (const auto& one : commands_)
        all.push_back(one->full_name());
    return all;
}

std::vector<std::size_t> command_answers::find(std::string_view name) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < commands_.size(); ++i) {
        if (commands_[i]->full_name() == name) return {i};
        if (commands_[i]->what().name == name) found.push_back(i);
    }
    return found;
}

bool command_answers::has_response(std::size_t command) const {
    return commands_[command]->has_response();
}

std::string command_answers::answer(std::size_t command, const asked_answer& asked,
                                    diagnostics& problems) const {
    const auto& entry = *commands_[command];
    if (!entry.is_sendable()) {
        problems.error("too-many-leaves", entry.what().where,
                       "more than " + std::to_string(models::leaves_max) +
                           " plain values in the response of '" + entry.full_name() + "'",
                       "split the command");
        return {};
    }
    std::optional<models::json_document> request;
    if (!asked.request.empty()) {
        request = models::parse_json(asked.request, "request", problems);
        if (!request) return {};
        models::bounded_problems found(problems, models::request_problems_max);
        entry.check(request->root, {request->file}, found);
        if (found.count() > 0) return {};
    }
    return entry.answer(request ? &request->root : nullptr, asked.device, asked.number, asked.at);
}

}  // namespace muster
