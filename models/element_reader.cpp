#include "models/element_reader.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "models/dtmi.hpp"
#include "models/limits.hpp"
#include "models/quantities.hpp"

namespace muster::models {

namespace {

namespace json = boost::json;

bool is_keyword(std::string_view name) {
    return name.starts_with('@');
}

bool is_reserved(std::string_view id, const model_context& context) {
    return id.starts_with("dtmi:dtdl:") || id.starts_with("dtmi:standard:") ||
           (context.iot_central && id.starts_with("dtmi:iotcentral:"));
}

/// Members whose elements are told apart by their names.
bool is_named_list(const member_rule& rule) {
    return rule.plural && is_a(rule.of, element_class::named_entity);
}

bool is_name_key(std::string_view key) {
    return key == "name" || (key.starts_with("dtmi:dtdl:property:name;") && key.size() == 25);
}

const json::value* find_name(const json::object& object) {
    const auto found = std::find_if(object.begin(), object.end(), [](const auto& member) {
        return is_name_key(std::string_view(member.key()));
    });
    return found == object.end() ? nullptr : &found->value();
}

/// What stands for the id of an element that has none.
std::string nobody_at(const json_spot& at) {
    return "#" + at.file + at.pointer();
}

/// `dtmi:a:b;1` and `schema` give `dtmi:a:b:_schema;1`.
std::string child_id(const std::string& parent, std::string_view steps) {
    const auto version = std::min(parent.find(';'), parent.size());
    return parent.substr(0, version) + ":_" + std::string(steps) + parent.substr(version);
}

}  // namespace

void element_reader::error(const char* code, const json_spot& at, std::string text,
                           std::string remedy) {
    problems_.error(code, at.where(), std::move(text), std::move(remedy));
}

void element_reader::read(const json::value& root, const std::string& file) {
    const json_spot top{file};
    for_each_value(root, top, [&](const json::value& value, const json_spot& at) {
        if (!is_hopeless()) read_top(value, at);
    });
}

void element_reader::read_top(const json::value& value, const json_spot& at) {
    const auto* object = value.if_object();
    if (object == nullptr) {
        return error("not-an-interface", at, "an object was expected", "give an interface");
    }
    if (object->if_contains("@context") == nullptr) {
        return error("unknown-context", at, "'@context' is missing",
                     "add \"@context\": \"dtmi:dtdl:context;2\"");
    }
    const auto index = read_element(*object, at, {}, {});
    if (index == no_element || graph_.elements[index].version == 2) return;
    if (json::serialize(*object).size() > json_bytes_max) {
        error("json-too-large", at,
              "an interface of more than " + std::to_string(json_bytes_max) + " bytes", "split it");
    }
}

element_index element_reader::read_element(const json::object& object, const json_spot& at,
                                           const slot& stands, const model_context& outer) {
    auto context = outer;
    if (const auto* written = object.if_contains("@context")) {
        const auto own = read_context(*written, at.member("@context"), outer, policy_, problems_);
        if (!own) return no_element;
        context = *own;
    }
    if (!check_shape(object, at, stands, context)) return no_element;
    const auto id = read_id(object, at, stands, context);
    if (!is_new(id, object, at, stands)) return no_element;
    const auto expected = stands.member ? stands.member->of : element_class::interface;
    const auto types = read_types(object, at, expected, context);
    if (types.kind == element_class::none) return no_element;
    if (types.kind == element_class::interface && id.size() > interface_id_length_max) {
        error("too-long", at.member("@id"),
              "the id of an interface has " + std::to_string(id.size()) + " characters",
              "give at most " + std::to_string(interface_id_length_max));
    }
    model_element made;
    made.id = id;
    made.kind = types.kind;
    made.version = context.version;
    made.where = at.where();
    made.co_types = types.co_types;
    const auto index = graph_.add(std::move(made));
    const bool is_interface = types.kind == element_class::interface;
    graph_.elements[index].interface =
        is_interface ? index : graph_.elements[stands.parent].interface;
    read_members(object, at, index, types, context);
    return index;
}

bool element_reader::check_shape(const json::object& object, const json_spot& at,
                                 const slot& stands, const model_context& context) {
    if (object.size() == 1 && object.if_contains("@id")) {
        error("id-reference", at, "an object of nothing but '@id' is not a reference in DTDL",
              "write the id itself, as a text");
        return false;
    }
    if (object.if_contains("@graph")) {
        error("bad-keyword", at.member("@graph"), "'@graph' has no place in DTDL",
              "write a list of interfaces");
    }
    for (const auto& member : object) {
        const std::string_view name = member.key();
        if (context.version == 2 || !is_keyword(name) || name == "@id" || name == "@type") continue;
        if (name == "@context" || name == "@graph") continue;
        error("bad-keyword", at.member(name), in_quotes(name) + " has no place in DTDL",
              "remove it");
    }
    if (stands.member == nullptr) return true;
    const auto outer = graph_.elements[stands.parent].version;
    const bool fits =
        stands.member->same_version ? context.version == outer : context.version <= outer;
    if (!fits) {
        error("other-version", at,
              "an element of DTDL " + std::to_string(context.version) + " within one of DTDL " +
                  std::to_string(outer),
              "give both the same context");
    }
    return true;
}

std::string element_reader::read_id(const json::object& object, const json_spot& at,
                                    const slot& stands, const model_context& context) {
    const auto* written = object.if_contains("@id");
    if (written == nullptr) return made_up_id(object, at, stands);
    const auto spot = at.member("@id");
    const auto* text = written->if_string();
    if (text == nullptr || !is_id_of(std::string_view(*text), context.version)) {
        error("bad-dtmi", spot,
              text ? in_quotes(std::string_view(*text)) + " is not a DTMI" : "'@id' is not a text",
              "write it as dtmi:org:thing;1");
        return nobody_at(at);
    }
    if (is_reserved(*text, context)) {
        error("reserved-id", spot,
              in_quotes(std::string_view(*text)) + " begins as only ids of DTDL itself do",
              "begin with a name of your own, such as dtmi:org:");
    }
    return std::string(*text);
}

std::string element_reader::made_up_id(const json::object& object, const json_spot& at,
                                       const slot& stands) {
    const auto* member = stands.member;
    if (member == nullptr || member->id_required) {
        error("missing-member", at, "'@id' is missing", "add it, such as dtmi:org:thing;1");
        return nobody_at(at);
    }
    const auto& parent = graph_.elements[stands.parent].id;
    if (!is_named_list(*member)) return child_id(parent, member->name);
    const auto* name = find_name(object);
    const auto segment = name ? literal_rules::segment(*name) : std::nullopt;
    // A name that is missing, none or too long is reported where it is read.
    const auto version = graph_.elements[stands.parent].version;
    const auto* rule = find_member(element_class::named_entity, "name", version);
    const auto most = static_cast<std::size_t>(rule->length_max.of(version));
    const bool sound = segment && segment->size() <= most;
    return sound ? child_id(parent, std::string(member->name) + ":__" + *segment) : nobody_at(at);
}

bool element_reader::is_new(const std::string& id, const json::object& object, const json_spot& at,
                            const slot& stands) {
    const auto there = graph_.find(id);
    if (there == no_element) return true;
    const bool named = stands.member != nullptr && is_named_list(*stands.member);
    const auto& first = graph_.elements[there].where;
    const auto place = first.file + (first.file.empty() ? "" : " ") + first.pointer;
    if (named && object.if_contains("@id") == nullptr) {
        error("duplicate-name", at, "two elements of this list have the same name",
              "rename one of the two");
    } else {
        error("duplicate-id", at.member("@id"),
              in_quotes(id) + " is defined twice, first in " + place,
              "give one of the two another id");
    }
    return false;
}

void element_reader::read_members(const json::object& object, const json_spot& at,
                                  element_index index, const types_found& types,
                                  const model_context& context) {
    std::set<const member_rule*> seen;
    bool has_unit = false;
    const bool takes_unit =
        std::any_of(types.co_types.begin(), types.co_types.end(),
                    [](const co_type& type) { return !type.unit_type.empty(); });
    for (const auto& member : object) {
        const std::string_view name = member.key();
        if (is_keyword(name)) continue;
        if (is_hopeless()) return;
        const auto spot = at.member(name);
        if (const auto* rule = find_member(types.kind, name, context.version)) {
            if (seen.insert(rule).second) {
                read_member(*rule, member.value(), spot, index, context);
            } else {
                error("repeated-member", spot, in_quotes(rule->name) + " stands twice",
                      "keep one of the two");
            }
        } else if (takes_unit && (name == "unit" || name == "dtmi:dtdl:property:unit;2")) {
            if (has_unit) {
                error("repeated-member", spot, "'unit' stands twice", "keep one of the two");
            }
            has_unit = true;
            read_unit(member.value(), spot, index, context);
        } else {
            check_undefined_member(name, spot, types, context);
        }
    }
    check_required(seen, at, index, types, has_unit);
}

void element_reader::check_undefined_member(std::string_view name, const json_spot& at,
                                            const types_found& types,
                                            const model_context& context) {
    const bool is_word = name.find(':') == std::string_view::npos;
    const bool later_allows = !context.complete && (is_word || is_id_of(name, context.version));
    if (types.has_undefined && (context.version == 2 || later_allows)) return;
    std::vector<std::string> known;
    for (const auto& rule : all_members()) {
        const bool has = rule.since <= context.version && context.version <= rule.until;
        if (has && is_a(types.kind, rule.owner)) known.emplace_back(rule.name);
    }
    const auto nearest = nearest_name(std::string(name), known);
    const auto kind = std::string(name_of(types.kind));
    error("unknown-member", at, kind + " has no member " + in_quotes(name),
          name == "unit"     ? "add the semantic type that the unit belongs to, or remove it"
          : !nearest.empty() ? "did you mean '" + nearest + "'?"
                             : "remove it, or add the type that defines it");
}

void element_reader::check_required(const std::set<const member_rule*>& seen, const json_spot& at,
                                    element_index index, const types_found& types, bool has_unit) {
    const auto version = graph_.elements[index].version;
    for (const auto& rule : all_members()) {
        const bool needed = rule.required || rule.count_min.of(version) > 0;
        const bool applies = needed && rule.since <= version && version <= rule.until &&
                             is_a(types.kind, rule.owner);
        if (!applies || seen.contains(&rule)) continue;
        error("missing-member", at,
              std::string(name_of(types.kind)) + " without " + in_quotes(rule.name), "add it");
    }
    for (const auto& type : types.co_types) {
        if (has_unit || !type.unit_required) continue;
        error("missing-unit", at, in_quotes(type.name) + " without a 'unit'",
              "add " + one_unit_of(type.unit_type, type.quantities));
    }
}

void element_reader::read_member(const member_rule& rule, const json::value& held,
                                 const json_spot& at, element_index index,
                                 const model_context& context) {
    literal_rules literals(context.version, problems_);
    if (rule.form == value_form::element) {
        read_elements(rule, held, at, index, context);
    } else if (rule.is_name) {
        if (auto name = literals.text(rule, held, at)) {
            graph_.elements[index].name = std::move(*name);
        }
    } else if (rule.form == value_form::literal) {
        graph_.elements[index].value = literals.any(rule, held, at);
    } else {
        literals.check(rule, held, at);
    }
}

}  // namespace muster::models
