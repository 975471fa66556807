#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <utility>

#include "fleet/time.hpp"

namespace muster {

/// When a failed device is started again, and when it is given up.
struct restart_policy {
    duration first = std::chrono::seconds(
        1);  ///< back-off after the first failure; doubles with each in the window
    duration most = std::chrono::minutes(1);
    std::uint32_t failures = 3;                  ///< so many ...
    duration window = std::chrono::seconds(60);  ///< ... within this much virtual time: quarantine
};

/// What to do with a device that failed.
struct restart_decision {
    bool quarantine = false;
    sim_time at{};  ///< of the restart
};

/// The memory of a template's default group: the recent failures of each device, by its key. Pure;
/// owned by one actor.
class supervisor {
public:
    explicit supervisor(restart_policy policy = {}) : policy_(policy) {}
    restart_decision on_failure(std::uint64_t device, sim_time at);
    /// Drops what no failure from `now` on will count.
    void forget_before(sim_time now);
    /// Devices with failures that may still count.
    std::size_t remembered() const { return recent_.size(); }

private:
    restart_policy policy_;
    std::map<std::uint64_t, std::deque<sim_time>> recent_;
    std::deque<std::pair<sim_time, std::uint64_t>> noted_;  ///< all in `recent_`, as they came
};

}  // namespace muster
