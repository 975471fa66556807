#include "fleet/device_link.hpp"

#include <algorithm>

namespace muster {

namespace {

duration part_of(duration whole, double u) {
    return duration(static_cast<std::int64_t>(u * static_cast<double>(whole.count())));
}

}  // namespace

link_policy::link_policy(const connectivity_spec& spec, bool reboots)
    : again_(spec.reconnect.value_or(reconnect_spec{})) {
    if (reboots) boot_.a = static_cast<double>(reboot_otherwise.count());
    if (spec.boot) boot_ = *spec.boot;
}

duration link_policy::boot(const random_source& device, sim_time at) const {
    const double u = device.unit(stream::boot, 0, static_cast<std::uint64_t>(at.count()));
    return duration(static_cast<std::int64_t>(boot_.at(u)));
}

duration link_policy::spread(const random_source& device, std::uint32_t attempt) const {
    if (again_.spread == duration{}) return {};
    return part_of(again_.spread, device.unit(stream::reconnect, 0, attempt));
}

duration link_policy::pause(const random_source& device, std::uint32_t attempt,
                            std::uint32_t refused) const {
    return again_.pauses.pause(refused, device.unit(stream::reconnect, 1, attempt));
}

}  // namespace muster
