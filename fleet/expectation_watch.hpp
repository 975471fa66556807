#pragma once

#include <optional>
#include <vector>

#include "fleet/metric_row.hpp"

namespace muster {

/// Checks the expectations of a scenario at barriers. Pure; owned by the conductor.
class expectation_watch {
public:
    expectation_watch(const world& w, const metric_row& row);

    /// Some expectation has to be looked at at every barrier.
    bool continuous() const { return continuous_; }
    /// Every continuous expectation can be computed from counters alone.
    bool counted() const { return counted_; }
    /// The first instant at or after which a barrier has to look at an `at` expectation: right
    /// after its own, because expectations come last of all that happens at one instant.
    std::optional<sim_time> next_instant() const;

    /// Looks at what is due at the instant `now`, the begin of a step. The row says what is so
    /// after that step: after all that happens at the instant, as expectations come last.
    void at_barrier(sim_time now);
    /// Looks at everything that is checked at the end.
    void at_end(sim_time now);

    /// A breached expectation says `abort`.
    bool abort() const { return abort_; }
    /// Some breach would end the run, so no step may run past the one that breaches.
    bool may_abort() const { return may_abort_; }
    const std::vector<expectation_result>& results() const { return results_; }
    /// As they stand now: what is checked at the end is looked at as if this were the end.
    std::vector<expectation_result> standing() const;

private:
    struct fault_times {
        query::field_id active_field = 0, devices_field = 0;
        std::optional<sim_time> ended;
        bool active = false, begun = false;
    };
    /// What an expectation waits for, found once.
    struct waited {
        std::uint32_t fault = none;  ///< of `after`
        std::uint32_t job = 0;       ///< of `after`, where it is no fault
        std::vector<std::uint32_t> except;
        std::optional<sim_time> ended;  ///< of the fault or job
        std::string first_observed;     ///< at the first look at which it did not hold
    };

    void check_at(std::size_t i);
    void check_always(std::size_t i, sim_time now);
    void check_after(std::size_t i, sim_time now);
    void note(std::size_t i, sim_time now, bool holds, std::optional<measured_figure> figure);
    void settle(std::size_t i);
    bool excepted(std::size_t i, sim_time now) const;
    void follow_faults(sim_time now);
    void find_fields();
    query::field_id field(const std::string& path) const;
    std::optional<sim_time> end_of(const waited& thing, sim_time now) const;
    bool has_data(std::size_t i) const;
    std::string observed_at_breach(std::size_t i) const;

    const world& world_;
    const metric_row& row_;
    std::vector<expectation_result> results_;
    std::vector<fault_times> faults_;
    std::vector<waited> waits_;  ///< by expectation
    std::vector<bool> settled_;
    bool continuous_ = false, counted_ = true, abort_ = false, may_abort_ = false;
};

}  // namespace muster
