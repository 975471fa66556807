#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fleet/query/scope.hpp"

namespace muster {

/// A rule with `per`: one alert for each value of a tag. Its clusters have numbers; so has every
/// figure of a cluster, after those of the counters, so that shards log both alike: how many of its
/// devices are in which state, and how many alerts of each rule that it absorbs are open on them.
/// For each of these rules there is one more, which is no sum: when an alert closes, it is logged
/// with the step in which the alert opened.
struct cluster_rule {
    static constexpr std::uint32_t states = 6;  ///< figures of a cluster before those of rules

    std::uint32_t rule = 0;              ///< index of the rule
    std::vector<std::string> names;      ///< of the clusters, ascending
    std::vector<std::uint32_t> absorbs;  ///< indices of rules
    std::uint32_t first_figure = 0;      ///< of its first cluster, from the end of the counters

    std::uint32_t absorbed() const { return static_cast<std::uint32_t>(absorbs.size()); }
    std::uint32_t width() const { return states + 2 * absorbed(); }
    std::uint32_t figures() const { return static_cast<std::uint32_t>(names.size()) * width(); }
};

/// The names that the condition of such a rule may use: `devices.total`, `.online`, `.offline`,
/// `.crashed`, `.quarantined`, `.asleep`, `.empty` of the cluster. A field's id is its place in
/// this list.
class cluster_names final : public query::scope {
public:
    query::lookup find(std::string_view path) const override;
    std::vector<std::string> names() const override;
};

}  // namespace muster
