#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fleet/decide.hpp"
#include "fleet/device_flags.hpp"
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
        bool held = false;  ///< done, but the device is not connected to answer
    };

    /// Freezes the targets; `groups` are the members of each group batch (nothing for other
    /// batches). A job that `asks_devices` sends nothing to those that are not connected.
    members_mail open(std::uint32_t job, bool asks_devices, const slot_set& targets,
                      const std::vector<std::optional<slot_set>>& groups, sim_time at,
                      std::vector<change>& out);
    void plan(const leg_plan_mail& m);
    void grant(const leg_grant_mail& m, const std::vector<device_flags>& flags);
    /// Ends what is pending.
    void close(const leg_close_mail& m, const shard_state& state,
               const std::vector<device_flags>& flags, sim_time at, std::vector<change>& out);

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
    void resolved(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                  const std::string& reason);

    /// A dispatched device of which nothing had to be asked.
    void settled(std::uint32_t job, slot device, sim_time at, leg_outcome outcome,
                 const std::string& reason);

    /// A device connected or went away: counts of what is ready follow.
    void connection_changed(slot device, bool connected);
    /// The device is no target any more of jobs that have not sent it anything.
    void removed(slot device, const shard_state& state, sim_time at, const std::string& reason,
                 std::vector<change>& out);
    /// Jobs in which the device has a command in flight.
    std::vector<std::uint32_t> jobs_in_flight(slot device) const;

    /// Jobs with permits or something to report.
    std::vector<std::uint32_t> jobs() const;
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
        std::uint64_t ready = 0;                  ///< of these, connected
        std::uint64_t permits = 0, refusals = 0;  ///< of this step
        bool report_due = false;
    };
    struct leg {
        std::vector<part> batches;
        slot_set undealt;          ///< targets of no group batch, until the plan deals them out
        std::uint32_t opened = 0;  ///< so many batches, the first ones
        bool asks_devices = true;
        bool unlimited = false;
        slot_pool<flight> flights;
        std::set<std::string> reasons;  ///< that flights point to
        leg_results results;
        std::map<std::uint32_t, leg_report_mail> deltas;  ///< by batch
        leg_figures figures;
    };

    static void note_result(leg& l, leg_report_mail& d, slot device, sim_time at,
                            leg_outcome outcome, const std::string& reason);
    void end_pending(leg& l, const leg_close_mail& m, slot_set who, sim_time at,
                     std::vector<change>& out);
    leg_report_mail& delta(std::uint32_t job, leg& l, std::uint32_t batch);
    static bool is_eligible(const leg& l, slot device);
    static std::uint32_t batch_of(const leg& l, slot device);
    static bool is_ready(const leg& l, device_flags flags);
    static std::vector<slot> choose(const leg& l, part& p, std::uint64_t most,
                                    const std::vector<device_flags>& flags);

    std::map<std::uint32_t, leg> legs_;
};

}  // namespace muster
