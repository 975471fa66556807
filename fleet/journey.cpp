#include "fleet/journey.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "fleet/math.hpp"

namespace muster {

namespace {

/// Instants of stages are whole ticks, so that they and a number of 22 bits fit into 63.
constexpr std::int64_t tick_us = 10'000;
constexpr unsigned stage_bits = 22;
constexpr std::uint32_t all_stages = 1U << stage_bits;
/// Added to instants so that none is negative; no sum has the bits of a NaN.
constexpr std::int64_t earliest = std::int64_t{1} << 40;
/// Beyond any run.
constexpr std::int64_t for_ever = std::int64_t{1} << 39;
constexpr double ticks_an_hour = 3600e6 / static_cast<double>(tick_us);
constexpr std::int64_t least_ticks = shortest_way.count() / tick_us;

std::int64_t whole_ticks(double ticks) {
    return static_cast<std::int64_t>(std::ceil(std::min(ticks, static_cast<double>(for_ever))));
}

double sigma_of(const distribution& d) {
    return math::log(d.b / d.a) / math::z99;
}

/// The mean time that a kilometre takes.
double mean_slowness(const distribution& speed) {
    using shape = distribution::shape;
    if (speed.kind == shape::uniform && speed.b > speed.a)
        return math::log(speed.b / speed.a) / (speed.b - speed.a);
    if (speed.kind == shape::log_normal) {
        const double sigma = sigma_of(speed);
        return math::exp(sigma * sigma / 2) / speed.a;
    }
    return 1 / speed.a;
}

/// A speed that is met: a slow one more often, since it takes longer.
double met_speed(const distribution& speed, double u) {
    using shape = distribution::shape;
    if (speed.kind == shape::uniform) return speed.a * math::pow(speed.b / speed.a, u);
    if (speed.kind != shape::log_normal) return speed.a;
    const double sigma = sigma_of(speed);
    return speed.at(u) * math::exp(-sigma * sigma);
}

}  // namespace

journey::journey(const movement_spec& spec, std::uint64_t key)
    : key_(key),
      speed_(spec.speed),
      stay_(spec.stay),
      loops_(spec.loops),
      from_first_(spec.from_first) {
    for (const auto& stops : spec.routes)
        add_round(stops);
    if (!spec.roams()) return;
    middle_ = vector_of(spec.around);
    radius_ = spec.within_km / earth_radius_km;
    // Two places of a disc are so far apart in the mean.
    const double km = 128 * spec.within_km / (45 * std::numbers::pi);
    const double on_way = km * mean_slowness(speed_);
    met_on_way_ = on_way / (on_way + stay_.mean() / 3600e6);
}

void journey::add_round(const std::vector<geo_point>& stops) {
    auto& r = rounds_.emplace_back();
    std::vector<unit_vector> places;
    for (const auto& p : stops)
        places.push_back(vector_of(p));
    const auto n = places.size();
    r.stages = static_cast<std::uint32_t>(2 * n);
    for (std::size_t i = 0; i < n; ++i)
        r.ways.emplace_back(places[i], places[(i + 1) % n]);
    const double slowness = mean_slowness(speed_), stay = stay_.mean() / 3600e6;
    double sum = 0;
    for (const auto& way : r.ways) {
        r.chance.push_back(sum += stay);
        r.chance.push_back(sum += way.km() * slowness);
    }
    for (double& c : r.chance)
        c /= sum;
}

const journey::round& journey::round_of(const random_source& device) const {
    if (rounds_.size() == 1) return rounds_.front();
    const double u = device.unit(stream::movement_start, key_, 2);
    return rounds_[static_cast<std::size_t>(u * static_cast<double>(rounds_.size()))];
}

std::uint32_t journey::stages(const random_source& device) const {
    return rounds_.empty() ? all_stages : round_of(device).stages;
}

bool journey::met_on_way(const random_source& device) const {
    return device.unit(stream::movement_start, key_, 0) < met_on_way_;
}

journey::stage journey::begin(const random_source& device) const {
    if (from_first_ && !rounds_.empty()) return {0, 0};
    stage s{-1, 0};
    if (rounds_.empty()) {
        s.number = met_on_way(device) ? 1 : 0;
    } else {
        const auto& chance = round_of(device).chance;
        const double u = device.unit(stream::movement_start, key_, 0);
        const auto at = std::upper_bound(chance.begin(), chance.end(), u) - chance.begin();
        s.number =
            static_cast<std::uint32_t>(std::min(static_cast<std::size_t>(at), chance.size() - 1));
    }
    if (!s.is_way()) return s;
    const double gone = unit_interval(device.block(stream::movement_start, key_, 1).second);
    s.since = -whole_ticks(gone * static_cast<double>(met_ticks(device, s)));
    return s;
}

/// Of a way its whole length, of a stay, which began a tick before the run, the rest of it.
std::int64_t journey::met_ticks(const random_source& device, const stage& s) const {
    const auto drawn = device.block(stream::movement_start, key_, 1);
    const double u = unit_interval(drawn.first);
    if (s.is_way()) return way_ticks(way(device, s.stop()).km(), met_speed(speed_, u));
    const double rest = stay_.rest_at(u, unit_interval(drawn.second));
    return 1 + whole_ticks(rest / static_cast<double>(tick_us));
}

std::int64_t journey::way_ticks(double km, double km_per_hour) const {
    return std::max(least_ticks, whole_ticks(km / km_per_hour * ticks_an_hour));
}

std::int64_t journey::ticks_of(const random_source& device, const stage& s) const {
    if (s.since < 0) return met_ticks(device, s);
    if (!loops_ && !rounds_.empty() && s.number + 2 == round_of(device).stages) return for_ever;
    const auto drawn = device.block(stream::movement, key_, static_cast<std::uint64_t>(s.since));
    if (s.is_way())
        return way_ticks(way(device, s.stop()).km(), speed_.at(unit_interval(drawn.second)));
    return whole_ticks(stay_.at(unit_interval(drawn.first)) / static_cast<double>(tick_us));
}

arc journey::way(const random_source& device, std::uint32_t stop) const {
    if (!rounds_.empty()) return round_of(device).ways[stop];
    return {place(device, stop), place(device, (stop + 1) % (all_stages / 2))};
}

/// Of those who are met on their way, the ends of a long one are met more often.
unit_vector journey::place(const random_source& device, std::uint32_t number) const {
    constexpr std::uint64_t pairs = std::uint64_t{1} << 32, most_pairs = 64;
    if (number > 1 || !met_on_way(device)) return place_at(device, number);
    std::uint64_t pair = 0;
    for (; pair < most_pairs; ++pair) {
        const auto a = place_at(device, pairs + 2 * pair);
        const auto b = place_at(device, pairs + 2 * pair + 1);
        const double u = device.unit(stream::movement_start, key_, pairs + pair);
        if (u * 2 * radius_ < angle_between(a, b)) break;
    }
    return place_at(device, pairs + 2 * pair + number);
}

/// Each part of the circle as often as its size says.
unit_vector journey::place_at(const random_source& device, std::uint64_t counter) const {
    const auto drawn = device.block(stream::movement_place, key_, counter);
    const double half = math::sin(radius_ / 2);
    const double depth = 2 * half * half * unit_interval(drawn.first);
    return displaced(middle_, 2 * std::numbers::pi * unit_interval(drawn.second),
                     std::sqrt(depth * (2 - depth)), 1 - depth);
}

journey::moment journey::at(const random_source& device, sim_time at, double& memory) const {
    const auto bits = std::bit_cast<std::uint64_t>(memory);
    stage s = std::isnan(memory) ? begin(device)
                                 : stage{static_cast<std::int64_t>(bits >> stage_bits) - earliest,
                                         static_cast<std::uint32_t>(bits & (all_stages - 1))};
    const auto now = at.count() / tick_us;
    auto lasts = ticks_of(device, s);
    for (; s.since + lasts <= now; lasts = ticks_of(device, s)) {
        s.since += lasts;
        if (++s.number == stages(device)) s.number = 0;
    }
    memory = std::bit_cast<double>(static_cast<std::uint64_t>(s.since + earliest) << stage_bits |
                                   s.number);
    if (!s.is_way()) {
        const auto n = stages(device);
        const bool first = s.stop() == 0 && (rounds_.empty() || !loops_);
        return first ? moment{way(device, 0), 0, 0}
                     : moment{way(device, (s.number + n - 1) % n / 2), 1, 0};
    }
    const auto on = way(device, s.stop());
    const auto ticks = static_cast<double>(lasts);
    const double gone = static_cast<double>(at.count()) / static_cast<double>(tick_us) -
                        static_cast<double>(s.since);
    return {on, std::clamp(gone / ticks, 0.0, 1.0), on.km() / ticks * ticks_an_hour};
}

}  // namespace muster
