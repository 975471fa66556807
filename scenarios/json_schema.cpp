#include "scenarios/json_schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/language.hpp"

namespace muster {

namespace {

namespace json = boost::json;

/// What the words of the table's `type` column mean to an editor. The first entry whose word begins
/// a part of the column decides. An editor reads YAML by its own guesses, so numbers and truths are
/// texts as well where a text belongs.
struct term {
    std::string_view word;
    enum class form : unsigned char { text, number, whole, truth, pattern, object, list } kind;
    std::string_view pattern;
};

constexpr std::string_view duration_pattern = R"(^([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+$)";
constexpr std::string_view percentage_pattern = R"(^[0-9]+(\.[0-9]+)?%$)";
constexpr std::string_view count_pattern = R"(^[0-9]+(\.[0-9]+)?[kM]$)";
constexpr std::string_view rate_pattern = R"(^-?[0-9]+(\.[0-9]+)?[kM]?/(s|m|h|d)$)";
constexpr std::string_view range_pattern = R"(^\S.*\.\.\S.*$)";

constexpr std::array<term, 18> terms{{
    {"mapping", term::form::object, {}},
    {"a generator", term::form::object, {}},
    {"`{", term::form::object, {}},
    {"list", term::form::list, {}},
    {"or list", term::form::list, {}},
    {"`low..high`", term::form::pattern, range_pattern},
    {"number per time", term::form::pattern, rate_pattern},
    {"number", term::form::number, {}},
    {"whole number", term::form::whole, {}},
    {"count", term::form::whole, {}},
    {"truth", term::form::truth, {}},
    {"duration", term::form::pattern, duration_pattern},
    {"percentage", term::form::pattern, percentage_pattern},
    {"rate", term::form::pattern, rate_pattern},
    {"any value", term::form::object, {}},
    {"value", term::form::text, {}},
    {"`N messages`", term::form::pattern, R"(^[0-9]+(\.[0-9]+)?[kM]? messages$)"},
    {"a factor", term::form::pattern, R"(^[0-9]+(\.[0-9]+)?x$)"},
}};

/// A reference stands for a whole value of any type.
json::object reference() {
    return {{"type", "string"}, {"pattern", R"(^(params|request|env)\.)"}};
}

json::object text() {
    return {{"type", json::array{"string", "number", "boolean"}}};
}

void add_count(json::array& to) {
    to.push_back(json::object{{"type", "integer"}, {"minimum", 0}});
    to.push_back(json::object{{"type", "string"}, {"pattern", count_pattern}});
}

/// Where a mapping or list may stand says what is below the key; here it adds nothing.
void add_term(json::array& to, const term& t) {
    switch (t.kind) {
        case term::form::text:
            return to.push_back(text());
        case term::form::number:
            return to.push_back(json::object{{"type", "number"}});
        case term::form::whole:
            return add_count(to);
        case term::form::truth:
            return to.push_back(json::object{{"type", "boolean"}});
        case term::form::pattern:
            return to.push_back(json::object{{"type", "string"}, {"pattern", t.pattern}});
        case term::form::object:
        case term::form::list:
            return;
    }
}

/// `` `max`, `realtime` or a factor `` in its parts. Commas within braces separate nothing.
std::vector<std::string> parts_of(const std::string& type) {
    if (type.starts_with("list")) return {"list"};  // the rest of the words is of its items
    std::vector<std::string> parts{""};
    int depth = 0;
    for (std::size_t i = 0; i < type.size(); ++i) {
        depth += type[i] == '{' ? 1 : type[i] == '}' ? -1 : 0;
        const bool comma = depth == 0 && (type[i] == ',' || type[i] == ';');
        const bool either = depth == 0 && type.compare(i, 4, " or ") == 0;
        if (!comma && !either) {
            parts.back() += type[i];
            continue;
        }
        parts.emplace_back();
        i += either ? 3 : 1;
    }
    for (auto& part : parts)
        if (part.starts_with("or ")) part.erase(0, 3);
    return parts;
}

const term* term_of(std::string_view part) {
    const auto found = std::find_if(terms.begin(), terms.end(),
                                    [&](const term& t) { return part.starts_with(t.word); });
    return found == terms.end() ? nullptr : &*found;
}

/// `` `max` ``: a word to be written as it stands.
std::optional<std::string> literal_in(const std::string& part) {
    if (part.size() < 3 || part.front() != '`' || part.back() != '`') return std::nullopt;
    const auto word = part.substr(1, part.size() - 2);
    if (word.find_first_of("{.#X ") != std::string::npos) return std::nullopt;
    return word;
}

struct shape {
    json::array scalars;
    bool list_of_texts = false;
};

shape shape_of(const std::string& type) {
    shape s;
    json::array words;
    for (const auto& part : parts_of(type)) {
        const auto word = literal_in(part);
        const auto* known = word ? nullptr : term_of(part);
        if (word)
            words.push_back(json::string(*word));
        else if (known == nullptr)
            s.scalars.push_back(text());
        else
            add_term(s.scalars, *known);
        s.list_of_texts = s.list_of_texts || (known != nullptr && known->kind == term::form::list);
    }
    if (words == json::array{"1"}) words = {1};
    if (!words.empty()) s.scalars.push_back(json::object{{"enum", words}});
    return s;
}

std::string joined(std::string_view parent, std::string_view word) {
    return parent.empty() ? std::string(word) : std::string(parent) + '.' + std::string(word);
}

bool built(const std::string& path) {
    const auto* key = find_key(path);
    return key == nullptr ? has_keys_below(path) : key->state == language_key::availability::built;
}

json::object schema_at(const std::string& path);

/// A mapping with the words of the table, or with names that the scenario chooses.
json::object map_at(const std::string& path) {
    json::object keys;
    json::array required;
    const bool copies = find_key(joined(path, "like")) != nullptr;
    for (const auto& word : keys_below(path)) {
        const auto below = joined(path, word);
        if (!built(below)) continue;
        keys[word] = schema_at(below);
        const auto* key = find_key(below);
        if (key != nullptr && key->standard == "required" && !copies)
            required.push_back(json::string(word));
    }
    json::object map{{"type", "object"}};
    if (!keys.empty()) map["properties"] = std::move(keys);
    if (!required.empty()) map["required"] = std::move(required);
    const auto named = joined(path, "*");
    if (built(named))
        map["additionalProperties"] = schema_at(named);
    else
        map["additionalProperties"] = false;
    return map;
}

json::object list_at(const std::string& path) {
    const auto item = joined(path, "#");
    return {{"type", "array"}, {"items", built(item) ? schema_at(item) : text()}};
}

void add_structure(json::array& to, const std::string& path, const language_key& key) {
    const bool list = shape_of(key.type).list_of_texts || built(joined(path, "#"));
    if (list) to.push_back(list_at(path));
    const bool map = key.type.find("mapping") != std::string::npos ||
                     key.type.find("generator") != std::string::npos ||
                     key.type.find('{') != std::string::npos;
    if (!map) return;
    const bool open = keys_below(path).empty() && !built(joined(path, "*"));
    to.push_back(open ? json::object{{"type", "object"}} : map_at(path));
}

json::object schema_of(const std::string& path, const language_key& key) {
    if (key.type == "any value") return {};
    json::array forms = shape_of(key.type).scalars;
    const bool scalar = !forms.empty();
    add_structure(forms, path, key);
    if (scalar) forms.push_back(reference());
    if (forms.size() == 1) return std::move(forms[0].as_object());
    return {{"anyOf", std::move(forms)}};
}

/// A path without an entry of its own is a step on the way to those below.
json::object schema_at(const std::string& path) {
    const auto* key = find_key(path);
    if (key == nullptr) return built(joined(path, "#")) ? list_at(path) : map_at(path);
    json::object made = schema_of(path, *key);
    std::string help = key->help;
    if (!key->standard.empty() && key->standard != "required")
        help += " Default: " + key->standard + '.';
    made["description"] = help + "\n\n    " + key->example;
    return made;
}

}  // namespace

std::string json_schema() {
    json::object root = map_at("");
    root["title"] = "Muster scenario";
    return json::serialize(root) + '\n';
}

}  // namespace muster
