#include "fleet/cluster_watch.hpp"

#include <algorithm>

#include "fleet/warm_up.hpp"

namespace muster {

namespace {

/// A cluster's figures as the row of a condition over `cluster_names`.
class cluster_figures final : public query::row {
public:
    explicit cluster_figures(const std::int64_t* states) : states_(states) {}

    query::value get(query::field_id id) const override {
        return id == 0 ? total() : static_cast<double>(states_[id - 1]);
    }
    double whole(query::field_id) const override { return total(); }
    double total() const {
        std::int64_t sum = 0;
        for (std::uint32_t s = 0; s < cluster_rule::states; ++s)
            sum += states_[s];
        return static_cast<double>(sum);
    }

private:
    const std::int64_t* states_;
};

}  // namespace

cluster_watch::cluster_watch(const world& w)
    : world_(w), layout_(w), totals_(layout_.size()), counting_(first_counted_step(w) == 0) {
    for (const auto& spec : w.cluster_rules) {
        auto& here = rules_.emplace_back();
        here.spec = &spec;
        here.clusters.resize(spec.names.size());
        for (auto& c : here.clusters)
            c.alerts.resize(spec.absorbs.size()), c.known.resize(spec.absorbs.size());
    }
}

void cluster_watch::follow(std::vector<counter_delta>& moves, step_index until) {
    if (!active()) return;
    const auto middle = std::stable_partition(
        moves.begin(), moves.end(), [&](const auto& m) { return m.counter < layout_.size(); });
    std::vector<counter_delta> of_clusters(middle, moves.end());
    moves.erase(middle, moves.end());
    std::stable_sort(of_clusters.begin(), of_clusters.end(),
                     [](const auto& a, const auto& b) { return a.step < b.step; });
    auto next = of_clusters.begin();
    while (true) {
        auto step = next == of_clusters.end() ? until + 1 : next->step;
        if (!deadlines_.empty()) step = std::min(step, deadlines_.begin()->first);
        if (!counting_) step = std::min(step, first_counted_step(world_));
        if (step > until) break;
        if (!counting_ && step == first_counted_step(world_)) begin_counting(step);
        std::set<place> moved;
        for (; next != of_clusters.end() && next->step == step; ++next)
            move(*next, moved);
        if (const auto due = deadlines_.find(step); due != deadlines_.end()) {
            moved.insert(due->second.begin(), due->second.end());
            deadlines_.erase(due);
        }
        for (const auto& at : moved)
            look(at, step);
    }
    moves.insert(moves.end(), deltas_.begin(), deltas_.end());
    deltas_.clear();
}

void cluster_watch::move(const counter_delta& by, std::set<place>& moved) {
    const auto figure = by.counter - layout_.size();
    const auto after = std::upper_bound(
        rules_.begin(), rules_.end(), figure,
        [](std::uint32_t f, const watched& r) { return f < r.spec->first_figure; });
    const auto rule = static_cast<std::uint32_t>(after - rules_.begin()) - 1;
    const auto& spec = *rules_[rule].spec;
    const auto offset = figure - spec.first_figure;
    auto& c = rules_[rule].clusters[offset / spec.width()];
    const auto part = offset % spec.width();
    moved.insert({rule, offset / spec.width()});
    if (part < cluster_rule::states) {
        c.states[part] += by.by;
        return;
    }
    const auto nth = (part - cluster_rule::states) % spec.absorbed();
    if (part < cluster_rule::states + spec.absorbed()) {
        c.alerts[nth] += by.by;
        if (c.open) hide(spec.absorbs[nth], by.by, std::max<std::int64_t>(by.by, 0), by.step);
    } else if (!c.open && c.closed && by.by <= *c.closed) {
        --c.known[nth];
    }
}

/// Like a device's rule, but at the ends of steps. A cluster without devices has no alert.
void cluster_watch::look(const place& at, step_index step) {
    const auto& spec = *rules_[at.first].spec;
    auto& c = rules_[at.first].clusters[at.second];
    const auto& rule = world_.rules[spec.rule];
    const cluster_figures figures(c.states);
    const auto now = step_begin(step + 1, world_.step());
    if (!c.met && figures.total() > 0) {
        c.met = true;
        count(step, layout_.of(spec.rule, rule_count::clusters), 1);
    }
    if (figures.total() <= 0 || !rule.when.holds(figures)) {
        c.since.reset();
        if (c.open) set_open(at, false, step);
        return;
    }
    if (!c.since) {
        c.since = now;
        const auto last = step_of(now + rule.lasts - duration(1), world_.step());
        if (last > step) deadlines_[last].insert(at);
    }
    if (!c.open && now >= *c.since + rule.lasts) set_open(at, true, step);
}

void cluster_watch::set_open(const place& at, bool open, step_index step) {
    const auto& spec = *rules_[at.first].spec;
    auto& c = rules_[at.first].clusters[at.second];
    c.open = open;
    count(step, layout_.of(spec.rule, open ? rule_count::fired : rule_count::closed), 1);
    count(step, layout_.of(spec.rule, rule_count::open), open ? 1 : -1);
    count(step, layout_.of(flow::alerts_open), open ? 1 : -1);
    if (open && !c.seen) count(step, layout_.of(spec.rule, rule_count::devices), 1);
    c.seen |= open;
    for (std::size_t i = 0; i < spec.absorbs.size(); ++i) {
        if (open)
            hide(spec.absorbs[i], c.alerts[i], c.alerts[i] - c.known[i], step);
        else
            hide(spec.absorbs[i], -c.alerts[i], 0, step);
        c.known[i] = c.alerts[i];
    }
    if (!open) c.closed = step;
    if (!counting_) return;
    events_.push_back({0, step_begin(step + 1, world_.step()), 0,
                       open ? event_kind::alert_opened : event_kind::alert_closed,
                       spec.names[at.second], world_.source().rules[spec.rule].name});
}

/// The run starts: alerts that are open are the only ones there have been.
void cluster_watch::begin_counting(step_index step) {
    counting_ = true;
    const auto set = [&](std::uint32_t rule, rule_count which, std::int64_t to) {
        const auto counter = layout_.of(rule, which);
        count(step, counter, to - totals_[counter]);
    };
    for (auto& r : rules_) {
        const auto rule = r.spec->rule;
        set(rule, rule_count::fired, 0);
        set(rule, rule_count::closed, 0);
        set(rule, rule_count::devices, totals_[layout_.of(rule, rule_count::open)]);
        for (const auto absorbed : r.spec->absorbs)
            set(absorbed, rule_count::absorbed, 0);
        for (auto& c : r.clusters)
            c.seen = c.open;
    }
}

/// Takes open alerts of a rule out of what counts as open, or (less than none) gives them back.
void cluster_watch::hide(std::uint32_t rule, std::int64_t alerts, std::int64_t new_ones,
                         step_index step) {
    if (alerts == 0) return;
    count(step, layout_.of(rule, rule_count::open), -alerts);
    count(step, layout_.of(flow::alerts_open), -alerts);
    if (new_ones > 0) count(step, layout_.of(rule, rule_count::absorbed), new_ones);
}

void cluster_watch::count(step_index step, std::uint32_t counter, std::int64_t by) {
    deltas_.push_back({step, counter, by});
    totals_[counter] += by;
}

void cluster_watch::add_to(counter_row& counters) const {
    for (std::size_t i = 0; active() && i < counters.size(); ++i)
        counters[i] += totals_[i];
}

}  // namespace muster
