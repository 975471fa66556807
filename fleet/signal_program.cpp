#include "fleet/signal_program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "fleet/math.hpp"

namespace muster {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double day_us = 86'400e6;
constexpr double turn = 2 * std::numbers::pi;

double power_of_ten(int n) {
    double p = 1;
    for (int i = 0; i < std::clamp(n, 0, 15); ++i)
        p *= 10;
    return p;
}

bool whole_numbers(value_kind kind) {
    return kind == value_kind::integer || kind == value_kind::boolean || kind == value_kind::word ||
           kind == value_kind::text;
}

/// Folds `x` back into [low, high] as a mirror at each end would.
double reflect(double x, double low, double high) {
    if (x < low) x = low + (low - x);
    if (x > high) x = high - (x - high);
    return std::clamp(x, low, high);
}

}  // namespace

signal_program::signal_program(const signal_spec& spec, std::uint64_t key, duration every,
                               query::expression formula, std::uint32_t integrand)
    : noisy_(spec.noise_relative > 0 || spec.noise_absolute > 0),
      key_(key),
      integrand_(integrand),
      noise_relative_(spec.noise_relative),
      noise_absolute_(spec.noise_absolute),
      min_(spec.min.value_or(-infinity)),
      max_(spec.max.value_or(infinity)),
      formula_(std::move(formula)) {
    if (spec.decimals) scale_ = power_of_ten(*spec.decimals);
    if (whole_numbers(spec.kind)) scale_ = 1;
    rounds_ = scale_ > 0;
    compile(spec.shape, spec, every);
}

void signal_program::compile(const behaviour& shape, const signal_spec& spec, duration every) {
    if (const auto* s = std::get_if<drawn_signal>(&shape)) {
        kind_ = op::drawn, drawn_ = s->values;
    } else if (const auto* n = std::get_if<normal_signal>(&shape)) {
        kind_ = op::normal, a_ = n->mean, b_ = n->sd;
    } else if (const auto* w = std::get_if<walk_signal>(&shape)) {
        kind_ = op::walk, a_ = w->from, b_ = w->step, c_ = w->pull;
    } else if (const auto* q = std::get_if<sine_signal>(&shape)) {
        kind_ = op::sine, a_ = (q->low + q->high) / 2, b_ = (q->high - q->low) / 2;
        c_ = turn / static_cast<double>(std::max<std::int64_t>(1, q->period.count())),
        in_phase_ = q->in_phase;
    } else if (const auto* d = std::get_if<daily_signal>(&shape)) {
        kind_ = op::daily, a_ = (d->low + d->high) / 2, b_ = (d->high - d->low) / 2;
        c_ = static_cast<double>(d->peak.count());
    } else if (const auto* k = std::get_if<counter_signal>(&shape)) {
        kind_ = op::counter, a_ = k->from, drawn_ = k->step, b_ = k->wraps;
    } else if (std::holds_alternative<formula_signal>(shape)) {
        kind_ = op::formula;
    } else if (const auto* i = std::get_if<integral_signal>(&shape)) {
        kind_ = op::integral, a_ = i->from,
        b_ = i->scale * static_cast<double>(every.count()) / 3600e6;
    } else if (const auto* c = std::get_if<choice_signal>(&shape)) {
        kind_ = op::choice, a_ = static_cast<double>(std::max<std::size_t>(2, spec.words.size()));
        for (double sum = 0; const auto part : c->weights)
            cumulative_.push_back(sum += part.fraction());
    }
}

double signal_program::next(const reading_context& c, double& memory) const {
    const auto bits = c.random.block(stream::signal, key_, c.tick);
    double x = base(c, memory, bits.first);
    if (noisy_)
        x += math::normal_quantile(unit_interval(bits.second)) *
             (noise_relative_ * std::fabs(x) + noise_absolute_);
    return finish(x);
}

double signal_program::finish(double x) const {
    x = std::min(std::max(x, min_), max_);
    return rounds_ ? std::nearbyint(x * scale_) / scale_ : x;
}

double signal_program::base(const reading_context& c, double& memory, std::uint64_t bits) const {
    switch (kind_) {
        case op::drawn:
            return drawn_.kind == distribution::shape::constant ? drawn_.a
                                                                : drawn_.at(unit_interval(bits));
        case op::normal:
            return a_ + b_ * math::normal_quantile(unit_interval(bits));
        case op::walk:
            return walk(memory, unit_interval(bits));
        case op::sine:
            return sine(c);
        case op::daily:
            return daily(c);
        case op::counter:
            return counter(memory, unit_interval(bits));
        case op::choice:
            return choice(unit_interval(bits));
        case op::integral:
            return memory = std::isnan(memory)
                                ? a_
                                : memory + (std::isnan(c.integrand) ? 0 : c.integrand * b_);
        case op::formula: {
            const auto v = formula_.evaluate(*c.device);
            return v.is_null() ? std::numeric_limits<double>::quiet_NaN() : v.number();
        }
    }
    return 0;
}

double signal_program::walk(double& memory, double u) const {
    if (std::isnan(memory)) return memory = a_;
    const double moved = memory + b_ * math::normal_quantile(u) + c_ * (a_ - memory);
    return memory = reflect(moved, min_, max_);
}

double signal_program::sine(const reading_context& c) const {
    const double phase = in_phase_ ? 0 : turn * c.random.unit(stream::signal_start, key_, 0);
    return a_ + b_ * math::sin(c_ * static_cast<double>(c.at.count()) + phase);
}

double signal_program::daily(const reading_context& c) const {
    const double from_peak = static_cast<double>(c.time_of_day.count()) - c_;
    return a_ + b_ * math::cos(turn * from_peak / day_us);
}

double signal_program::counter(double& memory, double u) const {
    if (std::isnan(memory)) return memory = a_;
    memory += drawn_.kind == distribution::shape::constant ? drawn_.a : drawn_.at(u);
    if (b_ > 0 && memory >= b_) memory -= b_ * std::floor(memory / b_);
    return memory;
}

double signal_program::choice(double u) const {
    if (cumulative_.empty()) return std::floor(u * a_);
    const auto at =
        std::upper_bound(cumulative_.begin(), cumulative_.end(), u) - cumulative_.begin();
    return static_cast<double>(
        std::min<std::ptrdiff_t>(at, static_cast<std::ptrdiff_t>(cumulative_.size()) - 1));
}

}  // namespace muster
