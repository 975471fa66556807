#include "scenarios/language.hpp"

#include <map>

#include "scenarios/language_parts.hpp"

namespace muster {

namespace language_parts {

void add_below(std::vector<language_key>& all, const std::string& prefix,
               const std::vector<language_key>& keys) {
    for (auto key : keys) {
        key.path = prefix + '.' + key.path;
        all.push_back(std::move(key));
    }
}

}  // namespace language_parts

const std::vector<language_key>& language() {
    static const std::vector<language_key> table = [] {
        std::vector<language_key> all;
        language_parts::add_file(all);
        language_parts::add_areas(all);
        language_parts::add_templates(all);
        language_parts::add_fleets(all);
        language_parts::add_service(all);
        language_parts::add_faults(all);
        language_parts::add_groups_and_rules(all);
        language_parts::add_jobs(all);
        language_parts::add_acts(all);
        language_parts::add_checks(all);
        for (const char* section : {"areas", "templates", "fleets", "faults", "groups", "rules",
                                    "jobs", "acts", "outputs"})
            language_parts::add_override(all, section);
        return all;
    }();
    return table;
}

namespace {

struct branch {
    const language_key* own = nullptr;
    std::vector<std::string> words;  // of what is one below, in the order of the table
};

using tree = std::map<std::string, branch, std::less<>>;

void add_path(tree& branches, const language_key& key) {
    branches[key.path].own = &key;
    std::string path = key.path;
    while (!path.empty()) {
        auto dot = path.rfind('.');
        std::string parent = dot == std::string::npos ? std::string() : path.substr(0, dot);
        std::string word = dot == std::string::npos ? path : path.substr(dot + 1);
        auto& words = branches[parent].words;
        bool known = false;
        for (const auto& other : words)
            known = known || other == word;
        if (known) break;
        words.push_back(word);
        path = parent;
    }
}

const tree& by_path() {
    static const tree branches = [] {
        tree made;
        for (const auto& key : language())
            add_path(made, key);
        return made;
    }();
    return branches;
}

}  // namespace

const language_key* find_key(std::string_view pattern) {
    auto found = by_path().find(pattern);
    return found == by_path().end() ? nullptr : found->second.own;
}

bool has_keys_below(std::string_view pattern) {
    auto found = by_path().find(pattern);
    return found != by_path().end() && !found->second.words.empty();
}

std::vector<std::string> keys_below(std::string_view pattern) {
    std::vector<std::string> words;
    auto found = by_path().find(pattern);
    if (found == by_path().end()) return words;
    for (const auto& word : found->second.words)
        if (word != "*" && word != "#") words.push_back(word);
    return words;
}

}  // namespace muster
