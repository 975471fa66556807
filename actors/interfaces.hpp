#pragma once

#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include "actors/messages.hpp"

namespace muster {

/// A WORKER runs the shards that the conductor deals it between two barriers. One per CAF thread.
using worker_actor = caf::typed_actor<
    // Creates the devices of these shards; answers with each shard's first due step.
    caf::replies_to<spawn_request>::with<visit_report>,
    // Delivers mail to these shards and runs their due steps.
    caf::replies_to<visit_request>::with<visit_report>,
    // Asks these shards at a barrier; answers with one `members_mail` per shard.
    caf::replies_to<survey_request>::with<control_outbox>,
    // Ends these shards' devices; answers with the hash of their end states (two words).
    caf::replies_to<end_request>::with<end_report>>;

/// A HOST WORKER does a worker's part for shards that another process runs.
using host_worker_actor = worker_actor::extend<
    // Brings what will be read at this barrier; answered when it is here.
    caf::replies_to<look_call>::with<atom::looked>,
    // A part of the host's answer has come: sent to oneself.
    caf::reacts_to<host_part>>;

/// A HOST drives the shards of this process for another one.
using host_actor = caf::typed_actor<
    // Does what is asked and answers through the work's own completion.
    caf::reacts_to<host_work>>;

/// A CONTROL ACTOR decides for more than one device: the faults director, the default group of a
/// template, a job. It acts on one barrier's mail at a time, in order, and on nothing else.
using control_actor = caf::typed_actor<
    // One barrier's mail; answers with what it sends.
    caf::replies_to<control_batch>::with<control_outbox>>;

/// The CONDUCTOR drives steps: it hands out mail and visits, and closes barriers. One per run.
using conductor_actor = caf::typed_actor<
    // Starts the run.
    caf::reacts_to<atom::begin>,
    // The wall clock has caught up with virtual time; the number tells an old tick from a new one.
    caf::reacts_to<atom::pace, std::uint64_t>,
    // No shard has anything to do up to the end of the visit: sent to oneself.
    caf::reacts_to<atom::idle>,
    // The next devices of a job are to be told, the run being over.
    caf::reacts_to<atom::targets>>;

}  // namespace muster
