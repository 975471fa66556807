#include <filesystem>
#include <set>

#include "fleet/job_command.hpp"
#include "fleet/reading_batch.hpp"
#include "scenarios/input_file.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

// A problem within the model keeps its place there. One with the file as a whole, that it is not
// there above all, is where the scenario names it.
diagnostic placed(diagnostic problem, const place& named) {
    if (problem.where.line != 0 || !problem.where.pointer.empty()) return problem;
    if (!problem.where.file.empty()) problem.text = problem.where.file + ": " + problem.text;
    problem.where = named;
    return problem;
}

/// A model's own file, and those that its parts come from.
void note_files(reading& r, const std::string& path, const device_template& t) {
    std::set<std::string> files{path};
    for (const auto& signal : t.signals)
        files.insert(signal.where.file);
    for (const auto& property : t.properties)
        files.insert(property.where.file);
    for (const auto& command : t.commands)
        files.insert(command.where.file);
    files.erase("");
    r.options().inputs->insert(r.options().inputs->end(), files.begin(), files.end());
}

std::optional<device_template> load_model(reading& r, const yaml::node& map) {
    const auto* found = map.find("model");
    if (found == nullptr) return device_template{};
    std::string path;
    if (found->what == yaml::node::kind::nothing || !r.text(*found, path)) return std::nullopt;
    const auto& options = r.options();
    if (!options.loader) {
        r.error("no-models", found->where, "device models can't be read here",
                "write the template's telemetry in the scenario");
        return std::nullopt;
    }
    diagnostics of_model;
    const auto folder = folder_of(options, found->where);
    auto loaded = options.loader(path, folder, of_model);
    for (auto& problem : of_model.items)
        r.problems().items.push_back(placed(std::move(problem), found->where));
    if (!loaded && !of_model.has_errors())
        r.error("bad-model", found->where, "the model " + ticked(path) + " can't be read");
    if (loaded) note_files(r, (std::filesystem::path(folder) / path).string(), *loaded);
    return loaded;
}

/// Whoever installs versions has the property that says which.
void add_installed_property(device_template& t) {
    const auto add = [&](const place& where) {
        if (find_part(t.properties, firmware_property(t)) != nullptr) return;
        property_spec firmware;
        firmware.name = firmware_property(t);
        firmware.where = where;
        t.properties.push_back(std::move(firmware));
    };
    for (const auto& command : t.commands)
        if (!command.installs.empty()) add(command.where);
    if (t.update) add(t.update->where);
}

/// A message is handed to sinks and links whole.
void check_message_sizes(reading& r, const device_template& t) {
    for (const auto& m : t.messages) {
        if (m.signals.size() <= reading_batch::capacity) continue;
        r.error("too-many", m.where.line > 0 ? m.where : t.where,
                "the message `" + m.name + "` carries " + std::to_string(m.signals.size()) +
                    " signals, at most " + std::to_string(reading_batch::capacity) +
                    " are possible",
                "write several under `messages`, each with what it `carries`");
    }
}

void read_template(reading& r, const yaml::entry& item) {
    const auto& map = item.value;
    if (!map.is_map()) {
        r.wrong_type(map, "a mapping");
        r.names_incomplete = true;
        r.out.templates.emplace_back().name = item.key;
        return;
    }
    auto loaded = load_model(r, map);
    bool lost = map.incomplete && map.find("telemetry") == nullptr && map.find("model") == nullptr;
    if (!loaded || lost) r.names_incomplete = true;
    auto t = loaded.value_or(device_template{});
    t.name = item.key;
    t.where = item.where;
    r.text(map, "title", t.title);
    if (const auto* part = r.get_map(map, "telemetry")) read_telemetry(r, *part, t);
    if (const auto* part = r.get_map(map, "properties")) read_properties(r, *part, t);
    if (const auto* part = r.get_map(map, "messages")) read_messages(r, *part, t);
    if (t.messages.empty()) add_default_messages(t);
    check_message_sizes(r, t);
    if (const auto* part = r.get_map(map, "commands")) read_commands(r, *part, t);
    if (const auto* part = r.get_map(map, "firmware")) read_firmware(r, *part, t);
    if (const auto* part = r.get_map(map, "update")) read_update(r, *part, t);
    if (const auto* part = r.get_map(map, "connectivity"))
        read_connectivity(r, *part, t.connectivity);
    read_power(r, map, t);
    add_installed_property(t);
    r.out.templates.push_back(std::move(t));
}

// What a fleet is made of in a scenario without templates.
device_template basic_template() {
    device_template t;
    t.name = "basic";
    signal_spec value;
    value.name = "value";
    value.shape = drawn_signal{{distribution::shape::uniform, 0, 1}};
    t.signals.push_back(std::move(value));
    add_default_messages(t);
    return t;
}

}  // namespace

void read_templates(reading& r) {
    if (const auto* section = r.section("templates"))
        for (const auto& item : section->entries)
            read_template(r, item);
    if (r.root().find("templates") == nullptr) r.out.templates.push_back(basic_template());
}

}  // namespace muster::sections
