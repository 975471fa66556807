#pragma once

#include <cstdint>

#include "fleet/uint128.hpp"

namespace muster {

/// Counter-based randomness: a value is a function of (key, stream, counter) and of nothing else,
/// so any tick of any device can be computed alone, in any order, on any worker.
///
/// Philox 2x64 with 10 rounds: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1,
/// 2, 3", SC 2011.
struct philox {
    struct block {
        std::uint64_t first, second;
    };

    static constexpr block draw(std::uint64_t key, std::uint64_t low, std::uint64_t high) {
        for (int round = 0; round < 10; ++round) {
            const auto product = static_cast<uint128>(0xD2B74407B1CE6E93ULL) * low;
            low = static_cast<std::uint64_t>(product >> 64) ^ key ^ high;
            high = static_cast<std::uint64_t>(product);
            key += 0x9E3779B97F4A7C15ULL;
        }
        return {low, high};
    }
};

/// What a draw is for. What draws within a stream is told apart by the hash of its name, so that
/// nothing that comes or goes beside it moves its numbers.
enum class stream : std::uint64_t {
    outage = 2,
    attribute = 0x1000,
    message = 0x2000,
    signal = 0x4000,
    signal_start = 0x8000,
    command = 0x10000,
    firmware = 0x20000,
    fault_length = 0x30000,
    fault_chance = 0x40000,
    state = 0x50000,
    state_start = 0x60000,
    network = 0x70000,
    boot = 0x80000,
    reconnect = 0x90000,
    fault_again = 0xa0000,
    fault_amount = 0xb0000,
    movement = 0xc0000,
    movement_start = 0xd0000,
    movement_place = 0xe0000,
    duty_cycle = 0xf0000,
    battery = 0x100000,
    told_again = 0x110000,
    update = 0x120000,
};

/// One device's source of randomness (or a site's, where devices move as one).
struct random_source {
    std::uint64_t key;

    constexpr philox::block block(stream of, std::uint64_t index, std::uint64_t counter) const {
        return philox::draw(key, counter, static_cast<std::uint64_t>(of) + index);
    }
    constexpr std::uint64_t bits(stream of, std::uint64_t index, std::uint64_t counter) const {
        return block(of, index, counter).first;
    }
    constexpr double unit(stream of, std::uint64_t index, std::uint64_t counter) const;
};

/// Bits that `unit_interval` makes this number of, as near as it can be.
constexpr std::uint64_t bits_of_unit(double u) {
    return static_cast<std::uint64_t>(u * 0x1.0p52) << 12;
}

/// A number strictly between 0 and 1 from the upper 52 bits: never 0 or 1, so that every quantile
/// is finite.
constexpr double unit_interval(std::uint64_t bits) {
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1.0p-52;
}

constexpr double random_source::unit(stream of, std::uint64_t index, std::uint64_t counter) const {
    return unit_interval(bits(of, index, counter));
}

}  // namespace muster
