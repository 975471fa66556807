#include "fleet/job_target.hpp"

#include <algorithm>

#include "fleet/command_code.hpp"
#include "fleet/job_mail.hpp"

namespace muster {

namespace {

std::uint16_t code_of(const job_target& t, bool rejected) {
    switch (t.outcome) {
        case leg_outcome::succeeded:
            return code_accepted;
        case leg_outcome::failed:
            return rejected                     ? code_rejected
                   : t.reason == reason_refused ? code_too_many
                                                : code_failed;
        case leg_outcome::timed_out:
            return code_no_answer;
        case leg_outcome::unreached:
            return code_expired;
        default:
            return 0;
    }
}

}  // namespace

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
                       0,
                       leg->second.times.at(all.size())});
    for (std::size_t o = 0; o < leg_outcomes; ++o)
        for (const auto s : leg->second.by_outcome[o].members())
            all[static_cast<std::size_t>(place(s))].outcome = static_cast<leg_outcome>(o);
    for (const auto s : leg->second.again.members())
        all[static_cast<std::size_t>(place(s))].course.ended.reset();  // it goes on
    for (const auto& [reason, devices] : leg->second.reasons)
        for (const auto s : devices.members())
            all[static_cast<std::size_t>(place(s))].reason = reason;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].code = code_of(all[i], leg->second.rejected.contains(slots[i]));
    return all;
}

}  // namespace muster
