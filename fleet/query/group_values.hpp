#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "fleet/query/aggregates.hpp"
#include "fleet/query/table.hpp"
#include "fleet/sketch.hpp"

namespace muster::query {

/// The values of a percentile: as they are while they are few, then a histogram around them.
class percentile_values {
public:
    /// True: they have just become too many to be kept as they are.
    bool add(double x);
    /// With the values as they are, the one at that share of them, or between its neighbours.
    double at(double share) const;
    bool empty() const { return exact_.empty() && !histogram_; }

private:
    void spread();

    mutable std::vector<double> exact_;
    std::unique_ptr<sketch> histogram_;
};

/// What one aggregate has taken in of one group's values.
class group_value {
public:
    /// Takes a value that is not NULL; of `rows`, whatever it is. True as `percentile_values::add`.
    bool add(const aggregate& how, const value& x);
    /// NULL where it had no value, unless it counts.
    value result(const aggregate& how) const;

private:
    std::uint64_t count_ = 0;
    double number_ = 0;  ///< the sum, or the least or greatest
    kept_value kept_;    ///< the first or last
    std::unique_ptr<percentile_values> values_;
};

}  // namespace muster::query
