#include <algorithm>

#include "fleet/device_ids.hpp"
#include "fleet/hash.hpp"
#include "fleet/text_pattern.hpp"
#include "scenarios/id_rules.hpp"
#include "scenarios/patterns.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/same_ids.hpp"
#include "scenarios/written_ids.hpp"

namespace muster {

namespace {

using keyed_rows = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

keyed_rows keys_of(const device_table& table) {
    keyed_rows keys;
    keys.reserve(table.rows());
    for (std::uint32_t row = 0; row < table.rows(); ++row)
        keys.emplace_back(device_key(table.ids[row]), row);
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::optional<std::string> in_both(const device_table& a, const device_table& b) {
    const auto left = keys_of(a), right = keys_of(b);
    for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        if (left[i].first == right[j].first && a.ids[left[i].second] == b.ids[right[j].second])
            return std::string(a.ids[left[i].second]);
        left[i].first < right[j].first ? ++i : ++j;
    }
    return std::nullopt;
}

// The second device of a row is numbered by its id and `~`, as a pattern may be as well.
std::optional<std::string> numbered_too(const fleet_spec& listed, const fleet_spec& numbered) {
    const text_pattern pattern(numbered.id_pattern);
    const auto& ids = listed.table->ids;
    const auto rows = ids.size();
    const auto copies = (listed.count + rows - 1) / rows;
    for (std::size_t row = 0; row < rows; ++row) {
        std::string id(ids[row]);
        const auto number = pattern.number_of(id);
        if (number > 0 && number <= numbered.count) return id;
        if (numbered.id_pattern.find('~') == std::string::npos) continue;
        for (std::uint64_t copy = 2; copy <= copies; ++copy) {
            const auto other = pattern.number_of(id + '~' + std::to_string(copy));
            if (other > 0 && other <= numbered.count) return id + '~' + std::to_string(copy);
        }
    }
    return std::nullopt;
}

bool has_wide_numbers(const fleet_spec& fleet) {
    return fleet.count > text_pattern(fleet.id_pattern).capacity();
}

// Numbers with more digits than the pattern has follow no pattern: each is looked for.
std::optional<std::string> numbered_again(const fleet_spec& fewer, const fleet_spec& more) {
    const text_pattern own(fewer.id_pattern), other(more.id_pattern);
    std::string id;
    for (std::uint64_t number = 1; number <= fewer.count; ++number) {
        own.write(number, id);
        const auto there = other.number_of(id);
        if (there > 0 && there <= more.count) return id;
    }
    return std::nullopt;
}

std::optional<std::string> in_both(const fleet_spec& a, const fleet_spec& b) {
    if (a.table && b.table) return in_both(*a.table, *b.table);
    if (a.table || b.table) {
        const auto& numbered = a.table ? b : a;
        if (numbered.id_pattern.empty()) return std::nullopt;
        return numbered_too(a.table ? a : b, numbered);
    }
    if (a.id_pattern.empty() || b.id_pattern.empty()) return std::nullopt;
    if (!has_wide_numbers(a) && !has_wide_numbers(b))
        return common_id({a.id_pattern, a.count}, {b.id_pattern, b.count});
    return a.count < b.count ? numbered_again(a, b) : numbered_again(b, a);
}

void refuse_same(const fleet_spec& a, const fleet_spec& b, const std::string& id,
                 diagnostics& problems) {
    if (&a == &b)
        return problems.error("same-id", a.where,
                              "the fleet " + ticked(a.name) + " has two devices " + ticked(id),
                              "put a character between `#` and `<tag>` in its `id`");
    problems.error("same-id", b.where,
                   "the fleets " + ticked(a.name) + " and " + ticked(b.name) +
                       " both have a device " + ticked(id),
                   "give one of them another `id`");
}

bool has_tags(const fleet_spec& fleet) {
    return !tags_of(fleet.id_pattern).empty();
}

/// A device of some fleet, by the hash of its id.
struct hashed_id {
    std::uint64_t key;
    std::uint32_t fleet;
    std::uint32_t ordinal;
    friend auto operator<=>(const hashed_id&, const hashed_id&) = default;
};

/// Which ids tags make shows only when they are written down.
void check_every_id(const scenario& s, diagnostics& problems) {
    const written_ids ids(s);
    std::vector<hashed_id> all;
    all.reserve(s.device_count());
    std::string id;
    for (std::uint32_t f = 0; f < s.fleets.size(); ++f)
        for (std::uint32_t i = 0; i < s.fleets[f].count; ++i) {
            ids.of(f).write(i, id);
            const auto doubt = has_tags(s.fleets[f]) ? doubt_id(id) : std::string();
            if (!doubt.empty())
                return problems.error("bad-id", s.fleets[f].where, doubt, id_remedy);
            all.push_back({device_key(id), f, i});
        }
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto &a = all[i - 1], &b = all[i];
        if (a.key != b.key || ids.of(a.fleet).text(a.ordinal) != ids.of(b.fleet).text(b.ordinal))
            continue;
        ids.of(b.fleet).write(b.ordinal, id);
        return refuse_same(s.fleets[a.fleet], s.fleets[b.fleet], id, problems);
    }
}

}  // namespace

void check_same_ids(const scenario& s, diagnostics& problems) {
    const auto& fleets = s.fleets;
    if (std::any_of(fleets.begin(), fleets.end(), has_tags)) {
        if (!problems.has_errors()) check_every_id(s, problems);
        return;
    }
    for (std::size_t i = 0; i < fleets.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (const auto id = in_both(fleets[j], fleets[i]))
                refuse_same(fleets[j], fleets[i], *id, problems);
        }
}

}  // namespace muster
