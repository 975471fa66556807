#pragma once

#include <cstdint>
#include <optional>

#include "fleet/mail.hpp"

namespace muster {

/// What lets no more of a job's devices go.
inline constexpr const char *slowed_by_rate = "rate", *slowed_by_threshold = "threshold",
                            *slowed_by_service = "service";

/// What a job wants of a service that limits commands, and what that said.
struct job_pacing {
    address service = 0;
    std::uint64_t waiting = 0;              ///< commands it asked for and did not get
    std::optional<command_room_mail> room;  ///< an answer that is not used yet
    sim_time woken_for{};                   ///< when it last asked to be woken
};

}  // namespace muster
