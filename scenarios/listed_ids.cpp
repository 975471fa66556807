#include <unordered_set>

#include "fleet/device_ids.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/written_ids.hpp"

namespace muster::sections {

namespace {

using id_set = std::unordered_set<std::string_view>;  // looked up, never iterated

id_set set_of(const std::vector<listed_id>& wanted) {
    id_set all;
    for (const auto& one : wanted)
        all.insert(one.id);
    return all;
}

// Of a fleet whose ids have tags.
void find_written(const device_ids& ids, std::uint64_t count, const std::vector<listed_id>& wanted,
                  id_set& found) {
    const auto asked = set_of(wanted);
    std::string id;
    for (std::uint64_t i = 0; i < count; ++i) {
        ids.write(i, id);
        if (const auto at = asked.find(id); at != asked.end()) found.insert(*at);
    }
}

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
    const auto asked = set_of(wanted);
    const auto& ids = fleet.table->ids;
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (const auto at = asked.find(ids[row]); at != asked.end()) found.insert(*at);
}

std::string example_of(const scenario& s) {
    if (s.fleets.empty()) return {};
    return written_ids(s).of(0).text(0);
}

}  // namespace

void check_listed_ids(reading& r) {
    if (r.listed.empty() || r.names_incomplete) return;
    id_set found;
    std::optional<written_ids> written;  // tags are compiled only where ids have some
    for (std::size_t f = 0; f < r.out.fleets.size(); ++f) {
        const auto& fleet = r.out.fleets[f];
        if (tags_of(fleet.id_pattern).empty()) {
            find_in(fleet, r.listed, found);
            continue;
        }
        if (r.problems().has_errors()) return;
        if (!written) written.emplace(r.out);
        find_written(written->of(f), fleet.count, r.listed, found);
    }
    std::size_t wrong = 0;
    for (const auto& one : r.listed) {
        if (found.count(one.id) > 0 || ++wrong > scenario_limits::file_problems) continue;
        r.error("unknown-device", one.where, "there is no device " + ticked(one.id),
                "ids are spelt like " + ticked(example_of(r.out)));
    }
}

}  // namespace muster::sections
