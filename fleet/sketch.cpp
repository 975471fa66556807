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

double sketch::quantile(double p) const {
    if (total_ == 0) return 0;
    const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(total_)));
    const std::uint64_t wanted = std::clamp<std::uint64_t>(rank, 1, total_);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        seen += counts_[i];
        if (seen >= wanted) return middle_of(first_ + static_cast<std::int32_t>(i));
    }
    return 0;
}

double sketch::middle_of(std::int32_t bucket) {
    if (bucket == 0) return 0;
    const auto magnitude = static_cast<std::uint64_t>(std::abs(bucket) + smallest);
    const std::uint64_t half = std::uint64_t{1} << (51 - mantissa_bits);
    const double value = std::bit_cast<double>((magnitude << (52 - mantissa_bits)) | half);
    return bucket < 0 ? -value : value;
}

accumulator accumulator::of(double sum, double min, double max, sketch quantiles) {
    accumulator a;
    a.count_ = quantiles.total();
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
    *this = {};
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
    s.p95 = within(quantiles_.quantile(0.95));
    s.p99 = within(quantiles_.quantile(0.99));
    return s;
}

}  // namespace muster
