#include "fleet/signal_draw.hpp"

#include <cmath>
#include <utility>

#include "fleet/math.hpp"

namespace muster {

namespace {

/// The number that has the correlation `weight` with `other` and is random by `own` else.
std::uint64_t blend(std::uint64_t other, std::uint64_t own, double weight) {
    const double z = weight * math::normal_quantile(unit_interval(other)) +
                     std::sqrt(1 - weight * weight) * math::normal_quantile(unit_interval(own));
    return bits_of_unit(math::normal_probability(z));
}

}  // namespace

void signal_draw::share_with_cluster(std::uint32_t cluster, double part) {
    cluster_ = cluster;
    moves_as_one_ = part >= 1;
    shared_ = std::sqrt(part);
    tied_ |= !moves_as_one_;
}

void signal_draw::correlate(std::shared_ptr<const signal_draw> other, double r, bool by_noise,
                            bool other_by_noise) {
    other_ = std::move(other);
    r_ = r;
    by_noise_ = by_noise;
    other_by_noise_ = other_by_noise;
    tied_ = true;
}

philox::block signal_draw::tied(const draw_context& c) const {
    auto drawn = source(c).block(stream::signal, key_, c.tick);
    if (cluster_ != no_cluster && !moves_as_one_) {
        const auto shared = random_source{c.clusters[cluster_]}.block(stream::signal, key_, c.tick);
        drawn.first = blend(shared.first, drawn.first, shared_);
        drawn.second = blend(shared.second, drawn.second, shared_);
    }
    if (other_) {
        const auto theirs = other_->at(c);
        auto& mine = by_noise_ ? drawn.second : drawn.first;
        mine = blend(other_by_noise_ ? theirs.second : theirs.first, mine, r_);
    }
    return drawn;
}

}  // namespace muster
