#include "connect/connection_plan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "connect/json_text.hpp"
#include "connect/limits.hpp"
#include "fleet/hash.hpp"

namespace muster {

namespace {

const attribute* find_tag(const compiled_fleet& f, const std::string& name) {
    const auto at = std::find_if(f.tags.begin(), f.tags.end(),
                                 [&](const auto& tag) { return tag.name() == name; });
    return at == f.tags.end() ? nullptr : &*at;
}

std::string text_of(const attribute& tag, double value, const dictionary& texts) {
    std::string text;
    if (std::isnan(value)) return text;
    if (tag.kind() == value_kind::text || tag.kind() == value_kind::word)
        return std::string(tag.text_of(value, texts, text));
    append_json_number(text, value);
    return text;
}

void check_tag(const compiled_fleet& f, const connection_choice& choice, diagnostics& problems) {
    if (find_tag(f, choice.tag) != nullptr) return;
    std::vector<std::string> names;
    for (const auto& tag : f.tags)
        names.push_back(tag.name());
    const auto near = nearest_name(choice.tag, names);
    problems.error("unknown-tag", choice.where,
                   "fleet '" + f.spec->name + "' has no tag '" + choice.tag +
                       "', which says who shares a connection",
                   near.empty() ? "give the fleet this tag" : "did you mean '" + near + "'?");
}

void check(const world& w, const connection_choice& choice, diagnostics& problems) {
    using form = connection_choice::form;
    if (choice.kind == form::per_tag)
        for (const auto& f : w.fleets)
            if (!f.is_copy()) check_tag(f, choice, problems);
    const auto wanted = choice.kind == form::pooled ? choice.pool : w.device_count;
    if (choice.kind == form::pooled && choice.pool == 0)
        problems.error("no-connections", choice.where, "a pool of 0 connections sends nothing",
                       "write at least 1");
    if (choice.kind != form::per_tag && wanted > link_limits::connections)
        problems.error("too-many-connections", choice.where,
                       std::to_string(wanted) + " connections are more than " +
                           std::to_string(link_limits::connections),
                       "let devices share connections, by a tag or in a pool");
}

}  // namespace

std::optional<connection_plan> connection_plan::make(const world& w,
                                                     const connection_choice& choice,
                                                     diagnostics& problems) {
    const auto before = problems.items.size();
    check(w, choice, problems);
    if (problems.items.size() > before) return std::nullopt;
    return connection_plan(w, choice);
}

connection_plan::connection_plan(const world& w, const connection_choice& choice)
    : kind_(choice.kind) {
    std::uint64_t devices = 0;
    for (const auto& f : w.fleets) {
        first_.push_back(f.is_copy() ? first_[f.native] : devices);
        if (f.is_copy()) continue;
        ids_.push_back(f.ids);
        devices += f.spec->count;
        if (kind_ == connection_choice::form::per_tag) join_by_tag(w, f, *find_tag(f, choice.tag));
    }
    if (kind_ == connection_choice::form::per_device)
        connections_ = static_cast<std::uint32_t>(devices);
    if (kind_ == connection_choice::form::per_tag)
        connections_ = static_cast<std::uint32_t>(names_.size());
    if (kind_ == connection_choice::form::pooled) connections_ = choice.pool;
}

void connection_plan::join_by_tag(const world& w, const compiled_fleet& f, const attribute& tag) {
    std::map<std::uint64_t, connection_id> known;  // by the value's bits: texts are made once each
    std::string id;
    for (std::uint64_t ordinal = 0; ordinal < f.spec->count; ++ordinal) {
        f.ids.write(ordinal, id);
        const auto value = tag.value_for({ordinal, w.random_of(device_key(id))});
        const auto [at, fresh] = known.try_emplace(value_bits(value), 0);
        if (fresh) at->second = join(text_of(tag, value, w.texts));
        of_device_.push_back(at->second);
    }
}

connection_id connection_plan::join(const std::string& value) {
    const auto [at, fresh] = numbers_.try_emplace(value, static_cast<connection_id>(names_.size()));
    if (fresh) names_.push_back(value);
    return at->second;
}

std::string connection_plan::name(connection_id connection) const {
    if (kind_ == connection_choice::form::pooled) return std::to_string(connection + 1);
    if (kind_ == connection_choice::form::per_tag) return names_[connection];
    const auto end = first_.begin() + static_cast<std::ptrdiff_t>(ids_.size());
    const auto after = std::upper_bound(first_.begin(), end, connection);
    const auto fleet = static_cast<std::size_t>(after - first_.begin()) - 1;
    return ids_[fleet].text(connection - first_[fleet]);
}

}  // namespace muster
