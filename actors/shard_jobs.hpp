#pragma once

#include <string>

#include "fleet/agenda.hpp"
#include "fleet/aim_choice.hpp"
#include "fleet/failure_kind.hpp"
#include "fleet/mail.hpp"
#include "fleet/shard_state.hpp"

namespace caf {
class execution_unit;
}

namespace muster {

class shard;

/// The legs of all jobs in one shard: who is meant, who may be sent to, who is told again. A part
/// of its shard; runs under its lock. What has to survive is in `shard_state`.
class shard_jobs {
public:
    explicit shard_jobs(shard& owner) : s_(owner) {}

    /// Answers at a barrier what a job asks, or freezes its targets.
    members_mail survey(const survey_mail& what, sim_time now);
    void deliver(const leg_close_mail& m, sim_time at);
    void deliver(const leg_forget_mail& m);
    void deliver(const leg_window_mail& m, sim_time at);
    void deliver(const leg_retry_mail& m, sim_time at);
    /// Sends the command to the devices that permits allow: one shared message for all of them.
    void dispatch(std::uint32_t job, caf::execution_unit* host);
    /// What became of a command that a job sent. The job may tell the device again.
    void resolve(std::uint32_t job, slot place, sim_time at, leg_outcome outcome,
                 const std::string& reason, failure_kind kind = failure_kind::failed);
    /// The same, for good.
    void end(std::uint32_t job, slot place, sim_time at, leg_outcome outcome,
             const std::string& reason, failure_kind kind = failure_kind::failed);
    /// A device that failed is told again (detail 0), or it takes too long to reach it for the
    /// attempt that the detail says.
    void tell_again(const turn& t);
    /// What the job's commands on this device draw from: another key for every attempt.
    std::uint64_t draw_key(std::uint32_t job, slot place) const;

private:
    slot_set targets_of(std::uint32_t job, sim_time now);
    choice_candidates candidates(std::uint32_t job, sim_time now);
    slot_set chosen(std::uint32_t job, std::uint64_t threshold, sim_time now);
    members_mail freeze(std::uint32_t job, std::uint64_t threshold, sim_time now);
    members_mail add_joiners(std::uint32_t job, sim_time now);
    members_mail examine(std::uint32_t job, sim_time now);
    bool may_be_told_again(std::uint32_t job, slot place, leg_outcome outcome,
                           failure_kind kind) const;
    bool ends_unheard(std::uint32_t job, slot place, leg_outcome outcome,
                      const std::string& reason);
    void tell(slot place, sim_time at, leg_outcome outcome, const std::string& reason);
    bool is_open(std::uint32_t job, slot place, sim_time at);
    const leg_state* leg_of(std::uint32_t job) const;
    slot_set of_devices(const slot_set& places) const;
    void leave_changed(std::uint32_t job);
    void note_rivals(std::uint32_t job, const std::vector<slot>& sent);

    shard& s_;
};

}  // namespace muster
