#include <algorithm>
#include <array>
#include <set>

#include "scenarios/defaults.hpp"
#include "scenarios/language.hpp"
#include "scenarios/preparation.hpp"

namespace muster::preparation {

namespace {

// How the names that a scenario chooses are spelt; other mappings hold data.
enum class name_rule { name, model_name, data };

name_rule rule_of(const std::string& pattern) {
    static const std::set<std::string, std::less<>> names{
        "params", "areas", "templates", "fleets",  "faults",        "groups",
        "rules",  "jobs",  "acts",      "outputs", "fleets.*.tags", "templates.*.messages"};
    static const std::set<std::string, std::less<>> model_names{
        "templates.*.telemetry", "templates.*.properties", "templates.*.commands",
        "fleets.*.properties"};
    if (names.count(pattern) > 0) return name_rule::name;
    if (model_names.count(pattern) > 0) return name_rule::model_name;
    return name_rule::data;
}

/// `accel.x`, or `lights.0`: the element of an array has its number.
bool is_model_path(const std::string& text) {
    std::size_t from = 0;
    while (true) {
        auto dot = text.find('.', from);
        const auto part = text.substr(from, dot - from);
        const bool number =
            from > 0 && !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
        if (!number && !scalars::is_model_name(part)) return false;
        if (dot == std::string::npos) return true;
        from = dot + 1;
    }
}

class checker {
public:
    explicit checker(diagnostics& problems) : problems_(problems) {}

    void walk(yaml::node& node, const std::string& pattern) {
        if (node.is_list()) {
            auto below = join(pattern, "#");
            if (has_keys_below(below))
                for (auto& item : node.items)
                    walk(item, below);
        } else if (node.is_map() && has_keys_below(pattern)) {
            walk_map(node, pattern);
        }
    }

private:
    static std::string join(const std::string& pattern, const std::string& word) {
        return pattern.empty() ? word : pattern + '.' + word;
    }

    void walk_map(yaml::node& map, const std::string& pattern) {
        auto names = join(pattern, "*");
        bool chosen = find_key(names) != nullptr || has_keys_below(names);
        auto bad = [&](yaml::entry& entry) {
            if (chosen) {
                check_name(entry, pattern);
                walk(entry.value, names);
                return false;
            }
            if (!check_key(entry, pattern)) return true;
            walk(entry.value, join(pattern, entry.key));
            return false;
        };
        if (!chosen && keys_below(pattern).empty()) return;  // a list belongs here
        auto before = map.entries.size();
        std::vector<yaml::entry> kept;
        for (auto& entry : map.entries)
            if (!bad(entry)) kept.push_back(std::move(entry));
        map.entries = std::move(kept);
        map.incomplete = map.incomplete || map.entries.size() < before;
    }

    void check_name(const yaml::entry& entry, const std::string& pattern) {
        auto rule = rule_of(pattern);
        if (rule == name_rule::data) return;
        bool good =
            rule == name_rule::name ? scalars::is_name(entry.key) : is_model_path(entry.key);
        if (scalars::is_forbidden_word(entry.key)) {
            problems_.error("forbidden-word", entry.where,
                            ticked(entry.key) + " is no name, since YAML reads it as truth or null",
                            "choose another name");
        } else if (!good) {
            problems_.error("bad-name", entry.where, ticked(entry.key) + " is no name",
                            "a name is made of a-z, 0-9 and `_` and begins with a letter; "
                            "`title` is for people");
        }
    }

    bool check_key(const yaml::entry& entry, const std::string& pattern) {
        const auto* known = find_key(join(pattern, entry.key));
        if (known == nullptr) {
            unknown(entry, pattern);
            return false;
        }
        if (known->state == language_key::availability::built) return true;
        problems_.error("not-available-yet", entry.where,
                        ticked(entry.key) + " is part of the language but not available yet",
                        "leave it out for now");
        return false;
    }

    void unknown(const yaml::entry& entry, const std::string& pattern) {
        auto words = keys_below(pattern);
        std::string nearest;
        if (++suggested_ <= scenario_limits::suggestions) nearest = nearest_name(entry.key, words);
        std::string remedy = "did you mean " + ticked(nearest) + '?';
        if (nearest.empty()) {
            std::sort(words.begin(), words.end());
            remedy = "the keys here are ";
            for (std::size_t i = 0; i < words.size(); ++i)
                remedy += (i > 0 ? ", " : "") + words[i];
        }
        problems_.error("unknown-key", entry.where,
                        "there is no key " + ticked(entry.key) + " here", remedy);
    }

    diagnostics& problems_;
    std::size_t suggested_ = 0;
};

}  // namespace

void check_keys(yaml::node& root, diagnostics& problems) {
    checker(problems).walk(root, "");
}

}  // namespace muster::preparation
