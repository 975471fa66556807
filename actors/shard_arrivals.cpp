#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_network.hpp"
#include "actors/shard_power.hpp"

/// Which devices are there: from the start, or from the instant at which they arrive.
namespace muster {

void shard::plan_arrivals(std::uint32_t cohort_index) {
    const auto& cohort = columns_.cohorts[cohort_index];
    const auto& arrive = cohort.fleet->arrive;
    if (!arrive) return;
    for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
        const auto at = arrive->of(cohort.ordinals[s - cohort.first]);
        if (at == sim_time{}) continue;
        columns_.flags[s] |= flag_absent;
        if (at < world_.length()) agenda_.add({at, s, turn_kind::arrival, 0, 0});
    }
}

void shard::count_devices() {
    populations_ = std::make_unique<population_board>(world_, columns_, state_, counters_);
    if (!world_.cluster_rules.empty())
        clusters_ = std::make_unique<cluster_board>(world_, columns_, row_);
    for (slot s = 0; s < columns_.size(); ++s) {
        if (!columns_.present(s)) continue;
        count(flow::arrived);
        if (clusters_) clusters_->count(s, state_of(columns_.flags[s]), 1, step_, log_);
    }
}

void shard::arrive(slot place, sim_time at) {
    auto& flags = columns_.flags[place];
    const auto present = static_cast<device_flags>(flags & ~unsigned{flag_absent});
    flags = network_ ? network_->follow(place, present, at) : present;
    if (power_) power_->follow(place, flags, at);
    populations_->arrived(place, counters_);
    count(flow::arrived);
    if (clusters_) clusters_->count(place, state_of(flags), 1, step_, log_);
    if (connected(place)) {
        acts_->provision(place, at);
        acts_->tell_connection(place, at);
    }
    const auto c = columns_.cohort_index(place);
    measuring_.boot(c, place, at);
    look_at_rules(columns_.cohorts[c].fleet->state_rules, c, place, at);
}

/// The opposite of an arrival: it is counted nowhere any more.
void shard::depart(slot place, sim_time at) {
    for (std::uint32_t r = 0; r < world_.rules.size(); ++r)
        alert(r, place, at, rules_.look(r, place, at, {}, false));  // waiting ones end too
    const auto state = state_of(columns_.flags[place]);
    populations_->departed(place, counters_);
    count(flow::arrived, -1);
    if (clusters_) clusters_->count(place, state, -1, step_, log_);
    columns_.flags[place] |= flag_absent;
    if (power_) power_->follow(place, columns_.flags[place], at);
    if (network_) network_->forget(place);
}

void shard::let_all_arrive() {
    const std::lock_guard guard(mutex_);
    for (slot s = 0; s < columns_.size(); ++s)
        if (!columns_.present(s) && !columns_.cohort_of(s).fleet->is_copy()) arrive(s, {});
}

}  // namespace muster
