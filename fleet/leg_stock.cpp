#include "fleet/leg_stock.hpp"

namespace muster {

namespace {

std::uint64_t common(slot_set a, const slot_set& b) {
    a &= b;
    return a.size();
}

slot_set never_told(const leg_state& leg) {
    slot_set all;
    for (const auto* reason :
         {reason_not_reached, reason_not_reached_again, reason_held_by_threshold,
          reason_held_by_pause, reason_held_by_service, reason_held_by_rate, reason_held_by_window})
        if (const auto found = leg.reasons.find(reason); found != leg.reasons.end())
            all |= found->second;
    all &= leg.of(leg_outcome::timed_out);
    return all;
}

void count(const leg_state& leg, const slot_set& members, std::vector<std::uint64_t>& to) {
    for (const auto& outcome : leg.by_outcome)
        to.push_back(common(outcome, members));
    to.push_back(common(never_told(leg), members));
}

}  // namespace

members_mail stock_of(const leg_state& leg) {
    members_mail stock;
    stock.matched = leg.targets.size();
    auto rest = leg.targets;
    for (const auto& members : leg.batches) {
        count(leg, members, stock.batch_sizes);
        rest -= members;
    }
    count(leg, rest, stock.batch_sizes);
    return stock;
}

}  // namespace muster
