#include "fleet/fleet_members.hpp"

#include "fleet/device_names.hpp"
#include "fleet/hash.hpp"

namespace muster {

std::uint64_t run_key(std::uint64_t seed) {
    return mix(seed, 0x6d75737465720002ULL);
}

std::uint64_t attribute_key(const fleet_spec& fleet, std::uint64_t run) {
    return mix(run, device_key("fleets." + fleet.name));
}

row_choice choose_rows(const fleet_spec& fleet, std::uint64_t run) {
    if (!fleet.table) return {};
    auto rows = sample_rows(*fleet.table, fleet.count,
                            mix(run, device_key("fleets." + fleet.name + ".from")));
    if (rows.empty()) return {};
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));
}

std::vector<attribute> compile_tags(const fleet_spec& fleet, std::uint64_t run, dictionary& texts,
                                    const row_choice& rows) {
    const auto key = attribute_key(fleet, run);
    std::vector<attribute> tags;
    for (const auto& tag : fleet.tags)
        tags.emplace_back(tag.name, tag_kind(tag.source), std::vector<std::string>{}, tag.source,
                          device_key("tags." + tag.name), fleet.count, key, texts, tags, rows);
    return tags;
}

device_ids compile_ids(const fleet_spec& fleet, const row_choice& rows,
                       const std::vector<attribute>& tags, const dictionary& texts) {
    return fleet.table ? device_ids(fleet.table, rows) : device_ids(fleet.id_pattern, tags, texts);
}

}  // namespace muster
