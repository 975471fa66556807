#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "fleet/run_result.hpp"
#include "fleet/sketch_scale.hpp"

namespace muster {

/// A log-linear histogram with integer counts: buckets are the sign, the exponent and the five
/// upper mantissa bits of a value's distance from the scale's center, so a quantile is within 1/32
/// of that distance at worst, and merging in any order gives the same counts. Within a bucket
/// values count as evenly spread, which for smooth series is an order of magnitude closer. Sketches
/// that are merged have one scale. Not thread-safe.
class sketch {
public:
    sketch() : sketch(sketch_scale{}) {}
    explicit sketch(sketch_scale scale) : scale_(scale), per_unit_(1 / scale.unit) {}

    void add(double value) {
        const std::int32_t bucket = bucket_of(value);
        const auto offset = static_cast<std::uint32_t>(bucket - first_);
        if (offset < counts_.size()) [[likely]]
            ++counts_[offset];
        else
            widen(bucket);
        ++total_;
    }
    void merge(const sketch& other);
    void clear();

    /// A sketch with these counts, `counts[0]` of the bucket `first`: as another process has it.
    static sketch of(std::int32_t first, std::vector<std::uint64_t> counts);
    std::int32_t first_bucket() const { return first_; }
    const std::vector<std::uint64_t>& counts() const { return counts_; }
    /// Says what counts of another process mean.
    void read_as(sketch_scale scale) { scale_ = scale, per_unit_ = 1 / scale.unit; }

private:
    static constexpr int mantissa_bits = 5;
    static constexpr std::int32_t smallest = (1023 - 10) << mantissa_bits;

public:
    /// Every double has its bucket in [-last_bucket, last_bucket].
    static constexpr std::int32_t last_bucket = (2048 << mantissa_bits) - smallest;

    std::uint64_t total() const { return total_; }
    /// How many values equal this whole number from 0 to `exact_up_to`; on the scale of words.
    std::uint64_t count_of(std::uint32_t number) const;
    /// Whole numbers up to here have a bucket each, on the scale of words.
    static constexpr std::uint32_t exact_up_to = (2U << mantissa_bits) - 1;
    /// The value at probability `p` in [0, 1]; 0 when empty.
    double quantile(double p) const;

private:
    std::int32_t bucket_of(double value) const {
        const auto bits = std::bit_cast<std::uint64_t>((value - scale_.center) * per_unit_);
        const auto magnitude =
            static_cast<std::int32_t>((bits & 0x7fffffffffffffffULL) >> (52 - mantissa_bits)) -
            smallest;
        if (magnitude <= 0) return 0;
        return (bits >> 63) != 0 ? -magnitude : magnitude;
    }
    static double edge_of(std::int32_t bucket);
    double within(std::int32_t bucket, double part) const;
    void widen(std::int32_t bucket);

    // 64 bits: ten million devices put 2^32 readings into one bucket within hours of virtual time.
    std::vector<std::uint64_t> counts_;
    std::int32_t first_ = 0;
    std::uint64_t total_ = 0;
    sketch_scale scale_;
    double per_unit_;
};

/// Count, sum, extremes and quantiles of a series. Sums depend on the order of adding, so values
/// are added in (step, slot) order and partial results merge in shard order.
class accumulator {
public:
    accumulator() = default;
    explicit accumulator(sketch_scale scale) : quantiles_(scale) {}

    void add(double value) {
        ++count_;
        sum_ += value;
        if (value < min_) min_ = value;
        if (value > max_) max_ = value;
        quantiles_.add(value);
    }
    void merge(const accumulator& other);
    void clear();
    std::uint64_t count() const { return count_; }
    double sum() const { return sum_; }
    double min() const { return min_; }
    double max() const { return max_; }
    const sketch& quantiles() const { return quantiles_; }
    /// As another process has it. Counts of buckets may travel apart from sums: they are whole
    /// numbers, and merge in any order.
    static accumulator of(std::uint64_t count, double sum, double min, double max,
                          sketch quantiles);
    void read_as(sketch_scale scale) { quantiles_.read_as(scale); }
    summary summarize() const;
    std::uint64_t count_of(std::uint32_t number) const { return quantiles_.count_of(number); }

private:
    std::uint64_t count_ = 0;
    double sum_ = 0;
    double min_ = std::bit_cast<double>(0x7ff0000000000000ULL);
    double max_ = std::bit_cast<double>(0xfff0000000000000ULL);
    sketch quantiles_;
};

}  // namespace muster
