#include "fleet/distribution.hpp"

#include <cmath>

#include "fleet/math.hpp"

namespace muster {

namespace {

double sigma_of(const distribution& d) {
    return math::log(d.b / d.a) / math::z99;
}

/// The least count whose distribution function is at least `u`. The sum stops growing before it
/// reaches a `u` next to 1, so it ends where terms are too small to count.
double poisson_at(double mean, double u) {
    double term = math::exp(-mean);
    double sum = term;
    double count = 0;
    while (sum < u && (count < mean || term > 1e-18)) {
        ++count;
        term *= mean / count;
        sum += term;
    }
    return count;
}

}  // namespace

double distribution::at(double u) const {
    switch (kind) {
        case shape::constant:
            return a;
        case shape::uniform:
            return a + (b - a) * u;
        case shape::log_normal:
            return a * math::exp(sigma_of(*this) * math::normal_quantile(u));
        case shape::exponential:
            return -a * math::log(1 - u);
        case shape::poisson:
            return poisson_at(a, u);
    }
    return a;
}

double distribution::mean() const {
    switch (kind) {
        case shape::constant:
            return a;
        case shape::uniform:
            return a + (b - a) * 0.5;
        case shape::log_normal: {
            const double sigma = sigma_of(*this);
            return a * math::exp(0.5 * sigma * sigma);
        }
        case shape::exponential:
        case shape::poisson:
            return a;
    }
    return a;
}

/// Long values are met more often than short ones: a uniform value then has a square root as its
/// quantile, a log-normal one its median moved by sigma squared. An exponential has no memory.
double distribution::rest_at(double u, double v) const {
    switch (kind) {
        case shape::uniform:
            return v * std::sqrt(a * a + u * (b * b - a * a));
        case shape::log_normal: {
            const double sigma = sigma_of(*this);
            return v * at(u) * math::exp(sigma * sigma);
        }
        case shape::exponential:
            return at(u);
        default:
            return v * at(u);
    }
}

}  // namespace muster
