#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "fleet/job_progress.hpp"
#include "fleet/time.hpp"

namespace muster {

enum class event_kind : std::uint8_t {
    device_online,
    device_offline,
    device_crashed,
    device_restarted,
    device_quarantined,
    device_asleep,  ///< was online until then
    device_empty,   ///< its battery is
    alert_opened,
    alert_closed,
    fault_begun,
    fault_ended,
    command_succeeded,
    command_failed,
    command_timed_out,
    message_sent,
    job_changed,
    property_desired,   ///< `detail` names the property
    property_accepted,  ///< the device has taken the desired value
    property_rejected,
    device_blocked,
    device_unblocked,
    device_approved,
    device_removed,
    device_migrated,     ///< `detail` names the template
    device_provisioned,  ///< has connected for the first time
    command_recalled,    ///< `detail` says from what
    job_progress,        ///< another hundredth of its devices is done, or a batch begins
    device_joined,       ///< came to the group that `detail` names
    device_left,         ///< went from it
    group_joined,        ///< `count` devices came to the group, which is the subject
    group_left,          ///< `count` devices went from it
};

/// Something that happened in the fleet, for subscribers. `subject` is a device id or the name of a
/// job or group; `detail` the rule, fault, reason or state. Sequences are gapless per subscription
/// source and follow virtual time barrier by barrier.
struct event {
    std::uint64_t sequence = 0;
    sim_time at{};
    double wall_seconds = 0;  ///< since the run began
    event_kind kind = event_kind::device_online;
    std::string subject, detail;
    std::uint64_t count = 1;  ///< how many times it happened; more than once only to groups
    std::shared_ptr<const job_progress> progress{};  ///< of `job_progress` only
};

/// `device.online`, `alert.opened`, ...
const char* to_text(event_kind kind);

}  // namespace muster
