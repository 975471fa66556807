#pragma once

#include <cstdint>
#include <vector>

#include "fleet/change.hpp"
#include "fleet/time.hpp"

namespace muster {

// -- devices that connect

/// One device of a shard that asks the service to let it connect.
struct connect_ask {
    slot device = 0;
    std::uint32_t attempt = 0;  ///< which of the device's, so that a late answer is known as such
    std::uint64_t key = 0;
    sim_time at{};
};

/// Those of one step, to the service.
struct connect_ask_mail {
    std::vector<connect_ask> asks;
};

/// What the service said to one device: it is connected at `at`, or refused.
struct connect_answer {
    slot device = 0;
    std::uint32_t attempt = 0;
    bool accepted = false;
    sim_time at{};
};

/// Answers to those who asked in one step.
struct connect_answer_mail {
    std::vector<connect_answer> answers;
};

// -- jobs that send commands

/// A job could send so many commands now, if the service takes them. Answered with
/// `command_room_mail` at the same barrier. 0: none of those it asked for waits any longer.
struct command_ask_mail {
    std::uint64_t wanted = 0;
};

/// Of those asked for, `accepted` may be sent and `refused` are refused; the others wait, and the
/// next one may be sent at `again`.
struct command_room_mail {
    std::uint64_t accepted = 0, refused = 0;
    sim_time again{};
};

}  // namespace muster
