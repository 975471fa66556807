#include "tests/sim/job_log.hpp"

namespace muster::sim {

namespace {

std::uint32_t batch_of(const leg_state& leg, slot device) {
    for (std::uint32_t b = 0; b < leg.batches.size(); ++b)
        if (leg.batches[b].contains(device)) return b;
    return no_batch;
}

}  // namespace

void job_log::look(const testing::fleet_lab& lab) {
    for (std::uint32_t s = 0; s < lab.shards(); ++s)
        for (const auto& [job, leg] : lab.shard(s).state.legs)
            look(job, s, leg);
}

void job_log::look(std::uint32_t job, std::uint32_t shard, const leg_state& leg) {
    auto& k = known_[{job, shard}];
    auto open = leg.targets;
    open -= k.settled;
    if (open.empty()) return;
    for (const auto d : open.members()) {
        const auto course = leg.times.at(static_cast<std::size_t>(leg.targets.rank(d)) - 1);
        auto& attempts = k.attempts[d];
        if (course.attempts == attempts) continue;
        attempts = course.attempts;
        told_.push_back({job, shard, d, batch_of(leg, d), attempts, *course.sent});
    }
    k.settled = leg.targets;
    k.settled -= leg.of(leg_outcome::pending);
    k.settled -= leg.of(leg_outcome::dispatched);
}

}  // namespace muster::sim
