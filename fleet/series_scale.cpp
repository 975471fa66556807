#include "fleet/series_scale.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace muster {

namespace {

struct spread {
    double center = 0, unit = 0;  ///< unit 0: unknown
};

spread between(double low, double high) {
    return {low + (high - low) / 2, std::fabs(high - low) / 2};
}

struct expected {
    spread operator()(const drawn_signal& s) const {
        using shape = distribution::shape;
        if (s.values.kind == shape::constant) return {s.values.a, 0};
        if (s.values.kind == shape::uniform) return between(s.values.a, s.values.b);
        return {0, std::fabs(s.values.a)};
    }
    spread operator()(const normal_signal& s) const { return {s.mean, std::fabs(s.sd)}; }
    /// Hours of steps that are not drawn back lead far away; what is near counts more finely.
    spread operator()(const walk_signal& s) const { return {s.from, 8 * std::fabs(s.step)}; }
    spread operator()(const wave_signal& s) const { return between(s.low, s.high); }
    spread operator()(const daily_signal& s) const { return between(s.low, s.high); }
    spread operator()(const counter_signal& s) const { return {s.from, std::fabs(s.step.mean())}; }
    spread operator()(const sequence_signal& s) const { return of(s.values); }
    spread operator()(const replay_signal&) const { return {}; }
    spread operator()(const states_signal&) const { return {}; }
    spread operator()(const formula_signal&) const { return {}; }
    spread operator()(const integral_signal& s) const { return {s.from, 0}; }
    spread operator()(const approach_signal& s) const { return {s.from ? s.from->mean() : 0, 0}; }
    /// What one of them spreads over; how far they are apart is not known.
    spread operator()(const cases_signal& s) const {
        return s.cases.empty() ? spread{} : std::visit(*this, s.cases.front().shape);
    }
    spread operator()(const choice_signal&) const { return {}; }
    spread operator()(const moving_signal& s) const {
        using part = moving_signal::part;
        if (s.what == part::heading) return between(0, 360);
        if (s.what == part::speed) return between(0, s.how->speed.mean());
        const auto [low, high] = bounds_of(*s.how);
        return s.what == part::latitude ? between(low.lat, high.lat) : between(low.lon, high.lon);
    }

    static spread of(const std::vector<double>& values) {
        if (values.empty()) return {};
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        return between(*low, *high);
    }
};

/// The sign and mantissa taken away.
double power_of_two_below(double x) {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0x7ff0000000000000ULL);
}

}  // namespace

sketch_scale scale_of(const signal_spec& signal) {
    if (!is_amount(signal.kind)) return {0, 1};
    auto [center, unit] = std::visit(expected{}, signal.shape);
    if (unit == 0) unit = signal.noise_absolute + signal.noise_relative * std::fabs(center);
    const bool known =
        std::isnormal(unit) && std::isfinite(center) && unit > std::fabs(center) * 1e-12;
    if (!known) return {std::isfinite(center) ? center : 0, sketch_scale{}.unit};
    return {center, power_of_two_below(unit)};
}

}  // namespace muster
