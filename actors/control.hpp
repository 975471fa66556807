#pragma once

#include <memory>

#include "actors/control_addresses.hpp"
#include "actors/interfaces.hpp"
#include "fleet/command_gate.hpp"
#include "fleet/job_machine.hpp"
#include "fleet/world.hpp"

namespace muster {

/// What a job actor lets the conductor read at barriers; it writes only while it handles a batch.
using shared_job = std::shared_ptr<job_machine>;

/// The FAULTS DIRECTOR starts the scheduled faults: at each one's time it asks the shards who it
/// aims at, takes the wanted share by stable choice, and tells them. At the start of the run it
/// does so for the rules that watch some devices only.
control_actor spawn_faults_director(caf::actor_system& system, const world& w);

/// The DEFAULT GROUP of a template decides what becomes of its failed devices.
control_actor spawn_default_group(caf::actor_system& system);

/// What the service lets the conductor read at barriers of the commands that jobs send; null: it
/// does not limit them.
using shared_commands = std::shared_ptr<command_gate>;

/// The SERVICE lets devices connect, or not, jobs begin and send commands: the receiving side as a
/// model.
control_actor spawn_service(caf::actor_system& system, const service_spec& spec,
                            shared_commands commands, bool queues_jobs);

/// A JOB fans one command out over its group.
control_actor spawn_job(caf::actor_system& system, shared_job machine);

}  // namespace muster
