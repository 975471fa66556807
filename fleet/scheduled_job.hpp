#pragma once

#include "fleet/scenario.hpp"
#include "fleet/schedule.hpp"

namespace muster {

/// A job that recurs, as the scenario's file says it. Each run of it is a job of its own,
/// `NAME_1`, `NAME_2`, and so on, with targets that are looked up when it starts.
struct scheduled_job {
    schedule when;
    job_spec job;            ///< what each run does; its `start` means nothing
    std::uint32_t runs = 0;  ///< within the scenario's time
};

}  // namespace muster
