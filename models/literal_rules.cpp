#include "models/literal_rules.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "models/dtmi.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

literal number_literal(double number) {
    using limits = std::numeric_limits<std::int32_t>;
    if (number == std::floor(number) && number >= limits::min() && number <= limits::max()) {
        return static_cast<std::int32_t>(number);
    }
    return number;
}

/// Empty for null, objects and arrays.
std::optional<literal> plain_literal(const json::value& held) {
    if (const auto* text = held.if_string()) return std::string(*text);
    if (const auto* truth = held.if_bool()) return *truth;
    if (const auto* number = held.if_int64()) return number_literal(static_cast<double>(*number));
    if (const auto* number = held.if_uint64()) return number_literal(static_cast<double>(*number));
    if (const auto* number = held.if_double()) return number_literal(*number);
    return std::nullopt;
}

bool is_keyword(std::string_view name) {
    return name.starts_with('@');
}

/// The only type of a value object; empty where it has none, or another number of them.
std::string_view only_type(const json::value& type) {
    if (const auto* text = type.if_string()) return *text;
    const auto* list = type.if_array();
    if (list == nullptr || list->size() != 1 || !list->front().is_string()) return {};
    return list->front().get_string();
}

std::string_view without_schema_prefix(std::string_view type) {
    for (const std::string_view prefix : {"xsd:", "http://www.w3.org/2001/XMLSchema#"})
        if (type.starts_with(prefix)) return type.substr(prefix.size());
    return {};
}

const json::value* first_value(const json::value& held) {
    const auto* list = held.if_array();
    if (list == nullptr) return &held;
    return list->empty() ? nullptr : first_value(list->front());
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_region(std::string_view part) {
    return (part.size() == 2 && std::all_of(part.begin(), part.end(), is_upper)) ||
           (part.size() == 3 && std::all_of(part.begin(), part.end(), is_digit));
}

bool is_script(std::string_view part) {
    return part.size() == 4 && is_upper(part.front()) &&
           std::all_of(part.begin() + 1, part.end(), is_lower);
}

}  // namespace

std::size_t length_of(std::string_view utf8) {
    std::size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0u) != 0x80u) units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

bool is_language_code(std::string_view text) {
    const auto dash = std::min(text.find('-'), text.size());
    const auto language = text.substr(0, dash);
    if (language.size() < 2 || language.size() > 4) return false;
    if (!std::all_of(language.begin(), language.end(), is_lower)) return false;
    if (dash == text.size()) return true;
    auto rest = text.substr(dash + 1);
    if (rest.size() > 4 && rest[4] == '-' && is_script(rest.substr(0, 4))) {
        return is_region(rest.substr(5));
    }
    return is_script(rest) || is_region(rest);
}

void literal_rules::wrong(const json_spot& at, std::string text, std::string remedy) {
    problems_.error("wrong-type", at.where(), std::move(text), std::move(remedy));
}

void literal_rules::check_length(std::string_view text, std::size_t length_max,
                                 const json_spot& at) {
    if (length_max == 0 || length_of(text) <= length_max) return;
    problems_.error("too-long", at.where(),
                    "a text of " + std::to_string(length_of(text)) + " characters where at most " +
                        std::to_string(length_max) + " are allowed",
                    "shorten it");
}

std::optional<literal> literal_rules::typed(literal held, std::string_view type,
                                            const json_spot& at) {
    const auto name = without_schema_prefix(type);
    const bool is_whole = std::holds_alternative<std::int32_t>(held);
    const bool fits = (name == "string" && std::holds_alternative<std::string>(held)) ||
                      (name == "boolean" && std::holds_alternative<bool>(held)) ||
                      (name == "integer" && is_whole) ||
                      (name == "decimal" && (is_whole || std::holds_alternative<double>(held)));
    if (fits) return held;
    wrong(at, "the value is not of the type " + in_quotes(type),
          "write the plain value, or its right type");
    return std::nullopt;
}

std::optional<literal> literal_rules::value_object(const json::object& held, const json_spot& at) {
    const auto* value = held.if_contains("@value");
    const auto* type = held.if_contains("@type");
    bool known = true;
    for (const auto& member : held) {
        const std::string_view name = member.key();
        const bool wanted = name == "@value" || name == "@type";
        const bool harmless = version_ == 2 && is_keyword(name) && name != "@context" &&
                              name != "@id" && name != "@graph";
        known &= wanted || harmless;
    }
    const auto found = value ? plain_literal(*value) : std::nullopt;
    if (!found || !known) {
        wrong(at, "an object with \"@value\", and at most \"@type\", was expected",
              "write the plain value");
        return std::nullopt;
    }
    return type ? typed(*found, only_type(*type), at) : found;
}

std::optional<literal> literal_rules::single(const member_rule& rule, const json::value& held,
                                             const json_spot& at) {
    const auto count = count_values(held);
    if (count > 1 || (count == 0 && rule.required)) {
        problems_.error(count == 0 ? "missing-member" : "too-many", at.where(),
                        "'" + std::string(rule.name) + "' has " + std::to_string(count) +
                            " values where one was expected",
                        "give one");
        return std::nullopt;
    }
    const auto* value = first_value(held);
    if (value == nullptr) return std::nullopt;
    if (const auto* object = value->if_object()) return value_object(*object, at);
    auto found = plain_literal(*value);
    if (!found) wrong(at, "'" + std::string(rule.name) + "' has no value", "give one");
    return found;
}

std::optional<std::string> literal_rules::text(const member_rule& rule, const json::value& held,
                                               const json_spot& at) {
    const auto found = single(rule, held, at);
    if (!found) return std::nullopt;
    const auto* text = std::get_if<std::string>(&*found);
    if (text == nullptr) {
        wrong(at, "'" + std::string(rule.name) + "' has to be a text", "put it in quotes");
        return std::nullopt;
    }
    const auto before = problems_.items.size();
    check_length(*text, static_cast<std::size_t>(rule.length_max.of(version_)), at);
    if (rule.is_name && before == problems_.items.size() && !is_identifier(*text)) {
        problems_.error("bad-name", at.where(), "'" + *text + "' is not a name",
                        "begin with a letter, go on with letters, digits and underscores, and do "
                        "not end with an underscore");
    }
    return *text;
}

std::optional<std::string> literal_rules::segment(const json::value& held) {
    const auto* value = first_value(held);
    if (value == nullptr) return std::nullopt;
    if (const auto* object = value->if_object()) {
        const auto* inner = object->if_contains("@value");
        if (inner == nullptr) return std::nullopt;
        value = inner;
    }
    if (const auto* text = value->if_string()) return std::string(*text);
    const auto found = plain_literal(*value);
    if (!found || !std::holds_alternative<std::int32_t>(*found)) return std::nullopt;
    return std::to_string(std::get<std::int32_t>(*found));
}

std::optional<literal> literal_rules::any(const member_rule& rule, const json::value& held,
                                          const json_spot& at) {
    return single(rule, held, at);
}

void literal_rules::check_truth(const member_rule& rule, const json::value& held,
                                const json_spot& at) {
    const auto found = single(rule, held, at);
    if (found && !std::holds_alternative<bool>(*found)) {
        wrong(at, "'" + std::string(rule.name) + "' has to be true or false",
              "write it without quotes");
    }
}

void literal_rules::check_whole_number(const member_rule& rule, const json::value& held,
                                       const json_spot& at) {
    const auto found = single(rule, held, at);
    if (!found) return;
    const auto* number = std::get_if<std::int32_t>(&*found);
    if (number == nullptr) {
        return wrong(at, "'" + std::string(rule.name) + "' has to be a whole number");
    }
    const auto bounded = rule.bounded.of(version_);
    const auto least = rule.value_min.of(version_), most = rule.value_max.of(version_);
    if ((bounded >= 1 && *number < least) || (bounded == 2 && *number > most)) {
        problems_.error("out-of-range", at.where(),
                        "'" + std::string(rule.name) + "' is " + std::to_string(*number),
                        bounded == 1 ? "give " + std::to_string(least) + " or more"
                        : least == most
                            ? "it can only be " + std::to_string(least)
                            : "give " + std::to_string(least) + " to " + std::to_string(most));
    }
}

void literal_rules::check_identifier(const member_rule& rule, const json::value& held,
                                     const json_spot& at) {
    if (count_values(held) > 1) {
        problems_.error("too-many", at.where(),
                        "'" + std::string(rule.name) + "' has several values", "give one");
        return;
    }
    for_each_value(held, at, [&](const json::value& value, const json_spot& spot) {
        const auto* text = value.if_string();
        if (text != nullptr && is_id_of(std::string_view(*text), version_)) return;
        problems_.error("bad-dtmi", spot.where(),
                        "'" + std::string(rule.name) + "' has to be a DTMI",
                        "write it as dtmi:org:thing;1");
    });
}

std::string literal_rules::check_tagged(const json::object& item, std::size_t length_max,
                                        const json_spot& at) {
    const auto* value = item.if_contains("@value");
    const auto* language = item.if_contains("@language");
    std::string code(language == nullptr     ? std::string_view("en")
                     : language->is_string() ? std::string_view(language->get_string())
                                             : std::string_view());
    bool known = true;
    for (const auto& member : item) {
        const std::string_view name = member.key();
        const bool wanted = name == "@value" || name == "@language";
        const bool harmless = version_ == 2 && is_keyword(name) && name != "@context" &&
                              name != "@id" && name != "@graph";
        known &= wanted || harmless;
    }
    if (value == nullptr || !value->is_string() || !known) {
        wrong(at, "an object with \"@value\" and \"@language\" was expected",
              "write {\"en\": \"...\"} instead of the list");
        return {};
    }
    if (!is_language_code(code)) {
        problems_.error("bad-language", at.where(), in_quotes(code) + " is not a language code",
                        "such as en, or pt-BR");
    }
    check_length(std::string_view(value->get_string()), length_max, at);
    return code;
}

std::string literal_rules::check_language_item(const json::value& item, std::size_t length_max,
                                               const json_spot& at) {
    if (const auto* text = item.if_string()) {
        check_length(std::string_view(*text), length_max, at);
        return "en";
    }
    if (const auto* object = item.if_object()) return check_tagged(*object, length_max, at);
    wrong(at, "a text, or an object of languages, was expected");
    return {};
}

void literal_rules::check_language_map(const json::object& map, std::size_t length_max,
                                       const json_spot& at) {
    for (const auto& member : map) {
        const std::string_view code = member.key();
        const auto spot = at.member(code);
        if (!is_language_code(code)) {
            problems_.error("bad-language", spot.where(),
                            in_quotes(code) + " is not a language code", "such as en, or pt-BR");
        } else if (const auto* text = member.value().if_string()) {
            check_length(std::string_view(*text), length_max, spot);
        } else {
            wrong(spot, "the text of a language was expected", "put it in quotes");
        }
    }
}

void literal_rules::check_localized(const member_rule& rule, const json::value& held,
                                    const json_spot& at) {
    const auto length_max = static_cast<std::size_t>(rule.length_max.of(version_));
    if (const auto* map = held.if_object()) return check_language_map(*map, length_max, at);
    std::set<std::string> languages;
    for_each_value(held, at, [&](const json::value& item, const json_spot& spot) {
        const auto code = check_language_item(item, length_max, spot);
        if (code.empty() || languages.insert(code).second) return;
        problems_.error("bad-language", spot.where(), "the language '" + code + "' stands twice",
                        "keep one of the two texts");
    });
}

void literal_rules::check(const member_rule& rule, const json::value& held, const json_spot& at) {
    switch (rule.form) {
        case value_form::text:
            text(rule, held, at);
            return;
        case value_form::localized:
            return check_localized(rule, held, at);
        case value_form::truth:
            return check_truth(rule, held, at);
        case value_form::whole_number:
            return check_whole_number(rule, held, at);
        case value_form::literal:
            any(rule, held, at);
            return;
        case value_form::identifier:
            return check_identifier(rule, held, at);
        case value_form::element:
            return;
    }
}

}  // namespace muster::models
