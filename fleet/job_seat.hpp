#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "fleet/job_health.hpp"
#include "fleet/mail.hpp"
#include "fleet/open_hours.hpp"

namespace muster {

/// Where a job stands among the actors of a run.
struct job_seat {
    std::uint32_t index = 0;         ///< of the job
    std::uint32_t shards = 1;        ///< their number
    std::optional<address> service;  ///< limits how many commands are sent; empty: nobody does
    duration step = std::chrono::seconds(1);
    std::optional<open_hours> hours;           ///< of its window
    std::shared_ptr<const job_health> health;  ///< null: nothing has to hold
    std::vector<address> begin_after;          ///< jobs that begin when this one is over
    std::optional<address> begins_on_cancel;   ///< job that begins when this one is cancelled
    std::optional<address> reverts;            ///< job that this one takes back
    std::optional<address> queue;              ///< says when it may begin; empty: at once
    std::uint32_t series = 0;                  ///< of its runs, as `job_turn_mail` has it
};

}  // namespace muster
