#include "fleet/property_order.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "fleet/diagnostic.hpp"
#include "fleet/hash.hpp"
#include "fleet/query/from_text.hpp"

namespace muster {

namespace {

std::optional<double> word_code(const attribute& a, const std::string& text) {
    const auto word = std::find(a.words().begin(), a.words().end(), text);
    if (word == a.words().end()) return std::nullopt;
    return static_cast<double>(word - a.words().begin());
}

std::string why_not(const attribute& a) {
    switch (a.kind()) {
        case value_kind::boolean:
            return "takes true or false";
        case value_kind::word: {
            std::string all;
            for (const auto& word : a.words())
                all += (all.empty() ? "" : ", ") + word;
            return "takes one of " + all;
        }
        case value_kind::text:
            return "takes a text that the scenario names";
        default:
            return "takes a number";
    }
}

}  // namespace

plain_value read_as(value_kind kind, const plain_value& written) {
    const auto* truth = std::get_if<bool>(&written);
    if (truth != nullptr && (kind == value_kind::word || kind == value_kind::text))
        return std::string(*truth ? "true" : "false");
    const auto* text = std::get_if<std::string>(&written);
    if (text == nullptr || (kind != value_kind::number && kind != value_kind::integer))
        return written;
    double number = 0;
    const auto end = text->data() + text->size();
    const auto [stop, bad] = std::from_chars(text->data(), end, number, std::chars_format::fixed);
    const bool plain = bad == std::errc{} && stop == end && std::isfinite(number);
    return plain ? plain_value(number) : written;
}

std::optional<double> code_of(const attribute& a, const plain_value& value,
                              const dictionary& texts) {
    const auto* text = std::get_if<std::string>(&value);
    if (a.kind() == value_kind::word) return text ? word_code(a, *text) : std::nullopt;
    if (a.kind() == value_kind::text) {
        const auto code = text ? texts.find(*text) : std::nullopt;
        return code ? std::optional<double>(*code) : std::nullopt;
    }
    if (a.kind() == value_kind::boolean) {
        const auto* truth = std::get_if<bool>(&value);
        return truth ? std::optional<double>(*truth ? 1 : 0) : std::nullopt;
    }
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr || !std::isfinite(*number)) return std::nullopt;
    const bool whole = a.kind() != value_kind::integer || *number == std::floor(*number);
    return whole ? std::optional(*number) : std::nullopt;
}

property_order::property_order(const world& w, const property_act& wanted)
    : wanted_(wanted), shards_(w.shards()), by_fleet_(w.fleets.size()) {
    read_target(w, wanted.target);
    if (problem_.empty()) read_value(w, wanted);
}

void property_order::read_target(const world& w, const device_target& target) {
    by_id_ = !target.ids.empty();
    for (const auto& id : target.ids)
        keys_.push_back(device_key(id));
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    if (by_id_ || target.where.empty()) return;
    auto bound = query::from_text(target.where, w.metrics.devices(), query::type::boolean);
    problem_ = query::first_problem(bound);
    who_ = std::move(bound.bound);
}

void property_order::read_value(const world& w, const property_act& wanted) {
    std::vector<std::string> names;
    bool known = false;
    for (const auto& fleet : w.fleets) {
        for (std::uint32_t p = 0; p < fleet.properties.size(); ++p) {
            const auto& a = fleet.properties[p];
            names.push_back(a.name());
            if (a.name() != wanted.property) continue;
            known = true;
            const auto code = code_of(a, wanted.value, w.texts);
            if (code)
                by_fleet_[fleet.index] = {p, *code};
            else
                problem_ = "the property '" + a.name() + "' " + why_not(a);
        }
    }
    if (known) return;
    const auto near = nearest_name(wanted.property, names);
    problem_ = "no fleet has a property '" + wanted.property + "'" +
               (near.empty() ? "" : "; did you mean '" + near + "'?");
}

bool property_order::concerns(std::uint32_t shard) const {
    return !by_id_ || std::any_of(keys_.begin(), keys_.end(), [&](std::uint64_t key) {
        return shard_of(key, shards_) == shard;
    });
}

slot_set property_order::matched(const shard_columns& columns, device_row& row,
                                 sim_time now) const {
    std::vector<slot> found;
    for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
        const auto& cohort = columns.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
            if (!columns.present(s)) continue;
            if (by_id_ && !std::binary_search(keys_.begin(), keys_.end(), columns.keys[s]))
                continue;
            row.aim(c, s, now);
            if (!who_ || who_.holds(row)) found.push_back(s);
        }
    }
    return slot_set::of(found);
}

std::vector<change> property_order::decide(const shard_columns& columns, device_row& row,
                                           const slot_set& devices) const {
    std::vector<slot_set> by_cohort(columns.cohorts.size());
    for (const auto s : devices.members()) {
        const auto c = columns.cohort_index(s);
        const auto& wanted = by_fleet_[columns.cohorts[c].fleet->index];
        if (wanted.property == none) continue;
        row.aim(c, s, {});
        if (value_bits(row.property(wanted.property)) != value_bits(wanted.code))
            by_cohort[c].add(s);
    }
    std::vector<change> made;
    for (std::uint32_t c = 0; c < by_cohort.size(); ++c) {
        if (by_cohort[c].empty()) continue;
        const auto& wanted = by_fleet_[columns.cohorts[c].fleet->index];
        made.push_back(
            {{}, property_change{c, wanted.property, std::move(by_cohort[c]), wanted.code}});
    }
    return made;
}

}  // namespace muster
