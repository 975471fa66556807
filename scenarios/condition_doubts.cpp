#include <algorithm>
#include <optional>

#include "fleet/job_command.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

using query::node;
using query::node_kind;

/// Collects the values that a tag or property can have; not all are known of those that count up.
class known_values {
public:
    void add(const attribute_source& source) {
        if (source.kind == attribute_source::form::pick)
            for (const auto& choice : source.choices)
                add(choice.text);
        else if (source.kind == attribute_source::form::constant &&
                 std::holds_alternative<std::string>(source.fixed))
            add(std::get<std::string>(source.fixed));
        else if (source.kind == attribute_source::form::column &&
                 source.column->texts.size() <= most_of_a_column)
            for (std::uint32_t i = 0; i < source.column->texts.size(); ++i)
                add(std::string(source.column->texts[i]));
        else
            all_known_ = false;
    }
    void add(const std::string& text) {
        if (!has(text)) texts_.push_back(text);
    }
    bool has(const std::string& text) const {
        return std::find(texts_.begin(), texts_.end(), text) != texts_.end();
    }
    bool complete() const { return all_known_ && !texts_.empty(); }
    const std::vector<std::string>& texts() const { return texts_; }

private:
    /// Columns with more texts are names of single things.
    static constexpr std::size_t most_of_a_column = 200;

    std::vector<std::string> texts_;
    bool all_known_ = true;
};

std::string without(const std::string& path, std::string_view prefix) {
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
}

void add_property(known_values& values, const property_spec& property, const std::string& name) {
    const bool same = property.name == name || property.component + '.' + property.name == name;
    if (same && property.initial) values.add(*property.initial);
}

/// All that jobs and acts tell devices with their commands.
std::vector<const command_request_fields*> requests_of(const scenario& s) {
    std::vector<const command_request_fields*> all;
    for (const auto& job : s.jobs)
        all.push_back(&job.request);
    for (const auto& act : s.acts)
        all.push_back(&act.request());
    return all;
}

/// What commands can make of a firmware.
void add_versions(known_values& values, const scenario& s) {
    for (const auto& t : s.templates)
        for (const auto& firmware : t.firmware) {
            values.add(firmware.version);
            for (const auto& effect : firmware.effects)
                if (!effect.reports.empty()) values.add(effect.reports);
        }
    for (const auto& job : s.jobs)
        if (job.update) values.add(job.update->version);
    for (const auto* request : requests_of(s))
        for (const auto& [field, value] : *request)
            if (const auto* text = value.text()) values.add(*text);
}

/// What commands, jobs and acts set the property to.
void add_settings(known_values& values, const scenario& s, const std::string& name) {
    const auto add = [&](const std::vector<property_effect>& sets) {
        for (const auto& effect : sets) {
            const bool same = effect.property == name || effect.property.ends_with('.' + name);
            if (same && std::holds_alternative<std::string>(effect.fixed))
                values.add(std::get<std::string>(effect.fixed));
            for (const auto* request : requests_of(s))
                for (const auto& [field, value] : *request)
                    if (same && field == effect.request && value.text() != nullptr)
                        values.add(*value.text());
        }
    };
    for (const auto& t : s.templates)
        for (const auto& command : t.commands)
            add(command.sets);
    for (const auto& job : s.jobs)
        add(job.sets);
    for (const auto& act : s.acts)
        for (const auto& one : act.sets)
            add({{one.property, one.value, {}, {}}});
}

known_values values_of(const scenario& s, const std::string& path) {
    known_values values;
    const auto tag_name = without(path, "tags."), property_name = without(path, "properties.");
    for (const auto& fleet : s.fleets) {
        for (const auto& tag : fleet.tags)
            if (tag.name == tag_name) values.add(tag.source);
        for (const auto& property : fleet.properties)
            add_property(values, property, property_name);
    }
    for (const auto& t : s.templates)
        for (const auto& property : t.properties)
            add_property(values, property, property_name);
    if (values.complete()) add_settings(values, s, property_name);
    const bool of_versions =
        std::any_of(s.templates.begin(), s.templates.end(),
                    [&](const auto& t) { return firmware_property(t) == property_name; });
    if (of_versions && values.complete()) add_versions(values, s);
    return values;
}

std::string listed(const std::vector<std::string>& texts) {
    constexpr std::size_t shown = 6;
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, texts.size()); ++i)
        out += (i == 0 ? "" : ", ") + ticked(texts[i]);
    return texts.size() > shown ? out + ", ..." : out;
}

class condition_doubter {
public:
    condition_doubter(reading& r, const written_condition& source) : r_(r), source_(source) {}

    void visit(const node& n, bool negated = false) {
        if (n.kind == node_kind::logical_not) negated = !negated;
        if (!negated && n.kind == node_kind::equal) doubt_equal(n);
        if (!negated && n.kind == node_kind::in && !n.negated)
            for (std::size_t i = 1; i < n.children.size(); ++i)
                doubt_value(*n.children[0], *n.children[i]);
        if (!negated) doubt_part(n);
        doubt_fraction(n);
        for (const auto& child : n.children)
            visit(*child, negated);
    }

private:
    void doubt_equal(const node& n) {
        doubt_value(*n.children[0], *n.children[1]);
        doubt_value(*n.children[1], *n.children[0]);
    }

    void doubt_value(const node& name, const node& text) {
        if (name.kind != node_kind::name || text.kind != node_kind::text) return;
        const auto values = values_of(r_.out, name.text);
        if (!values.complete() || values.has(text.text)) return;
        auto remedy = r_.suggestion(text.text, values.texts());
        if (remedy.empty()) remedy = "the values here are " + listed(values.texts());
        r_.warn("nobody-selected", source_.place_of(text.where),
                "no device has " + ticked(text.text) + " as its " + ticked(name.text), remedy);
    }

    /// A part of a whole lies between 0% and 100%.
    void doubt_part(const node& n) {
        const bool comparison = n.kind >= node_kind::equal && n.kind <= node_kind::greater_equal;
        if (!comparison || n.kind == node_kind::not_equal) return;
        const bool right = n.children[1]->kind == node_kind::percent;
        const node& part = *n.children[right ? 1 : 0];
        if (part.kind != node_kind::percent) return;
        using enum node_kind;
        const bool at_least = n.kind == (right ? greater_equal : less_equal);
        const bool above = n.kind == (right ? greater : less);
        const bool below = n.kind == (right ? less : greater);
        const bool never = ((at_least || n.kind == equal) && part.number > 100) ||
                           (above && part.number >= 100) || (below && part.number <= 0);
        if (never)
            r_.error("never-holds", source_.place_of(part.where),
                     "a part of a whole lies from 0% to 100%, so this never holds",
                     "choose another percentage");
    }

    /// `devices.online >= 0.97` compares with less than one device.
    void doubt_fraction(const node& n) {
        const bool comparison = n.kind >= node_kind::equal && n.kind <= node_kind::greater_equal;
        if (!comparison) return;
        const bool right = n.children[1]->kind == node_kind::number;
        const node& number = *n.children[right ? 1 : 0];
        const node& name = *n.children[right ? 0 : 1];
        const bool of_devices = name.kind == node_kind::name && name.text.starts_with("devices.");
        if (number.kind != node_kind::number || !of_devices) return;
        if (number.number > 0 && number.number < 1)
            r_.warn("less-than-one", source_.place_of(number.where),
                    ticked(name.text) + " is a number of devices, and this is less than one",
                    "a part of them is written with %, such as `97%`");
    }

    reading& r_;
    const written_condition& source_;
};

}  // namespace

void doubt_conditions(reading& r) {
    for (const auto& source : r.conditions())
        condition_doubter(r, source).visit(*source.tree);
}

}  // namespace muster::sections
