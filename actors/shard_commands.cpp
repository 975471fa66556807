#include <algorithm>
#include <cmath>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "actors/shard_power.hpp"
#include "fleet/find_named.hpp"

/// What a job's command does on one device, and how any command ends.
namespace muster {

void shard::start_command(slot place, const command_request& request) {
    const auto& compiled = columns_.cohort_of(place).fleet->commands[request.job];
    const auto* command = compiled.spec.get();
    const auto at = begin_;
    const auto key = jobs_->draw_key(request.job, place);
    count(flow::commands_sent);
    if (options_.probe != nullptr) options_.probe->arrived(index_);
    if (power_) power_->obeys(place, at);
    if (command == nullptr) {
        legs_.launched(request.job, place, at, at, compiled.refusal);
        agenda_.add({at, place, turn_kind::command_done, request.job, at.count()});
        return;
    }
    if (compiled.updates) return acts_->updates().start(place, request, compiled);
    const auto course = acts_->course_of(compiled, place, key, at);
    const auto deadline = at + request.spec->finish;
    const bool in_time = course.takes <= request.spec->finish;
    legs_.launched(request.job, place, at, deadline, course.fails);
    agenda_.add({in_time ? at + course.takes : deadline, place,
                 in_time ? turn_kind::command_done : turn_kind::command_deadline, request.job,
                 at.count()});
    if (!in_time && compiled.desires) acts_->take_late(compiled, place, at);
}

/// A device that does not take a value that is wanted, or can't do what it is told, says so at
/// once.
static bool is_rejection(const compiled_command& command, const std::string& reason) {
    if (!command.refusal.empty()) return true;
    if (!command.desires) return false;
    const auto& fails = command.spec->fails;
    return std::any_of(fails.begin(), fails.end(),
                       [&](const auto& one) { return one.reason == reason; });
}

void shard::finish_command(const turn& t) {
    auto* flight = legs_.in_flight(t.what, t.device);
    if (flight == nullptr) return;
    // The device may have failed meanwhile and have been sent the command again.
    if (t.kind == turn_kind::command_done && t.detail != flight->sent.count()) return;
    if (t.kind == turn_kind::command_deadline) {
        if (t.at >= flight->deadline && !(flight->orphan && flight->held))
            jobs_->resolve(t.what, t.device, t.at, leg_outcome::timed_out, "no answer in time");
        return;
    }
    if (!connected(t.device)) {  // done, but it can't say so before it is back
        if (!flight->held && !flight->orphan)
            plan_turn({std::max(t.at, flight->deadline), t.device, turn_kind::command_deadline,
                       t.what, 0});
        flight->held = true;
        return;
    }
    const auto c = columns_.cohort_index(t.device);
    const auto& command = columns_.cohorts[c].fleet->commands[t.what];
    row_.aim(c, t.device, t.at);
    const auto end = decide_end(*columns_.cohorts[c].fleet, command, row_, random_of(t.device),
                                jobs_->draw_key(t.what, t.device), *flight->fails);
    jobs_->resolve(
        t.what, t.device, t.at, end.fails.empty() ? leg_outcome::succeeded : leg_outcome::failed,
        end.fails,
        is_rejection(command, end.fails) ? failure_kind::rejected : failure_kind::failed);
    acts_->follow_up(command, end, c, t);
}

/// Of a fault that something starts; `none` is no fault.
void shard::plan_fault(std::uint32_t fault, slot place, sim_time at) {
    if (fault == none) return;
    const auto begin = at + world_.source().faults[fault].delay;
    plan_turn({begin, place, turn_kind::fault_begin, fault, 0});
}

const shard_updates& shard::updates() const {
    return acts_->updates();
}

}  // namespace muster
