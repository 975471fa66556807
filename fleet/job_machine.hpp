#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fleet/aim_choice.hpp"
#include "fleet/failure_budget.hpp"
#include "fleet/job_batch.hpp"
#include "fleet/job_pacing.hpp"
#include "fleet/job_seat.hpp"
#include "fleet/job_wake.hpp"
#include "fleet/job_watch.hpp"
#include "fleet/loss_watch.hpp"
#include "fleet/mail.hpp"
#include "fleet/run_result.hpp"

namespace muster {

/// A job as a pure state machine: mail and time in, mail out. Its truth is the legs' sets; the
/// counts here are sums of their reports. Semantics: batches run in sequence; a job is cancelled at
/// failure limit + 1, also while it is paused; what is dispatched runs out; a paused job sends
/// nothing more, but still gives up who is not reached in time. Owned by one job actor.
class job_machine {
public:
    job_machine(const job_spec& spec, job_seat seat);
    /// A job that goes on in another process. If it had begun its first mail is `token_recover`,
    /// and nothing is sent before all legs have said how they stand.
    job_machine(const job_spec& spec, job_seat seat, const job_record& kept);
    /// How often a continuous job looks for devices that have joined.
    static constexpr duration look_for_joiners_each = std::chrono::minutes(1);

    /// Takes the mail of a barrier, returns what to send. `now` is the barrier's instant.
    std::vector<mail> on_mail(sim_time now, const std::vector<mail>& batch);

    /// It has begun, and is neither over nor paused, or something is in flight.
    bool active() const { return deciding() || in_flight_ > 0; }
    /// What a shard does may lead to mail to other shards, so none may run ahead.
    bool needs_every_step() const;
    job_result result() const;
    /// What has to survive.
    job_record record() const;
    std::uint32_t current_batch() const { return batch_; }
    bool updates() const { return spec_.update.has_value(); }
    /// Grows with every change of its state or batch.
    std::uint64_t version() const { return version_; }
    /// What it became since the last call, each with the barrier at which it did.
    std::vector<job_transition> take_transitions() { return std::exchange(transitions_, {}); }
    /// How far it was since the last call.
    job_watch::told take_progress() { return watch_.take(); }
    /// When it may end, as of a barrier; empty where it does not run, or nobody can tell.
    std::optional<sim_time> eta(sim_time now) const;
    /// Where permits begin, so that the same devices are not always first.
    static std::uint32_t first_shard(const std::string& job, std::uint32_t shards);

private:
    using state = job_stage;

    template <class Work>
    void counting_versions(sim_time now, const Work& work);
    void take(sim_time now, const mail& m, std::vector<mail>& out);
    void on_wake(sim_time now, std::uint32_t token, std::vector<mail>& out);
    // job_begin.cpp: when it begins, and what follows from its end
    void queue(sim_time now, std::vector<mail>& out);
    void begin(sim_time now, std::vector<mail>& out);
    void be_left_out(sim_time now, std::vector<mail>& out);
    void tell_followers(sim_time now, std::vector<mail>& out) const;
    void be_over(sim_time now, std::vector<mail>& out) const;
    void survey(sim_time now, survey_mail::subject about, std::vector<mail>& out);
    void answered(sim_time now, std::vector<mail>& out);
    // job_acts.cpp: what operators do
    void on_act(sim_time now, const job_act_mail& m, std::vector<mail>& out);
    std::string refusal(const job_act_mail& m) const;
    bool pause(sim_time now, const std::string& principal, std::vector<mail>& out);
    bool resume(sim_time now, std::vector<mail>& out);
    bool cancel_by(sim_time now, const std::string& principal, std::vector<mail>& out);
    bool erase_by(sim_time now, const std::string& principal, std::vector<mail>& out);
    std::string refusal_to_erase() const;
    void forget_targets(sim_time now, std::vector<mail>& out);

    void on_members(const mail& m);
    void on_report(sim_time now, const leg_report_mail& r, address shard, std::vector<mail>& out);
    // job_care.cpp: windows, repeats, outages, health
    void open_window(sim_time now, std::vector<mail>& out);
    void answer_asks(sim_time now, const leg_report_mail& r, address shard, std::vector<mail>& out);
    void watch_for_outage(sim_time now, std::vector<mail>& out);
    void examine(sim_time now, std::vector<mail>& out);
    void judge(sim_time now, std::vector<mail>& out);
    // job_targets.cpp: whom it chooses, who joins, how it goes on elsewhere
    void choose(sim_time now, std::vector<mail>& out);
    void look_for_joiners(sim_time now, std::vector<mail>& out);
    void add_joiners(const members_mail& found, address shard);
    void greet(sim_time now, std::vector<mail>& out);
    void note_record(sim_time now, std::vector<mail>& out);
    void restore(const job_record& kept);
    void take_stock(const members_mail& found, address shard);
    void go_on(sim_time now, std::vector<mail>& out);
    void frozen(sim_time now, std::vector<mail>& out);
    void size_batches();
    void send_plans(sim_time now, std::vector<mail>& out);
    void decide(sim_time now, std::vector<mail>& out);
    void begin_batch(sim_time now, std::uint32_t batch, std::vector<mail>& out);
    // job_grants.cpp: how many devices may be sent the command, and when
    void grant(sim_time now, std::vector<mail>& out);
    std::uint64_t grant_batch(sim_time now, std::uint32_t batch, std::uint64_t permits,
                              std::vector<mail>& out);
    void grant_all(sim_time now, std::vector<mail>& out);
    bool unlimited(std::size_t batch) const;
    void await_rate(sim_time now, std::vector<mail>& out);
    std::uint64_t permits_for(std::uint32_t batch, std::uint64_t more) const;
    std::uint64_t permits_out() const;
    void grant_ends(sim_time now, std::vector<mail>& out);
    std::uint64_t wanted() const;
    std::uint64_t by_rate(sim_time now);
    void ask_service(sim_time now, std::vector<mail>& out);
    void await_room(sim_time now, std::uint64_t granted, std::vector<mail>& out);
    void withdraw(sim_time now, std::vector<mail>& out);
    void note_slowness(std::uint64_t in_flight, const char* by);
    void cancel(sim_time now, std::string why, std::vector<mail>& out);
    void finish_batch(sim_time now, std::vector<mail>& out);
    void pass_gate(sim_time now, std::vector<mail>& out);
    void stop_at_gate(sim_time now, const std::string& why, std::vector<mail>& out);
    const char* held_by() const;
    bool deciding() const {
        return state_ == state::freezing || state_ == state::running || ending();
    }
    bool ending() const { return state_ == state::cancelling || state_ == state::closing; }
    bool may_finish() const;
    bool batch_done() const;
    bool has_legs() const { return batches_[0].begin.has_value(); }
    address home() const { return first_shard_; }
    bool last_batch() const { return batch_ + 1 == batches_.size(); }
    void complete(sim_time now, std::vector<mail>& out);
    void end_cancelled(sim_time now, std::vector<mail>& out);
    bool may_go_on() const;
    const char* state_name() const;
    bool by_batch() const { return spec_.cancel && spec_.cancel->of == cancel_spec::base::batch; }
    std::uint64_t failures_counted(std::size_t batch) const;
    std::uint64_t failures_counted(std::size_t batch, failure_set kinds) const;
    failure_budget budget(std::size_t batch) const;
    std::optional<std::size_t> exceeded() const;
    std::string cancel_reason(std::size_t batch) const;
    void hold(sim_time now, std::string why, std::vector<mail>& out);
    void end_reach(sim_time now, std::vector<mail>& out);
    std::string slowness() const;
    // job_course.cpp: how far it is
    void note_progress(sim_time now);
    std::optional<job_course> course() const;
    mail to(address whom, sim_time due, mail_body body) const {
        return {due, 0, 0, whom, std::move(body)};
    }

    const job_spec& spec_;
    job_seat seat_;
    std::uint32_t index_, shards_, first_shard_;
    state state_ = state::pending;
    std::string reason_;
    std::uint64_t version_ = 0;
    std::vector<job_transition> transitions_;
    std::optional<sim_time> begin_, end_, soaks_until_, reach_ends_;
    std::vector<members_mail> members_;  ///< by shard
    std::uint32_t answers_ = 0;
    std::vector<job_batch> batches_;
    std::uint32_t batch_ = 0;
    job_counts counts_;
    std::uint64_t in_flight_ = 0;
    bool soaking_ = false;
    bool judged_ = false;     ///< whoever resumes it has seen what the gate says
    bool by_outage_ = false;  ///< paused by one: who does not answer is no fault of the job
    std::optional<survey_mail::subject> asks_;     ///< what it has asked the shards
    std::vector<survey_mail::subject> asks_next_;  ///< once they have all answered
    std::optional<aim_choice> choice_;             ///< among its candidates, while it chooses
    job_record kept_;                              ///< as its home shard knows it
    bool recovering_ = false;                      ///< waits for the legs to say how they stand
    std::vector<std::uint64_t> health_;            ///< answers so far, summed up by term
    std::set<address> held_by_;                    ///< jobs under way that take it back
    std::uint64_t repeats_ = 0;                    ///< devices that were told again
    bool open_ = true;                             ///< its window is, somewhere
    loss_watch losses_;
    bool granted_all_ = false;
    /// Permits in flight while connected devices wait for more, now and at most; 0: none waits.
    std::uint64_t slowed_now_ = 0, slowed_at_most_ = 0;
    const char* slowed_by_ = "";
    std::optional<job_pacing> pacing_;  ///< empty: nobody limits commands
    std::optional<job_rate> rate_;      ///< empty: as fast as it goes
    sim_time woken_for_rate_{};         ///< when it last asked to be woken for its rate
    sim_time promised_at_{};            ///< the barrier of the batches' promised permits
    job_watch watch_;
};

}  // namespace muster
