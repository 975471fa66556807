#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "fleet/time.hpp"

namespace muster {

/// How many of a job's targets lost their connection within the last such a span.
class loss_watch {
public:
    explicit loss_watch(duration within = {}) : within_(within) {}

    void note(sim_time now, std::uint64_t lost) {
        if (lost == 0) return;
        losses_.emplace_back(now, lost);
        sum_ += lost;
    }
    std::uint64_t within(sim_time now) {
        while (!losses_.empty() && losses_.front().first + within_ <= now) {
            sum_ -= losses_.front().second;
            losses_.pop_front();
        }
        return sum_;
    }
    void forget() {
        losses_.clear();
        sum_ = 0;
    }

private:
    duration within_;
    std::deque<std::pair<sim_time, std::uint64_t>> losses_;  ///< by barrier
    std::uint64_t sum_ = 0;
};

}  // namespace muster
