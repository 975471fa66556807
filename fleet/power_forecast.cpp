#include "fleet/power_forecast.hpp"

#include <algorithm>

#include "fleet/duty_cycle.hpp"

namespace muster {

namespace {

double per_hour(duration every) {
    return 3600e6 / static_cast<double>(every.count());
}

double share_awake(const device_template& t) {
    return t.duty_cycle ? duty_cycle(*t.duty_cycle, {}).share_awake() : 1;
}

}  // namespace

double messages_per_hour(const device_template& t, const message_spec& m) {
    const double due = per_hour(m.every);
    if (!t.duty_cycle) return due;
    const double awake = share_awake(t);
    return awake * due + std::min(per_hour(t.duty_cycle->every), (1 - awake) * due);
}

double taken_per_hour(const device_template& t) {
    const double awake = share_awake(t);
    double taken = awake * t.battery->awake + (1 - awake) * t.battery->asleep;
    for (const auto& m : t.messages)
        if (!m.when && !m.on_change) taken += messages_per_hour(t, m) * t.battery->message;
    return taken;
}

}  // namespace muster
