#pragma once

#include <map>
#include <optional>
#include <vector>

#include "actors/shard_host.hpp"
#include "actors/shard_port.hpp"

namespace muster {

/// A shard of another process as it was at the barrier that was last looked at. Written by the
/// host's worker while the conductor waits for it, read by the conductor afterwards. The host has
/// to outlive it.
class mirror_port final : public shard_port {
public:
    mirror_port(std::uint32_t shard, shard_host& host, std::size_t counters)
        : shard_(shard), host_(host), counters_(counters) {}

    std::uint64_t devices() const override { return devices_; }
    /// Nobody but its own process holds a handle of its devices.
    bool poked() const override { return false; }
    const counter_row& counters() const override { return counters_; }
    /// Zeros where no look has asked for that instant, which only a run that failed reads.
    std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const override;
    const leg_figures* figures(std::uint32_t job) const override;
    const accumulator* message_latency() const override { return way_ ? &*way_ : nullptr; }
    std::map<std::string, std::uint64_t> reasons(std::uint32_t job) const override;
    const update_counts* steps(std::uint32_t job) const override;
    void count_causes(std::uint32_t job, cause_counter& to) const override;
    fault_span span_of(std::uint32_t fault) const override;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps() const override {
        return overlaps_;
    }
    std::vector<counter_delta> take_log() override { return std::exchange(log_, {}); }
    std::vector<event> take_events() override { return std::exchange(events_, {}); }
    std::vector<change> take_changes() override { return std::exchange(changes_, {}); }
    std::vector<job_target> take_targets(std::uint32_t) override {
        return std::exchange(targets_, {});
    }
    void ask(const device_question& question, sim_time now,
             std::function<void(device_answer)> done) const override;
    void describe(const std::string& id,
                  std::function<void(std::optional<device_detail>)> done) const override;

    void take(const size_news& n) { devices_ = n.devices; }
    void take(const counter_news& n);
    void take(log_news& n);
    void take(event_news& n);
    void take(change_news& n);
    void take(leg_news& n);
    void take(fault_news& n);
    void take(scan_news& n);
    void take(cause_news& n);
    void take(target_news& n);
    void take(way_news& n) { way_ = std::move(n.latency); }
    /// A new look begins: counts of other instants are not asked for any more.
    void forget_scans() { scans_.clear(); }

private:
    std::uint32_t shard_;
    shard_host& host_;
    std::uint64_t devices_ = 0;
    counter_row counters_;
    std::vector<counter_delta> log_;
    std::vector<event> events_;
    std::vector<change> changes_;
    std::map<std::uint32_t, leg_news> legs_;        ///< by job
    std::map<std::uint32_t, cause_counts> causes_;  ///< by job
    std::vector<job_target> targets_;               ///< of the job that was asked for last
    std::optional<accumulator> way_;                ///< of messages
    std::vector<fault_span> spans_;                 ///< by fault
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps_;
    std::map<std::pair<std::uint32_t, sim_time>, std::vector<std::uint64_t>>
        scans_;  ///< by population and instant
};

}  // namespace muster
