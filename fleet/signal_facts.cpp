#include "fleet/signal_facts.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "fleet/find_signal.hpp"
#include "fleet/query/places.hpp"

namespace muster {

namespace {

bool varies(const distribution& d) {
    return d.kind != distribution::shape::constant;
}

bool is_weighted_choice(const choice_signal& s) {
    return s.weights.empty() || std::count_if(s.weights.begin(), s.weights.end(),
                                              [](share part) { return part.ppb > 0; }) > 1;
}

void collect_names(const query::node& tree, std::vector<std::string_view>& names) {
    if (tree.kind == query::node_kind::name) names.push_back(tree.text);
    for (const auto& child : tree.children)
        collect_names(*child, names);
}

using name_index = std::map<std::string, std::uint32_t, std::less<>>;

name_index index_of(const device_template& t) {
    name_index index;
    for (std::uint32_t i = 0; i < t.signals.size(); ++i)
        index.emplace(t.signals[i].full_name(), i);
    return index;
}

/// A name that is no signal may be a position.
std::vector<std::uint32_t> named(const name_index& index, const condition& c) {
    std::vector<std::uint32_t> found;
    if (!c) return found;
    std::vector<std::string_view> names;
    collect_names(*c.tree, names);
    const auto add = [&](std::string_view name) {
        const auto at = index.find(name);
        if (at == index.end()) return false;
        if (std::find(found.begin(), found.end(), at->second) == found.end())
            found.push_back(at->second);
        return true;
    };
    constexpr std::string_view prefix = "telemetry.";
    for (auto name : names) {
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
        if (add(name)) continue;
        for (const auto* part : query::position_parts)
            add(std::string(name) + part);
    }
    return found;
}

std::vector<std::uint32_t> integrated(const device_template& t, const behaviour& shape) {
    const auto* integral = std::get_if<integral_signal>(&shape);
    if (integral == nullptr) return {};
    const auto found = find_signal(t, integral->of);
    return found.ambiguous() ? std::vector<std::uint32_t>{} : found.meant;
}

}  // namespace

bool draws_each_reading(const signal_spec& s) {
    if (const auto* shape = std::get_if<drawn_signal>(&s.shape)) return varies(shape->values);
    if (const auto* shape = std::get_if<counter_signal>(&s.shape)) return varies(shape->step);
    if (const auto* shape = std::get_if<choice_signal>(&s.shape)) return is_weighted_choice(*shape);
    return std::holds_alternative<normal_signal>(s.shape) ||
           std::holds_alternative<walk_signal>(s.shape);
}

bool is_noisy(const signal_spec& s) {
    return s.noise_relative > 0 || s.noise_absolute > 0;
}

bool draws_anything(const signal_spec& s) {
    if (draws_each_reading(s) || is_noisy(s) || varies(s.drift)) return true;
    if (const auto* shape = std::get_if<wave_signal>(&s.shape)) return !shape->in_phase;
    if (const auto* shape = std::get_if<replay_signal>(&s.shape)) return varies(shape->offset);
    return std::holds_alternative<states_signal>(s.shape) ||
           std::holds_alternative<moving_signal>(s.shape);
}

std::vector<std::uint32_t> signals_named(const device_template& t, const condition& c) {
    return named(index_of(t), c);
}

std::vector<std::uint32_t> signals_read(const device_template& t, std::uint32_t signal) {
    const auto& shape = t.signals[signal].shape;
    if (const auto* formula = std::get_if<formula_signal>(&shape))
        return named(index_of(t), formula->expression);
    return integrated(t, shape);
}

std::vector<std::uint32_t> in_order_of_reading(const device_template& t) {
    const auto names = index_of(t);
    std::vector<std::vector<std::uint32_t>> reads;
    for (const auto& s : t.signals) {
        const auto* formula = std::get_if<formula_signal>(&s.shape);
        reads.push_back(formula != nullptr ? named(names, formula->expression)
                                           : integrated(t, s.shape));
    }
    std::vector<std::uint32_t> order;
    std::vector<bool> placed(t.signals.size());
    for (bool moved = true; moved;) {
        moved = false;
        for (std::uint32_t i = 0; i < t.signals.size(); ++i) {
            const auto ready = [&](std::uint32_t other) { return placed[other]; };
            if (placed[i] || !std::all_of(reads[i].begin(), reads[i].end(), ready)) continue;
            order.push_back(i);
            moved = placed[i] = true;
        }
    }
    return order;
}

}  // namespace muster
