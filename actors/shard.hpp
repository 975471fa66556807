#pragma once

#include <caf/actor_system.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/ref_counted.hpp>
#include <caf/resumable.hpp>

#include <atomic>
#include <mutex>
#include <vector>

#include "actors/cohort_runtime.hpp"
#include "actors/messages.hpp"
#include "actors/shard_options.hpp"
#include "fleet/agenda.hpp"
#include "fleet/aim_choice.hpp"
#include "fleet/cluster_board.hpp"
#include "fleet/event.hpp"
#include "fleet/leg_board.hpp"
#include "fleet/measuring.hpp"
#include "fleet/population_board.hpp"
#include "fleet/rule_board.hpp"
#include "fleet/timing_wheel.hpp"

namespace muster {

class device;
class shard_acts;
class shard_jobs;
class shard_network;
class shard_power;

/// The SHARD owns a fixed slice of the fleet and dispatches its devices: ready mail and due turns
/// in (device, virtual time, kind) order within each step. To CAF's scheduler it is a job, queued
/// when mail comes between two visits; steps are run by the worker that has it, under its lock.
class shard final : public caf::ref_counted, public caf::resumable {
public:
    shard(caf::actor_system& system, const world& w, std::uint32_t index, shard_options options);
    ~shard() override;

    // -- the worker's side
    /// Creates the devices; `ordinals` by fleet. Once. Returns the first step with anything to do.
    step_index populate(std::vector<std::vector<std::uint32_t>> ordinals, caf::execution_unit*);
    /// Delivers mail, runs what is due after `after` up to `until` or a step that sends mail.
    shard_visit visit(step_index after, step_index until, std::vector<mail>, caf::execution_unit*);
    /// Answers at a barrier who a fault aims at, or freezes a job's targets.
    members_mail survey(const survey_mail& what, sim_time now);
    /// Commands from outside wait for the next step. Any thread.
    bool poked() const { return poked_.load(std::memory_order_relaxed); }
    /// Brings whoever waits to arrive, so that a plan counts everybody. Before the first visit.
    void let_all_arrive();
    /// Ends every device, which breaks the cycle of handles. Later visits do nothing.
    void shut_down(caf::execution_unit* host);
    // -- the device's side, within a turn
    void ready(device& d, caf::execution_unit* host);
    void keep_for_next_step(device& d, caf::mailbox_element_ptr mail);
    void start_command(slot place, const command_request& request);
    void device_told_to_exit(const caf::error& reason);
    device_status status_of(slot place) const;

    // -- between visits
    std::uint32_t index() const { return index_; }
    const shard_columns& columns() const { return columns_; }
    const shard_state& state() const { return state_; }
    const counter_row& counters() const { return counters_; }
    const fault_board& faults() const { return faults_; }
    const leg_board& legs() const { return legs_; }
    const population_board& populations() const { return *populations_; }
    const shard_network* network() const { return network_.get(); }  ///< null where not needed
    const class shard_updates& updates() const;
    std::vector<counter_delta> take_log() { return std::exchange(log_, {}); }
    std::vector<event> take_events() { return std::exchange(events_, {}); }
    std::vector<change> take_changes() { return std::exchange(changes_, {}); }
    caf::strong_actor_ptr handle_of(slot place) const;
    /// How many candidates of the last survey of a fault or rule a threshold takes.
    std::uint64_t candidates_up_to(const survey_mail& of, std::uint64_t threshold) const;
    hash_sum state_hash() const;
    resume_result resume(caf::execution_unit* host, size_t) override;
    void intrusive_ptr_add_ref_impl() override { ref(); }
    void intrusive_ptr_release_impl() override { deref(); }

private:
    friend class shard_acts;
    friend class shard_jobs;
    friend class shard_network;
    friend class shard_power;
    friend class shard_questions;
    friend class shard_updates;
    // shard.cpp: steps
    step_index next_due() const;
    void start_cohort(std::uint32_t index);
    void schedule_message(std::uint32_t cohort_index, slot place, std::uint32_t message);
    void wake(timing_wheel::entry entry, sim_time at);
    void run_step(step_index s, caf::execution_unit* host);
    bool counts() const { return begin_ >= world_.source().time.warm_up; }
    void gather_turns();
    wheel_place place_of(timing_wheel::entry e) const;
    void prefetch(const wheel_place& p) const;
    void add_wheel_turn(const wheel_place& p);
    void plan_turn(const turn& t);
    void finish_step();
    void log_counters();
    void commit(std::vector<change> made);
    std::vector<device*> take_ready();
    void run_ready(caf::execution_unit* host, bool in_step);
    void send(address to, sim_time due, mail_body body);
    // shard_arrivals.cpp: which devices are there
    void plan_arrivals(std::uint32_t cohort_index);
    void count_devices();
    void arrive(slot place, sim_time at);
    void depart(slot place, sim_time at);
    // shard_turns.cpp: what happens to one device
    void perform(const turn& t, caf::execution_unit* host);
    void perform_message(const turn& t);
    void send_message(const turn& t, std::uint32_t tick, bool measured);
    void follow(std::uint32_t cohort_index, const turn& t);
    void leave(const compiled_message& m, slot place, sim_time at, const message_course& course);
    void start_connectivity(std::uint32_t cohort_index, slot place);
    void flip_connectivity(const turn& t);
    void look_at_rules(const std::vector<std::uint32_t>& rules, std::uint32_t cohort_index,
                       slot place, sim_time at);
    void look_at_outcomes(sim_time at);
    void alert(std::uint32_t rule, slot place, sim_time at, rule_board::step step);
    // shard_commands.cpp
    void finish_command(const turn& t);
    void plan_fault(std::uint32_t fault, slot place, sim_time at);
    // shard_faults.cpp: faults, failures, states
    void begin_fault(std::uint32_t fault, slot place, sim_time at);
    void end_fault(std::uint32_t fault, slot place, sim_time at);
    void reboot(const turn& t);
    void set_flags(slot place, device_flags flags, sim_time at);
    void refresh_flags(slot place, sim_time at);
    void connection_changed(slot place, device_state to, sim_time at);
    void recount_recovered(slot place, std::int64_t by);
    void fail(slot place, sim_time at, const std::string& reason, caf::execution_unit* host);
    void restart(slot place, sim_time at, caf::execution_unit* host);
    void crash_if_drawn(slot place, sim_time at);
    void quarantine(const std::vector<slot>& places, sim_time at);
    // shard_mail.cpp, and shard_choice.cpp: control mail, and whom faults and rules choose
    void deliver(const mail& m);
    void start_fault(const fault_start_mail& m, sim_time at);
    void watch(const rule_watch_mail& m, sim_time at);
    void property_changed(slot place, sim_time at);
    members_mail survey_aim(const survey_mail& what, sim_time now);
    choice_candidates find(const compiled_aim& a, const survey_mail& what, sim_time now);
    void spawn_device(slot place, caf::execution_unit* host);
    device& device_at(slot place) const;
    bool connected(slot place) const { return (columns_.flags[place] & disconnecting_flags) == 0; }
    void count(flow f, std::int64_t by = 1) { counters_[layout_.of(f)] += by; }
    void count(std::uint32_t index, std::int64_t by) { counters_[index] += by; }
    void note(event_kind kind, slot place, sim_time at, std::string detail = {});
    void flush_batch();
    random_source random_of(slot place) const { return world_.random_of(columns_.keys[place]); }
    caf::actor_system& system_;
    const world& world_;
    const std::uint32_t index_;
    const shard_options options_;
    const counter_layout layout_;
    shard_columns columns_;
    shard_state state_;
    counter_row counters_, logged_;  ///< now, and as far as `log_` tells
    fault_board faults_{world_, 0};
    rule_board rules_{0, 0};
    leg_board legs_;
    std::unique_ptr<population_board> populations_;
    std::unique_ptr<shard_network> network_;
    std::unique_ptr<shard_power> power_;       ///< null where nobody sleeps or has a battery
    std::unique_ptr<cluster_board> clusters_;  ///< null where no rule has `per`
    device_row row_{world_, columns_, state_};
    measuring measuring_{world_, columns_, faults_, row_};
    std::vector<cohort_runtime> cohorts_;
    std::vector<caf::strong_actor_ptr> devices_;
    timing_wheel wheel_;
    agenda agenda_;
    std::vector<timing_wheel::entry> due_;
    std::vector<wheel_place> due_places_;
    std::vector<turn> turns_;           ///< of the step, in order
    std::size_t next_turn_ = 0;         ///< in `turns_`: those before are done
    std::vector<mail> inbox_, outbox_;  ///< in order and not yet due; sent in this visit
    reading_batch batch_;
    step_index reached_ = -1, step_ = -1;
    sim_time begin_{}, end_{};  ///< of the step that runs
    std::vector<device_failure> failures_;
    std::vector<slot_set> lifecycle_;  ///< of this step, by new state
    slot_set judged_;                  ///< devices of whose state in a job rules are to hear
    std::vector<choice_candidates> fault_candidates_, rule_candidates_;  ///< of the last surveys
    std::unique_ptr<shard_acts> acts_;
    std::unique_ptr<shard_jobs> jobs_;
    std::uint32_t mail_sequence_ = 0, change_sequence_ = 0;
    std::vector<counter_delta> log_;
    std::vector<event> events_;
    std::vector<change> changes_;
    std::mutex mutex_;  ///< held by whoever runs the shard: a worker's visit, or `resume`
    bool over_ = false;
    std::atomic<device*> ready_{nullptr};
    std::atomic<bool> scheduled_{false}, poked_{false};
    std::vector<std::pair<caf::strong_actor_ptr, caf::mailbox_element_ptr>> kept_;
};

}  // namespace muster
