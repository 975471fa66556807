#include "models/check_files.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

#include "models/model_places.hpp"

namespace muster::models {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// Files in the order of their names, so that what is reported does not depend on the disk.
std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    fs::recursive_directory_iterator at(folder, failure), end;
    for (; !failure && at != end; at.increment(failure)) {
        std::error_code unknown;
        if (at->is_regular_file(unknown) && at->path().extension() == ".json") {
            files.push_back(at->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string first_id(const json::value& root) {
    const auto* item = &root;
    if (const auto* list = root.if_array(); list != nullptr && !list->empty()) {
        item = &list->front();
    }
    const auto* object = item->if_object();
    const auto* id = object ? object->if_contains("@id") : nullptr;
    return id != nullptr && id->is_string() ? std::string(id->get_string()) : std::string();
}

class file_set {
public:
    explicit file_set(extension_policy policy) : check_(policy) {}

    void add_path(const fs::path& path) {
        std::error_code failure;
        if (!fs::is_directory(path, failure)) return add_file(path, true);
        add_root(path);
        const auto files = files_below(path);
        if (files.empty()) {
            found_.problems.error("file-unreadable", {path.generic_string(), 0, 0, {}},
                                  "no file of this folder ends in .json", "give another folder");
        }
        for (const auto& file : files)
            add_file(file, false);
    }

    checked_files finish() {
        auto open = check_.resolve(found_.problems);
        while (!open.empty()) {
            bool read_more = false;
            for (const auto& missing : open)
                read_more |= look_for(missing);
            if (!read_more) break;
            open = check_.resolve(found_.problems);
        }
        check_.finish(found_.problems);
        found_.interfaces = check_.interfaces();
        return std::move(found_);
    }

private:
    void add_root(const fs::path& root) {
        if (std::find(roots_.begin(), roots_.end(), root) == roots_.end()) roots_.push_back(root);
    }

    void add_file(const fs::path& file, bool alone) {
        std::error_code failure;
        if (!files_.insert(fs::weakly_canonical(file, failure).generic_string()).second) return;
        ++found_.files;
        const auto document = read_json_file(file, found_.problems, limits_of_set);
        if (!document) return;
        check_.add(*document, found_.problems);
        if (!alone) return;
        const auto root = implied_root(file, first_id(document->root));
        if (!root.empty()) add_root(root);
        add_root(file.has_parent_path() ? file.parent_path() : fs::path("."));
    }

    /// Whether a file was read for it. One that is named and not there is reported once.
    bool look_for(const unresolved_reference& missing) {
        if (check_.defines(missing.dtmi)) return false;
        if (!asked_.insert(missing.dtmi).second) return false;
        for (const auto& root : roots_) {
            for (const auto& name : file_names_of(missing.dtmi)) {
                std::error_code failure;
                if (!fs::is_regular_file(root / name, failure)) continue;
                const auto before = files_.size();
                add_file(root / name, false);
                if (check_.defines(missing.dtmi)) return true;
                if (files_.size() != before && name.find('/') != std::string::npos) {
                    refuse_content(root / name, missing.dtmi);
                    return true;
                }
            }
        }
        found_.problems.error("unresolved-model", missing.where,
                              "'" + missing.dtmi + "' is neither in these files nor below " +
                                  roots_text(),
                              "add its file, or the folder that has it");
        return false;
    }

    void refuse_content(const fs::path& file, const std::string& dtmi) {
        found_.problems.error("wrong-model-id", {file.generic_string(), 0, 0, "/@id"},
                              "the file does not hold '" + dtmi + "', which its place promises",
                              "correct '@id' or move the file");
    }

    std::string roots_text() const {
        constexpr std::size_t shown = 3;
        std::string text;
        for (std::size_t i = 0; i < std::min(shown, roots_.size()); ++i)
            text += (i == 0 ? "" : ", ") + roots_[i].generic_string();
        return roots_.size() > shown ? text + ", ..." : text;
    }

    model_check check_;
    checked_files found_;
    std::vector<fs::path> roots_;
    std::set<std::string> files_, asked_;
};

json::object to_json(const diagnostic& problem) {
    auto text = problem.text;
    if (!problem.remedy.empty()) text += "; " + problem.remedy;
    return {{"pointer", problem.where.pointer}, {"rule", problem.code}, {"text", std::move(text)}};
}

}  // namespace

checked_files check_model_files(const std::vector<std::string>& paths, extension_policy policy) {
    file_set set(policy);
    for (const auto& path : paths)
        set.add_path(path);
    return set.finish();
}

std::string check_model_line(std::string_view text, extension_policy policy) {
    model_findings found;
    const auto document = parse_json(text, "", found.problems, limits_of_set);
    if (document) found = check_models(*document, policy);
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
