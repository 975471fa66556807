#include "scenarios/reader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "scenarios/character_columns.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/preparation.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/sections.hpp"

namespace muster {

namespace {

// What is left of `env.X` after the keys that are not available are gone.
void refuse_env(reading& r, const yaml::node& node, bool in_outputs) {
    for (const auto& item : node.items)
        refuse_env(r, item, in_outputs);
    for (const auto& item : node.entries)
        refuse_env(r, item.value, in_outputs);
    if (!node.is_scalar() || node.quoted) return;
    auto reference = scalars::parse_reference(node.text);
    if (!reference || reference->root != "env") return;
    if (in_outputs)
        r.not_available(node.where, ticked(node.text));
    else
        r.error("misplaced-reference", node.where,
                "`env` is for `outputs` only, so that a run depends on nothing outside",
                "use a parameter: `params." + reference->name + '`');
}

void prepare(yaml::node& root, const read_options& options, diagnostics& problems) {
    preparation::resolve_includes(root, options, problems);
    preparation::apply_sets(root, options.sets, problems);
    preparation::resolve_params(root, problems);
    preparation::check_keys(root, problems);
    preparation::resolve_likes(root, problems);
}

void read_sections(reading& r) {
    for (const auto& item : r.root().entries)
        refuse_env(r, item.value, item.key == "outputs");
    sections::read_file(r);
    sections::read_areas(r);
    sections::read_templates(r);
    sections::read_fleets(r);
    sections::check_signals(r);
    sections::read_service(r);
    sections::read_groups(r);
    sections::read_faults(r);
    sections::read_rules(r);
    sections::read_jobs(r);
    sections::read_acts(r);
    sections::check_listed_ids(r);
    sections::check_commands(r);
    sections::check_moves(r);
    sections::read_outputs(r);
    sections::read_expectations(r);
    sections::add_default_groups(r);
    r.bind_conditions();
    if (!r.problems().has_errors()) sections::read_doubts(r);
}

// A thing that `like` copied is read twice and wrong twice at one place.
void tidy(diagnostics& problems) {
    problems.sort();
    auto& items = problems.items;
    auto same = [](const diagnostic& a, const diagnostic& b) {
        return a.code == b.code && a.text == b.text && a.where.file == b.where.file &&
               a.where.line == b.where.line && a.where.column == b.where.column &&
               a.where.pointer == b.where.pointer;
    };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
    if (items.size() <= scenario_limits::problems) return;
    auto more = items.size() - scenario_limits::problems;
    place where = items[scenario_limits::problems].where;
    items.resize(scenario_limits::problems);
    problems.error("too-many-problems", where, std::to_string(more) + " more problems");
}

std::string file_name(const std::string& path) {
    return path.empty() ? std::string("scenario") : path;
}

// Notes what files are read, so that no output is made in their place.
std::optional<scenario> read_root(yaml::node& root, const read_options& given,
                                  diagnostics& problems) {
    std::vector<std::string> inputs;
    auto options = given;
    options.inputs = given.inputs != nullptr ? given.inputs : &inputs;
    if (!given.file.empty()) options.inputs->push_back(given.file);
    prepare(root, options, problems);
    reading r(root, options, problems);
    read_sections(r);
    order_by_name(r.out);
    if (problems.has_errors()) return std::nullopt;
    return std::move(r.out);
}

}  // namespace

read_result read_scenario_text(std::string_view yaml, const read_options& options) {
    read_result result;
    auto file = file_name(options.file);
    auto root = yaml::read_tree(yaml, file, result.problems);
    bool syntax = !root && result.problems.has_errors();
    if (!syntax && (!root || !root->is_map())) {
        result.problems.error("no-scenario", root ? root->where : place{file, 1, 1, ""},
                              "the file holds no scenario",
                              "begin with `muster: 1` and a `fleets` section");
    } else if (root) {
        result.value = read_root(*root, options, result.problems);
    }
    tidy(result.problems);
    count_characters(result.problems, file, yaml);
    return result;
}

namespace {

/// Why a file can't be read, and what to do about it.
diagnostic unreadable(const std::string& path) {
    std::error_code problem;
    const auto code = "no-file";
    const place where{path, 0, 0, ""};
    if (path.empty())
        return {severity::error,
                code,
                {"FILE", 0, 0, ""},
                "the name of the file is empty",
                "give the path of a scenario"};
    if (std::filesystem::is_directory(path, problem))
        return {severity::error, code, where, "this is a folder",
                "give the path of a scenario in it"};
    if (!std::filesystem::exists(path, problem) &&
        (!problem || problem == std::errc::no_such_file_or_directory))
        return {severity::error, code, where, "there is no such file", "check the path"};
    return {severity::error, code, where, "the file can't be read",
            "check its permissions and those of its folder"};
}

}  // namespace

read_result read_scenario_file(const std::string& path, const std::vector<std::string>& sets,
                               const model_loader& loader) {
    std::ifstream in(path, std::ios::binary);
    std::string text;
    // One byte over the limit is enough to see that the file is too large.
    text.resize(scenario_limits::file_bytes + 1);
    if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
    bool opened = in.is_open() && !in.bad();
    text.resize(opened ? static_cast<std::size_t>(in.gcount()) : 0);
    if (opened && (in.eof() || in)) return read_scenario_text(text, {path, sets, loader});
    read_result result;
    result.problems.items.push_back(unreadable(path));
    return result;
}

}  // namespace muster
