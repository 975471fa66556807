#pragma once

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/shard_host.hpp"
#include "actors/visits.hpp"
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

/// One barrier's mail for a control actor, in order, and what it sends in return.
struct control_batch {
    sim_time now{};
    std::vector<mail> mails;
};
struct control_outbox {
    std::vector<mail> mails;
};

/// The deadline of a call of the facade, and what to do then.
struct deadline {
    std::function<void()> passed;
};

/// A part of a host's answer to one of its worker's calls.
struct host_part {
    std::uint64_t call = 0;
    std::shared_ptr<host_answer> answer;
};

/// A call to the shards of this process on behalf of another one.
struct host_work {
    std::shared_ptr<host_call> call;
    shard_host::completion done;
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
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::look_call)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::host_part)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(muster::host_work)

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
    CAF_ADD_TYPE_ID(muster, (muster::look_call))
    CAF_ADD_TYPE_ID(muster, (muster::host_part))
    CAF_ADD_TYPE_ID(muster, (muster::host_work))
    CAF_ADD_ATOM(muster, muster::atom, status, "status")
    CAF_ADD_ATOM(muster, muster::atom, begin, "begin")
    CAF_ADD_ATOM(muster, muster::atom, pace, "pace")
    CAF_ADD_ATOM(muster, muster::atom, targets, "targets")
    CAF_ADD_ATOM(muster, muster::atom, idle, "idle")
    CAF_ADD_ATOM(muster, muster::atom, looked, "looked")
CAF_END_TYPE_ID_BLOCK(muster)
