#include "fleet/leg_stock.hpp"

namespace muster {

namespace {

void count(const leg_state& leg, const slot_set& members, std::vector<std::uint64_t>& to) {
    const auto put = [&](slot_set both) {
        both &= members;
        to.push_back(both.size());
    };
    for (const auto& devices : leg.by_outcome)
        put(devices);
    put(leg.rejected);
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
