#pragma once

#include <cstdint>
#include <string>

#include "fleet/request_value.hpp"
#include "fleet/slot.hpp"
#include "fleet/time.hpp"

namespace muster {

/// Where a command stands that a device was told outside of jobs.
enum class command_state : std::uint8_t {
    waiting,   ///< for the device to connect
    queued,    ///< until the device connects, which nobody waits for
    sent,      ///< the device has it and has not answered
    accepted,  ///< the device said 202: the result comes later
    succeeded,
    failed,
    timed_out,  ///< no answer in time; nothing comes of it any more
    expired,    ///< the time to live ended in the queue
    refused,    ///< never sent: not connected, held back, or too many under way
};
/// `succeeded`, `timed-out`, ...
const char* to_text(command_state state);

/// Nothing more will become of it.
constexpr bool is_over(command_state state) {
    return state >= command_state::succeeded;
}

/// One invocation in a device's history: what was asked, what came back, and when.
struct command_record {
    std::uint64_t number = 0;  ///< of the act that asked for it
    slot device = 0;
    std::string id;       ///< of the invocation, unique on its device
    std::string command;  ///< with its component
    command_request_fields request;
    command_state state = command_state::waiting;
    std::uint16_t code = 0;  ///< as in HTTP; 0 while there is no answer
    std::string reason;      ///< why it failed, or has no answer, in words
    std::string answer;      ///< JSON; empty where the command has no response, or did not succeed
    sim_time asked{};
    sim_time sent = never;      ///< when the device was sent it
    sim_time answered = never;  ///< when it was over; of a long-running one, the result

    bool operator==(const command_record&) const = default;
};

}  // namespace muster
