#include "fleet/device_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "fleet/find_named.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/lexer.hpp"

namespace muster {
namespace {

using source = device_name::source;

std::string_view prefix_of(source from) {
    switch (from) {
        case source::signal:
            return "telemetry.";
        case source::property:
            return "properties.";
        case source::tag:
            return "tags.";
        default:
            return {};
    }
}

query::type type_of(value_kind kind) {
    switch (kind) {
        case value_kind::number:
        case value_kind::integer:
            return query::type::number;
        case value_kind::boolean:
            return query::type::boolean;
        case value_kind::word:
        case value_kind::text:
            return query::type::text;
        case value_kind::time_span:
        case value_kind::instant:
            return query::type::time_span;
    }
    return query::type::number;
}

/// What is known to the language but has no meaning yet for a single device.
bool is_future_name(std::string_view path) {
    constexpr std::array<std::string_view, 3> fields{"$organization", "$ts", "$enrollment"};
    constexpr std::array<std::string_view, 7> beginnings{
        "devices.", "readings.", "messages.", "commands.", "faults.", "rules.", "service."};
    return std::find(fields.begin(), fields.end(), path) != fields.end() ||
           std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view b) { return path.starts_with(b); });
}

device_name named(source from, std::string name, value_kind kind,
                  std::vector<std::string> words = {}) {
    device_name item;
    item.from = from;
    item.name = std::move(name);
    item.kind = kind;
    item.words = std::move(words);
    return item;
}

/// Adds the words that are not there yet, in their order.
void unite(std::vector<std::string>& words, const std::vector<std::string>& more) {
    for (const auto& w : more) {
        if (std::find(words.begin(), words.end(), w) == words.end()) words.push_back(w);
    }
}

query::node_ptr name_node(std::string_view path) {
    query::node n;
    n.kind = query::node_kind::name;
    n.text = path;
    return std::make_shared<const query::node>(std::move(n));
}

query::node_ptr operation_node(query::node_kind kind, query::node_ptr a, query::node_ptr b) {
    query::node n;
    n.kind = kind;
    n.children = {std::move(a), std::move(b)};
    return std::make_shared<const query::node>(std::move(n));
}

/// A group without a condition is one that was not read, which was said: every device is in it.
query::node_ptr condition_or_all(const condition& c) {
    if (c) return c.tree;
    query::node all;
    all.kind = query::node_kind::boolean;
    all.number = 1;
    return std::make_shared<const query::node>(all);
}

std::string kind_in(value_kind kind, const std::string& origin) {
    return "a " + std::string(query::to_text(type_of(kind))) + " in " + origin;
}

}  // namespace

value_kind tag_kind(const attribute_source& values) {
    switch (values.kind) {
        case attribute_source::form::drawn:
        case attribute_source::form::normal:
            return value_kind::number;
        case attribute_source::form::pick:
        case attribute_source::form::sequence:
            return value_kind::text;
        case attribute_source::form::column:
            return values.column_kind;
        case attribute_source::form::constant:
            break;
    }
    if (std::holds_alternative<bool>(values.fixed)) return value_kind::boolean;
    if (std::holds_alternative<double>(values.fixed)) return value_kind::number;
    return value_kind::text;
}

const std::vector<std::string>& device_job_states() {
    static const std::vector<std::string> states{"pending",   "dispatched", "succeeded", "failed",
                                                 "timed_out", "unreached",  "cancelled", "skipped"};
    return states;
}

const std::vector<std::string>& device_states() {
    static const std::vector<std::string> states{"running", "crashed", "quarantined"};
    return states;
}

device_names::device_names(const scenario& s) {
    add_platform(s);
    for (const auto& t : s.templates)
        add_template(t);
    for (const auto& f : s.fleets)
        add_fleet(f);
    add_jobs(s);
    add_groups(s);
    for (const auto& a : s.areas)
        areas_.emplace(a.name, std::make_shared<const area>(a.shape));
    index();
}

void device_names::add_jobs(const scenario& s) {
    for (std::size_t j = 0; j < s.jobs.size(); ++j) {
        const auto path = "jobs." + s.jobs[j].name;
        auto state =
            named(source::job_state, path + ".state", value_kind::word, device_job_states());
        auto reason = named(source::job_reason, path + ".reason", value_kind::text);
        state.job = reason.job = static_cast<std::uint32_t>(j);
        add(std::move(state), {});
        add(std::move(reason), {});
    }
}

void device_names::add_groups(const scenario& s) {
    for (std::size_t g = 0; g < s.groups.size(); ++g) {
        auto item = named(source::group, query::group_path(s.groups[g].name), value_kind::boolean);
        item.group = static_cast<std::uint32_t>(g);
        if (!s.groups[g].is_list()) groups_.emplace(item.name, condition_or_all(s.groups[g].who));
        add(std::move(item), {});
    }
}

query::node_ptr device_names::meaning_of(std::string_view path) const {
    const auto found = groups_.find(path);
    return found == groups_.end() ? nullptr : found->second;
}

/// Instants are time spans since the run's start; `$last_seen` is an age already.
query::node_ptr device_names::age_of(std::string_view path) const {
    const auto found = find(path);
    if (found.what != query::lookup::outcome::found) return nullptr;
    const auto& item = all_[found.found.id];
    if (item.which == platform_field::last_seen) return name_node(path);
    if (item.kind != value_kind::instant) return nullptr;
    query::node second;
    second.kind = query::node_kind::duration;
    second.number = 1e6;
    const auto now = operation_node(query::node_kind::multiply, name_node("$elapsed"),
                                    std::make_shared<const query::node>(second));
    return operation_node(query::node_kind::subtract, now, name_node(path));
}

std::shared_ptr<const area> device_names::find_area(std::string_view name) const {
    const auto found = areas_.find(name);
    return found == areas_.end() ? nullptr : found->second;
}

std::vector<std::string> device_names::area_names() const {
    std::vector<std::string> out;
    for (const auto& [name, which] : areas_)
        out.push_back(name);
    return out;
}

void device_names::add_platform(const scenario& s) {
    const auto put = [&](platform_field which, std::string name, value_kind kind,
                         std::vector<std::string> words = {}) {
        auto item = named(source::platform, std::move(name), kind, std::move(words));
        item.which = which;
        add(std::move(item), {});
    };
    std::vector<std::string> templates, fleets;
    for (const auto& t : s.templates)
        templates.push_back(t.name);
    for (const auto& f : s.fleets)
        fleets.push_back(f.name);
    put(platform_field::id, "$id", value_kind::text);
    put(platform_field::display_name, "$displayName", value_kind::text);
    put(platform_field::connected, "$connected", value_kind::boolean);
    put(platform_field::last_seen, "$last_seen", value_kind::time_span);
    put(platform_field::state, "$state", value_kind::word, device_states());
    put(platform_field::device_template, "$template", value_kind::word, std::move(templates));
    put(platform_field::fleet, "$fleet", value_kind::word, std::move(fleets));
    put(platform_field::simulated, "$simulated", value_kind::boolean);
    put(platform_field::elapsed, "$elapsed", value_kind::number);
    put(platform_field::asleep, "$asleep", value_kind::boolean);
    put(platform_field::battery, "$battery", value_kind::number);
    put(platform_field::provisioned, "$provisioned", value_kind::boolean);
    put(platform_field::approved, "$approved", value_kind::boolean);
    put(platform_field::blocked, "$blocked", value_kind::boolean);
    put(platform_field::open_alerts, "$open_alerts", value_kind::number);
}

void device_names::add_template(const device_template& t) {
    const auto origin = "template " + t.name;
    for (const auto& s : t.signals) {
        add(named(source::signal, s.full_name(), s.kind, s.words), origin);
    }
    for (const auto& p : t.properties) {
        const auto name = qualified_name(p.component, p.name);
        add(named(source::property, name, p.kind, p.words), origin);
        if (!p.writable || p.cloud) continue;
        add(named(source::desired, std::string(desired_prefix) + name, p.kind, p.words), origin);
        add(named(source::acknowledged, std::string(acknowledged_prefix) + name,
                  value_kind::integer),
            origin);
    }
}

void device_names::add_fleet(const fleet_spec& f) {
    const auto origin = "fleet " + f.name;
    for (const auto& t : f.tags)
        add(named(source::tag, t.name, tag_kind(t.source)), origin);
    for (const auto& p : f.properties) {
        const auto name = qualified_name(p.component, p.name);
        const bool declared = std::any_of(all_.begin(), all_.end(), [&](const device_name& d) {
            return d.from == source::property && d.name == name;
        });
        // The template of the fleet knows the kind; the fleet only gives other values.
        if (!declared) add(named(source::property, name, p.kind, p.words), origin);
    }
}

void device_names::add(device_name item, const std::string& origin) {
    const auto it = std::find_if(all_.begin(), all_.end(), [&](const device_name& d) {
        return d.from == item.from && d.name == item.name;
    });
    if (it == all_.end()) {
        all_.push_back(std::move(item));
        origins_.push_back(origin);
        return;
    }
    if (it->kind == item.kind) return unite(it->words, item.words);
    if (type_of(it->kind) != type_of(item.kind)) {
        const auto& first = origins_[static_cast<std::size_t>(it - all_.begin())];
        if (it->conflicts.empty()) it->conflicts.push_back(kind_in(it->kind, first));
        it->conflicts.push_back(kind_in(item.kind, origin));
        return;
    }
    // A word here and any text there is a text; a whole number here and any number there is a
    // number.
    if (type_of(it->kind) == query::type::text) {
        it->kind = value_kind::text;
        it->words.clear();
    } else if (type_of(it->kind) == query::type::number) {
        it->kind = value_kind::number;
    }
}

void device_names::index() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto id = static_cast<query::field_id>(i);
        by_path_[all_[i].name].push_back(id);
        const auto full = qualified(id);
        if (full != all_[i].name) by_path_[full].push_back(id);
    }
}

std::string device_names::qualified(query::field_id id) const {
    const auto& item = all_[id];
    // The columns of a fleet file become tags, whatever they are called.
    const auto name = item.from == source::tag ? query::path_segment(item.name) : item.name;
    return std::string(prefix_of(item.from)) + name;
}

query::lookup device_names::find(std::string_view path) const {
    query::lookup answer;
    const auto it = by_path_.find(path);
    if (it == by_path_.end()) {
        if (is_future_name(path)) answer.what = query::lookup::outcome::not_available;
        return answer;
    }
    if (it->second.size() > 1) {
        answer.what = query::lookup::outcome::ambiguous;
        for (const auto id : it->second)
            answer.spellings.push_back(qualified(id));
        return answer;
    }
    const auto id = it->second.front();
    const auto& item = all_[id];
    if (!item.conflicts.empty()) {
        answer.what = query::lookup::outcome::conflicting;
        answer.spellings = item.conflicts;
        return answer;
    }
    answer.what = query::lookup::outcome::found;
    const bool part = item.which == platform_field::battery;
    answer.found = {id, type_of(item.kind), item.words, part};
    return answer;
}

std::vector<std::string> device_names::names() const {
    std::vector<std::string> out;
    for (const auto& [path, ids] : by_path_)
        out.push_back(path);
    return out;
}

}  // namespace muster
