#include "actors/shard_updates.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "actors/messages.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "actors/shard_power.hpp"
#include "fleet/query/value_text.hpp"

namespace muster {

namespace {

/// What a turn is of that belongs to no job.
constexpr std::uint32_t no_job = none;

}  // namespace

// -- what is known of an update

const update_spec& shard_updates::how(slot place) const {
    return *s_.columns_.cohort_of(place).fleet->kind->update;
}

const update_order& shard_updates::wanted(const flight& f) const {
    return *s_.world_.source().jobs[f.job].update;
}

const compiled_command& shard_updates::command_of(slot place, std::uint32_t job) const {
    return s_.columns_.cohort_of(place).fleet->commands[job];
}

update_course shard_updates::course(slot place, std::uint32_t job) const {
    return {how(place), s_.random_of(place), s_.jobs_->draw_key(job, place)};
}

std::string shard_updates::version_text(slot place, double code) const {
    if (std::isnan(code)) return {};
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    const auto& property = fleet.properties[fleet.firmware_property];
    if (property.kind() != value_kind::text && property.kind() != value_kind::word)
        return query::plain_number(code);
    std::string buffer;
    return std::string(property.text_of(code, s_.world_.texts, buffer));
}

/// What faults of commands do to an update, they do to its download.
command_course shard_updates::bent_download(slot place, std::uint32_t job,
                                            const compiled_command& command) const {
    const auto updating = course(place, job);
    command_course download{updating.length(update_step::download),
                            updating.failure(update_step::download)};
    s_.faults_.bend(place, *command.spec, s_.random_of(place), s_.jobs_->draw_key(job, place),
                    download);
    return download;
}

duration shard_updates::length(slot place, std::uint32_t job, update_step step) const {
    const auto& command = command_of(place, job);
    if (step == update_step::download) return bent_download(place, job, command).takes;
    auto takes = course(place, job).length(step);
    const auto& latency = s_.columns_.cohort_of(place).fleet->connectivity.latency;
    if (step == update_step::confirm && latency)
        takes += answer_latency(*latency, s_.random_of(place), s_.jobs_->draw_key(job, place));
    return takes;
}

// -- from being told to the end

void shard_updates::start(slot place, const command_request& request,
                          const compiled_command& command) {
    const auto at = s_.begin_;
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    const auto download = bent_download(place, request.job, command);
    s_.legs_.launched(request.job, place, at, at + request.spec->finish, download.fails);
    counts_[request.job];
    s_.plan_turn({at, place, turn_kind::update_step, request.job, 0});
    if (flights_.contains(place)) return;  // the turn says no
    s_.row_.aim(place, at);
    flight f;
    f.job = request.job;
    f.began = f.ends = at;
    f.before = s_.row_.property(fleet.firmware_property);
    flights_.put(place, f);
}

void shard_updates::act(const turn& t) {
    report(t.device, t.at);
    const auto* f = flights_.find(t.device);
    if (f != nullptr && f->job == t.what) return go_on(t.device, t.at);
    if (s_.legs_.in_flight(t.what, t.device) != nullptr)
        fail(t.device, t.what, t.at, std::string("rejected: ") + reason_other_update,
             failure_kind::rejected);
}

/// What the device was at is over at this instant, and so may be what comes after it.
void shard_updates::go_on(slot place, sim_time at) {
    for (auto* f = flights_.find(place); f != nullptr && f->ends == at; f = flights_.find(place)) {
        if (!s_.connected(place)) {
            // It is away as its deferral ends, and has all of its time from now on.
            auto& whole = s_.legs_.in_flight(f->job, place)->deadline;
            if (f->in_step && f->step == update_step::deferral)
                whole = at + s_.world_.source().jobs[f->job].finish;
            return stand_still(place, *f, {}, at);
        }
        if (f->in_step)
            end_step(place, *f, at);
        else
            answer(place, *f, at);
    }
}

void shard_updates::answer(slot place, flight& f, sim_time at) {
    const auto updating = course(place, f.job);
    if (f.before == command_of(place, f.job).installs)
        return s_.jobs_->resolve(f.job, place, at, leg_outcome::succeeded, {});
    if (const auto& why = updating.rejection(); !why.empty())
        return fail(place, f.job, at, "rejected: " + why, failure_kind::rejected);
    begin_step(place, f, updating.defers() ? update_step::deferral : update_step::download, at);
}

void shard_updates::begin_step(slot place, flight& f, update_step step, sim_time at) {
    const bool waited = f.in_step && f.step == update_step::deferral;
    f.step = step;
    f.in_step = true;
    f.began = at;
    ++counts_of(f).begun;
    // Who was left alone has all of its time from then on.
    auto& whole = s_.legs_.in_flight(f.job, place)->deadline;
    if (step == update_step::deferral) whole = never;
    if (waited && whole == never) whole = at + s_.world_.source().jobs[f.job].finish;
    const auto takes = length(place, f.job, step);
    if (step == update_step::reboot && takes > duration{}) return reboot(place, at, takes);
    work(place, f, takes, s_.columns_.flags[place], at);
}

/// Away until it has booted; the step is over when it is connected again.
void shard_updates::reboot(slot place, sim_time at, duration takes) {
    auto& f = *flights_.find(place);
    s_.plan_turn({at + takes, place, turn_kind::update_reboot, no_job, 0});
    stand_still(place, f, {}, at);
    s_.recount_recovered(place, -1);
    s_.set_flags(place, static_cast<device_flags>(s_.columns_.flags[place] | flag_rebooting), at);
    s_.recount_recovered(place, +1);
}

void shard_updates::come_up(const turn& t) {
    const auto flags = s_.columns_.flags[t.device];
    if ((flags & flag_rebooting) == 0) return;
    s_.recount_recovered(t.device, -1);
    s_.set_flags(t.device, static_cast<device_flags>(flags & ~unsigned{flag_rebooting}), t.at);
    s_.recount_recovered(t.device, +1);
}

/// Empty: the step is well done.
std::string shard_updates::failure(slot place, const flight& f) const {
    if (f.step == update_step::download) return *s_.legs_.in_flight(f.job, place)->fails;
    return course(place, f.job).failure(f.step);
}

void shard_updates::end_step(slot place, flight& f, sim_time at) {
    const auto step = f.step;
    auto why = failure(place, f);
    const compiled_effect* effect = nullptr;
    if (step == update_step::install && why.empty()) {
        const auto& fleet = *s_.columns_.cohort_of(place).fleet;
        s_.row_.aim(place, at);
        effect = decide_effect(fleet, command_of(place, f.job).installs, s_.row_,
                               s_.random_of(place), s_.jobs_->draw_key(f.job, place));
        if (effect != nullptr) why = effect->fails;
    }
    if (!why.empty()) {
        if (step == update_step::reboot) unreported_.erase(place);
        if (step == update_step::confirm) set_version(place, f.before, at);
        if (effect != nullptr) s_.plan_fault(effect->fault, place, at);
        return fail(place, f.job, at, why);
    }
    ++counts_of(f).finished;
    if (step == update_step::install) install(place, f, effect, at);
    if (step == update_step::reboot) report(place, at);
    if (step == update_step::confirm) return conclude(place, f, at);
    begin_step(place, f, static_cast<update_step>(static_cast<std::size_t>(step) + 1), at);
}

void shard_updates::install(slot place, flight& f, const compiled_effect* effect, sim_time at) {
    const auto version =
        effect != nullptr && effect->reports ? *effect->reports : command_of(place, f.job).installs;
    if (!std::isnan(version)) unreported_[place] = version;
    if (effect != nullptr) s_.plan_fault(effect->fault, place, at);
}

/// All steps went well; what counts is what the device says that it runs.
void shard_updates::conclude(slot place, flight& f, sim_time at) {
    f.in_step = false;
    s_.row_.aim(place, at);
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    const auto now = s_.row_.property(fleet.firmware_property);
    if (now == command_of(place, f.job).installs)
        return s_.jobs_->resolve(f.job, place, at, leg_outcome::succeeded, {});
    fail(place, f.job, at, reports_text(version_text(place, now), wanted(f).version));
}

void shard_updates::fail(slot place, std::uint32_t job, sim_time at, const std::string& reason,
                         failure_kind kind) {
    s_.jobs_->resolve(job, place, at, leg_outcome::failed, reason, kind);
}

std::string shard_updates::close(std::uint32_t job, slot place, leg_outcome outcome,
                                 const std::string& reason) {
    const auto* f = flights_.find(place);
    if (f == nullptr || f->job != job) return reason;
    std::string told = reason;
    if (f->in_step) {
        auto& counts = counts_of(*f);
        if (outcome == leg_outcome::failed) ++counts.failed;
        if (outcome == leg_outcome::timed_out) ++counts.timed_out;
        if (outcome == leg_outcome::cancelled) ++counts.recalled;
        told = outcome == leg_outcome::cancelled ? reason + " in " + to_text(f->step)
                                                 : to_text(f->step) + (": " + reason);
    } else if (outcome == leg_outcome::cancelled) {
        told += " before it began";
    }
    flights_.erase(place);
    return told;
}

void shard_updates::recall(std::uint32_t job, sim_time at) {
    const auto leg = s_.state_.legs.find(job);
    if (leg == s_.state_.legs.end()) return;
    for (const auto place : leg->second.of(leg_outcome::dispatched).members()) {
        const auto* f = flights_.find(place);
        if (f == nullptr || f->job != job || beyond_recall(job, place)) continue;
        s_.jobs_->resolve(job, place, at, leg_outcome::cancelled, "recalled");
        if (s_.power_) s_.power_->rest(place, at);
    }
}

// -- what a step needs, and how long it may take

bool shard_updates::can_work(const flight& f, device_flags flags) {
    if (f.in_step && f.step == update_step::deferral) return true;
    const bool needs_connection = f.step == update_step::download || !f.in_step;
    return (flags & (needs_connection ? disconnecting_flags : silencing_flags)) == 0;
}

void shard_updates::work(slot place, flight& f, duration takes, device_flags flags, sim_time at) {
    if (!can_work(f, flags)) return stand_still(place, f, takes, at);
    f.ends = at + takes;
    f.left = {};
    if (takes == duration{}) return;  // whoever asked goes on with it
    s_.plan_turn({f.ends, place, turn_kind::update_step, f.job, 0});
    watch(place, f, at);
}

void shard_updates::stand_still(slot place, flight& f, duration left, sim_time at) {
    f.ends = never;
    f.left = left;
    watch(place, f, at);
}

sim_time shard_updates::deadline(slot place, const flight& f) const {
    const auto whole = s_.legs_.in_flight(f.job, place)->deadline;
    const auto& timer = wanted(f).timer(f.step);
    return f.in_step && timer ? std::min(whole, f.began + *timer) : whole;
}

/// Plans the end of its time where its work would not come to an end before.
void shard_updates::watch(slot place, const flight& f, sim_time at) {
    const auto due = deadline(place, f);
    if (due != never && f.ends > due)
        s_.plan_turn({std::max(due, at), place, turn_kind::update_deadline, f.job, 0});
}

void shard_updates::expire(const turn& t) {
    const auto* f = flights_.find(t.device);
    if (f == nullptr || f->job != t.what || t.at < deadline(t.device, *f)) return;
    const auto& timer = wanted(*f).timer(f->step);
    const bool of_step = f->in_step && timer && t.at >= f->began + *timer;
    s_.jobs_->resolve(f->job, t.device, t.at, leg_outcome::timed_out,
                      of_step ? no_progress_text(*timer)
                              : not_finished_text(s_.world_.source().jobs[f->job].finish));
}

/// A download goes on where it stopped; other steps begin anew when there is power again. What is
/// done and not told waits for the connection.
void shard_updates::follow_flags(slot place, device_flags to, sim_time at) {
    const bool connected = (to & disconnecting_flags) == 0;
    if (connected && unreported_.contains(place))
        s_.plan_turn({at, place, turn_kind::update_step, no_job, 0});
    auto* f = flights_.find(place);
    if (f == nullptr) return;
    const bool can = can_work(*f, to);
    if (f->ends != never && !can) {
        const bool resumes = f->step == update_step::download || !f->in_step;
        stand_still(place, *f, resumes ? f->ends - at : length(place, f->job, f->step), at);
    } else if (f->ends == never && (f->left == duration{} ? connected : can)) {
        f->ends = at + std::exchange(f->left, {});
        s_.plan_turn({f->ends, place, turn_kind::update_step, f->job, 0});
        watch(place, *f, at);
    }
}

// -- versions

/// What a device runs is known from its first connection on.
void shard_updates::report(slot place, sim_time at) {
    const auto found = unreported_.find(place);
    if (found == unreported_.end() || !s_.connected(place)) return;
    const auto version = found->second;
    unreported_.erase(found);
    set_version(place, version, at);
}

void shard_updates::set_version(slot place, double code, sim_time at) {
    const auto c = s_.columns_.cohort_index(place);
    const auto property = s_.columns_.cohorts[c].fleet->firmware_property;
    s_.row_.aim(c, place, at);
    if (s_.row_.property(property) == code) return;
    std::vector<change> made;
    made.push_back({{}, property_change{c, property, slot_set::of({place}), code}});
    s_.commit(std::move(made));
    s_.property_changed(place, at);
}

}  // namespace muster
