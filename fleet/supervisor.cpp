#include "fleet/supervisor.hpp"

#include <algorithm>

namespace muster {

restart_decision supervisor::on_failure(std::uint64_t device, sim_time at) {
    auto& times = recent_[device];
    while (!times.empty() && times.front() <= at - policy_.window)
        times.pop_front();
    times.push_back(at);
    noted_.emplace_back(at, device);
    if (times.size() >= policy_.failures) {
        recent_.erase(device);
        return {true, at};
    }
    duration back_off = policy_.first;
    for (std::size_t i = 1; i < times.size(); ++i)
        back_off = std::min(back_off * 2, policy_.most);
    return {false, at + back_off};
}

void supervisor::forget_before(sim_time now) {
    for (; !noted_.empty() && noted_.front().first <= now - policy_.window; noted_.pop_front()) {
        const auto known = recent_.find(noted_.front().second);
        if (known == recent_.end()) continue;
        auto& times = known->second;
        while (!times.empty() && times.front() <= now - policy_.window)
            times.pop_front();
        if (times.empty()) recent_.erase(known);
    }
}

}  // namespace muster
