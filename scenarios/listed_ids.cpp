#include <unordered_set>

#include "fleet/device_ids.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

using id_set = std::unordered_set<std::string_view>;  // looked up, never iterated

// Which of the wanted ids devices of the fleet have. Copies of rows are left out: which rows are
// copied is drawn.
void find_in(const fleet_spec& fleet, const std::vector<listed_id>& wanted, id_set& found) {
    if (!fleet.table) {
        const text_pattern pattern(fleet.id_pattern);
        for (const auto& one : wanted) {
            const auto number = pattern.number_of(one.id);
            if (number > 0 && number <= fleet.count) found.insert(one.id);
        }
        return;
    }
    id_set asked;
    for (const auto& one : wanted)
        asked.insert(one.id);
    const auto& ids = fleet.table->ids;
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (const auto at = asked.find(ids[row]); at != asked.end()) found.insert(*at);
}

std::string example_of(const scenario& s) {
    if (s.fleets.empty()) return {};
    const auto& fleet = s.fleets.front();
    return fleet.table ? std::string(fleet.table->ids[0]) : text_pattern(fleet.id_pattern).text(1);
}

}  // namespace

void check_listed_ids(reading& r) {
    if (r.listed.empty()) return;
    id_set found;
    for (const auto& fleet : r.out.fleets)
        find_in(fleet, r.listed, found);
    std::size_t wrong = 0;
    for (const auto& one : r.listed) {
        if (found.count(one.id) > 0 || ++wrong > scenario_limits::file_problems) continue;
        r.error("unknown-device", one.where, "there is no device " + ticked(one.id),
                "ids are spelt like " + ticked(example_of(r.out)));
    }
}

}  // namespace muster::sections
