#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "fleet/command_gate.hpp"
#include "fleet/job_machine.hpp"
#include "fleet/leg_board.hpp"
#include "fleet/shard_columns.hpp"
#include "tests/fleet/dice.hpp"

namespace muster::testing {

inline constexpr duration lab_step = std::chrono::seconds(1);

/// How the devices of a lab behave.
struct lab_odds {
    double fails = 0, times_out = 0;
    double offline = 0;         ///< at the start
    double flaps = 0;           ///< chance per device and step that the connection changes
    std::uint64_t longest = 1;  ///< a command takes less than so many steps
    double rejects = 0;         ///< of those that fail, say no at once
};

/// One job with its legs on a few shards, as a run plays them: mail at barriers, one step between
/// two. The devices are dice. What has to hold at every barrier is checked at every barrier.
class job_lab {
public:
    /// `devices` by shard; `groups` are the slots of each group batch, the same in every shard.
    job_lab(job_spec spec, const std::vector<slot>& devices,
            std::vector<std::optional<slot_set>> groups, lab_odds odds, std::uint64_t seed,
            std::optional<service_limit> service = {});

    void run(step_index steps);
    /// From now on every device is connected and stays so.
    void calm_down();
    void connect(std::uint32_t shard, slot device, bool on);
    /// Devices of a shard that are not in the job's group until they join it.
    void keep_out(std::uint32_t shard, const slot_set& devices) { shards_[shard].out = devices; }
    void join(std::uint32_t shard, slot device) { shards_[shard].out.remove(device); }
    /// All processes die between two steps, and go on from their journals.
    void crash();
    /// Arrives at the next barrier.
    void act(job_verb verb) {
        reports_.push_back({now_, outside, 0, 0, job_act_mail{0, verb, "ada", {}}});
    }
    void set_odds(lab_odds odds) { odds_ = odds; }

    job_result result() const { return machine_->result(); }
    const job_machine& machine() const { return *machine_; }
    std::vector<std::pair<sim_time, job_progress>> take_progress() {
        return machine_->take_progress();
    }
    sim_time now() const { return now_; }
    bool ended() const { return result().end.has_value(); }
    const leg_state& leg(std::uint32_t shard) const;
    const shard_state& state(std::uint32_t shard) const { return shards_[shard].state; }
    std::size_t shards() const { return shards_.size(); }
    std::uint64_t in_flight() const { return in_flight_; }
    std::uint64_t most_in_flight() const { return most_in_flight_; }
    std::uint64_t failures() const { return failures_; }
    /// Devices that came to their end in one of these ways, of one batch or of all, as their shards
    /// know it.
    std::uint64_t failed_in(failure_set kinds, std::optional<std::size_t> batch = {}) const;
    std::uint64_t refused() const { return refused_; }
    /// What the service that limits commands did.
    service_counts served() const;
    /// First dispatch of a device of each batch.
    const std::map<std::uint32_t, sim_time>& first_sent() const { return first_sent_; }
    /// (shard, slot) in the order of dispatch.
    const std::vector<std::pair<std::uint32_t, slot>>& sent() const { return sent_; }
    /// The journal of a shard, folded.
    shard_state folded(std::uint32_t shard) const;

private:
    struct course {
        step_index ends = 0;
        leg_outcome outcome = leg_outcome::succeeded;
        failure_kind kind = failure_kind::failed;
    };
    struct lab_shard {
        shard_state state;
        leg_board legs;
        std::vector<device_flags> flags;
        std::map<slot, course> flights;
        std::map<slot, sim_time> pauses;  ///< of those that are told again: until when
        /// How long devices have to be reached, and for which attempt.
        std::map<slot, std::pair<sim_time, std::uint32_t>> reaches;
        slot_set out;  ///< of the group
        std::vector<change> journal;
        std::vector<mail> inbox;
    };

    void barrier();
    void post(const mail& m, std::vector<mail>& answers);
    members_mail survey(lab_shard& shard, survey_mail::subject about);
    leg_board::manner manner() const {
        return {true, spec_.outage ? spec_.outage->within : duration{}, ends_by_permit(spec_)};
    }
    void deliver(std::uint32_t index, const mail& m);
    void answer(lab_shard& shard, const leg_retry_mail& m);
    void end_pauses(lab_shard& shard);
    void give_up(lab_shard& shard);
    void launch(std::uint32_t index, slot d);
    bool may_be_told_again(const lab_shard& shard, slot d, const course& way) const;
    void run_step(std::uint32_t index);
    void dispatch(std::uint32_t index, std::uint32_t job);
    void resolve_due(std::uint32_t index);
    void flip(lab_shard& shard, slot d);
    static void commit(lab_shard& shard, std::vector<change> made);
    void check_counts() const;

    job_spec spec_;
    job_seat seat_;
    std::unique_ptr<job_machine> machine_;
    std::optional<command_gate> gate_;
    bool quiet_ = false;  ///< the job lets shards run ahead, and none has mail
    std::vector<lab_shard> shards_;
    std::vector<std::optional<slot_set>> groups_;
    lab_odds odds_;
    dice dice_;
    sim_time now_{};
    std::vector<std::pair<sim_time, std::uint32_t>> wakes_;
    std::vector<mail> reports_;
    std::optional<leg_outcome> closed_;
    std::uint64_t in_flight_ = 0, most_in_flight_ = 0, failures_ = 0, refused_ = 0;
    std::map<std::uint32_t, sim_time> first_sent_;
    std::set<std::pair<std::uint32_t, slot>> done_;  ///< devices that the command had its effect on
    std::vector<std::pair<std::uint32_t, slot>> sent_;
};

}  // namespace muster::testing
