#pragma once

#include <cstdint>
#include <vector>

#include "fleet/shard_columns.hpp"

namespace muster {

/// What happened, counted; never decreases except `alerts_open` and `buffered`.
enum class flow : std::uint32_t {
    failures,
    restarts,
    generated,
    sent,
    lost,
    messages_sent,
    messages_lost,
    bytes_sent,
    commands_sent,
    commands_succeeded,
    commands_failed,
    commands_timed_out,
    alerts_open,
    garbage,       ///< messages that arrived and could not be read
    duplicated,    ///< messages that arrived twice
    out_of_order,  ///< messages held back so that later ones came first
    late,          ///< readings sent from a buffer
    buffered,      ///< readings kept in buffers now
    connects_asked,
    connects_accepted,
    connects_refused,
    commands_refused,  ///< by the service: devices that were not sent theirs
    calls_sent,        ///< commands outside of jobs, which are commands sent too
    arrived,
    count_
};
/// Of a rule with `per`, `devices` are clusters; `absorbed` are alerts of a rule that were taken in
/// by one of a cluster, `clusters` those with devices.
enum class rule_count : std::uint32_t { fired, closed, open, devices, absorbed, clusters, count_ };
enum class fault_count : std::uint32_t { devices, active, recovered, count_ };
/// Of a group whose membership is kept; nobody joins those that are scanned for.
enum class group_count : std::uint32_t { joined, left, count_ };

/// The numbers of all counters of a run in one flat row, so that shards add up, steps differ and
/// metrics read them by index: populations by state, flows, rules, faults, groups.
class counter_layout {
public:
    explicit counter_layout(const world& w)
        : flows_(static_cast<std::uint32_t>(w.populations.size() * device_states_count)),
          rules_(flows_ + static_cast<std::uint32_t>(flow::count_)),
          faults_(rules_ + static_cast<std::uint32_t>(w.rules.size()) *
                               static_cast<std::uint32_t>(rule_count::count_)),
          groups_(faults_ + static_cast<std::uint32_t>(w.faults.size()) *
                                static_cast<std::uint32_t>(fault_count::count_)),
          size_(groups_ + static_cast<std::uint32_t>(w.source().groups.size()) *
                              static_cast<std::uint32_t>(group_count::count_)) {}

    std::uint32_t size() const { return size_; }
    static std::uint32_t of(std::uint32_t population, device_state s) {
        return population * static_cast<std::uint32_t>(device_states_count) +
               static_cast<std::uint32_t>(s);
    }
    std::uint32_t of(flow f) const { return flows_ + static_cast<std::uint32_t>(f); }
    std::uint32_t of(std::uint32_t rule, rule_count c) const {
        return rules_ + rule * static_cast<std::uint32_t>(rule_count::count_) +
               static_cast<std::uint32_t>(c);
    }
    std::uint32_t of(std::uint32_t fault, fault_count c) const {
        return faults_ + fault * static_cast<std::uint32_t>(fault_count::count_) +
               static_cast<std::uint32_t>(c);
    }
    std::uint32_t of(std::uint32_t group, group_count c) const {
        return groups_ + group * static_cast<std::uint32_t>(group_count::count_) +
               static_cast<std::uint32_t>(c);
    }

private:
    std::uint32_t flows_, rules_, faults_, groups_, size_;
};

/// The counters of a shard, or the sum over all.
using counter_row = std::vector<std::int64_t>;

/// One counter moved during a step.
struct counter_delta {
    step_index step = 0;
    std::uint32_t counter = 0;
    std::int64_t by = 0;
};

}  // namespace muster
