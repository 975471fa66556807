#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "fleet/mail.hpp"

namespace muster {

/// How many jobs may be under way at once: so many of all, and one of each series. Who waits begins
/// when another one is over, the highest priority first, then whoever asked first. Pure; owned by
/// the service's actor.
class job_queue {
public:
    static constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();
    explicit job_queue(std::uint64_t most) : most_(most) {}

    struct decision {
        std::vector<address> begin;     ///< may begin now
        std::vector<address> left_out;  ///< will not
    };
    /// What jobs said at one barrier. Whoever says that it is over wants nothing more.
    decision decide(const std::vector<std::pair<address, job_turn_mail>>& said);

private:
    void end(address job);
    bool is_under_way(std::uint32_t series) const;
    bool is_awaited(std::uint32_t series) const;
    struct waiting {
        std::int64_t priority = 0;
        std::uint64_t asked = 0;  ///< so many asked before
        address job = 0;
        std::uint32_t series = 0;
        bool operator<(const waiting& o) const {
            return std::tuple(-priority, asked) < std::tuple(-o.priority, o.asked);
        }
    };

    std::uint64_t most_;
    std::uint64_t asked_ = 0;
    std::map<address, std::uint32_t> under_way_;  ///< with the series of each
    std::set<waiting> waiting_;
};

}  // namespace muster
