#include "actors/plan_conflicts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "fleet/job_clash.hpp"

namespace muster {

namespace {

/// Devices of a shard that both jobs cover and that have the clashing property of their fleet.
std::uint64_t shared_devices(const shard& s, std::uint32_t one, std::uint32_t other,
                             const std::vector<std::uint32_t>& clashes) {
    const auto a = s.state().legs.find(one), b = s.state().legs.find(other);
    if (a == s.state().legs.end() || b == s.state().legs.end()) return 0;
    auto both = a->second.targets;
    both &= b->second.targets;
    std::uint64_t found = 0;
    for (const auto place : both.members())
        found += clashes[s.columns().cohort_of(place).fleet->index] != none ? 1 : 0;
    return found;
}

/// By fleet, the property that the jobs make different values.
std::vector<std::uint32_t> clashes_of(const world& w, std::uint32_t one, std::uint32_t other) {
    std::vector<std::uint32_t> all;
    for (const auto& fleet : w.fleets)
        all.push_back(clash_of(fleet, one, other));
    return all;
}

/// Whether the later one begins before the earlier one can be over.
bool meet(const job_spec& earlier, const plan_facts::job_plan& plan, const job_spec& later) {
    return !plan.best_case || later.start < earlier.start + *plan.best_case;
}

/// The two as they clash; empty where they have no device in common that they want different things
/// of.
std::optional<plan_facts::job_conflict> conflict_of(const fleet_run& run, std::uint32_t one,
                                                    std::uint32_t other) {
    const auto& w = run.the_world();
    const auto& specs = w.source().jobs;
    const auto clashes = clashes_of(w, one, other);
    const auto fleet = std::find_if(clashes.begin(), clashes.end(),
                                    [](auto property) { return property != none; });
    if (fleet == clashes.end()) return std::nullopt;
    const auto& properties = w.fleets[static_cast<std::size_t>(fleet - clashes.begin())].properties;
    std::uint64_t devices = 0;
    for (const auto& s : run.shards())
        devices += shared_devices(*s, one, other, clashes);
    if (devices == 0) return std::nullopt;
    return plan_facts::job_conflict{specs[one].written_name(), specs[other].written_name(),
                                    properties[*fleet].name(), devices};
}

/// Jobs that begin by the clock and cover somebody, as they begin.
std::vector<std::uint32_t> in_order(const world& w, const std::vector<plan_facts::job_plan>& jobs) {
    const auto& specs = w.source().jobs;
    std::vector<std::uint32_t> order;
    for (std::uint32_t j = 0; j < specs.size(); ++j)
        if (w.jobs[j].begins_by_itself() && jobs[j].total > 0) order.push_back(j);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return specs[a].start < specs[b].start; });
    return order;
}

}  // namespace

std::vector<plan_facts::job_conflict> find_conflicts(
    const fleet_run& run, const std::vector<plan_facts::job_plan>& jobs) {
    const auto& specs = run.the_world().source().jobs;
    const auto order = in_order(run.the_world(), jobs);
    std::vector<plan_facts::job_conflict> all;
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t k = i + 1; k < order.size(); ++k) {
            const auto one = order[i], other = order[k];
            if (!meet(specs[one], jobs[one], specs[other])) continue;
            const std::pair names(specs[one].written_name(), specs[other].written_name());
            if (const auto pair = known.find(names); pair != known.end()) {
                ++all[pair->second].times;  // other runs of the two
            } else if (auto found = conflict_of(run, one, other)) {
                known.emplace(names, all.size());
                all.push_back(std::move(*found));
            }
        }
    return all;
}

}  // namespace muster
