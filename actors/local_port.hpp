#pragma once

#include "actors/shard.hpp"
#include "actors/shard_port.hpp"

namespace muster {

/// A shard of this process, read where it is. The shard outlives it.
class local_port final : public shard_port {
public:
    local_port(shard& s, const world& w) : shard_(s), world_(w) {}

    std::uint64_t devices() const override { return shard_.columns().size(); }
    bool poked() const override { return shard_.poked(); }
    const counter_row& counters() const override { return shard_.counters(); }
    std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const override;
    const leg_figures* figures(std::uint32_t job) const override;
    const accumulator* message_latency() const override;
    std::map<std::string, std::uint64_t> reasons(std::uint32_t job) const override;
    const update_counts* steps(std::uint32_t job) const override;
    void count_causes(std::uint32_t job, cause_counter& to) const override;
    fault_span span_of(std::uint32_t fault) const override;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps() const override;
    std::vector<counter_delta> take_log() override { return shard_.take_log(); }
    std::vector<event> take_events() override { return shard_.take_events(); }
    std::vector<change> take_changes() override { return shard_.take_changes(); }
    std::vector<job_target> take_targets(std::uint32_t job) override;
    void ask(const device_question& question, sim_time now,
             std::function<void(device_answer)> done) const override;
    void describe(const std::string& id,
                  std::function<void(std::optional<device_detail>)> done) const override;

private:
    shard& shard_;
    const world& world_;
};

}  // namespace muster
