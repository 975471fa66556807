#include "fleet/signal_facts.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "fleet/compiled_fleet.hpp"
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

/// What a behaviour's value is made of. The exits of states are no part of it: they look at what
/// was last measured, so that a thermostat can switch by the temperature that it makes.
std::vector<std::uint32_t> made_of(const name_index& names, const device_template& t,
                                   const behaviour& shape) {
    if (const auto* formula = std::get_if<formula_signal>(&shape))
        return named(names, formula->expression);
    if (const auto* approach = std::get_if<approach_signal>(&shape))
        return named(names, approach->target);
    std::vector<std::uint32_t> all;
    if (const auto* cases = std::get_if<cases_signal>(&shape))
        for (const auto& one : cases->cases)
            for (const auto& part : {named(names, one.when), made_of(names, t, one.shape)})
                all.insert(all.end(), part.begin(), part.end());
    const auto* integral = std::get_if<integral_signal>(&shape);
    if (integral == nullptr) return all;
    const auto found = find_signal(t, integral->of);
    return found.ambiguous() ? std::vector<std::uint32_t>{} : found.meant;
}

bool draws_by_shape(const behaviour& b) {
    if (const auto* shape = std::get_if<drawn_signal>(&b)) return varies(shape->values);
    if (const auto* shape = std::get_if<counter_signal>(&b)) return varies(shape->step);
    if (const auto* shape = std::get_if<choice_signal>(&b)) return is_weighted_choice(*shape);
    if (const auto* shape = std::get_if<cases_signal>(&b))
        return std::any_of(shape->cases.begin(), shape->cases.end(),
                           [](const auto& one) { return draws_by_shape(one.shape); });
    return std::holds_alternative<normal_signal>(b) || std::holds_alternative<walk_signal>(b);
}

/// A phase, an offset, the states' stays: once, or now and then.
bool draws_a_start(const behaviour& b) {
    if (const auto* shape = std::get_if<wave_signal>(&b)) return !shape->in_phase;
    if (const auto* shape = std::get_if<replay_signal>(&b)) return varies(shape->offset);
    if (const auto* shape = std::get_if<approach_signal>(&b))
        return shape->from && varies(*shape->from);
    if (const auto* shape = std::get_if<cases_signal>(&b))
        return std::any_of(shape->cases.begin(), shape->cases.end(),
                           [](const auto& one) { return draws_a_start(one.shape); });
    return std::holds_alternative<states_signal>(b) || std::holds_alternative<moving_signal>(b);
}

}  // namespace

bool draws_each_reading(const signal_spec& s) {
    return draws_by_shape(s.shape);
}

bool is_noisy(const signal_spec& s) {
    return s.noise_relative > 0 || s.noise_absolute > 0;
}

bool draws_anything(const signal_spec& s) {
    return draws_each_reading(s) || is_noisy(s) || varies(s.drift) || draws_a_start(s.shape);
}

std::vector<std::uint32_t> signals_named(const device_template& t, const condition& c) {
    return named(index_of(t), c);
}

std::vector<std::uint32_t> signals_read(const device_template& t, std::uint32_t signal) {
    return made_of(index_of(t), t, t.signals[signal].shape);
}

namespace {

/// What the exits of each signal's states look at.
std::vector<std::vector<std::uint32_t>> exits_of(const name_index& names,
                                                 const device_template& t) {
    std::vector<std::vector<std::uint32_t>> all(t.signals.size());
    for (std::size_t i = 0; i < t.signals.size(); ++i)
        if (const auto* states = std::get_if<states_signal>(&t.signals[i].shape))
            for (const auto& state : states->states)
                for (const auto& exit : state.exits)
                    for (const auto other : named(names, exit.when))
                        if (other != i) all[i].push_back(other);
    return all;
}

/// Signals put one after the other. What is ready does not hang on the order in which they are
/// written, and so does not what each of them sees of the others.
struct placement {
    const std::vector<std::vector<std::uint32_t>>& reads;
    std::vector<std::vector<std::uint32_t>> looks;  ///< of exits
    std::vector<bool> placed;
    std::vector<std::uint32_t> order;

    bool all_placed(const std::vector<std::uint32_t>& others) const {
        return std::all_of(others.begin(), others.end(), [&](auto i) { return placed[i]; });
    }
    void place(std::uint32_t signal) {
        order.push_back(signal);
        placed[signal] = true;
    }
    bool place_ready() {
        const auto before = order.size();
        for (std::uint32_t i = 0; i < placed.size(); ++i)
            if (!placed[i] && all_placed(reads[i]) && all_placed(looks[i])) place(i);
        return order.size() > before;
    }
    /// Where only a machine's exits keep it waiting it sees what was measured before: the first of
    /// these by name. none: there is no such machine.
    std::uint32_t first_waiting(const device_template& t) const {
        std::uint32_t first = none;
        for (std::uint32_t i = 0; i < placed.size(); ++i)
            if (!placed[i] && all_placed(reads[i]) &&
                (first == none || t.signals[i].full_name() < t.signals[first].full_name()))
                first = i;
        return first;
    }
};

}  // namespace

std::vector<std::uint32_t> in_order_of_reading(const device_template& t) {
    const auto names = index_of(t);
    std::vector<std::vector<std::uint32_t>> reads;
    for (const auto& s : t.signals)
        reads.push_back(made_of(names, t, s.shape));
    placement all{reads, exits_of(names, t), std::vector<bool>(t.signals.size()), {}};
    while (true) {
        while (all.place_ready()) {
        }
        const auto machine = all.first_waiting(t);
        if (machine == none) return all.order;
        all.place(machine);
    }
}

}  // namespace muster
