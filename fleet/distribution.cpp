#include "fleet/distribution.hpp"

#include "fleet/math.hpp"

namespace muster {

namespace {

double sigma_of(const distribution& d) {
    return math::log(d.b / d.a) / math::z99;
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
    }
    return a;
}

}  // namespace muster
