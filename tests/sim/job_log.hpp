#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "tests/support/fleet_lab.hpp"

namespace muster::sim {

/// That a job told a device, once.
struct telling {
    std::uint32_t job = 0, shard = 0;
    slot device = 0;
    std::uint32_t batch = 0;
    std::uint32_t attempt = 0;  ///< from 1
    sim_time at{};              ///< to the millisecond
};

/// Whom jobs told and when, by a look at every leg at every barrier.
class job_log {
public:
    /// At a barrier, or after the run.
    void look(const testing::fleet_lab& lab);
    const std::vector<telling>& told() const { return told_; }

private:
    struct known {
        slot_set settled;  ///< had their end at the last look
        std::map<slot, std::uint32_t> attempts;
    };

    void look(std::uint32_t job, std::uint32_t shard, const leg_state& leg);

    std::map<std::pair<std::uint32_t, std::uint32_t>, known> known_;  ///< by job and shard
    std::vector<telling> told_;
};

}  // namespace muster::sim
