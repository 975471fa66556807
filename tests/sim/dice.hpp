#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fleet/random.hpp"

namespace muster::sim {

/// The randomness of one seed: the same throws on every machine, in the order in which they are
/// asked for.
class dice {
public:
    explicit dice(std::uint64_t seed) : seed_(seed) {}

    std::uint64_t bits() { return philox::draw(seed_, next_++, 0x73696d).first; }
    /// From 0 to n - 1; n > 0.
    std::uint64_t below(std::uint64_t n) { return bits() % n; }
    std::uint64_t between(std::uint64_t low, std::uint64_t high) {
        return low + below(high - low + 1);
    }
    bool chance(unsigned percent) { return below(100) < percent; }

    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(all.size())];
    }
    std::string one_of(std::initializer_list<const char*> all) {
        return *(all.begin() + below(all.size()));
    }

private:
    std::uint64_t seed_;
    std::uint64_t next_ = 0;
};

}  // namespace muster::sim
