#include "fleet/device_page.hpp"

#include <charconv>
#include <cmath>

#include "fleet/hash.hpp"

namespace muster {

namespace {

std::string hex(std::uint64_t n) {
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, n, 16).ptr;
    return {digits, end};
}

/// Takes the hexadecimal number up to the next '-' or the end away from `text`.
std::optional<std::uint64_t> take_hex(std::string_view& text) {
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n, 16);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.starts_with('-')) text.remove_prefix(1);
    return n;
}

plain_value plain(const attribute& a, double x, const dictionary& texts) {
    if (a.kind() == value_kind::boolean) return x != 0;
    if (a.kind() != value_kind::word && a.kind() != value_kind::text) return x;
    std::string buffer;
    return std::string(a.text_of(x, texts, buffer));
}

void put(std::map<std::string, plain_value>& to, const attribute& a, double x, const world& w) {
    if (!std::isnan(x)) to[a.name()] = plain(a, x, w.texts);
}

plain_value plain(const signal_spec& s, double x) {
    if (s.kind == value_kind::boolean) return x != 0;
    const auto word = static_cast<std::size_t>(x);
    if (s.kind == value_kind::word && word < s.words.size()) return s.words[word];
    return x;
}

/// Whether its numbers are what a device tells, not microseconds of ours.
bool is_told(value_kind kind) {
    return kind != value_kind::time_span && kind != value_kind::instant;
}

std::optional<twin_entry> twin_entry_of(const world& w, const shard_columns& columns,
                                        const shard_state& state, slot device,
                                        std::uint32_t property) {
    const auto c = columns.cohort_index(device);
    const auto* twin = state.twin(c, property);
    const auto* last = twin == nullptr ? nullptr : twin->desired.at(device);
    if (last == nullptr) return std::nullopt;
    twin_entry entry;
    if (const auto* wanted = twin->wanted(device))
        entry.desired =
            plain(columns.cohorts[c].fleet->properties[property], wanted->value, w.texts);
    entry.desired_version = last->version;
    entry.desired_at = step_begin(last->since, w.step());
    entry.pending = twin->pending(device);
    if (const auto* answer = twin->acknowledged.at(device)) {
        entry.ack_code = answer->code;
        entry.ack_version = answer->version;
        entry.ack_text = answer->text;
    }
    if (const auto reported = twin->reported_at(device))
        entry.reported_at = step_begin(*reported, w.step());
    return entry;
}

}  // namespace

std::string to_cursor(const list_place& at, const std::string& where) {
    return hex(at.shard) + "-" + hex(at.first) + "-" + hex(device_key(where));
}

std::optional<list_place> from_cursor(const std::string& cursor, const std::string& where) {
    std::string_view rest = cursor;
    const auto shard = take_hex(rest);
    const auto first = take_hex(rest);
    const auto list = take_hex(rest);
    if (!shard || !first || list != device_key(where) || !rest.empty()) return std::nullopt;
    if (*shard > 0xffffffffU || *first > 0xffffffffU) return std::nullopt;
    return list_place{static_cast<std::uint32_t>(*shard), static_cast<slot>(*first)};
}

device_values values_of(const world& w, const shard_columns& columns, const shard_state& state,
                        slot device, const std::vector<std::pair<std::uint32_t, double>>& soon) {
    device_values values;
    const auto& cohort = columns.cohort_of(device);
    const auto& fleet = *cohort.fleet;
    device_row row(w, columns, state);
    row.aim(device, {});
    for (std::uint32_t i = 0; i < fleet.properties.size(); ++i)
        if (is_told(fleet.properties[i].kind()))
            put(values, fleet.properties[i], row.property(i), w);
    for (const auto& [property, value] : soon)
        if (is_told(fleet.properties[property].kind()))
            put(values, fleet.properties[property], value, w);
    for (std::size_t i = 0; i < cohort.last.size(); ++i) {
        const double last = cohort.last[i][device - cohort.first];
        const auto& signal = fleet.kind->signals[i];
        if (!std::isnan(last) && is_told(signal.kind))
            values[signal.full_name()] = plain(signal, last);
    }
    return values;
}

device_summary summarize(const shard_columns& columns, slot device) {
    const auto& fleet = *columns.cohort_of(device).fleet;
    return {columns.id_of(device), fleet.spec->name, fleet.kind->name,
            state_of(columns.flags[device]), columns.last_seen[device]};
}

device_detail describe(const world& w, const shard_columns& columns, const shard_state& state,
                       slot device) {
    device_detail d;
    d.summary = summarize(columns, device);
    const auto& cohort = columns.cohort_of(device);
    const auto& fleet = *cohort.fleet;
    device_row row(w, columns, state);
    row.aim(device, {});
    for (std::uint32_t i = 0; i < fleet.tags.size(); ++i)
        put(d.tags, fleet.tags[i], row.tag(i), w);
    for (std::uint32_t i = 0; i < fleet.properties.size(); ++i)
        put(d.properties, fleet.properties[i], row.property(i), w);
    for (std::uint32_t i = 0; i < fleet.properties.size(); ++i)
        if (auto entry = twin_entry_of(w, columns, state, device, i))
            d.twin[fleet.properties[i].name()] = std::move(*entry);
    for (const auto* record : state.commands.of(device))
        d.commands.push_back(*record);
    d.approved = (columns.flags[device] & flag_waiting) == 0;
    d.blocked = (columns.flags[device] & flag_blocked) != 0;
    for (std::size_t i = 0; i < cohort.last.size(); ++i) {
        const double last = cohort.last[i][device - cohort.first];
        const auto& signal = fleet.kind->signals[i];
        if (!std::isnan(last)) d.signals[signal.full_name()] = plain(signal, last);
    }
    return d;
}

}  // namespace muster
