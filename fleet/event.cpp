#include "fleet/event.hpp"

#include <array>

namespace muster {

const char* to_text(event_kind kind) {
    static constexpr std::array names{
        "device.online",      "device.offline",    "device.crashed",    "device.restarted",
        "device.quarantined", "device.asleep",     "device.empty",      "alert.opened",
        "alert.closed",       "fault.begun",       "fault.ended",       "command.succeeded",
        "command.failed",     "command.timed_out", "message.sent",      "job.changed",
        "property.desired",   "property.accepted", "property.rejected", "device.blocked",
        "device.unblocked",   "device.approved",   "device.removed",    "device.migrated",
        "device.provisioned", "command.recalled",  "job.progress",      "device.joined",
        "device.left",        "group.joined",      "group.left"};
    static_assert(names.size() == static_cast<std::size_t>(event_kind::group_left) + 1);
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace muster
