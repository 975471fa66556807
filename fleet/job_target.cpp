#include "fleet/job_target.hpp"

#include <algorithm>

namespace muster {

std::vector<job_target> targets_of(const shard_columns& columns, const shard_state& state,
                                   std::uint32_t job) {
    std::vector<job_target> all;
    const auto leg = state.legs.find(job);
    if (leg == state.legs.end()) return all;
    const auto slots = leg->second.targets.members();
    const auto place = [&](slot s) {
        return std::lower_bound(slots.begin(), slots.end(), s) - slots.begin();
    };
    all.reserve(slots.size());
    for (const auto s : slots)
        all.push_back({columns.id_of(s),
                       columns.cohort_of(s).fleet->spec->name,
                       {},
                       {},
                       leg->second.times.at(all.size())});
    for (std::size_t o = 0; o < leg_outcomes; ++o)
        for (const auto s : leg->second.by_outcome[o].members())
            all[static_cast<std::size_t>(place(s))].outcome = static_cast<leg_outcome>(o);
    for (const auto s : leg->second.again.members())
        all[static_cast<std::size_t>(place(s))].course.ended.reset();  // it goes on
    for (const auto& [reason, devices] : leg->second.reasons)
        for (const auto s : devices.members())
            all[static_cast<std::size_t>(place(s))].reason = reason;
    return all;
}

}  // namespace muster
