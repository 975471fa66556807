#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fleet/decide.hpp"
#include "fleet/device_flags.hpp"
#include "fleet/failure_kind.hpp"
#include "fleet/leg_figures.hpp"
#include "fleet/mail.hpp"
#include "fleet/shard_state.hpp"
#include "fleet/slot_pool.hpp"

namespace muster {

/// The running side of a shard's legs: permits, what is in flight, what to report. What has to
/// survive is in `shard_state` and altered by the changes that these functions decide on; the rest
/// can be found again from it.
class leg_board {
public:
    /// A command on its way through a device.
    struct flight {
        sim_time sent{};
        sim_time deadline{};
        const std::string* fails = nullptr;  ///< the reason it will fail with; empty: it succeeds
        std::uint32_t batch = 0;
        bool held = false;    ///< done, but the device is not connected to answer
        bool orphan = false;  ///< the job has cancelled the device, which has not heard of it
    };

    /// What a job wants of its legs.
    struct manner {
        bool asks_devices = true;  ///< sends nothing to those that are not connected
        /// Reports whose connection is lost, of each device once in such a time; zero: it does not.
        duration losses_within{};
        failure_set by_permit{};  ///< who is given up and so fails ends when the job says so
    };
    /// Freezes the targets; `named` are the members of each batch that names its devices (nothing
    /// for other batches).
    members_mail open(std::uint32_t job, manner how, const slot_set& targets,
                      const std::vector<std::optional<slot_set>>& named, sim_time at,
                      std::vector<change>& out);
    /// Deals the targets out to the batches.
    void plan(const leg_plan_mail& m, std::vector<change>& out);
    /// More targets, for the last batch. Requires that none is one already.
    void join(std::uint32_t job, const slot_set& more, const std::vector<device_flags>& flags,
              std::vector<change>& out);
    /// A leg of so many batches that goes on from what was kept of it, with none of them opened.
    /// Whom it had sent the command without an answer is for the caller to send it to again, and to
    /// say when the pauses are over of those that are told again.
    void restore(std::uint32_t job, manner how, std::size_t batches, const leg_state& kept);
    /// Those of the targets for whom the job's window is closed now; nothing is sent to them.
    void close_window(std::uint32_t job, slot_set closed, const std::vector<device_flags>& flags);
    void grant(const leg_grant_mail& m, const std::vector<device_flags>& flags);
    /// Ends what is pending, and if so asked what is in flight.
    void close(const leg_close_mail& m, const shard_state& state,
               const std::vector<device_flags>& flags, sim_time at, std::vector<change>& out);

    /// The job is no more. Whoever is still at what the job had cancelled by force goes on with it.
    void forget(std::uint32_t job);

    /// Devices in slot order.
    struct dispatched {
        std::vector<slot> sent;     ///< to send the command to
        std::vector<slot> refused;  ///< whose command the service refuses: it has failed
    };
    /// Uses the permits of this step.
    dispatched dispatch(std::uint32_t job, const std::vector<device_flags>& flags, sim_time at,
                        std::vector<change>& out);
    void launched(std::uint32_t job, slot device, sim_time at, sim_time deadline,
                  const std::string& fails);
    flight* in_flight(std::uint32_t job, slot device);
    /// The other job wants something else of a device that was just sent this one's command.
    void note_rival(std::uint32_t job, slot device, std::uint32_t rival);
    /// The device will not hear that its job is about to cancel it, and goes on.
    void let_go_on(std::uint32_t job, slot device);
    /// Whether the device was at something that its job has cancelled; it is through with it.
    bool end_orphan(std::uint32_t job, slot device);
    /// `kind` is that of a failure.
    void resolved(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                  const std::string& reason, failure_kind kind = failure_kind::failed);

    /// A device in flight that failed so, and has it in common with the job that it might be told
    /// again.
    void ask(std::uint32_t job, slot device, leg_outcome outcome, const std::string& reason);
    struct asked {
        slot device = 0;
        leg_outcome outcome = leg_outcome::failed;
        std::string reason;
        bool granted = false;  ///< it is pending again; otherwise the caller has to settle it
        sim_time until{};      ///< of one that is granted: when its pause is over
    };
    /// When the pause of a device that failed so is over.
    using pause_end = std::function<sim_time(slot device, leg_outcome outcome)>;
    /// What becomes of those who asked, in slot order.
    std::vector<asked> answer(const leg_retry_mail& m, const pause_end& until,
                              std::vector<change>& out);
    /// The pause of a device that is told again is over.
    void tell_again(std::uint32_t job, slot device, const std::vector<device_flags>& flags);
    /// The time of a device is over, if it still waits to be told: it ends, or asks to. Whether it
    /// waited.
    bool give_up(std::uint32_t job, slot device, const shard_state& state,
                 const std::vector<device_flags>& flags, sim_time at, std::vector<change>& out);
    /// The job says how many of those that were given up end.
    void end(const leg_end_mail& m, const shard_state& state, sim_time at,
             std::vector<change>& out);

    /// A dispatched device of which nothing more has to be asked.
    void settled(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                 const std::string& reason, failure_kind kind = failure_kind::failed);

    /// A device connected or went away: counts of what is ready follow.
    void connection_changed(slot device, bool connected);
    /// It has lost its connection, which is none of its own doing.
    void connection_lost(slot device, sim_time at);
    /// The device is no target any more of jobs that have not sent it anything.
    void removed(slot device, const shard_state& state, sim_time at, const std::string& reason,
                 std::vector<change>& out);
    /// Pending devices that might be sent the command in this step.
    slot_set next_in(std::uint32_t job) const;
    /// These, which are among them, are left alone, and `reason` says why.
    void skip(std::uint32_t job, const slot_set& who, const std::vector<device_flags>& flags,
              sim_time at, const std::string& reason, std::vector<change>& out);
    /// Jobs in which the device has a command in flight.
    std::vector<std::uint32_t> jobs_in_flight(slot device) const;

    /// Jobs that are not over here.
    std::vector<std::uint32_t> jobs() const { return {under_way_.begin(), under_way_.end()}; }
    /// Whether something can be dispatched without new mail.
    bool wants_step() const;
    /// Ends the step: changes of its results, reports for the job actors.
    void end_step(std::vector<change>& out,
                  std::vector<std::pair<std::uint32_t, leg_report_mail>>& reports);

    /// Null where the job has no leg.
    const leg_figures* figures(std::uint32_t job) const;

private:
    /// What a leg has of one batch.
    struct part {
        slot_set members;
        slot_set eligible;                        ///< pending devices, once the batch is opened
        slot_set given_up;                        ///< pending devices that end with a permit
        std::uint64_t ready = 0;                  ///< of these, connected
        std::uint64_t permits = 0, refusals = 0;  ///< of this step
        bool report_due = false;
    };
    struct failure {
        leg_outcome outcome = leg_outcome::failed;
        std::string reason;
    };
    struct leg {
        std::vector<part> batches;
        slot_set undealt;          ///< targets of no group batch, until the plan deals them out
        std::uint32_t opened = 0;  ///< so many batches, the first ones
        std::uint64_t open = 0;    ///< targets without an end
        manner how;
        bool unlimited = false;
        slot_set closed;                                ///< for whom the window is closed
        std::map<slot, sim_time> lost;                  ///< when they were last reported as lost
        std::map<std::string, slot_set> unreached_for;  ///< those given up that were never told
        std::map<slot, failure> asking;  ///< in flight for the job, and not for the device
        slot_set pausing;                ///< of those that are told again
        slot_pool<flight> flights;
        std::set<std::string> reasons;  ///< that flights point to
        leg_results results;
        std::map<std::uint32_t, leg_report_mail> deltas;  ///< by batch
        leg_figures figures;
        std::map<std::uint32_t, slot_set> met;  ///< by rival: whose clash was noted
    };

    static void note_result(leg& l, leg_report_mail& d, slot device, sim_time at,
                            leg_outcome outcome, const std::string& reason,
                            failure_kind kind = failure_kind::failed);
    void end_pending(leg& l, const leg_close_mail& m, slot_set who, sim_time at,
                     std::vector<change>& out);
    static void set_aside(leg& l, const slot_set& who, const std::string& reason);
    void fail_again(std::uint32_t job, leg& l, const leg_state& durable, slot device, sim_time at);
    void cancel_repeats(leg& l, const leg_close_mail& m, const leg_state& durable,
                        const slot_set& ended, sim_time at, std::vector<change>& out);
    leg_report_mail& delta(std::uint32_t job, leg& l, std::uint32_t batch);
    static bool is_eligible(const leg& l, slot device);
    static std::uint32_t batch_of(const leg& l, slot device);
    static bool is_ready(const leg& l, slot device, device_flags flags);
    static void leave(leg& l, slot device, device_flags flags);
    void recall(std::uint32_t job, leg& l, const slot_set& who, sim_time at,
                std::vector<change>& out);
    static std::vector<slot> choose(const leg& l, part& p, std::uint64_t most,
                                    const std::vector<device_flags>& flags);

    std::map<std::uint32_t, leg> legs_;
    std::set<std::uint32_t> under_way_;  ///< jobs of which some targets have no end, or one to tell
};

}  // namespace muster
