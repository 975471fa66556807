#include "models/coherent_properties.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

#include "fleet/query/parser.hpp"
#include "models/counterpart.hpp"
#include "models/field_role.hpp"
#include "models/leaf_values.hpp"
#include "models/range_rules.hpp"

namespace muster::models {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// How soon half of the way to a target is done.
struct pace_rule {
    std::string_view semantic;
    seconds half_life;
};
constexpr seconds half_life_usual = minutes(10);
constexpr std::array pace_rules{
    pace_rule{"Temperature", minutes(20)},    pace_rule{"RelativeHumidity", minutes(30)},
    pace_rule{"Humidity", minutes(30)},       pace_rule{"Mass", minutes(30)},
    pace_rule{"Volume", minutes(30)},         pace_rule{"Pressure", minutes(2)},
    pace_rule{"VolumeFlowRate", seconds(20)}, pace_rule{"MassFlowRate", seconds(20)},
    pace_rule{"Angle", seconds(15)},          pace_rule{"Length", seconds(15)},
    pace_rule{"Distance", seconds(15)},       pace_rule{"AngularVelocity", seconds(10)},
    pace_rule{"Velocity", seconds(10)},       pace_rule{"Torque", seconds(5)},
    pace_rule{"Illuminance", seconds(5)},     pace_rule{"Luminance", seconds(5)},
    pace_rule{"LuminousFlux", seconds(5)},    pace_rule{"Frequency", seconds(5)},
    pace_rule{"Power", seconds(5)},           pace_rule{"Voltage", seconds(5)},
    pace_rule{"Current", seconds(5)},
};

/// Parts of a plausible range.
constexpr double noise_part = 0.005, margin_part = 0.1, middle_part = 0.25;

seconds half_life_of(const leaf& from) {
    auto semantic = std::string_view(from.implied);
    if (semantic.empty()) semantic = range_rule_for("", from.name).semantic;
    const auto found = std::find_if(pace_rules.begin(), pace_rules.end(),
                                    [&](const auto& rule) { return rule.semantic == semantic; });
    return found == pace_rules.end() ? half_life_usual : found->half_life;
}

number_range bounds_in_model(const leaf& from) {
    const auto possible = range_of_schema(primitive_of(from));
    return {from.min.value_or(possible.low), from.max.value_or(possible.high)};
}

double held_in(number_range bounds, double x) {
    return std::min(std::max(x, bounds.low), bounds.high);
}

attribute_source uniform_in(number_range values, std::optional<int> decimals) {
    attribute_source source;
    source.kind = attribute_source::form::drawn;
    source.values = {distribution::shape::uniform, values.low, values.high};
    if (values.span() <= 0) {
        source.kind = attribute_source::form::constant;
        source.fixed = values.low;
    }
    source.decimals = decimals;
    source.min = values.low;
    source.max = values.high;
    return source;
}

class coherence {
public:
    explicit coherence(const component_values& values) : all_(values) {
        for (const auto& one : all_.measured) {
            const auto usual = is_number(one) ? number_of(one) : plausible_number{};
            usual_.push_back({usual.low, usual.high});
        }
    }

    void run() {
        for (std::size_t i = 0; i < all_.kept.size(); ++i)
            if (is_free_number(i) && all_.properties[i].writable) follow(i);
        for (std::size_t i = 0; i < all_.kept.size(); ++i)
            if (is_free_number(i) && !all_.properties[i].writable && !all_.kept[i].initial)
                bound(i);
    }

private:
    bool is_free_number(std::size_t i) const {
        return is_number(all_.kept[i]) && !all_.properties[i].cloud;
    }

    /// What grows for ever has neither targets nor a greatest value.
    static bool may_follow(const behaviour& shape) {
        return !std::holds_alternative<counter_signal>(shape) &&
               !std::holds_alternative<approach_signal>(shape);
    }

    /// The telemetry that a property speaks of; its index, or the number of all.
    std::size_t measured_by(const leaf& property) const {
        const auto* found = counterpart_of(property, all_.measured);
        return found ? static_cast<std::size_t>(found - all_.measured.data())
                     : all_.measured.size();
    }

    void follow(std::size_t i) {
        const auto& property = all_.kept[i];
        if (!role_of(property.path).target) return;
        const auto at = measured_by(property);
        if (at == all_.measured.size() || !may_follow(all_.signals[at].shape)) return;
        const auto first = first_target(i, at);
        auto& usual = usual_[at];
        const double half = usual.span() / 2;
        if (first < usual.low || first > usual.high) usual = {first - half, first + half};
        approach(at, all_.properties[i]);
        widen(all_.signals[at], all_.measured[at], property, usual);
    }

    /// Where the target begins: at its own `initialValue`, or at an unremarkable value.
    double first_target(std::size_t i, std::size_t at) {
        auto& spec = all_.properties[i];
        const auto& property = all_.kept[i];
        const auto* own = property.initial ? std::get_if<double>(&*property.initial) : nullptr;
        if (own) return *own;
        const auto found = number_of(all_.measured[at]);
        const auto decimals = is_whole(primitive_of(property)) ? 0 : found.decimals;
        const double typical = held_in(bounds_in_model(property), rounded(found.typical, decimals));
        spec.initial = uniform_in({typical, typical}, decimals);
        return typical;
    }

    void approach(std::size_t at, const property_spec& target) {
        auto& signal = all_.signals[at];
        approach_signal shape;
        const auto prefix = target.component.empty() ? "" : target.component + ".";
        shape.target.text = "properties." + prefix + target.name;
        shape.target.tree = query::parse(shape.target.text).tree;
        shape.half_life = half_life_of(all_.measured[at]);
        shape.from = {distribution::shape::uniform, usual_[at].low, usual_[at].high};
        signal.shape = std::move(shape);
        signal.noise_relative = 0;
        signal.noise_absolute = usual_[at].span() * noise_part;
    }

    /// A target may be set to anything that its model allows, and readings have to get there.
    static void widen(signal_spec& signal, const leaf& measured, const leaf& target,
                      number_range usual) {
        const auto possible = bounds_in_model(measured);
        const double floor = usual.low >= 0 ? 0 : usual.low - usual.span();
        const double low = std::max(usual.low - usual.span(), floor);
        const double high = usual.high + usual.span();
        signal.min = held_in(possible, std::min(low, target.min.value_or(low)));
        signal.max = held_in(possible, std::max(high, target.max.value_or(high)));
    }

    void bound(std::size_t i) {
        const auto& property = all_.kept[i];
        const auto order = role_of(property.path).order;
        if (order == rank::none) return;
        const auto at = measured_by(property);
        if (at == all_.measured.size() ||
            std::holds_alternative<counter_signal>(all_.signals[at].shape))
            return;
        const auto values = beyond(usual_[at], order);
        const auto possible = bounds_in_model(property);
        number_range held{held_in(possible, values.low), held_in(possible, values.high)};
        auto decimals = number_of(all_.measured[at]).decimals;
        if (is_whole(primitive_of(property))) {
            decimals = 0;
            held = order == rank::least ? number_range{std::floor(held.low), std::floor(held.high)}
                                        : number_range{std::ceil(held.low), std::ceil(held.high)};
        }
        all_.properties[i].initial = uniform_in(held, decimals);
    }

    /// Where a maximum of such values is, a minimum, or what lies between.
    static number_range beyond(number_range usual, rank order) {
        const double margin = usual.span() * margin_part;
        if (order == rank::most) return {usual.high, usual.high + margin};
        if (order == rank::least) {
            const double low = usual.low - margin;
            return {usual.low >= 0 ? std::max(low, 0.0) : low, usual.low};
        }
        const double inner = usual.span() * middle_part;
        return {usual.low + inner, usual.high - inner};
    }

    const component_values& all_;
    std::vector<number_range> usual_;  ///< of what is measured, in its order
};

}  // namespace

void make_coherent(const component_values& values) {
    coherence(values).run();
}

}  // namespace muster::models
