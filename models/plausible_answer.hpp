#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/command_model.hpp"
#include "fleet/random.hpp"
#include "fleet/time.hpp"
#include "models/answer_knowledge.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

/// A command that a device is asked to do. Refers to the model and the request.
struct asked_command {
    const command& what;
    std::string full_name;  ///< `thermostat1.getMaxMinReport`
    const std::vector<neighbour>& beside;
    const boost::json::value* request = nullptr;  ///< null: none
};

/// Who answers, and when.
struct answering_device {
    random_source random;
    std::uint64_t number = 0;  ///< tells its answers to this command apart
    calendar_time at;
    const device_values* values = nullptr;  ///< what it has; null: nothing is known of that
    std::string component{};                ///< of the command, as part of the names of `values`
};

/// What a device plausibly answers: a value that fits the response's schema, or null where the
/// command has none. It is a function of what is handed in, so that the same device gives the same
/// answer on every machine. Its parts agree with each other, with the request and with what is
/// beside the command: the rules are in docs/devices-and-templates.md. Requires that the response
/// has at most `leaves_max` leaves.
boost::json::value plausible_answer(const asked_command& asked, const answering_device& device);

}  // namespace muster::models
