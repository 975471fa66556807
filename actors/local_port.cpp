#include "actors/local_port.hpp"

#include <algorithm>

#include "actors/shard_network.hpp"
#include "actors/shard_updates.hpp"
#include "fleet/hash.hpp"

namespace muster {

std::vector<std::uint64_t> local_port::scan(std::uint32_t population, sim_time now) const {
    return shard_.populations().scan(population, now);
}

const leg_figures* local_port::figures(std::uint32_t job) const {
    return shard_.legs().figures(job);
}

const accumulator* local_port::message_latency() const {
    return shard_.network() != nullptr ? &shard_.network()->latency() : nullptr;
}

std::map<std::string, std::uint64_t> local_port::reasons(std::uint32_t job) const {
    std::map<std::string, std::uint64_t> counts;
    const auto leg = shard_.state().legs.find(job);
    if (leg == shard_.state().legs.end()) return counts;
    for (const auto& [reason, devices] : leg->second.reasons) {
        auto done = devices;
        done -= leg->second.again;  // it waits to be told again
        if (!done.empty()) counts[reason] = done.size();
    }
    return counts;
}

const update_counts* local_port::steps(std::uint32_t job) const {
    // Devices may still be at an update of a job that was erased.
    return shard_.state().legs.contains(job) ? shard_.updates().counts(job) : nullptr;
}

void local_port::count_causes(std::uint32_t job, cause_counter& to) const {
    to.add(shard_.columns(), shard_.state(), job);
}

std::vector<job_target> local_port::take_targets(std::uint32_t job) {
    return targets_of(shard_.columns(), shard_.state(), job);
}

fault_span local_port::span_of(std::uint32_t fault) const {
    return {shard_.faults().first_begun(fault), shard_.faults().last_ended(fault)};
}

std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> local_port::overlaps() const {
    return shard_.faults().overlaps();
}

void local_port::ask(const device_question& question, sim_time now,
                     std::function<void(device_answer)> done) const {
    device_answer answer;
    const auto& columns = shard_.columns();
    device_row row(world_, columns, shard_.state());
    for (slot s = question.first; s < columns.size(); ++s) {
        const bool full = answer.found.size() == question.most;
        if (full && !question.count_all) break;
        if (!columns.present(s)) continue;
        row.aim(s, now);
        if (question.who && !question.who.holds(row)) continue;
        ++answer.matched;
        if (full) continue;
        answer.found.push_back(summarize(columns, s));
        answer.slots.push_back(s);
    }
    done(std::move(answer));
}

void local_port::describe(const std::string& id,
                          std::function<void(std::optional<device_detail>)> done) const {
    const auto& columns = shard_.columns();
    const auto place = columns.find(device_key(id));
    const bool found = place && columns.id_of(*place) == id;
    done(found ? std::optional(muster::describe(world_, columns, shard_.state(), *place))
               : std::nullopt);
}

}  // namespace muster
