#pragma once

#include "fleet/device_template.hpp"
#include "fleet/random.hpp"

namespace muster {

/// Where a device stands with its connection: kept only in runs in which that takes time.
struct device_link {
    sim_time up_at{};           ///< it measures nothing and asks nobody before
    std::uint32_t attempt = 0;  ///< the one that counts: what belongs to another one is past
    std::uint32_t refused = 0;  ///< times in a row
};

/// How the devices of a fleet come back. Pure: spans are drawn from (device, attempt or instant).
class link_policy {
public:
    /// `boot` of a device whose template has none and that a fault reboots all the same.
    static constexpr duration reboot_otherwise = std::chrono::seconds(30);

    link_policy() = default;
    link_policy(const connectivity_spec& spec, bool reboots);

    /// From getting power, or being started again, at `at` to the first attempt.
    duration boot(const random_source& device, sim_time at) const;
    /// The first attempt of a row is delayed by so much.
    duration spread(const random_source& device, std::uint32_t attempt) const;
    /// From the n-th refusal in a row to the next attempt.
    duration pause(const random_source& device, std::uint32_t attempt, std::uint32_t refused) const;

private:
    distribution boot_{};
    reconnect_spec again_{};
};

}  // namespace muster
