#pragma once

#include <caf/error.hpp>
#include <caf/scheduled_actor.hpp>

namespace muster {

/// Replaces CAF's default handlers, which print to the console: exceptions and exits end the actor
/// with their reason, so that whoever asked it learns of it; unexpected messages are refused.
void install_quiet_handlers(caf::scheduled_actor* self);

}  // namespace muster
