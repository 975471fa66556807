#include <charconv>
#include <set>

#include "scenarios/language.hpp"
#include "scenarios/preparation.hpp"

namespace muster::preparation {

namespace {

// `jobs.fw.batches.1`, `templates.c.firmware."2.4.0"`, `jobs["fw"].cancel`
std::optional<std::vector<std::string>> split_path(std::string_view path) {
    std::vector<std::string> words;
    while (!path.empty()) {
        bool bracket = path.substr(0, 2) == "[\"";
        if (bracket) path.remove_prefix(1);
        std::string word;
        if (path[0] == '"') {
            auto end = path.find('"', 1);
            if (end == std::string_view::npos) return std::nullopt;
            word = path.substr(1, end - 1);
            path.remove_prefix(end + 1);
        } else {
            auto end = std::min(path.find('.'), path.find('['));
            word = path.substr(0, end);
            path.remove_prefix(std::min(end, path.size()));
        }
        if (bracket && path.substr(0, 1) != "]") return std::nullopt;
        if (bracket) path.remove_prefix(1);
        if (word.empty()) return std::nullopt;
        words.push_back(std::move(word));
        if (path.substr(0, 1) == ".") {
            path.remove_prefix(1);
            if (path.empty()) return std::nullopt;
        } else if (!path.empty() && path[0] != '[') {
            return std::nullopt;
        }
    }
    if (words.empty()) return std::nullopt;
    return words;
}

// What there is, for a word that is near to none of it.
std::string choices(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 16;
    std::string out;
    std::set<std::string> told;
    for (const auto& name : names)
        if (told.size() < shown && told.insert(name).second)
            out += (out.empty() ? "" : ", ") + ticked(name);
    return out.empty() ? out : "there is " + out;
}

class setter {
public:
    setter(yaml::node& root, place where, diagnostics& problems)
        : root_(root), where_(std::move(where)), problems_(problems) {}

    void set(const std::vector<std::string>& words, yaml::node value) {
        yaml::node* at = &root_;
        std::string pattern;
        for (std::size_t i = 0; i < words.size(); ++i) {
            at = step(*at, words[i], pattern, i + 1 == words.size());
            if (at == nullptr) return;
        }
        *at = std::move(value);
    }

private:
    yaml::node* step(yaml::node& from, const std::string& word, std::string& pattern, bool last) {
        if (from.is_list()) return item(from, word, pattern);
        if (!from.is_map()) {
            complain("wrong-type", "what is before " + ticked(word) + " is no mapping and no list");
            return nullptr;
        }
        auto literal = pattern.empty() ? word : pattern + '.' + word;
        bool in_language = find_key(literal) != nullptr;
        auto before = pattern;
        pattern = in_language ? literal : pattern + ".*";
        if (auto* found = from.find_entry(word)) return &found->value;
        if (!in_language) {
            auto names = keys_below(before);
            for (const auto& entry : from.entries)
                names.push_back(entry.key);
            auto nearest = nearest_name(word, names);
            const bool could_be_named = find_key(pattern) != nullptr;
            const std::string none = "there is no " + ticked(word) + " at this place";
            if (!nearest.empty())
                complain("unknown-path", none, "did you mean " + ticked(nearest) + '?');
            else if (could_be_named)
                complain("unknown-path", none + ", and only the file can add one", choices(names));
            else
                complain("unknown-path", none, choices(names));
            return nullptr;
        }
        yaml::node fresh;
        fresh.what = last ? yaml::node::kind::nothing : yaml::node::kind::map;
        fresh.where = where_;
        from.entries.push_back({word, where_, std::move(fresh)});
        return &from.entries.back().value;
    }

    yaml::node* item(yaml::node& list, const std::string& word, std::string& pattern) {
        std::size_t index = 0;
        auto end = word.data() + word.size();
        auto [stop, bad] = std::from_chars(word.data(), end, index);
        if (bad != std::errc{} || stop != end || index >= list.items.size()) {
            complain("unknown-path", "there is no item " + ticked(word) + " in the list",
                     "its items are numbered from 0 to " +
                         std::to_string(list.items.empty() ? 0 : list.items.size() - 1));
            return nullptr;
        }
        pattern += ".#";
        return &list.items[index];
    }

    void complain(const char* code, const std::string& text, const std::string& remedy = {}) {
        problems_.error(code, where_, text, remedy);
    }

    yaml::node& root_;
    place where_;
    diagnostics& problems_;
};

// The places of a value from the command line are those of the option.
void move_to(yaml::node& value, const place& where) {
    value.where = where;
    value.verbatim = false;
    for (auto& item : value.items)
        move_to(item, where);
    for (auto& item : value.entries) {
        item.where = where;
        move_to(item.value, where);
    }
}

std::optional<yaml::node> read_value(const std::string& text, const place& where,
                                     diagnostics& problems) {
    diagnostics found;
    auto value = yaml::read_tree(text, where.file, found);
    for (auto& item : found.items) {
        item.where = where;
        problems.items.push_back(item);
    }
    if (value && !found.has_errors()) return value;
    if (!found.has_errors())
        problems.error("empty-value", where, "the option has no value", "write `--set PATH=VALUE`");
    return std::nullopt;
}

}  // namespace

void apply_sets(yaml::node& root, const std::vector<std::string>& sets, diagnostics& problems) {
    for (const auto& option : sets) {
        auto equals = option.find('=');
        place where{"--set " + option.substr(0, equals), 0, 0, ""};
        auto words =
            equals == std::string::npos ? std::nullopt : split_path(option.substr(0, equals));
        if (!words) {
            problems.error("bad-set", where, "found " + ticked(option) + ", expected PATH=VALUE",
                           "such as `--set jobs.fw.cancel.failed=1%`");
            continue;
        }
        if (words->front() == "include") {
            problems.error("bad-set", where, "files are included before anything is set",
                           "write another scenario that includes them");
            continue;
        }
        auto value = read_value(option.substr(equals + 1), where, problems);
        if (!value) continue;
        move_to(*value, where);
        setter(root, where, problems).set(*words, std::move(*value));
    }
}

}  // namespace muster::preparation
