#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "fleet/counters.hpp"
#include "fleet/event.hpp"

namespace muster {

/// The alerts of rules with `per`. It follows the clusters' figures step by step through the logs
/// of all shards and looks at a cluster at the end of every step in which it moved, so that alerts
/// do not depend on how many steps a visit has. While a cluster's alert is open, open alerts of the
/// rules that it absorbs are taken out of what counts as open on its devices; each counts as
/// absorbed once, when that first happens to it. Pure; owned by the conductor.
class cluster_watch {
public:
    explicit cluster_watch(const world& w);

    bool active() const { return !rules_.empty(); }
    /// Takes the moves of clusters out of `moves`, follows them to the end of the step `until` and
    /// puts there what the alerts moved the counters by. Requires every move up to that step.
    void follow(std::vector<counter_delta>& moves, step_index until);
    /// Adds to a sum of all shards' counters what this has moved them by.
    void add_to(counter_row& counters) const;
    /// Alerts opened and closed since the last call; the subject is the cluster.
    std::vector<event> take_events() { return std::exchange(events_, {}); }

private:
    struct cluster {
        std::int64_t states[cluster_rule::states] = {};
        std::vector<std::int64_t> alerts;  ///< open ones on its devices, by absorbed rule
        std::vector<std::int64_t> known;   ///< of those, while it has none: absorbed before
        std::optional<step_index> closed;  ///< the step at whose end its last alert closed
        std::optional<sim_time> since;     ///< its condition holds
        bool open = false, seen = false, met = false;
    };
    struct watched {
        const cluster_rule* spec = nullptr;
        std::vector<cluster> clusters;
    };
    using place = std::pair<std::uint32_t, std::uint32_t>;  ///< of a rule here and of its cluster

    void move(const counter_delta& by, std::set<place>& moved);
    void look(const place& at, step_index step);
    void set_open(const place& at, bool open, step_index step);
    void count(step_index step, std::uint32_t counter, std::int64_t by);
    void hide(std::uint32_t rule, std::int64_t alerts, std::int64_t new_ones, step_index step);
    void begin_counting(step_index step);

    const world& world_;
    counter_layout layout_;
    std::vector<watched> rules_;
    std::map<step_index, std::set<place>> deadlines_;  ///< at whose end alerts may open
    std::vector<counter_delta> deltas_;
    counter_row totals_;
    std::vector<event> events_;
    bool counting_ = false;  ///< the warm-up is over
};

}  // namespace muster
