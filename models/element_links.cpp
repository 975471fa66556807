#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

#include "models/dtmi.hpp"
#include "models/element_reader.hpp"
#include "models/quantities.hpp"

namespace muster::models {

namespace {

namespace json = boost::json;

std::string did_you_mean(std::string_view word, const std::vector<std::string>& names) {
    const auto nearest = nearest_name(std::string(word), names);
    return nearest.empty() ? std::string() : "did you mean '" + nearest + "'?";
}

std::string schema_remedy(std::string_view written, const model_context& context) {
    auto with_central = context;
    with_central.iot_central = true;
    const auto known = find_built_in(written, with_central);
    if (known && is_a(known->kind, element_class::schema)) {
        return "add \"dtmi:iotcentral:context;2\" to '@context'";
    }
    return did_you_mean(written, {"boolean", "date", "dateTime", "double", "duration", "float",
                                  "integer", "long", "string", "time", "point"});
}

std::string unit_remedy(std::string_view written, const std::vector<co_type>& types) {
    std::vector<std::string> names;
    std::string list;
    for (const auto& type : types) {
        if (type.unit_type.empty()) continue;
        const auto units = units_of_type(type.unit_type, type.quantities);
        names.insert(names.end(), units.begin(), units.end());
        list = one_unit_of(type.unit_type, type.quantities);
    }
    const auto nearest = did_you_mean(written, names);
    return nearest.empty() ? "use " + list : nearest;
}

}  // namespace

void element_reader::read_elements(const member_rule& rule, const json::value& held,
                                   const json_spot& at, element_index index,
                                   const model_context& context) {
    const auto count = count_values(held);
    if (!rule.plural && count > 1) {
        return error("too-many", at, in_quotes(rule.name) + " has several values", "give one");
    }
    if (count == 0 && (rule.required || rule.count_min.of(context.version) > 0)) {
        return error("too-few", at, in_quotes(rule.name) + " is empty",
                     "give at least one element");
    }
    for_each_value(held, at, [&](const json::value& value, const json_spot& spot) {
        if (is_hopeless()) return;
        if (const auto* text = value.if_string()) {
            read_reference(rule, std::string_view(*text), spot, index, context);
        } else if (const auto* object = value.if_object()) {
            const auto child = read_element(*object, spot, {&rule, index}, context);
            if (child == no_element) return;
            graph_.elements[index].links.push_back(
                {&rule, graph_.elements[child].id, true, spot.where(), child});
        } else {
            error("wrong-type", spot, in_quotes(rule.name) + " has to be an object or an id",
                  rule.of == element_class::schema ? "such as \"double\"" : "");
        }
    });
}

void element_reader::read_reference(const member_rule& rule, std::string_view written,
                                    const json_spot& at, element_index index,
                                    const model_context& context) {
    if (const auto known = find_built_in(written, context)) {
        const auto found = add_built_in(*known);
        graph_.elements[index].links.push_back({&rule, known->id, false, at.where(), found});
    } else if (is_id_of(written, context.version)) {
        graph_.elements[index].links.push_back({&rule, std::string(written), false, at.where()});
    } else if (written.starts_with("dtmi:")) {
        error("bad-dtmi", at, in_quotes(written) + " is not a DTMI",
              "write it as dtmi:org:thing;1");
    } else {
        const bool schema = is_a(rule.of, element_class::schema);
        error(schema ? "unknown-schema" : "bad-dtmi", at,
              in_quotes(written) + " is neither a DTMI nor a word that can stand here",
              schema ? schema_remedy(written, context) : "");
    }
}

void element_reader::read_unit(const json::value& held, const json_spot& at, element_index index,
                               const model_context& context) {
    const auto count = count_values(held);
    if (count != 1) {
        return error(count == 0 ? "missing-unit" : "too-many", at,
                     "'unit' has " + std::to_string(count) + " values", "give one");
    }
    for_each_value(held, at, [&](const json::value& value, const json_spot& spot) {
        const auto* text = value.if_string();
        if (text == nullptr) {
            return error("unit-mismatch", spot, "'unit' has to be the name of a unit", "");
        }
        const std::string_view name(*text);
        if (const auto known = find_built_in(name, context)) {
            const auto found = add_built_in(*known);
            graph_.elements[index].links.push_back(
                {nullptr, known->id, false, spot.where(), found});
        } else if (is_id_of(name, context.version)) {
            graph_.elements[index].links.push_back(
                {nullptr, std::string(name), false, spot.where()});
        } else {
            error("unit-mismatch", spot, in_quotes(name) + " is not a unit of DTDL",
                  unit_remedy(name, graph_.elements[index].co_types));
        }
    });
}

element_index element_reader::add_built_in(const built_in& known) {
    const auto there = graph_.find(known.id);
    if (there != no_element) return there;
    model_element made;
    made.id = known.id;
    made.kind = known.kind;
    made.version = known.version;
    made.is_built_in = true;
    made.known = known;
    return graph_.add(std::move(made));
}

}  // namespace muster::models
