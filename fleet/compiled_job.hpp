#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "fleet/compiled_aim.hpp"
#include "fleet/job_health.hpp"
#include "fleet/open_hours.hpp"
#include "fleet/query/expression.hpp"

namespace muster {

/// A job's conditions and hours, bound. Parallel to the scenario's jobs.
struct compiled_job {
    compiled_aim target;                       ///< which of its group
    std::vector<query::expression> batch_who;  ///< by batch; empty where it is no condition
    std::shared_ptr<const job_health> health;  ///< null: nothing has to hold
    std::vector<zone_offset> window_zone;      ///< of a window that goes by one clock
    std::optional<open_hours> hours;           ///< of its window
    std::optional<std::uint32_t> rolls_back;   ///< job whose cancellation it begins with
    std::optional<std::uint32_t> reverts;      ///< job that it takes back
    std::optional<std::uint32_t> reruns;       ///< job whose failures it covers
    bool is_reverted = false;                  ///< some job takes it back
    std::optional<std::uint32_t> after;        ///< job whose end it begins with
    /// The clock begins it, not another job.
    bool begins_by_itself() const { return !rolls_back && !after; }
};

}  // namespace muster
