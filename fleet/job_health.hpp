#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/behaviour.hpp"
#include "fleet/device_names.hpp"
#include "fleet/query/expression.hpp"

namespace muster {

/// The numbers of devices that `healthy` of a job may compare: `devices.online` of those that the
/// job is done with, `others.online` of its targets to come; each over some of them only with a
/// filter. Binding registers a term for each number that is asked for.
class health_names final : public query::scope {
public:
    struct term {
        std::string path;          ///< `devices.online(region = 'coast')`
        bool others = false;       ///< of the targets that the job is not done with
        std::size_t state = 0;     ///< in `device_state`; beyond them: in any
        query::expression filter;  ///< over `device_names`; empty: all of them
        std::uint32_t whole = 0;   ///< index of the term of which it is part; itself: none
    };

    explicit health_names(const device_names& devices) : devices_(&devices) {}

    query::lookup find(std::string_view path) const override;
    query::lookup filtered(std::string_view path, const query::node_ptr& filter,
                           std::vector<query::problem>& problems) const override;
    std::vector<std::string> names() const override;
    const std::vector<term>& terms() const { return terms_; }

private:
    query::lookup add(std::string_view path, const query::expression& filter,
                      const std::string& text) const;
    std::uint32_t index_of(term t) const;

    const device_names* devices_;
    mutable std::vector<term> terms_;
};

/// A job's `healthy`, compiled. Immutable; asked by the job's actor and by every shard.
class job_health {
public:
    /// Requires a condition that binds.
    job_health(const condition& healthy, const device_names& devices);

    const std::vector<health_names::term>& terms() const { return terms_; }
    /// `counts` by term, of all shards together.
    bool holds(const std::vector<std::uint64_t>& counts) const;
    /// `devices.online is 812 of 1000`, for people.
    std::string observed(const std::vector<std::uint64_t>& counts) const;

private:
    query::expression condition_;
    std::vector<health_names::term> terms_;
};

}  // namespace muster
