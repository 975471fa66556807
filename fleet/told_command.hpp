#pragma once

#include <string>
#include <vector>

#include "fleet/world.hpp"

namespace muster {

/// A command with its request as it comes from outside, made ready for the devices of each fleet.
/// Immutable.
class told_command {
public:
    told_command() = default;
    told_command(const world& w, const std::string& command, const command_request_fields& request);

    /// Not empty: no fleet has such a command, or the request fits none of those that have it.
    const std::string& problem() const { return problem_; }
    /// To a device of this fleet; its `spec` is null where the device can't do it.
    const compiled_command& of(std::uint32_t fleet) const { return by_fleet_[fleet]; }

private:
    std::string problem_;
    std::vector<compiled_command> by_fleet_;
};

}  // namespace muster
