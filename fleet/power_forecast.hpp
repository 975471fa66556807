#pragma once

#include "fleet/device_template.hpp"

namespace muster {

/// How many messages of a kind a device sends per hour while nothing is wrong: of those due while
/// it sleeps one, when it wakes. Requires a message that is always sent.
double messages_per_hour(const device_template& t, const message_spec& m);

/// What a device takes from its battery per hour while nothing is wrong, without messages on
/// demand and commands. Requires a battery.
double taken_per_hour(const device_template& t);

}  // namespace muster
