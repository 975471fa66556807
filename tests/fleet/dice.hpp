#pragma once

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "fleet/random.hpp"

namespace muster::testing {

/// The seeds 1 to `count` of a random test; with MUSTER_SEED in the environment only that one.
inline std::vector<std::uint64_t> seeds(std::uint64_t count) {
    if (const char* one = std::getenv("MUSTER_SEED")) return {std::strtoull(one, nullptr, 10)};
    std::vector<std::uint64_t> all(count);
    std::iota(all.begin(), all.end(), std::uint64_t{1});
    return all;
}

/// What a failure in the rest of the scope prints: how to see it again.
#define MUSTER_SHOW_SEED(seed) BOOST_TEST_INFO_SCOPE("replay with MUSTER_SEED=" << (seed))

/// Random numbers of a test: the n-th is a function of the seed and n.
class dice {
public:
    explicit dice(std::uint64_t seed) : source_{seed * 0x9E3779B97F4A7C15ULL + 1} {}

    std::uint64_t bits() { return source_.bits(stream::outage, 0, next_++); }
    double unit() { return unit_interval(bits()); }
    /// 0 .. n - 1.
    std::uint64_t below(std::uint64_t n) { return bits() % n; }
    std::uint32_t small(std::uint32_t n) { return static_cast<std::uint32_t>(below(n)); }
    bool chance(double p) { return unit() < p; }

private:
    random_source source_;
    std::uint64_t next_ = 0;
};

/// The device of a test with this number.
inline random_source device_number(std::uint64_t n) {
    return {n * 0xD1342543DE82EF95ULL + 0x2545F4914F6CDD1DULL};
}

/// Kolmogorov-Smirnov: the largest distance between the sample's distribution and `cdf`, times the
/// root of its size. Above 1.95 by chance once in a thousand samples.
template <class Cdf>
double ks_distance(std::vector<double> sample, Cdf cdf) {
    std::sort(sample.begin(), sample.end());
    const double n = static_cast<double>(sample.size());
    double worst = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double expected = cdf(sample[i]);
        const double below = static_cast<double>(i) / n;
        worst = std::max({worst, expected - below, below + 1 / n - expected});
    }
    return worst * std::sqrt(n);
}

/// Chi-square of counts against equal chances, as standard deviations from its mean.
inline double chi_square_excess(const std::vector<std::uint64_t>& counts) {
    double total = 0;
    for (const auto c : counts)
        total += static_cast<double>(c);
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const auto c : counts)
        sum += (static_cast<double>(c) - expected) * (static_cast<double>(c) - expected) / expected;
    const double freedom = static_cast<double>(counts.size() - 1);
    return (sum - freedom) / std::sqrt(2 * freedom);
}

inline double normal_cdf(double x) {
    return std::erfc(-x / std::sqrt(2.0)) / 2;
}

}  // namespace muster::testing
