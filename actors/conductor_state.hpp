#pragma once

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <map>
#include <optional>

#include "actors/conductor.hpp"
#include "fleet/cluster_watch.hpp"
#include "fleet/expectation_watch.hpp"
#include "fleet/metric_row.hpp"
#include "fleet/service_model.hpp"

namespace muster {

/// The conductor's state. One barrier after the other: control mail in rounds until none is due,
/// then a visit of the shards up to the horizon (the next instant at which anything acts across
/// shards). A shard that sends mail stops its visit there; its barrier is closed alone and it
/// catches up, because what answers it can only come back to it.
class conductor_state {
public:
    static inline constexpr const char* name = "conductor";

    void init(conductor_actor::stateful_pointer<conductor_state> self,
              std::shared_ptr<run_context> context);
    conductor_actor::behavior_type make_behavior();

private:
    using self_pointer = conductor_actor::stateful_pointer<conductor_state>;

    // -- conductor.cpp: mail and visits
    void tell_of_a_sudden_end();
    void set_out();
    void plan_first_mail();
    sim_time asked_at(const mail& m) const;
    void control_round();
    void deliver_round(std::map<address, std::vector<mail>>&& batches);
    void take_outbox(address from, std::vector<mail> mails);
    void take_mail(mail m);
    void ask_shards(const mail& question);
    void on_survey(address asker, std::uint32_t question, std::vector<mail> answers);
    void round_answered();
    void advance();
    step_index horizon() const;
    step_index limit_by_pace(step_index until) const;
    step_index limit_by_mail(step_index until) const;
    void visit(const std::vector<std::uint32_t>& due, step_index until);
    void on_visited(visit_report& report);
    void on_pace(std::uint64_t generation);
    void visits_done();
    sim_time barrier_time() const { return end_of_step(frontier_); }
    /// The last step is cut short where the run ends within it.
    sim_time end_of_step(step_index s) const {
        return std::min(step_begin(s + 1, context_->w->step()), context_->w->length());
    }
    bool jobs_need_every_step() const;
    bool ends_here() const { return frontier_ >= last_step_ || interrupted_ || watch_->abort(); }
    void on_error(const caf::error& reason);
    bool all_answered();
    void fail(const caf::error& reason);
    void fail(std::string why);
    bool host_lost();

    // -- conductor_look.cpp: what is brought here from other processes before a barrier is closed
    void reach_barrier();
    void reach_end();
    void look(look_call what, void (conductor_state::*then)());
    look_call wanted_now();
    bool watch_reads() const;
    bool window_ends() const;
    bool window_is_open() const;
    sim_time result_time() const;

    // -- conductor_barrier.cpp: what happens at a full barrier
    void close_barrier();
    void watch_steps();
    void replay_steps();
    void serve_step();
    std::vector<counter_delta> take_moves();
    void sum_counters();
    void forget_warm_up();
    duration warm_up() const { return context_->w->source().time.warm_up; }
    void read_metrics(const counter_row& counters, sim_time now);
    void close_window(sim_time now);
    bool journal();
    void publish_events();
    void note_jobs(std::vector<event>& to);
    void admit_acts();
    void show_progress(bool last);
    void answer_questions();
    void tune_visits(double seconds);
    void keep_pace();
    void end_run();
    // -- conductor_targets.cpp: what became of the devices, and of those of each job
    std::vector<std::uint32_t> jobs_to_explain() const;
    std::vector<job_cause> causes_of(std::uint32_t job) const;
    void show_devices() const;
    void ask_for_targets();
    void tell_targets();
    void end_shards();
    void finish(const hash_sum& states, run_outcome outcome);

    // -- conductor_result.cpp
    void fill_result(run_result& r) const;
    void fill_signals(run_result& r) const;
    void fill_things(run_result& r) const;
    void fill_overlaps(run_result& r) const;
    device_counts devices_of(const counter_row& c) const;
    traffic_counts traffic_of(const counter_row& c) const;
    service_counts service_of(const counter_row& c) const;
    summary message_latency() const;
    job_result job_result_of(std::uint32_t job) const;
    const job_result& job_now(std::uint32_t job);
    std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const;

    double wall() const {
        return context_->options.wall_seconds ? context_->options.wall_seconds() : 0;
    }
    std::uint32_t shard_count() const { return context_->w->shards(); }

    self_pointer self_ = nullptr;
    std::shared_ptr<run_context> context_;
    std::unique_ptr<metric_row> metrics_;
    std::unique_ptr<expectation_watch> watch_;
    std::unique_ptr<counter_layout> layout_;
    std::unique_ptr<cluster_watch> clusters_;

    step_index last_step_ = 0;  ///< of the run
    step_index frontier_ =
        -1;  ///< all shards have done all steps up to this one; mail is handled for it
    step_index target_ = -1;                ///< of the visits under way
    std::vector<step_index> reached_;       ///< by shard
    std::vector<step_index> next_due_;      ///< by shard
    std::vector<mail> waiting_;             ///< mail not yet delivered
    std::vector<std::uint32_t> sequences_;  ///< next mail number, by control address
    std::uint32_t pending_ = 0;             ///< answers awaited
    std::uint32_t steps_per_visit_ = 1;
    std::optional<caf::error> failure_;  ///< the first of the answers awaited
    bool interrupted_ = false;
    bool waits_for_time_ = false;

    counter_row totals_;    ///< as of the last full barrier
    counter_row replayed_;  ///< as of the step that continuous expectations have seen
    step_index watched_ = -1;
    std::optional<service_gate> gate_;  ///< of the service; as of the step seen last
    std::uint64_t served_ = 0;          ///< messages that the gate has seen
    std::vector<std::optional<job_result>> job_results_;  ///< as of the barrier, once asked for
    metric_sources sources_;
    std::shared_ptr<run_outcome> ended_;  ///< the result, once the last step is done
    target_question telling_;             ///< targets that are told next

    duration window_{};
    sim_time window_end_{};
    traffic_counts window_start_traffic_;
    service_counts window_start_service_;
    std::vector<window_point> windows_;

    bool progress_due_ = false;  ///< to be shown at the barrier that is reached

    double started_wall_ = 0, spawned_wall_ = 0, shown_wall_ = 0, paced_wall_ = 0, visit_wall_ = 0;
    double lag_ = 0, lag_max_ = 0;
    std::uint64_t shown_readings_ = 0;
    std::uint64_t pace_generation_ = 0;
    std::vector<audit_entry> audit_;  ///< not yet journaled
    std::uint64_t position_ = 0;      ///< durable
    std::uint64_t visits_ = 0, barriers_ = 0;
    std::vector<std::uint64_t> epochs_;  ///< by shard, of the journal
};

}  // namespace muster
