#pragma once

#include <cstdint>
#include <memory>

#include "fleet/random.hpp"

namespace muster {

/// Whose randomness a reading has.
struct draw_context {
    random_source device{};                   ///< the device's own
    const std::uint64_t* clusters = nullptr;  ///< keys of the device's clusters
    std::uint64_t tick = 0;                   ///< number of the message
};

/// Where the two random numbers of a signal's reading come from: the first for its behaviour, the
/// second for its noise. Each is uniform by itself, whatever it is tied to.
///
/// Numbers are tied as normal ones. Devices of a cluster share the part p of the variance:
/// z = sqrt(p) * z_cluster + sqrt(1 - p) * z_own, so two of them have the correlation p. Signals of
/// a device: z = r * z_other + sqrt(1 - r^2) * z_own.
class signal_draw {
public:
    static constexpr std::uint32_t no_cluster = 0xffffffffU;

    /// A stream of the device's own; `key` tells its signals apart (`world::draw_key`).
    signal_draw(std::uint64_t key) : key_(key) {}
    /// Shares the part of its variance with the devices of the same cluster: number in
    /// `draw_context::clusters`.
    void share_with_cluster(std::uint32_t cluster, double part);
    /// Goes with another signal's draw. `by_noise` and `other_by_noise` say which of the two
    /// numbers is meant on each side.
    void correlate(std::shared_ptr<const signal_draw> other, double r, bool by_noise,
                   bool other_by_noise);

    std::uint64_t key() const { return key_; }
    philox::block at(const draw_context& c) const {
        return tied_ ? tied(c) : source(c).block(stream::signal, key_, c.tick);
    }
    /// Of what is drawn once for each device: the cluster's where all is shared.
    random_source source(const draw_context& c) const {
        return moves_as_one_ ? random_source{c.clusters[cluster_]} : c.device;
    }

private:
    philox::block tied(const draw_context& c) const;

    std::uint64_t key_;
    std::uint32_t cluster_ = no_cluster;
    bool moves_as_one_ = false;
    bool tied_ = false;
    bool by_noise_ = false, other_by_noise_ = false;
    double shared_ = 0;  ///< weight of the cluster's number: the root of its part
    double r_ = 0;
    std::shared_ptr<const signal_draw> other_;
};

}  // namespace muster
