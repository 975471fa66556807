#include <algorithm>
#include <cmath>
#include <iterator>

#include "fleet/find_signal.hpp"
#include "fleet/signal_facts.hpp"
#include "fleet/world.hpp"

/// What devices measure and send, compiled: signals, what their draws have to do with each other,
/// messages.
namespace muster {

namespace {

bool contains(const std::vector<std::uint32_t>& all, std::uint32_t one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Rough size of a JSON message: an envelope of 60 bytes, and name, quotes and digits per reading.
std::uint32_t estimated_bytes(const device_template& t, const message_spec& m) {
    std::size_t bytes = 60;
    for (const auto s : m.signals)
        bytes += t.signals[s].name.size() + 14;
    return static_cast<std::uint32_t>(bytes);
}

/// The signals of a message, those that others of it read before them; `all` are the template's in
/// that order.
std::vector<std::uint32_t> measuring_order(const std::vector<std::uint32_t>& all,
                                           const device_template& t, const message_spec& m) {
    std::vector<bool> carried(t.signals.size());
    for (const auto s : m.signals)
        carried[s] = true;
    std::vector<std::uint32_t> order;
    std::copy_if(all.begin(), all.end(), std::back_inserter(order),
                 [&](std::uint32_t s) { return carried[s]; });
    return order;
}

/// Which tag of the fleet it is, and which of the clusters that devices draw with.
std::uint32_t cluster_number(compiled_fleet& f, const std::string& tag) {
    std::uint32_t index = 0;
    while (index < f.tags.size() && f.tags[index].name() != tag)
        ++index;
    if (index == f.tags.size()) return signal_draw::no_cluster;
    if (!contains(f.clusters, index)) f.clusters.push_back(index);
    return static_cast<std::uint32_t>(std::find(f.clusters.begin(), f.clusters.end(), index) -
                                      f.clusters.begin());
}

/// The message with the shortest period of those that carry the signal; none where only messages
/// without a schedule do.
std::uint32_t most_frequent(const device_template& t, std::uint32_t signal) {
    std::uint32_t best = none;
    for (std::uint32_t i = 0; i < t.messages.size(); ++i) {
        const auto& m = t.messages[i];
        const bool carries = !m.follows && contains(m.signals, signal);
        if (carries && (best == none || m.every < t.messages[best].every)) best = i;
    }
    return best;
}

/// As far beyond the upper bound as the lower one is below it, or half as much again; beyond the
/// lower bound where there is no upper one.
double beyond_bounds(const signal_spec& s) {
    const auto half = [](double x) { return std::max(1.0, std::fabs(x) / 2); };
    if (s.max) return *s.max + (s.min && *s.min < *s.max ? *s.max - *s.min : half(*s.max));
    return s.min ? *s.min - half(*s.min) : 0;
}

bool draws_by_noise(const signal_spec& s) {
    return !draws_each_reading(s);
}

/// Whether each reading at the signal's own period moves it on, and others only tell where it is.
bool moves_by_its_period(const behaviour& shape) {
    return std::holds_alternative<integral_signal>(shape) ||
           std::holds_alternative<approach_signal>(shape);
}

/// The first of the template's signals that read the same movement: they share one memory, which
/// moves on with whichever is read. Of others the signal itself.
std::uint32_t first_of_movement(const std::vector<signal_spec>& signals, std::uint32_t signal) {
    const auto* own = std::get_if<moving_signal>(&signals[signal].shape);
    if (own == nullptr) return signal;
    const auto first = std::find_if(signals.begin(), signals.end(), [own](const signal_spec& s) {
        const auto* other = std::get_if<moving_signal>(&s.shape);
        return other != nullptr && other->how == own->how;
    });
    return static_cast<std::uint32_t>(first - signals.begin());
}

/// Faults that bend the signal's readings.
std::vector<std::uint32_t> faults_on(const scenario& s, const device_template& t,
                                     std::uint32_t index) {
    const auto& signal = t.signals[index];
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < s.faults.size(); ++i) {
        const auto& f = s.faults[i];
        const bool meant = f.signal.empty() || find_signals(t, f.signal).means(index);
        const bool bendable = f.kind == fault_kind::stuck || is_amount(signal.kind);
        const bool possible =
            f.kind != fault_kind::out_of_range || f.to || signal.min || signal.max;
        if (meant && bendable && possible && bends_readings(f.kind)) found.push_back(i);
    }
    return found;
}

}  // namespace

/// Where each signal's numbers come from. Requires that what correlates goes round in no circle.
std::vector<std::shared_ptr<signal_draw>> world::signal_draws(compiled_fleet& f) const {
    const auto& signals = f.kind->signals;
    std::vector<std::shared_ptr<signal_draw>> all;
    for (const auto& s : signals) {
        auto& draw =
            all.emplace_back(std::make_shared<signal_draw>(draw_key("telemetry." + s.full_name())));
        if (!s.together) continue;
        const auto cluster = cluster_number(f, s.together->tag);
        if (cluster != signal_draw::no_cluster)
            draw->share_with_cluster(cluster, s.together->part.fraction());
    }
    for (std::uint32_t i = 0; i < signals.size(); ++i) {
        if (!signals[i].correlates) continue;
        const auto other = find_signal(*f.kind, signals[i].correlates->with).index();
        if (other == none) continue;
        all[i]->correlate(all[other], signals[i].correlates->r, draws_by_noise(signals[i]),
                          draws_by_noise(signals[other]));
    }
    return all;
}

signal_bindings world::bindings_of(const behaviour& shape) const {
    const auto& names = metrics.devices();
    signal_bindings all;
    if (const auto* formula = std::get_if<formula_signal>(&shape))
        all.formula = bind(formula->expression, names);
    if (const auto* approach = std::get_if<approach_signal>(&shape))
        all.formula = bind(approach->target, names);
    if (const auto* cases = std::get_if<cases_signal>(&shape))
        for (const auto& one : cases->cases) {
            all.when.push_back(bind(one.when, names));
            all.each.push_back(bindings_of(one.shape));
        }
    const auto* states = std::get_if<states_signal>(&shape);
    if (states == nullptr || !has_exits(*states)) return all;
    for (const auto& state : states->states) {
        auto& exits = all.exits.emplace_back();
        for (const auto& exit : state.exits)
            exits.push_back(bind(exit.when, names));
    }
    return all;
}

void world::compile_signals(compiled_fleet& f) {
    const auto& signals = f.kind->signals;
    const auto draws = signal_draws(f);
    for (std::uint32_t i = 0; i < signals.size(); ++i) {
        auto names = bindings_of(signals[i].shape);
        names.integrand = i;
        if (std::holds_alternative<integral_signal>(signals[i].shape))
            for (const auto of : signals_read(*f.kind, i))
                names.integrand = of;
        const auto often = most_frequent(*f.kind, i);
        const auto every =
            often == none ? duration(std::chrono::minutes(1)) : f.kind->messages[often].every;
        compiled_signal c{signal_program(signals[i], *draws[i], every, std::move(names)),
                          draws[i]->key(),
                          none,
                          first_series_[f.template_index] + i,
                          faults_on(scenario_, *f.kind, i),
                          none,
                          beyond_bounds(signals[i])};
        if (moves_by_its_period(signals[i].shape)) c.advanced_by = often;
        const auto first = first_of_movement(signals, i);
        if (c.program.has_memory()) c.memory = first < i ? f.signals[first].memory : f.memories++;
        f.needs_time_of_day |= c.program.needs_time_of_day();
        f.signals.push_back(std::move(c));
    }
}

void world::compile_messages(compiled_fleet& f) {
    const auto order = in_order_of_reading(*f.kind);
    for (const auto& spec : f.kind->messages) {
        const auto key = draw_key("messages." + spec.name);
        auto& m = f.messages.emplace_back(compiled_message{
            message_schedule(spec, key, scenario_.time.start + scenario_.time.zone_offset),
            key,
            measuring_order(order, *f.kind, spec),
            {},
            spec.bytes != 0 ? spec.bytes : estimated_bytes(*f.kind, spec),
            spec.when || spec.on_change ? (key | 1) << 32 : 0,
            {},
            spec.follows,
            {},
            {}});
        if (spec.when || spec.on_change)
            m.gate.emplace(spec, bind(spec.when, metrics.devices()), m.signals);
    }
    place_followers(f);
    for (std::uint32_t r = 0; r < rules.size(); ++r)
        place_rule(f, r);
}

/// Finds out which messages others follow, and what only these measure.
void world::place_followers(compiled_fleet& f) const {
    std::vector<bool> measured(f.signals.size());
    for (const auto& m : f.messages)
        for (const auto s : m.signals)
            if (!m.follows) measured[s] = true;
    for (std::uint32_t i = 0; i < f.messages.size(); ++i) {
        auto& m = f.messages[i];
        if (!m.follows) continue;
        for (std::uint32_t nth = 0; nth < m.signals.size(); ++nth)
            if (!measured[m.signals[nth]]) m.own.push_back(nth);
        const auto watched = signals_named(*f.kind, f.kind->messages[i].when);
        for (auto& other : f.messages)
            if (!other.follows && std::any_of(watched.begin(), watched.end(),
                                              [&](auto s) { return contains(other.signals, s); }))
                other.followers.push_back(i);
    }
}

/// Finds out when a rule has to be looked at: after which messages, on which changes.
void world::place_rule(compiled_fleet& f, std::uint32_t rule) {
    if (!scenario_.rules[rule].per.empty()) return;  // of clusters
    using home = column_ref::home;
    auto fields = rules[rule].when.fields();
    if (std::all_of(fields.begin(), fields.end(),
                    [&](auto field) { return f.names[field].where == home::absent; }))
        return;
    for (const auto field : rules[rule].who.fields())
        fields.push_back(field);
    bool by_state = false;
    bool by_job = false;
    bool by_any_message = false;  // a battery empties with each
    std::vector<std::uint32_t> read;
    for (const auto field : fields) {
        const auto ref = f.names[field];
        if (ref.where == home::signal) read.push_back(ref.index);
        by_job |= ref.where == home::job_state || ref.where == home::job_reason;
        by_any_message |= ref.where == home::platform &&
                          ref.index == static_cast<std::uint32_t>(platform_field::battery);
        by_state |= ref.where == home::platform || ref.where == home::property ||
                    ref.where == home::desired || ref.where == home::acknowledged;
    }
    if (by_state || by_job || read.empty()) f.state_rules.push_back(rule);
    if (by_job) f.job_rules.push_back(rule);
    rules_read_jobs |= by_job;
    for (auto& m : f.messages)
        if (by_any_message || std::any_of(m.signals.begin(), m.signals.end(), [&](auto s) {
                return std::find(read.begin(), read.end(), s) != read.end();
            }))
            m.rules.push_back(rule);
}

}  // namespace muster
