#include "models/plausible.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/range_rules.hpp"
#include "models/units.hpp"

namespace muster::models {
namespace {

/// Decimals with which a span has at least `steps` different values; empty where nine are too few.
std::optional<int> decimals_for(double span, double steps) {
    int decimals = 0;
    for (double scaled = span; scaled < steps; scaled *= 10) {
        if (++decimals > 9) return std::nullopt;
    }
    return decimals;
}

/// What the model's own bounds leave of the usual range, all of them where nothing is `known` of
/// the number.
number_range within_model(number_range usual, const number_hint& hint, bool known) {
    const double least = hint.min.value_or(-std::numeric_limits<double>::infinity());
    const double most = hint.max.value_or(std::numeric_limits<double>::infinity());
    if (!known && hint.min && hint.max) return {least, most};
    if (usual.low <= most && usual.high >= least) {
        return {std::max(usual.low, least), std::min(usual.high, most)};
    }
    if (hint.min && hint.max) return {least, most};
    return hint.min ? number_range{least, least + usual.span()}
                    : number_range{most - usual.span(), most};
}

/// The usual range in the unit of the model.
number_range in_unit(const range_rule& rule, const std::string& unit_name,
                     std::string_view semantic) {
    const auto* own = unit_fits(unit_name, semantic) ? find_unit(unit_name) : nullptr;
    if (!own) return {rule.low, rule.high};
    return {own->from_base(rule.low), own->from_base(rule.high)};
}

double difference_in_unit(double base, const std::string& unit_name, std::string_view semantic) {
    const auto* own = unit_fits(unit_name, semantic) ? find_unit(unit_name) : nullptr;
    return own ? base / own->factor : base;
}

/// Fills in behaviour, noise and bounds for the range at hand.
class number_maker {
public:
    number_maker(const range_rule& rule, const number_hint& hint, number_range usual)
        : rule_(rule), hint_(hint), usual_(usual) {
        made_.low = made_.min = usual.low;
        made_.high = made_.max = usual.high;
    }

    plausible_number make(std::optional<int> decimals) {
        made_.decimals = decimals;
        const double typical = hint_.initial.value_or(rounded(usual_.middle(), decimals));
        made_.typical = std::clamp(typical, usual_.low, usual_.high);
        shape();
        return made_;
    }

private:
    void shape() {
        switch (rule_.moves) {
            case movement::daily:
                daily();
                break;
            case movement::walk:
                walk(0.02, 0.05);
                break;
            case movement::slow:
                walk(0.0005, 0);
                break;
            case movement::normal:
                made_.shape = normal_signal{usual_.middle(), usual_.span() / 6};
                break;
            case movement::counter:
                counter(distribution::shape::uniform);
                break;
            case movement::ticker:
                counter(distribution::shape::constant);
                break;
            case movement::drawn:
                made_.shape = drawn_signal{{distribution::shape::uniform, usual_.low, usual_.high}};
                break;
            case movement::fixed:
                made_.shape = drawn_signal{{distribution::shape::constant, made_.typical, 0}};
                break;
        }
    }

    void walk(double step, double pull) {
        made_.shape = walk_signal{made_.typical, usual_.span() * step, pull};
    }

    void daily() {
        const auto peak = std::chrono::hours(static_cast<int>(rule_.detail));
        made_.shape = daily_signal{usual_.low, usual_.high, peak};
        made_.noise_absolute = usual_.span() * 0.02;
        // Noise may leave the curve by a little, but not what the model allows, nor zero.
        const double margin = usual_.span() * 0.1;
        const double infinity = std::numeric_limits<double>::infinity();
        const double floor = hint_.min.value_or(usual_.low >= 0 ? 0 : -infinity);
        made_.min = std::max(usual_.low - margin, floor);
        made_.max = std::min(usual_.high + margin, hint_.max.value_or(infinity));
    }

    void counter(distribution::shape steps) {
        const double step = difference_in_unit(rule_.detail, hint_.unit, rule_.semantic);
        const double from = std::clamp(hint_.initial.value_or(usual_.low), usual_.low, usual_.high);
        made_.typical = made_.low = from;
        made_.high = std::min(usual_.high, from + 1000 * step);
        made_.shape = counter_signal{from, step_of(steps, step), usual_.high};
        // A counter that rounds its steps away would stand still.
        if (made_.decimals && *made_.decimals == 0 && !is_whole(hint_.type)) made_.decimals = 3;
    }

    static distribution step_of(distribution::shape steps, double step) {
        if (steps == distribution::shape::constant) return {steps, step, 0};
        return {steps, 0, step};
    }

    const range_rule& rule_;
    const number_hint& hint_;
    number_range usual_;
    plausible_number made_;
};

}  // namespace

bool is_whole(primitive type) {
    return type == primitive::integer || type == primitive::long_integer;
}

number_range range_of_schema(primitive type) {
    if (type == primitive::integer) return {-2'147'483'648.0, 2'147'483'647.0};
    if (type == primitive::long_integer) return {-9'007'199'254'740'992.0, 9'007'199'254'740'992.0};
    const double limit = type == primitive::float_number
                             ? static_cast<double>(std::numeric_limits<float>::max())
                             : 1e300;
    return {-limit, limit};
}

double rounded(double x, std::optional<int> decimals) {
    if (!decimals) return x;
    double scale = 1;
    for (int i = 0; i < *decimals; ++i)
        scale *= 10;
    const double scaled = x * scale;
    // Above 2^53 every double is whole already.
    return std::fabs(scaled) < 9e15 ? std::nearbyint(scaled) / scale : x;
}

plausible_number plausible_for(const number_hint& hint) {
    const auto& rule = range_rule_for(hint.semantic, hint.name);
    const auto semantic = hint.semantic.empty() ? rule.semantic : std::string_view(hint.semantic);
    auto usual = in_unit(rule, hint.unit, semantic);
    const auto possible = range_of_schema(hint.type);
    usual.low = std::clamp(usual.low, possible.low, possible.high);
    usual.high = std::clamp(usual.high, possible.low, possible.high);
    const bool precise = semantic == "Latitude" || semantic == "Longitude";
    auto decimals = hint.decimals;
    if (!decimals) decimals = decimals_for(usual.span(), precise ? 1e5 : 1e3);
    if (is_whole(hint.type)) decimals = 0;
    if (usual.span() <= 0 && !hint.decimals) decimals = is_whole(hint.type) ? 0 : 3;
    usual.low = rounded(usual.low, decimals);
    usual.high = rounded(usual.high, decimals);
    const bool known = !rule.semantic.empty() || !rule.phrase.empty();
    usual = within_model(usual, hint, known);
    return number_maker(rule, hint, usual).make(decimals);
}

}  // namespace muster::models
