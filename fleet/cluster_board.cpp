#include "fleet/cluster_board.hpp"

#include <algorithm>

#include "fleet/query/lexer.hpp"

namespace muster {

cluster_board::cluster_board(const world& w, const shard_columns& columns, device_row& row)
    : world_(w), first_figure_(counter_layout(w).size()) {
    for (const auto& c : w.cluster_rules) {
        const auto& per = w.source().rules[c.rule].per;
        const auto tag = w.metrics.devices().find("tags." + query::path_segment(per)).found.id;
        const auto& who = w.rules[c.rule].who;
        cluster_of_.emplace_back(columns.size(), none);
        not_watched_.emplace_back();
        const bool some = w.source().rules[c.rule].target.chooses();
        if (some) not_watched_.back().assign(columns.size(), none);
        auto& clusters = some ? not_watched_.back() : cluster_of_.back();
        for (slot s = 0; s < columns.size(); ++s) {
            row.aim(s, {});
            if (who && !who.holds(row)) continue;
            const auto value = row.get(tag);
            if (!value.is_text()) continue;
            const auto at = std::lower_bound(c.names.begin(), c.names.end(), value.text());
            if (at != c.names.end() && *at == value.text())
                clusters[s] = static_cast<std::uint32_t>(at - c.names.begin());
        }
    }
}

std::uint32_t cluster_board::figure(std::size_t rule, std::uint32_t cluster,
                                    std::uint32_t part) const {
    const auto& c = world_.cluster_rules[rule];
    return first_figure_ + c.first_figure + cluster * c.width() + part;
}

void cluster_board::count(slot device, device_state state, std::int64_t by, step_index step,
                          std::vector<counter_delta>& log) const {
    for (std::size_t i = 0; i < cluster_of_.size(); ++i)
        if (const auto cluster = cluster_of_[i][device]; cluster != none)
            log.push_back({step, figure(i, cluster, static_cast<std::uint32_t>(state)), by});
}

void cluster_board::watch(std::uint32_t rule, slot device, std::optional<device_state> state,
                          const std::function<bool(std::uint32_t)>& alerts, step_index step,
                          std::vector<counter_delta>& log) {
    for (std::size_t i = 0; i < cluster_of_.size(); ++i) {
        const auto& spec = world_.cluster_rules[i];
        if (spec.rule != rule || not_watched_[i][device] == none) continue;
        const auto cluster = cluster_of_[i][device] = not_watched_[i][device];
        if (state) log.push_back({step, figure(i, cluster, static_cast<std::uint32_t>(*state)), 1});
        for (std::uint32_t a = 0; a < spec.absorbs.size(); ++a)
            if (alerts(spec.absorbs[a])) {
                log.push_back({step, figure(i, cluster, cluster_rule::states + a), 1});
                opened_[{i, a}][device] = step;
            }
    }
}

void cluster_board::alert(std::uint32_t rule, slot device, std::int64_t by, step_index step,
                          std::vector<counter_delta>& log) {
    for (std::size_t i = 0; i < cluster_of_.size(); ++i) {
        const auto& absorbs = world_.cluster_rules[i].absorbs;
        const auto at = std::find(absorbs.begin(), absorbs.end(), rule);
        const auto cluster = cluster_of_[i][device];
        if (at == absorbs.end() || cluster == none) continue;
        const auto nth = static_cast<std::uint32_t>(at - absorbs.begin());
        const auto part = cluster_rule::states + nth;
        log.push_back({step, figure(i, cluster, part), by});
        auto& opened = opened_[{i, nth}];
        if (by > 0) {
            opened[device] = step;
            continue;
        }
        log.push_back({step, figure(i, cluster, part + world_.cluster_rules[i].absorbed()),
                       opened.at(device)});
        opened.erase(device);
    }
}

}  // namespace muster
