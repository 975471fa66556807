#pragma once

#include "fleet/device_template.hpp"
#include "fleet/random.hpp"

namespace muster {

/// A device's own ups and downs as an alternating renewal process: outages of drawn length, and up
/// times, exponential, of the mean that gives the wanted share online. Pure: the n-th change is
/// drawn from (device, n).
class connectivity_process {
public:
    explicit connectivity_process(const connectivity_spec& spec);

    /// Whether the device is down at the start. In the steady state: down with probability 1 -
    /// online.
    bool down_at_start(const random_source& device) const;
    /// How long it stays as it is at the start: the rest of a period met at a random instant.
    duration first(const random_source& device, bool down) const;
    /// Length of the n-th period after that, n >= 1.
    duration next(const random_source& device, std::uint64_t n, bool down) const;

private:
    distribution outages_;
    double online_;
    double mean_up_us_;
};

}  // namespace muster
