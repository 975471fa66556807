#include "actors/shard.hpp"

#include <algorithm>
#include <limits>

#include "actors/control_addresses.hpp"
#include "actors/device.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "actors/shard_network.hpp"
#include "actors/shard_power.hpp"
#include "fleet/end_states.hpp"
#include "fleet/warm_up.hpp"

namespace muster {

namespace {

constexpr std::uint32_t smallest_wheel = 256;
constexpr std::uint32_t largest_wheel = 4096;

/// Buckets for a wheel that turns once in the longest period, so that most entries are visited
/// once.
std::uint32_t wheel_size(const world& w) {
    duration longest = w.step();
    for (const auto& f : w.fleets)
        for (const auto& m : f.messages)
            longest = std::max(longest, m.schedule.every());
    const auto steps = static_cast<std::uint64_t>(longest / w.step()) + 2;
    return std::clamp(
        static_cast<std::uint32_t>(std::bit_ceil(std::min<std::uint64_t>(steps, largest_wheel))),
        smallest_wheel, largest_wheel);
}

/// The devices whose state in a job the change alters.
const slot_set* judged_by(const change& c) {
    if (const auto* moved = std::get_if<leg_change>(&c.what)) return &moved->devices;
    const auto* opened = std::get_if<leg_open_change>(&c.what);
    return opened == nullptr ? nullptr : &opened->targets;
}

}  // namespace

shard::shard(caf::actor_system& system, const world& w, std::uint32_t index, shard_options options)
    : system_(system),
      world_(w),
      index_(index),
      options_(std::move(options)),
      layout_(w),
      counters_(layout_.size()),
      wheel_(wheel_size(w)),
      lifecycle_(3),
      fault_candidates_(w.faults.size()),
      rule_candidates_(w.rules.size()),
      acts_(std::make_unique<shard_acts>(*this)),
      jobs_(std::make_unique<shard_jobs>(*this)) {}

shard::~shard() = default;

step_index shard::populate(std::vector<std::vector<std::uint32_t>> ordinals,
                           caf::execution_unit* host) {
    const std::lock_guard guard(mutex_);
    for (std::size_t f = 0; f < ordinals.size(); ++f)
        columns_.add_cohort(world_, world_.fleets[f], std::move(ordinals[f]));
    faults_ = fault_board(world_, columns_.size());
    rules_ = rule_board(world_.rules.size(), columns_.size());
    for (std::uint32_t r = 0; r < world_.rules.size(); ++r)
        if (world_.source().rules[r].target.chooses()) rules_.watch_nobody(r);
    devices_.resize(columns_.size());
    for (slot s = 0; s < columns_.size(); ++s)
        spawn_device(s, host);
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c)
        start_cohort(c);
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c)
        acts_->begin(c);
    if (shard_network::needed(world_)) network_ = std::make_unique<shard_network>(*this);
    if (shard_power::needed(world_)) power_ = std::make_unique<shard_power>(*this);
    acts_->begin_registered();
    count_devices();
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c) {
        const auto& cohort = columns_.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s)
            if (columns_.present(s)) look_at_rules(cohort.fleet->state_rules, c, s, {});
    }
    populations_->begin(options_.keep_events, counters_);
    logged_ = counters_;  // the log begins where the conductor's first sum ends
    return next_due();
}

void shard::start_cohort(std::uint32_t index) {
    const auto& cohort = columns_.cohorts[index];
    const auto& fleet = *cohort.fleet;
    auto& runtime = cohorts_.emplace_back();
    runtime.first_entry = index == 0
                              ? 0
                              : cohorts_[index - 1].first_entry +
                                    cohorts_[index - 1].stride * columns_.cohorts[index - 1].size();
    const bool varies = fleet.outages;
    runtime.flip_kind = static_cast<std::uint32_t>(fleet.messages.size());
    runtime.duty_kind = runtime.flip_kind + (varies ? 1 : 0);
    runtime.stride = runtime.duty_kind + (fleet.duty ? 1 : 0);
    runtime.process = std::make_unique<connectivity_process>(fleet.connectivity);
    wheel_.grow(runtime.first_entry + runtime.stride * cohort.size());
    if (varies) {
        runtime.flip_at.resize(cohort.size());
        runtime.flips.resize(cohort.size());
    }
    plan_arrivals(index);
    for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
        for (std::uint32_t m = 0; m < fleet.messages.size(); ++m)
            if (!fleet.messages[m].follows) schedule_message(index, s, m);
        start_connectivity(index, s);
    }
}

void shard::schedule_message(std::uint32_t cohort_index, slot place, std::uint32_t message) {
    const auto& cohort = columns_.cohorts[cohort_index];
    const auto row = place - cohort.first;
    auto at = cohort.fleet->instant(message, random_of(place), cohort.ticks[message][row]);
    if (step_ >= 0 && at < end_) {
        // A jitter longer than the period must not make time run backwards for the device.
        const auto after = turns_.empty() ? begin_ : turns_[next_turn_ - 1].at;
        plan_turn({std::max(at, after + duration(1)), place, turn_kind::message, message, 0});
        return;
    }
    wake(cohorts_[cohort_index].entry(row, message), at);
}

step_index shard::next_due() const {
    const auto after = reached_ + 1;
    if (ready_.load(std::memory_order_relaxed) != nullptr || !kept_.empty() || legs_.wants_step())
        return after;
    step_index due = wheel_.next_occupied(after);
    if (agenda_.next() != never) due = std::min(due, step_of(agenda_.next(), world_.step()));
    if (!inbox_.empty()) due = std::min(due, step_of(inbox_.front().due, world_.step()));
    const auto asked = acts_->questions().next();
    if (asked != never) due = std::min(due, step_of(asked, world_.step()));
    const auto start = first_counted_step(world_);
    if (start > 0 && reached_ < start) due = std::min(due, start);  // it has something to forget
    return std::max(due, after);
}

shard_visit shard::visit(step_index after, step_index until, std::vector<mail> inbox,
                         caf::execution_unit* host) {
    const std::lock_guard guard(mutex_);
    if (over_) return {index_, until, until + 1, 0, {}};
    reached_ = std::max(reached_, after);
    poked_.store(false);
    scheduled_.store(true);  // mail that comes now is for the next step, not for the scheduler
    const auto middle = inbox_.size();
    std::move(inbox.begin(), inbox.end(), std::back_inserter(inbox_));
    std::inplace_merge(inbox_.begin(), inbox_.begin() + static_cast<std::ptrdiff_t>(middle),
                       inbox_.end(),
                       [](const mail& a, const mail& b) { return a.order() < b.order(); });
    std::uint64_t turns = 0;
    while (outbox_.empty()) {
        const auto due = next_due();
        if (due > until) {
            reached_ = std::max(reached_, until);
            break;
        }
        run_step(due, host);
        turns += turns_.size();
        reached_ = due;
    }
    scheduled_.store(false);
    if (ready_.load() != nullptr && !scheduled_.exchange(true)) {
        ref();
        host->exec_later(this);
    }
    return {index_, reached_, next_due(), turns, std::exchange(outbox_, {})};
}

void shard::run_step(step_index s, caf::execution_unit* host) {
    step_ = s;
    begin_ = step_begin(s, world_.step());
    end_ = std::min(begin_ + world_.step(), world_.length());
    turns_.clear();
    next_turn_ = 0;
    std::size_t delivered = 0;
    while (delivered < inbox_.size() && inbox_[delivered].due < end_)
        deliver(inbox_[delivered++]);
    inbox_.erase(inbox_.begin(), inbox_.begin() + static_cast<std::ptrdiff_t>(delivered));
    if (s == first_counted_step(world_) && s > 0) {
        forget_counts(counters_, layout_, world_);
        for (std::uint32_t r = 0; r < world_.rules.size(); ++r)
            rules_.forget_closed(r);
        if (network_) network_->begin_counting();
    }
    for (const auto job : legs_.jobs())
        jobs_->dispatch(job, host);
    run_ready(host, true);
    gather_turns();
    while (next_turn_ < turns_.size()) {
        const turn t = turns_[next_turn_++];
        try {
            perform(t, host);
        } catch (const std::exception& failure) {
            fail(t.device, t.at, failure.what(), host);
        }
    }
    finish_step();
}

void shard::gather_turns() {
    due_.clear();
    wheel_.take(step_, due_);
    due_places_.clear();
    for (const auto e : due_) {
        due_places_.push_back(place_of(e));
        prefetch(due_places_.back());
    }
    for (const auto& p : due_places_)
        add_wheel_turn(p);
    agenda_.take_before(end_, turns_);
    acts_->questions().gather(end_, turns_);
    std::sort(turns_.begin(), turns_.end(),
              [](const turn& a, const turn& b) { return a.order() < b.order(); });
}

wheel_place shard::place_of(timing_wheel::entry e) const {
    std::uint32_t c = 0;
    while (c + 1 < cohorts_.size() && e >= cohorts_[c + 1].first_entry)
        ++c;
    const auto offset = e - cohorts_[c].first_entry;
    const auto row = cohorts_[c].stride == 1 ? offset : offset / cohorts_[c].stride;
    return {c, row, offset - row * cohorts_[c].stride};
}

/// A step's devices lie anywhere in the columns; asking for their lines early hides most of the
/// wait.
void shard::prefetch(const wheel_place& p) const {
    const auto& cohort = columns_.cohorts[p.cohort];
    __builtin_prefetch(&columns_.keys[cohort.first + p.row]);
    __builtin_prefetch(&columns_.last_seen[cohort.first + p.row], 1);
    if (p.kind >= cohort.fleet->messages.size()) return;
    __builtin_prefetch(&cohort.ticks[p.kind][p.row], 1);
    for (const auto s : cohort.fleet->messages[p.kind].signals)
        __builtin_prefetch(&cohort.last[s][p.row], 1);
}

void shard::add_wheel_turn(const wheel_place& p) {
    const auto& cohort = columns_.cohorts[p.cohort];
    const slot place = cohort.first + p.row;
    if (p.kind >= cohort.fleet->messages.size()) {
        const auto& runtime = cohorts_[p.cohort];
        if (p.kind == runtime.duty_kind)
            turns_.push_back({power_->next_change(place, begin_ - duration(1)), place,
                              turn_kind::duty_cycle, 0, 0});
        else
            turns_.push_back({runtime.flip_at[p.row], place, turn_kind::connectivity, 0, 0});
        return;
    }
    const auto at = cohort.fleet->instant(p.kind, random_of(place), cohort.ticks[p.kind][p.row]);
    turns_.push_back({std::max(at, begin_), place, turn_kind::message, p.kind, 0});
}

/// Puts a turn where it belongs: into the rest of this step, or into the future.
void shard::plan_turn(const turn& t) {
    if (t.at >= end_ || step_ < 0) {
        agenda_.add(t);
        return;
    }
    const auto at =
        std::upper_bound(turns_.begin() + static_cast<std::ptrdiff_t>(next_turn_), turns_.end(), t,
                         [](const turn& a, const turn& b) { return a.order() < b.order(); });
    turns_.insert(at, t);
}

void shard::finish_step() {
    flush_batch();
    if (network_) network_->end_step();
    std::vector<change> made;
    std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
    for (const auto to : {lifecycle::running, lifecycle::crashed, lifecycle::quarantined})
        decide_lifecycle(made, to, std::exchange(lifecycle_[static_cast<std::size_t>(to)], {}));
    legs_.end_step(made, reports);
    commit(std::move(made));
    look_at_outcomes(end_);
    const control_addresses control(world_);
    std::stable_sort(failures_.begin(), failures_.end(), [](const auto& a, const auto& b) {
        return a.template_index < b.template_index;
    });
    for (auto first = failures_.begin(); first != failures_.end();) {
        const auto last = std::find_if(first, failures_.end(), [&](const auto& f) {
            return f.template_index != first->template_index;
        });
        send(control.first_group + first->template_index, end_, failures_mail{{first, last}});
        first = last;
    }
    failures_.clear();
    for (auto& [job, report] : reports)
        send(control.first_job + job, end_, report);
    acts_->questions().end_step();
    acts_->tell_memberships();
    if (options_.log_counters) log_counters();
}

hash_sum shard::state_hash() const {
    return hash_of_end_states(world_, columns_, state_);
}

void shard::log_counters() {
    for (std::uint32_t i = 0; i < counters_.size(); ++i) {
        if (counters_[i] == logged_[i]) continue;
        log_.push_back({step_, i, counters_[i] - logged_[i]});
        logged_[i] = counters_[i];
    }
}

void shard::commit(std::vector<change> made) {
    for (auto& c : made) {
        c.stamp = {step_, index_, change_sequence_};
        apply(state_, c);
        if (populations_) populations_->follow(c, counters_);
        if (world_.rules_read_jobs)
            if (const auto* who = judged_by(c)) judged_ |= *who;
        if (!options_.keep_changes) continue;
        if (absorb(changes_, c)) continue;
        ++change_sequence_;
        changes_.push_back(std::move(c));
    }
}

void shard::send(address to, sim_time due, mail_body body) {
    outbox_.push_back({due, index_, mail_sequence_++, to, std::move(body)});
}

void shard::flush_batch() {
    if (batch_.count == 0) return;
    if (counts())
        for (auto* s : options_.sinks)
            s->consume(index_, batch_);
    batch_.clear();
}

}  // namespace muster
