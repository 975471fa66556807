#include "fleet/sketch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace muster {

void sketch::widen(std::int32_t bucket) {
    constexpr std::int32_t margin = 8;
    if (counts_.empty()) {
        first_ = bucket - margin;
        counts_.resize(2 * margin + 1);
    } else if (bucket < first_) {
        const auto more = static_cast<std::size_t>(first_ - bucket + margin);
        counts_.insert(counts_.begin(), more, 0);
        first_ -= static_cast<std::int32_t>(more);
    } else {
        counts_.resize(static_cast<std::size_t>(bucket - first_ + margin));
    }
    ++counts_[static_cast<std::size_t>(bucket - first_)];
}

sketch sketch::of(std::int32_t first, std::vector<std::uint64_t> counts) {
    sketch s;
    s.first_ = first;
    s.total_ = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    s.counts_ = std::move(counts);
    return s;
}

void sketch::merge(const sketch& other) {
    if (other.total_ == 0) return;
    const auto last = [](const sketch& s) {
        return s.first_ + static_cast<std::int32_t>(s.counts_.size());
    };
    if (counts_.empty()) {
        *this = other;
        return;
    }
    if (other.first_ < first_) {
        counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - other.first_), 0);
        first_ = other.first_;
    }
    if (last(other) > last(*this)) counts_.resize(static_cast<std::size_t>(last(other) - first_));
    for (std::size_t i = 0; i < other.counts_.size(); ++i)
        counts_[i + static_cast<std::size_t>(other.first_ - first_)] += other.counts_[i];
    total_ += other.total_;
}

void sketch::clear() {
    std::fill(counts_.begin(), counts_.end(), std::uint64_t{0});
    total_ = 0;
}

std::uint64_t sketch::count_of(std::uint32_t number) const {
    const auto offset = static_cast<std::uint32_t>(bucket_of(number) - first_);
    return offset < counts_.size() ? counts_[offset] : 0;
}

double sketch::quantile(double p) const {
    const double rank = p * static_cast<double>(total_);
    double seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const auto here = static_cast<double>(counts_[i]);
        if (here > 0 && seen + here >= rank)
            return within(first_ + static_cast<std::int32_t>(i), (rank - seen) / here);
        seen += here;
    }
    return 0;
}

/// The value below which `part` of the bucket's values lie.
double sketch::within(std::int32_t bucket, double part) const {
    if (bucket == 0) return scale_.center;
    const double low = bucket < 0 ? -edge_of(1 - bucket) : edge_of(bucket);
    const double high = bucket < 0 ? -edge_of(-bucket) : edge_of(bucket + 1);
    return scale_.center + scale_.unit * (low + (high - low) * part);
}

/// Where a bucket of positive values begins.
double sketch::edge_of(std::int32_t bucket) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(bucket + smallest)
                                 << (52 - mantissa_bits));
}

accumulator accumulator::of(std::uint64_t count, double sum, double min, double max,
                            sketch quantiles) {
    accumulator a;
    a.count_ = count;
    a.sum_ = sum;
    a.min_ = min;
    a.max_ = max;
    a.quantiles_ = std::move(quantiles);
    return a;
}

void accumulator::merge(const accumulator& other) {
    count_ += other.count_;
    sum_ += other.sum_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
    quantiles_.merge(other.quantiles_);
}

void accumulator::clear() {
    sketch kept = std::move(quantiles_);
    *this = accumulator();
    kept.clear();
    quantiles_ = std::move(kept);
}

summary accumulator::summarize() const {
    summary s;
    s.count = count_;
    if (count_ == 0) return s;
    const auto within = [this](double x) { return std::clamp(x, min_, max_); };
    s.mean = sum_ / static_cast<double>(count_);
    s.min = min_;
    s.max = max_;
    s.p5 = within(quantiles_.quantile(0.05));
    s.p50 = within(quantiles_.quantile(0.50));
    s.p90 = within(quantiles_.quantile(0.90));
    s.p95 = within(quantiles_.quantile(0.95));
    s.p99 = within(quantiles_.quantile(0.99));
    return s;
}

}  // namespace muster
