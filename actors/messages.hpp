#pragma once

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fleet/hash.hpp"
#include "fleet/mail.hpp"
#include "fleet/shard_columns.hpp"

/// Everything that travels between Muster's actors. CAF never leaves the process, so nothing here
/// is serialized; big parts are shared and immutable.
namespace muster {

/// A command of a job to one device; one message serves the whole fan-out.
struct command_request {
    std::uint32_t job = 0;
    std::shared_ptr<const job_spec> spec;
};

/// What a device says of itself when asked between two steps.
struct device_status {
    std::string id;
    device_state state = device_state::online;
    sim_time last_seen = never;
};

/// A visit of a worker's shards: deliver mail, run steps up to `until`.
struct visit_request {
    step_index after = -1;  ///< nothing is left to do up to this one
    step_index until = 0;
    std::vector<std::uint32_t> shards;       ///< ascending
    std::vector<std::vector<mail>> inboxes;  ///< parallel to `shards`, each in order
};

/// What a shard did in a visit.
struct shard_visit {
    std::uint32_t shard = 0;
    step_index reached = 0;   ///< all steps up to and with this one are done
    step_index next_due = 0;  ///< of the shard's own accord
    std::uint64_t turns = 0;  ///< performed: what the visit cost
    std::vector<mail> outbox;
};

struct visit_report {
    std::vector<shard_visit> shards;
};

/// Asks the worker's shards at a barrier.
struct survey_request {
    survey_mail what;
    sim_time now{};
    std::vector<std::uint32_t> shards;
};

/// One barrier's mail for a control actor, in order, and what it sends in return.
struct control_batch {
    sim_time now{};
    std::vector<mail> mails;
};
struct control_outbox {
    std::vector<mail> mails;
};

/// Spawns the devices of these shards.
struct spawn_request {
    std::vector<std::uint32_t> shards;
};

/// The deadline of a call of the facade, and what to do then.
struct deadline {
    std::function<void()> passed;
};

/// Ends these shards.
struct end_request {
    std::vector<std::uint32_t> shards;
};
struct end_report {
    hash_sum states;
};

}  // namespace muster

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::command_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::device_status)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::visit_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::visit_report)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::survey_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::control_batch)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::control_outbox)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::spawn_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::end_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::end_report)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::deadline)

CAF_BEGIN_TYPE_ID_BLOCK(muster, caf::first_custom_type_id)
    CAF_ADD_TYPE_ID(muster, (muster::command_request))
    CAF_ADD_TYPE_ID(muster, (muster::device_status))
    CAF_ADD_TYPE_ID(muster, (muster::visit_request))
    CAF_ADD_TYPE_ID(muster, (muster::visit_report))
    CAF_ADD_TYPE_ID(muster, (muster::survey_request))
    CAF_ADD_TYPE_ID(muster, (muster::control_batch))
    CAF_ADD_TYPE_ID(muster, (muster::control_outbox))
    CAF_ADD_TYPE_ID(muster, (muster::spawn_request))
    CAF_ADD_TYPE_ID(muster, (muster::end_request))
    CAF_ADD_TYPE_ID(muster, (muster::end_report))
    CAF_ADD_TYPE_ID(muster, (muster::deadline))
    CAF_ADD_ATOM(muster, muster::atom, status, "status")
    CAF_ADD_ATOM(muster, muster::atom, begin, "begin")
    CAF_ADD_ATOM(muster, muster::atom, pace, "pace")
    CAF_ADD_ATOM(muster, muster::atom, idle, "idle")
CAF_END_TYPE_ID_BLOCK(muster)
