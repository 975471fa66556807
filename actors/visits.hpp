#pragma once

#include <cstdint>
#include <vector>

#include "fleet/hash.hpp"
#include "fleet/mail.hpp"

/// What the conductor has done to shards between two barriers, and what comes back. CAF-free: the
/// same structs go to workers of this process and over the wire to other processes.
namespace muster {

/// Spawns the devices of these shards.
struct spawn_request {
    std::vector<std::uint32_t> shards;
};

/// A visit of shards: deliver mail, run steps up to `until`.
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

/// Asks shards at a barrier. Each answers with a `members_mail`.
struct survey_request {
    survey_mail what;
    sim_time now{};
    std::vector<std::uint32_t> shards;
};

/// Ends these shards.
struct end_request {
    std::vector<std::uint32_t> shards;
};
struct end_report {
    hash_sum states;
};

}  // namespace muster
