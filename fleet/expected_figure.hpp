#pragma once

#include <optional>

#include "fleet/query/expression.hpp"
#include "fleet/query/program.hpp"
#include "fleet/run_result.hpp"

namespace muster {

/// What the comparison of an expectation measures: `devices.online` of `devices.online >= 95%`.
/// Empty for a condition that is no single comparison. Immutable; usable from any thread.
class expected_figure {
public:
    expected_figure() = default;
    /// Requires a condition that binds in this scope.
    expected_figure(const query::node& check, const query::scope& names);

    /// Empty where there is no figure or no data.
    std::optional<measured_figure> measure(const query::row& r) const;

private:
    void compare(const query::node& check, const query::scope& names);
    void judge(measured_figure& figure, const query::row& r) const;
    static void to_seconds(measured_figure& figure);

    query::expression value_, limit_;
    std::optional<double> fraction_;  ///< limit of a part of a whole
    std::optional<query::relation> how_;
    measured_figure::unit unit_ = measured_figure::unit::number;
};

}  // namespace muster
