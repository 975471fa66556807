#pragma once

#include <cstdint>
#include <vector>

#include "fleet/geo.hpp"
#include "fleet/movement.hpp"
#include "fleet/random.hpp"
#include "fleet/time.hpp"

namespace muster {

/// The most stops of one route, so that a stage and the instant of its begin fit into 8 bytes.
inline constexpr std::size_t most_stops = 100'000;
/// A way takes at least so long, however near its end is.
inline constexpr duration shortest_way = std::chrono::milliseconds(100);

/// A device on its way: stays and ways in turn, in virtual time. What a device remembers is the
/// present stage and when it began; how long it takes is drawn from (device, instant of the begin),
/// so a reading sees the same place however many were taken before it. At the start of the run
/// devices are as one meets them at a random instant. Pure, immutable.
class journey {
public:
    journey(const movement_spec& spec, std::uint64_t key);

    /// Where a device is on which way; a stay is the end of the way that led there.
    struct moment {
        arc way;
        double part = 0;
        double km_per_hour = 0;
    };
    /// Moves on to `at`. `memory` NaN: it has not been asked before.
    moment at(const random_source& device, sim_time at, double& memory) const;

private:
    /// Even stages are stays at their half, odd ones ways from there to the next.
    struct stage {
        std::int64_t since;  ///< ticks; below zero: it was under way when the run began
        std::uint32_t number;

        bool is_way() const { return number % 2 == 1; }
        std::uint32_t stop() const { return number / 2; }
    };
    struct round {
        std::vector<arc> ways;       ///< from each stop to the next
        std::vector<double> chance;  ///< cumulative, by stage, of what is met at the start
        std::uint32_t stages = 0;    ///< after which it begins again
    };

    void add_round(const std::vector<geo_point>& stops);
    const round& round_of(const random_source& device) const;
    std::uint32_t stages(const random_source& device) const;
    stage begin(const random_source& device) const;
    std::int64_t ticks_of(const random_source& device, const stage& s) const;
    std::int64_t met_ticks(const random_source& device, const stage& s) const;
    std::int64_t way_ticks(double km, double km_per_hour) const;
    arc way(const random_source& device, std::uint32_t stop) const;
    bool met_on_way(const random_source& device) const;
    unit_vector place(const random_source& device, std::uint32_t number) const;
    unit_vector place_at(const random_source& device, std::uint64_t counter) const;

    std::uint64_t key_;
    distribution speed_, stay_;
    bool loops_, from_first_;
    std::vector<round> rounds_;  ///< empty: it roams
    unit_vector middle_;
    double radius_ = 0;      ///< of the circle, radians
    double met_on_way_ = 0;  ///< roaming: chance
};

}  // namespace muster
