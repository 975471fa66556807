#pragma once

#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "fleet/mail.hpp"

namespace muster {

/// How many jobs may be under way at once. Who waits begins when another one is over, the highest
/// priority first, then whoever asked first. Pure; owned by the service's actor.
class job_queue {
public:
    explicit job_queue(std::uint64_t most) : most_(most) {}

    /// What jobs said at one barrier, each at most once, in the order of their addresses. Returns
    /// who may begin now.
    std::vector<address> decide(const std::vector<std::pair<address, job_turn_mail>>& said);

private:
    struct waiting {
        std::int64_t priority = 0;
        std::uint64_t asked = 0;  ///< so many asked before
        address job = 0;
        bool operator<(const waiting& o) const {
            return std::tuple(-priority, asked) < std::tuple(-o.priority, o.asked);
        }
    };

    std::uint64_t most_;
    std::uint64_t asked_ = 0;
    std::set<address> under_way_;
    std::set<waiting> waiting_;
};

}  // namespace muster
