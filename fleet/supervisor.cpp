#include "fleet/supervisor.hpp"

#include <algorithm>

namespace muster {

restart_decision supervisor::on_failure(std::uint64_t device, sim_time at) {
    auto& times = recent_[device];
    while (!times.empty() && times.front() <= at - policy_.window)
        times.pop_front();
    times.push_back(at);
    if (times.size() >= policy_.failures) {
        recent_.erase(device);
        return {true, at};
    }
    duration back_off = policy_.first;
    for (std::size_t i = 1; i < times.size(); ++i)
        back_off = std::min(back_off * 2, policy_.most);
    return {false, at + back_off};
}

}  // namespace muster
