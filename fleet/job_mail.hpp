#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "fleet/change.hpp"
#include "fleet/job_record.hpp"

/// What jobs and their legs tell each other.
namespace muster {

/// The batch of targets that no batch took.
inline constexpr std::uint32_t no_batch = 0xffffffffU;

/// What changed in a leg during one step.
struct leg_report_mail {
    std::uint32_t job = 0, batch = 0;
    std::uint64_t dispatched = 0, succeeded = 0, failed = 0, timed_out = 0, skipped = 0,
                  cancelled = 0;
    std::uint64_t unreached = 0;  ///< not sent the command in time
    /// Pending devices of this batch that could be sent the command, as of the step's end.
    std::uint64_t ready = 0;
    std::uint64_t rejected = 0;  ///< of those that failed: said no at once
    std::uint64_t recalled = 0;  ///< cancelled after they had been sent the command
    std::uint64_t asks = 0;      ///< of those dispatched: failed, and might be told again
    std::uint64_t repeated = 0;  ///< were dispatched and are pending again
    std::uint64_t lost = 0;      ///< targets whose connection ended, if the job wants to know
    /// Pending devices of this batch whose time is over and that end with a permit, as of the
    /// step's end.
    std::uint64_t given_up = 0;
};

/// The part of each batch that lies in this shard, as [first, last) ranks among the targets left
/// over by group batches; empty ranges for group batches.
struct leg_plan_mail {
    std::uint32_t job = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranks;
};

/// Opens the batches up to this one, and lets so many devices of this one be sent the command in
/// the step the mail arrives in; `unlimited`: all of the open batches, from now on, as they become
/// reachable, until a grant that is not takes it back. Always answered with a report of this batch.
struct leg_grant_mail {
    std::uint32_t job = 0, batch = 0;
    std::uint64_t permits = 0;
    bool unlimited = false;
    std::uint64_t refusals = 0;  ///< so many more, whose command the service refuses
};

/// Moves what is still pending to `to`: cancelled, at the end of `reach` unreached, or skipped in
/// no batch. Where time ran out, who is in no batch is skipped for that reason instead.
struct leg_close_mail {
    std::uint32_t job = 0;
    leg_outcome to = leg_outcome::cancelled;
    std::string reason;
    std::string ready_reason;    ///< of who is connected and could be sent to; empty: `reason`
    bool recall = false;         ///< and calls back who updates itself and has not begun to install
    bool in_flight_too = false;  ///< who was sent the command is cancelled, too
    bool over = false;           ///< nothing more of the leg is to be reported
};

/// The job was erased: its leg is to be forgotten.
struct leg_forget_mail {
    std::uint32_t job = 0;
};

/// The job's window may have opened or closed for some of its devices.
struct leg_window_mail {
    std::uint32_t job = 0;
};

/// What is to survive of a job, to its home shard.
struct job_record_mail {
    std::uint32_t job = 0;
    job_record record;
};

/// A job wants to begin, or is over, to the service that limits how many are under way. Answered,
/// when it may begin or is left out, with `wake_mail`.
struct job_turn_mail {
    bool over = false;
    std::int64_t priority = 0;
    /// Jobs of one series are under way one at a time. Zero: it is of none.
    std::uint32_t series = 0;
    bool skips = false;  ///< it is left out where one of its series is under way, or waits
};

/// Of the batch's devices that asked to be told again in the last step, the first so many are; the
/// others have failed.
struct leg_retry_mail {
    std::uint32_t job = 0, batch = 0;
    std::uint64_t granted = 0;
};

/// Of the batch's devices whose time is over, the first so many end.
struct leg_end_mail {
    std::uint32_t job = 0, batch = 0;
    std::uint64_t granted = 0;
};

inline constexpr const char* reason_in_no_batch = "in no batch";
inline constexpr const char* reason_not_reached = "not reached in time";
/// Behind the reason that a device failed with.
inline constexpr const char* reason_not_reached_again = "; not reached again in time";
inline constexpr const char* reason_cancelled = "job cancelled";
/// Behind the reason that a device failed with.
inline constexpr const char* reason_not_told_again = "; job cancelled before it was told again";
inline constexpr const char* reason_held_by_threshold = "held back by the threshold";
inline constexpr const char* reason_held_by_pause = "held back by the pause";
inline constexpr const char* reason_held_by_service = "held back by the limit of the service";
inline constexpr const char* reason_held_by_rate = "held back by the job's rate";
inline constexpr const char* reason_held_by_window = "held back by the job's window";
inline constexpr const char* reason_in_doubt = "job cancelled while the command was under way";
inline constexpr const char* reason_changed_since = "set anew since";
inline constexpr const char* reason_forgotten = "the job to be taken back was deleted";
inline constexpr const char* reason_refused = "refused by the service";

}  // namespace muster
