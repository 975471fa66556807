#include <boost/json/object.hpp>

#include <string>

#include "models/element_reader.hpp"
#include "models/quantities.hpp"

namespace muster::models {

namespace {

namespace json = boost::json;

/// What can be written as `@type` where an element of a class is expected.
std::string types_of(element_class expected, int version) {
    std::string names;
    for (const auto& rule : all_classes()) {
        if (!is_a(rule.id, expected) || rule.since > version || is_built_in(rule.id)) continue;
        if (rule.id <= element_class::schema_field) continue;
        names += (names.empty() ? "" : ", ") + std::string(rule.name);
    }
    return names;
}

/// Which elements have semantic types: those that hold a value, from DTDL 3 on.
bool can_have(element_class kind, const co_type& type, int version) {
    if (kind == element_class::telemetry || kind == element_class::property) {
        return type.quantities == 0 ? version == 2 : takes_quantities(version, type.quantities);
    }
    if (type.quantities == 0 || !takes_quantities(version, type.quantities)) return false;
    return kind == element_class::field || kind == element_class::map_value ||
           kind == element_class::command_request || kind == element_class::command_response;
}

}  // namespace

element_reader::types_found element_reader::read_types(const json::object& object,
                                                       const json_spot& at, element_class expected,
                                                       const model_context& context) {
    types_found found;
    const auto* written = object.if_contains("@type");
    if (written == nullptr && rule_of(expected).type_is_implied) {
        found.kind = expected;
        return found;
    }
    const auto spot = at.member("@type");
    if (written != nullptr) {
        for_each_value(*written, spot, [&](const json::value& word, const json_spot& each) {
            if (const auto* text = word.if_string()) {
                read_type(std::string_view(*text), each, expected, context, found);
            } else {
                found.sound = false;
                error("wrong-type", each, "a type has to be a text", "put it in quotes");
            }
        });
    }
    if (found.sound && found.kind == element_class::none) {
        const bool top = expected == element_class::interface;
        error(top ? "not-an-interface" : "unknown-type", written ? spot : at,
              "'@type' names nothing that can stand here",
              "add one of " + types_of(expected, context.version));
    }
    if (!found.sound) found.kind = element_class::none;
    if (found.kind != element_class::none) check_co_types(found, spot, context.version);
    return found;
}

void element_reader::read_type(std::string_view word, const json_spot& at, element_class expected,
                               const model_context& context, types_found& found) {
    if (const auto* rule = find_class(word)) {
        const bool fits = rule->since <= context.version && is_a(rule->id, expected) &&
                          rule->id > element_class::schema_field && !is_built_in(rule->id) &&
                          (!word.starts_with("dtmi:") || word.back() - '0' == context.version);
        if (!fits || (found.kind != element_class::none && found.kind != rule->id)) {
            found.sound = false;
            const bool top = at.up != nullptr && expected == element_class::interface;
            error(top ? "not-an-interface" : "unknown-type", at,
                  in_quotes(word) + (fits ? " stands beside another class" : " cannot stand here"),
                  "write one of " + types_of(expected, context.version));
        } else {
            found.kind = rule->id;
        }
        return;
    }
    const auto read = read_type_word(word, context);
    const bool later = context.version > 2;
    switch (read.what) {
        case type_word::sense::co_type:
            found.co_types.push_back(read.type);
            return;
        case type_word::sense::undefined:
            if (!later || (!context.complete && word.find(':') == std::string_view::npos)) {
                found.has_undefined = true;
                return;
            }
            break;
        case type_word::sense::no_type:
            if (!context.complete) {
                found.has_undefined = true;
                return;
            }
            break;
        case type_word::sense::bad_id:
            break;
    }
    found.sound = false;
    error("unknown-type", at, in_quotes(word) + " is no type that an element can have",
          read.what == type_word::sense::bad_id ? "write it as dtmi:org:thing;1" : "remove it");
}

void element_reader::check_co_types(types_found& found, const json_spot& at, int version) {
    const co_type* with_unit = nullptr;
    for (const auto& type : found.co_types) {
        const bool fits = can_have(found.kind, type, version);
        if (!fits) {
            error("misplaced-type", at,
                  in_quotes(type.name) + " cannot stand beside " +
                      std::string(name_of(found.kind)) + " in DTDL " + std::to_string(version),
                  "remove it");
        }
        if (type.unit_type.empty()) continue;
        if (with_unit != nullptr && with_unit->name != type.name) {
            error(
                "conflicting-types", at,
                in_quotes(with_unit->name) + " and " + in_quotes(type.name) + " both define a unit",
                "keep one of the two");
        }
        with_unit = &type;
    }
}

}  // namespace muster::models
