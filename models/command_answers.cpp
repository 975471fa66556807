#include "models/command_answers.hpp"

#include <algorithm>
#include <set>

#include "fleet/find_named.hpp"
#include "models/json_document.hpp"
#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "models/load_model.hpp"
#include "models/plausible_answer.hpp"
#include "models/to_template.hpp"
#include "models/value_check.hpp"

namespace muster {

using models::command;
using models::neighbour;

namespace {

/// A request may be written under its name, where that can't be a field of it.
const boost::json::value& value_in(const boost::json::value& given, const models::element& wanted) {
    const auto* object = given.if_object();
    const bool is_wrapped = object != nullptr && object->size() == 1 &&
                            wanted.type->kind != models::schema::form::object &&
                            wanted.type->kind != models::schema::form::map;
    const auto* named = is_wrapped ? object->if_contains(wanted.name) : nullptr;
    return named == nullptr ? given : *named;
}

bool fits(models::json_document& request, const command& asked, diagnostics& problems) {
    const models::json_spot root{request.file};
    models::bounded_problems found(problems, models::twin_problems_max);
    models::unify_numbers(request.root);
    if (asked.request)
        models::check_value(value_in(request.root, *asked.request), *asked.request->type, root,
                            found);
    else
        found.error(root, "unexpected-request", "the command takes no request", "leave it out");
    return found.count() == 0;
}

}  // namespace

/// Pointers are into the repository's interfaces.
struct command_answers::model {
    struct part {
        std::string component;
        std::vector<const command*> commands;
        std::vector<neighbour> beside;
    };
    struct entry {
        std::string full_name, name;
        const command* what;
        std::size_t part;
    };

    models::loaded_model loaded;
    std::vector<part> parts;
    std::vector<entry> commands;

    /// An interface and its bases are one part, each of its components another.
    void add_part(const std::string& component, const std::string& dtmi) {
        const auto index = parts.size();
        parts.push_back({component, {}, {}});
        std::vector<models::component> inner;
        std::set<std::string> seen;
        add_contents(dtmi, index, inner, seen);
        for (const auto* what : parts[index].commands)
            commands.push_back({qualified_name(component, what->name), what->name, what, index});
        for (const auto& one : inner)
            add_part(qualified_name(component, one.name), one.dtmi);
    }

    void add_contents(const std::string& dtmi, std::size_t index,
                      std::vector<models::component>& inner, std::set<std::string>& seen) {
        const auto* at = loaded.repository.find(dtmi);
        if (!at || !seen.insert(dtmi).second) return;
        for (const auto& base : at->extends)
            add_contents(base.dtmi, index, inner, seen);
        auto& to = parts[index];
        for (const auto& item : at->contents) {
            if (const auto* what = std::get_if<command>(&item)) to.commands.push_back(what);
            if (const auto* what = std::get_if<models::telemetry>(&item))
                to.beside.push_back({what, true});
            if (const auto* what = std::get_if<models::property>(&item))
                to.beside.push_back({what, false});
            if (const auto* what = std::get_if<models::component>(&item)) inner.push_back(*what);
        }
    }
};

std::optional<command_answers> command_answers::load(const std::string& file_or_dtmi,
                                                     const std::string& relative_to_folder,
                                                     const model_options& options,
                                                     diagnostics& problems) {
    auto loaded = models::load_model(file_or_dtmi, relative_to_folder, options, problems);
    // What no device can be made of has no answers either.
    if (!loaded || !models::to_template(loaded->dtmi, loaded->repository, problems))
        return std::nullopt;
    auto made = std::make_shared<model>();
    made->loaded = std::move(*loaded);
    made->add_part("", made->loaded.dtmi);
    return command_answers(std::move(made));
}

std::vector<std::string> command_answers::names() const {
    std::vector<std::string> all;
    for (const auto& one : model_->commands)
        all.push_back(one.full_name);
    return all;
}

std::vector<std::size_t> command_answers::find(std::string_view name) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < model_->commands.size(); ++i) {
        if (model_->commands[i].full_name == name) return {i};
        if (model_->commands[i].name == name) found.push_back(i);
    }
    return found;
}

bool command_answers::has_response(std::size_t command) const {
    return model_->commands[command].what->response.has_value();
}

std::string command_answers::answer(std::size_t command, const asked_answer& asked,
                                    diagnostics& problems) const {
    const auto& entry = model_->commands[command];
    const auto& response = entry.what->response;
    if (response && response->type->leaves > static_cast<double>(models::leaves_max)) {
        problems.error("too-many-leaves", entry.what->where,
                       "more than " + std::to_string(models::leaves_max) +
                           " plain values in the response of '" + entry.full_name + "'",
                       "split the command");
        return {};
    }
    std::optional<models::json_document> request;
    if (!asked.request.empty()) {
        request = models::parse_json(asked.request, "request", problems);
        if (!request || !fits(*request, *entry.what, problems)) return {};
    }
    const auto& beside = model_->parts[entry.part].beside;
    return models::compact_text(models::plausible_answer(
        {*entry.what, entry.full_name, beside, request ? &request->root : nullptr},
        {asked.device, asked.number, asked.at}));
}

}  // namespace muster
