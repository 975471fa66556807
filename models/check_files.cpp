#include "models/check_files.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "models/limits.hpp"
#include "models/model_places.hpp"

namespace muster::models {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

void unreadable(const fs::path& folder, const std::error_code& failure, diagnostics& problems) {
    problems.error("file-unreadable", {folder.generic_string(), 0, 0, {}},
                   "the folder cannot be read: " + failure.message(), "check its permissions");
}

/// Files in the order of their names, so that what is reported does not depend on the disk. Links
/// to folders are not followed.
std::vector<fs::path> files_below(const fs::path& top, diagnostics& problems) {
    std::vector<fs::path> files, open{top};
    while (!open.empty()) {
        const auto folder = open.back();
        open.pop_back();
        std::error_code failure;
        fs::directory_iterator at(folder, failure), end;
        while (!failure && at != end) {
            std::error_code unknown;
            if (at->is_regular_file(unknown)) {
                if (at->path().extension() == ".json") files.push_back(at->path());
            } else if (at->is_directory(unknown) && !at->is_symlink(unknown)) {
                open.push_back(at->path());
            }
            at.increment(failure);
        }
        if (failure) unreadable(folder, failure, problems);
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The public repository publishes a model together with copies of what it needs under such a name.
bool is_expanded(const fs::path& file) {
    return file.generic_string().ends_with(".expanded.json");
}

/// The ids of the interfaces that a document defines at its top.
std::vector<std::string> top_ids(const json::value& root) {
    std::vector<std::string> ids;
    const std::string nowhere;
    for_each_value(root, json_spot{nowhere}, [&](const json::value& item, const json_spot&) {
        const auto* object = item.if_object();
        const auto* id = object ? object->if_contains("@id") : nullptr;
        if (id != nullptr && id->is_string()) ids.emplace_back(id->get_string());
    });
    return ids;
}

/// Where the models lie that others need: in the files that are checked, then below folders.
class model_shelf {
public:
    void add_root(const fs::path& root) {
        if (std::find(roots_.begin(), roots_.end(), root) == roots_.end()) roots_.push_back(root);
    }

    /// Takes note of what a file defines; an interface that another file has too is reported.
    void add_file(const fs::path& file, const std::vector<std::string>& ids,
                  diagnostics& problems) {
        for (const auto& id : ids) {
            const auto added = files_.emplace(id, file);
            if (added.second || added.first->second == file) continue;
            problems.error(
                "duplicate-id", {file.generic_string(), 0, 0, {}},
                "'" + id + "' is defined in " + added.first->second.generic_string() + " as well",
                "give one of the two another id");
        }
    }

    void add_neighbours(const fs::path& file, const std::vector<std::string>& ids) {
        const auto root = ids.empty() ? fs::path() : implied_root(file, ids.front());
        if (!root.empty()) add_root(root);
        add_root(file.has_parent_path() ? file.parent_path() : fs::path("."));
    }

    /// Files that may hold a model, the likeliest first.
    std::vector<fs::path> candidates(const std::string& dtmi) const {
        std::vector<fs::path> found;
        if (const auto known = files_.find(dtmi); known != files_.end()) {
            found.push_back(known->second);
            return found;
        }
        for (const auto& root : roots_) {
            for (const auto& name : file_names_of(dtmi)) {
                std::error_code failure;
                if (fs::is_regular_file(root / name, failure)) found.push_back(root / name);
            }
        }
        return found;
    }

    /// Where models are looked for.
    std::string text() const {
        constexpr std::size_t shown = 3;
        if (roots_.empty()) return "in the files given";
        std::string text = "in the files given or below ";
        for (std::size_t i = 0; i < std::min(shown, roots_.size()); ++i)
            text += (i == 0 ? "" : ", ") + roots_[i].generic_string();
        return roots_.size() > shown ? text + ", ..." : text;
    }

private:
    std::map<std::string, fs::path> files_;
    std::vector<fs::path> roots_;
};

/// One file with all that it needs.
class file_check {
public:
    file_check(const model_shelf& shelf, extension_policy policy, diagnostics& problems)
        : shelf_(shelf), check_(policy), problems_(problems) {}

    /// Gives the interfaces that the file itself defines.
    std::size_t run(const fs::path& file) {
        add(file);
        const auto own = check_.interfaces();
        for (bool more = true; more;) {
            more = false;
            for (const auto& missing : check_.resolve(problems_))
                more |= look_for(missing);
        }
        check_.finish(problems_);
        return own;
    }

private:
    bool add(const fs::path& file) {
        if (!files_.insert(file).second) return false;
        const auto document = read_json_file(file, problems_, limits_of_set);
        if (document) check_.add(*document, problems_);
        return true;
    }

    /// Whether a file was read for it. What is not there is reported once.
    bool look_for(const unresolved_reference& missing) {
        if (check_.defines(missing.dtmi) || !asked_.insert(missing.dtmi).second) return false;
        const auto before = problems_.items.size();
        bool added = false;
        for (const auto& file : shelf_.candidates(missing.dtmi)) {
            added |= add(file);
            if (check_.defines(missing.dtmi)) return added;
        }
        if (problems_.items.size() != before) return added;  // its file is broken, which was said
        problems_.error("unresolved-model", missing.where,
                        in_quotes(missing.dtmi) + " is not " + shelf_.text(),
                        "add its file, or the folder that has it");
        return added;
    }

    const model_shelf& shelf_;
    model_check check_;
    diagnostics& problems_;
    std::set<fs::path> files_;
    std::set<std::string> asked_;
};

struct given_files {
    std::vector<fs::path> files;  ///< each once
    bool has_folder = false;      ///< among the paths
};
given_files expand(const std::vector<std::string>& paths, model_shelf& shelf,
                   diagnostics& problems) {
    given_files given;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path& file) {
        std::error_code failure;
        if (seen.insert(fs::weakly_canonical(file, failure)).second) given.files.push_back(file);
    };
    for (const fs::path path : paths) {
        std::error_code failure;
        if (!fs::is_directory(path, failure)) {
            add(path);
            continue;
        }
        given.has_folder = true;
        shelf.add_root(path);
        const auto before = problems.items.size();
        const auto below = files_below(path, problems);
        if (below.empty() && before == problems.items.size()) {
            problems.error("file-unreadable", {path.generic_string(), 0, 0, {}},
                           "no file of this folder ends in .json", "give another folder");
        }
        for (const auto& file : below)
            add(file);
    }
    return given;
}

/// Says no more than `problems_max` of what was found from `before` on.
void cut_problems(diagnostics& problems, std::size_t before) {
    if (problems.items.size() - before <= problems_max) return;
    problems.items.resize(before + problems_max);
    auto where = problems.items.back().where;
    where.pointer.clear();
    problems.error("too-many-problems", std::move(where),
                   "more than " + std::to_string(problems_max) + " problems", "mend these first");
}

/// A model that several need is checked with each; what is wrong with it is said once.
void drop_repeated(diagnostics& problems) {
    std::set<std::string> said;
    std::erase_if(problems.items,
                  [&](const diagnostic& item) { return !said.insert(to_text(item)).second; });
}

json::object to_json(const diagnostic& problem) {
    auto text = problem.text;
    if (!problem.remedy.empty()) text += "; " + problem.remedy;
    return {{"pointer", problem.where.pointer}, {"rule", problem.code}, {"text", std::move(text)}};
}

}  // namespace

checked_files check_model_files(const std::vector<std::string>& paths, extension_policy policy) {
    checked_files found;
    model_shelf shelf;
    const auto [files, has_folder] = expand(paths, shelf, found.problems);
    for (const auto& file : files) {
        diagnostics unread;  // what cannot be read is said when it is checked
        const auto document = read_json_file(file, unread, limits_of_set);
        const auto ids = document ? top_ids(document->root) : std::vector<std::string>();
        if (!is_expanded(file)) shelf.add_file(file, ids, found.problems);
        if (!has_folder) shelf.add_neighbours(file, ids);
    }
    for (const auto& file : files) {
        const auto before = found.problems.items.size();
        found.interfaces += file_check(shelf, policy, found.problems).run(file);
        cut_problems(found.problems, before);
    }
    found.files = files.size();
    drop_repeated(found.problems);
    return found;
}

std::string check_model_line(std::string_view text, extension_policy policy) {
    model_findings found;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
        found.problems.error("json-syntax", {}, "an empty line", "give a document a line");
    } else if (const auto document = parse_json(text, "", found.problems, limits_of_set)) {
        found = check_models(*document, policy);
        cut_problems(found.problems, 0);
    }
    json::array problems, unresolved;
    for (const auto& problem : found.problems.items)
        problems.push_back(to_json(problem));
    std::set<std::string> named;
    for (const auto& missing : found.unresolved) {
        if (named.insert(missing.dtmi).second) unresolved.emplace_back(missing.dtmi);
    }
    return json::serialize(json::object{{"valid", problems.empty()},
                                        {"problems", std::move(problems)},
                                        {"unresolved", std::move(unresolved)}});
}

}  // namespace muster::models
