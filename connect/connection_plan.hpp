#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connect/link.hpp"
#include "fleet/world.hpp"

namespace muster {

/// Whose the connections of a link are.
struct connection_choice {
    enum class form : std::uint8_t { per_device, per_tag, pooled };
    form kind = form::per_device;
    std::string tag;  ///< per_tag: devices with equal values share a connection, across fleets
    std::uint32_t pool = 1;  ///< pooled: so many connections, devices spread over them by their key
    place where;
};

/// Which connection each device uses. Immutable, so that any number of workers may ask it.
class connection_plan {
public:
    /// Empty, with the reasons in the diagnostics, where the choice does not fit the fleets. The
    /// world is only read here.
    static std::optional<connection_plan> make(const world& w, const connection_choice& choice,
                                               diagnostics& problems);

    std::uint32_t connections() const { return connections_; }
    /// Whether several devices may use one connection.
    bool shared() const { return kind_ != connection_choice::form::per_device; }
    connection_id of(std::uint32_t fleet, std::uint32_t ordinal, std::uint64_t key) const {
        if (kind_ == connection_choice::form::pooled) return shard_of(key, connections_);
        const auto device = first_[fleet] + ordinal;
        return shared() ? of_device_[device] : static_cast<connection_id>(device);
    }
    /// The device's id, the tag's value, or the number in the pool from 1.
    std::string name(connection_id connection) const;

private:
    connection_plan(const world& w, const connection_choice& choice);
    void join_by_tag(const world& w, const compiled_fleet& f, const attribute& tag);
    connection_id join(const std::string& value);

    connection_choice::form kind_;
    std::uint32_t connections_ = 0;
    /// By fleet: number of its first device over all fleets. Devices that come to have another
    /// template have the numbers that they began with.
    std::vector<std::uint64_t> first_;
    std::vector<device_ids> ids_;                                ///< by fleet of the scenario
    std::vector<connection_id> of_device_;                       ///< per tag
    std::vector<std::string> names_;                             ///< per tag
    std::map<std::string, connection_id, std::less<>> numbers_;  ///< per tag
};

}  // namespace muster
