#pragma once

#include <span>
#include <vector>

#include "fleet/device_template.hpp"
#include "fleet/query/expression.hpp"

namespace muster {

/// Decides of a message that is not always sent whether a look at its signals is worth one. Pure.
class message_gate {
public:
    /// `when` is the message's condition, bound; `signals` are those that it carries, in the order
    /// in which it measures them.
    message_gate(const message_spec& spec, query::expression when,
                 const std::vector<std::uint32_t>& signals);

    /// Whether it has to know when it was last open.
    bool has_limits() const { return at_most_ > duration{} || at_least_ > duration{}; }
    duration at_least() const { return at_least_; }

    /// `before` are the carried values that were last sent, `fresh` those just measured, which the
    /// row shows too; `last` is the instant of the last message, `never` before the first.
    bool opens(sim_time now, sim_time last, std::span<const double> before,
               std::span<const double> fresh, const query::row& device) const;

private:
    bool moved(std::span<const double> before, std::span<const double> fresh) const;

    query::expression when_;
    bool on_change_;
    std::vector<double> least_;  ///< by carried signal; NaN: its moves do not count
    duration every_, at_most_, at_least_;
};

}  // namespace muster
