#include "scenarios/write_acts.hpp"

#include "fleet/find_named.hpp"
#include "scenarios/format.hpp"
#include "scenarios/write_values.hpp"

namespace muster {

namespace {

std::string object_text(const request_value::members& all);

std::string text_of(const request_value& value) {
    const auto* flag = std::get_if<bool>(&value.plain);
    const auto* number = std::get_if<double>(&value.plain);
    if (value.kind == request_value::form::object) return object_text(value.inner);
    if (value.kind == request_value::form::plain) {
        if (flag != nullptr) return *flag ? "true" : "false";
        if (number != nullptr) return format_number(*number);
        return yaml_text(value.text() == nullptr ? "" : *value.text());
    }
    std::string items;
    for (const auto& [name, item] : value.inner)
        items += (items.empty() ? "" : ", ") + text_of(item);
    return '[' + items + ']';
}

std::string object_text(const request_value::members& all) {
    yaml_flow flow;
    for (const auto& [name, value] : all)
        flow.add(yaml_text(name), text_of(value));
    return flow.empty() ? "{}" : flow.text();
}

}  // namespace

std::string request_text(const command_request_fields& given) {
    const bool whole = given.size() == 1 && given.front().first.empty();
    return whole ? text_of(given.front().second) : object_text(given);
}

std::string setting_text(const std::string& property, const plain_value& value, const scenario& s) {
    auto kind = value_kind::text;
    for (const auto& t : s.templates)
        for (const auto& p : t.properties)
            if (qualified_name(p.component, p.name) == property) kind = p.kind;
    return value_text(value, kind);
}

namespace {

std::string told_text(const command_act& told) {
    yaml_flow flow;
    flow.add("name", told.command);
    if (!told.request.empty()) flow.add("request", request_text(told.request));
    flow.add("connect_within", format_duration(told.connect_within));
    flow.add("answer_within", format_duration(told.answer_within));
    if (told.queue_for > duration{}) flow.add("queue_for", format_duration(told.queue_for));
    return flow.text();
}

std::string asked_text(const question& asks) {
    if (asks.command.empty()) return yaml_text(asks.value);
    yaml_flow flow;
    flow.add("command", asks.command);
    if (!asks.request.empty()) flow.add("request", request_text(asks.request));
    return flow.text();
}

}  // namespace

void write_act(yaml_lines& out, const act_spec& act, const scenario& s) {
    yaml_flow flow, sets;
    flow.add("at", format_duration(act.at));
    std::string unset;
    for (const auto& one : act.sets)
        if (std::holds_alternative<std::monostate>(one.value))
            unset += (unset.empty() ? "" : ", ") + yaml_text(one.property);
        else
            sets.add(yaml_text(one.property), setting_text(one.property, one.value, s));
    if (!sets.empty()) flow.add("set", sets.text());
    if (!unset.empty()) flow.add("unset", '[' + unset + ']');
    if (!act.told.command.empty()) flow.add("command", told_text(act.told));
    if (act.asks) {
        flow.add("ask", asked_text(*act.asks));
        flow.add("within", format_duration(act.asks->within));
    }
    if (act.verb && act.into.empty()) flow.add("do", to_text(*act.verb));
    if (!act.into.empty()) flow.add("migrate", act.into);
    if (act.job) flow.add(to_text(act.job->verb), act.job->job);
    std::string ids;
    for (const auto& id : act.target.ids)
        ids += (ids.empty() ? "" : ", ") + yaml_text(id);
    if (!ids.empty()) flow.add("devices", '[' + ids + ']');
    flow.add_text("where", act.target.where);
    out.line(act.name + ": " + flow.text());
}

}  // namespace muster
