#include "fleet/property_order.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "fleet/hash.hpp"
#include "fleet/name_hint.hpp"

namespace muster {

namespace {

std::optional<double> word_code(const attribute& a, const std::string& text) {
    const auto word = std::find(a.words().begin(), a.words().end(), text);
    if (word == a.words().end()) return std::nullopt;
    return static_cast<double>(word - a.words().begin());
}

std::string why_not(const property_spec& spec, const attribute& a, const plain_value& wanted) {
    if (!spec.writable && !spec.cloud)
        return "can't be set: only the device reports it; writable and cloud properties can";
    if (std::holds_alternative<std::monostate>(wanted))
        return "is a cloud property and keeps its value; what is wanted of a writable one can be "
               "taken back";
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

/// How the act's value is kept; nothing where the property can't be set to it.
std::optional<double> wanted_code(const property_spec& spec, const attribute& a,
                                  const plain_value& wanted, const dictionary& texts) {
    if (!spec.writable && !spec.cloud) return std::nullopt;
    if (std::holds_alternative<std::monostate>(wanted))
        return spec.cloud ? std::nullopt : std::optional(std::numeric_limits<double>::quiet_NaN());
    return code_of(a, read_as(a.kind(), wanted), texts);
}

/// A value that is wanted already, or taking back what nobody wants, is no change.
bool is_news(const twin_column* twin, slot device, double value) {
    const auto* now = twin == nullptr ? nullptr : twin->wanted(device);
    if (std::isnan(value)) return now != nullptr;
    return now == nullptr || value_bits(now->value) != value_bits(value);
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
    : wanted_(wanted),
      who_(w, wanted.target),
      problem_(who_.problem()),
      by_fleet_(w.fleets.size()) {
    if (problem_.empty() && wanted.sets.empty()) problem_ = "no property is named to be set";
    for (const auto& setting : wanted.sets)
        if (problem_.empty()) read_setting(w, setting);
}

/// Fleets whose devices can't have the value are left as they are, unless that is all of them.
void property_order::read_setting(const world& w, const property_setting& wanted) {
    std::vector<std::string> names;
    bool known = false, taken = false;
    std::string why;
    for (const auto& fleet : w.fleets) {
        for (std::uint32_t p = 0; p < fleet.properties.size(); ++p) {
            const auto& a = fleet.properties[p];
            names.push_back(a.name());
            if (a.name() != wanted.property) continue;
            known = true;
            const auto& spec = fleet.kind->properties[p];
            const auto code = wanted_code(spec, a, wanted.value, w.texts);
            if (code) by_fleet_[fleet.index].push_back({p, *code, spec.cloud});
            taken = taken || code;
            why = why_not(spec, a, wanted.value);
        }
    }
    if (known && !taken) problem_ = "the property '" + wanted.property + "' " + why;
    if (!known)
        problem_ =
            "no fleet has a property '" + wanted.property + "'" + name_hint(wanted.property, names);
}

std::vector<change> property_order::decide(const shard_columns& columns, const shard_state& state,
                                           device_row& row, const slot_set& devices) const {
    std::vector<std::vector<slot>> by_cohort(columns.cohorts.size());
    for (const auto s : devices.members())
        by_cohort[columns.cohort_index(s)].push_back(s);
    std::vector<change> made;
    for (std::uint32_t c = 0; c < by_cohort.size(); ++c)
        for (const auto& wanted : by_fleet_[columns.cohorts[c].fleet->index])
            decide_cohort(c, wanted, by_cohort[c], state, row, made);
    return made;
}

void property_order::decide_cohort(std::uint32_t cohort, const field& wanted,
                                   const std::vector<slot>& devices, const shard_state& state,
                                   device_row& row, std::vector<change>& out) const {
    if (!wanted.cloud)
        return decide_desired(out, state, cohort, wanted.property, devices, wanted.code);
    slot_set others;
    for (const auto s : devices) {
        row.aim(cohort, s, {});
        if (value_bits(row.property(wanted.property)) != value_bits(wanted.code)) others.add(s);
    }
    if (!others.empty())
        out.push_back(
            {{}, property_change{cohort, wanted.property, std::move(others), wanted.code}});
}

void decide_desired(std::vector<change>& out, const shard_state& state, std::uint32_t cohort,
                    std::uint32_t property, const std::vector<slot>& devices, double value) {
    const auto* twin = state.twin(cohort, property);
    std::map<std::uint32_t, slot_set> by_version;
    for (const auto s : devices)
        if (is_news(twin, s, value)) by_version[twin == nullptr ? 1 : twin->versions(s) + 1].add(s);
    for (auto& [version, who] : by_version)
        out.push_back({{}, desired_change{cohort, property, std::move(who), value, version}});
}

}  // namespace muster
