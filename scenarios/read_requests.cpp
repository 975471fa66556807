#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "scenarios/sections.hpp"

/// The requests of commands, held against the device models that say what they have to be.
namespace muster::sections {

namespace {

/// A request as it is written: all plain values are texts. Values that were reported as wrong are
/// left out, and `sound` is false then.
struct written_request {
    command_request_fields fields;
    bool sound = true;

    explicit written_request(const yaml::node& found) {
        if (found.is_map() && !found.entries.empty()) {
            fields = members_of(found);
        } else {
            add(fields, "", found);
        }
    }

private:
    request_value::members members_of(const yaml::node& found) {
        request_value::members all;
        sound = sound && !found.incomplete;
        for (const auto& entry : found.entries)
            add(all, entry.key, entry.value);
        for (const auto& item : found.items)
            add(all, "", item);
        return all;
    }

    void add(request_value::members& to, const std::string& name, const yaml::node& found) {
        using form = request_value::form;
        if (found.what == yaml::node::kind::nothing)
            sound = false;
        else if (found.is_scalar())
            to.emplace_back(name, found.text);
        else
            to.emplace_back(
                name, request_value(found.is_map() ? form::object : form::list, members_of(found)));
    }
};

/// Without a model a text is a text, but `true` and `false` are truths.
void name_truths(request_value::members& all) {
    for (auto& [name, value] : all) {
        const auto* text = value.text();
        if (text != nullptr && (*text == "true" || *text == "false")) value.plain = *text == "true";
        name_truths(value.inner);
    }
}

/// A step of a JSON pointer as a key.
std::string unescaped(std::string step) {
    for (auto at = step.find('~'); at != std::string::npos; at = step.find('~', at + 1))
        step.replace(at, 2, step.compare(at, 2, "~1") == 0 ? "/" : "~");
    return step;
}

/// Where a pointer leads in the request as it is written: to the key itself where it is what is
/// wrong, else to its value.
place place_of(const yaml::node& request, std::string_view pointer, bool key) {
    const auto* at = &request;
    auto where = request.where;
    while (!pointer.empty()) {
        const auto end = std::min(pointer.find('/', 1), pointer.size());
        const auto step = unescaped(std::string(pointer.substr(1, end - 1)));
        pointer.remove_prefix(end);
        const auto entry = std::find_if(at->entries.begin(), at->entries.end(),
                                        [&](const auto& e) { return e.key == step; });
        const bool number = at->is_list() && !step.empty() && step.size() < 9 &&
                            step.find_first_not_of("0123456789") == std::string::npos;
        if (number && std::stoul(step) < at->items.size()) {
            at = &at->items[std::stoul(step)];
            where = at->where;
        } else if (entry != at->entries.end()) {
            at = &entry->value;
            where = key && pointer.empty() ? entry->where : at->where;
        } else {
            break;
        }
    }
    return where;
}

/// The commands of this name that devices have, those first that a model tells about; of each
/// template one at most.
std::vector<std::pair<const device_template*, const command_spec*>> meant_by(
    const reading& r, const std::string& name) {
    std::vector<std::pair<const device_template*, const command_spec*>> meant;
    for (std::size_t i = 0; i < r.out.templates.size(); ++i) {
        const auto found = commands_named(r.out.templates[i], name);
        if (is_in_use(r.out, i) && found.size() == 1)
            meant.emplace_back(&r.out.templates[i], found.front());
    }
    std::stable_partition(meant.begin(), meant.end(),
                          [](const auto& one) { return one.second->model != nullptr; });
    return meant;
}

/// Tells what is wrong with a request; a warning where the devices of another template take it.
void tell_misfits(reading& r, const yaml::node& told, const device_template& t,
                  const diagnostics& misfits, bool only) {
    const auto* request = told.is_map() ? told.find("request") : nullptr;
    for (const auto& one : misfits.items) {
        const bool key = one.code == "unknown-field" || one.code == "bad-name";
        const auto where =
            request != nullptr ? place_of(*request, one.where.pointer, key) : told.where;
        const auto text =
            only ? one.text : "devices of " + ticked(t.name) + " refuse it: " + one.text;
        only ? r.error(one.code.c_str(), where, text, one.remedy)
             : r.warn(one.code.c_str(), where, text, one.remedy);
    }
}

/// What the command is asked with. What a device model says of it has to hold, and types it.
void read_request(reading& r, const yaml::node& told, const std::string& name,
                  command_request_fields& request) {
    const auto* given = told.is_map() ? told.find("request") : nullptr;
    bool sound = !told.incomplete;
    if (given != nullptr) {
        written_request written(*given);
        request = std::move(written.fields);
        sound = sound && written.sound;
    }
    if (!is_shallow(request)) {
        request.clear();
        return r.error("too-deep", given->where,
                       "a request has at most " + std::to_string(request_levels_max) +
                           " levels of lists and mappings",
                       "write fewer, one within another");
    }
    std::vector<std::pair<const device_template*, diagnostics>> refused;
    std::optional<command_request_fields> typed;
    const auto meant = meant_by(r, name);
    for (const auto& [t, command] : meant) {
        if (command->model == nullptr) break;
        auto as_meant = command->model->typed(request);
        auto misfits = command->model->misfits(as_meant);
        if (!misfits.items.empty())
            refused.emplace_back(t, std::move(misfits));
        else if (!typed)
            typed = std::move(as_meant);
    }
    const bool others = !meant.empty() && meant.back().second->model == nullptr;
    if (sound)
        for (const auto& [t, misfits] : refused)
            tell_misfits(r, told, *t, misfits, !typed && !others);
    if (typed)
        request = std::move(*typed);
    else
        name_truths(request);
}

}  // namespace

void read_told_command(reading& r, const yaml::node& told, std::string& name,
                       command_request_fields& request) {
    const auto* named = told.is_map() ? reading::get(told, "name") : &told;
    if (named != nullptr) read_command_name(r, *named, name);
    read_request(r, told, name, request);
}

void read_asked_command(reading& r, const yaml::node& told, const yaml::node& named,
                        std::string& name, command_request_fields& request) {
    read_command_name(r, named, name);
    read_request(r, told, name, request);
}

}  // namespace muster::sections
