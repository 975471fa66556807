#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/defaults.hpp"
#include "scenarios/input_file.hpp"
#include "scenarios/language.hpp"
#include "scenarios/preparation.hpp"

namespace muster::preparation {

namespace {

std::string shown(const place& where) {
    return file_and_line(where);
}

bool is_true(const yaml::node* mark) {
    return mark != nullptr && mark->is_scalar() && mark->text == "true";
}

/// A thing that takes the place of one with the same name in another file says so.
bool overrides(const yaml::entry& thing) {
    return thing.value.is_map() && is_true(thing.value.find("override"));
}

/// What has no keys of its own is marked in a mapping: `{override: true, value: 3%}`.
bool wraps_a_value(const yaml::node& thing) {
    return thing.entries.size() == 2 && thing.find("value") != nullptr;
}

void take_mark(yaml::entry& thing, diagnostics& problems) {
    if (!thing.value.is_map()) return;
    const auto* mark = thing.value.find("override");
    if (mark == nullptr) return;
    if (!is_true(mark) && mark->what != yaml::node::kind::nothing)
        problems.error("wrong-type", mark->where,
                       "found " + found_text(*mark) + ", expected `true`",
                       "leave `override` out where nothing is to be replaced");
    if (wraps_a_value(thing.value)) {
        auto value = *thing.value.find("value");
        thing.value = std::move(value);
        return;
    }
    auto& keys = thing.value.entries;
    keys.erase(std::remove_if(keys.begin(), keys.end(),
                              [](const yaml::entry& key) { return key.key == "override"; }),
               keys.end());
}

/// Sections that are lists or mappings of things come together; the others are said once.
class includer {
public:
    includer(const read_options& options, diagnostics& problems)
        : options_(options), problems_(problems) {}

    /// Takes the marks away; one that marks nothing is a slip of the pen.
    void take_marks(yaml::node& root) {
        for (auto& section : root.entries) {
            if (!section.value.is_map()) continue;
            for (auto& thing : section.value.entries) {
                const auto& at = thing.where;
                if (overrides(thing) && used_.count({at.file, at.line, at.column}) == 0)
                    problems_.error("nothing-to-override", at,
                                    "no included file has " + ticked(thing.key),
                                    "remove `override`");
                take_mark(thing, problems_);
            }
        }
    }

    /// Adds to a file's tree what the files have that it includes.
    void add_to(yaml::node& root) {
        const auto* list = root.find("include");
        if (list == nullptr) return;
        if (!list->is_list()) {
            if (list->what != yaml::node::kind::nothing)
                problems_.error("wrong-type", list->where,
                                "found " + found_text(*list) + ", expected a list of paths",
                                "write `include: [presets/cold-chain.yaml]`");
            return;
        }
        const auto paths = list->items;  // the tree grows
        for (const auto& path : paths)
            if (auto other = read(path)) merge(root, std::move(*other));
    }

private:
    std::optional<yaml::node> read(const yaml::node& path) {
        if (path.what == yaml::node::kind::nothing) return std::nullopt;
        if (!path.is_scalar()) {
            problems_.error("wrong-type", path.where,
                            "found " + found_text(path) + ", expected the path of a file");
            return std::nullopt;
        }
        const auto file = read_input_file(options_, path.text, path.where,
                                          scenario_limits::file_bytes, problems_);
        if (!file || !enter(file->path, path.where)) return std::nullopt;
        auto root = yaml::read_tree(file->text, file->path, problems_);
        if (root && !root->is_map()) {
            problems_.error("no-scenario", root->where, "the file holds no sections",
                            "write the sections that it adds, such as `templates`");
            root.reset();
        }
        if (root) {
            check_version(*root);
            add_to(*root);
        }
        open_.pop_back();
        return root;
    }

    /// False where the file is not to be read (again).
    bool enter(const std::string& path, const place& named) {
        std::error_code bad;
        const auto real = std::filesystem::weakly_canonical(path, bad).string();
        if (open_.empty())
            open_.push_back(std::filesystem::weakly_canonical(options_.file, bad).string());
        if (std::find(open_.begin(), open_.end(), real) != open_.end()) {
            problems_.error("include-cycle", named, ticked(path) + " includes itself",
                            "remove one of the `include`s");
            return false;
        }
        if (open_.size() > scenario_limits::include_depth) {
            problems_.error("too-deep", named,
                            "files include each other more than " +
                                std::to_string(scenario_limits::include_depth) + " deep",
                            "include the file directly");
            return false;
        }
        if (done_.insert(real).second == false) return false;  // its things are there already
        if (done_.size() > scenario_limits::included_files) {
            problems_.error("too-large", named,
                            "more than " + std::to_string(scenario_limits::included_files) +
                                " files are included");
            return false;
        }
        open_.push_back(real);
        return true;
    }

    void check_version(yaml::node& root) {
        auto* version = root.find_entry("muster");
        if (version == nullptr) return;
        if (version->value.is_scalar() && version->value.text != "1")
            problems_.error(
                "bad-version", version->value.where,
                "found " + found_text(version->value) + ", expected version 1 of the language",
                "write `muster: 1`");
    }

    void merge(yaml::node& root, yaml::node other) {
        for (auto& section : other.entries) {
            if (section.key == "muster" || section.key == "include") continue;
            auto* own = root.find_entry(section.key);
            if (own == nullptr) {
                root.entries.push_back(std::move(section));
            } else if (own->value.is_map() && section.value.is_map()) {
                merge_things(*own, std::move(section));
            } else if (own->value.is_list() && section.value.is_list()) {
                std::move(section.value.items.begin(), section.value.items.end(),
                          std::back_inserter(own->value.items));
            } else {
                given_twice(*own, section);
            }
        }
        root.incomplete = root.incomplete || other.incomplete;
    }

    void merge_things(yaml::entry& own, yaml::entry section) {
        std::map<std::string, std::size_t, std::less<>> known;
        for (std::size_t i = 0; i < own.value.entries.size(); ++i)
            known.emplace(own.value.entries[i].key, i);
        for (auto& thing : section.value.entries) {
            const auto at = known.find(thing.key);
            if (at == known.end())
                own.value.entries.push_back(std::move(thing));
            else
                meet(own.value.entries[at->second], thing);
        }
        own.value.incomplete = own.value.incomplete || section.value.incomplete;
    }

    void meet(const yaml::entry& own, const yaml::entry& included) {
        const auto& at = own.where;
        if (overrides(own))
            used_.insert({at.file, at.line, at.column});
        else
            given_twice(own, included);
    }

    void given_twice(const yaml::entry& own, const yaml::entry& included) {
        problems_.error("given-twice", own.where,
                        ticked(own.key) + " is in " + shown(included.where) + " as well",
                        "choose another name, or mark it here with `override: true`");
    }

    const read_options& options_;
    diagnostics& problems_;
    std::vector<std::string> open_;
    std::set<std::string> done_;
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> used_;  // marks, by place
};

}  // namespace

void resolve_includes(yaml::node& root, const read_options& options, diagnostics& problems) {
    includer all(options, problems);
    all.add_to(root);
    all.take_marks(root);
}

}  // namespace muster::preparation
