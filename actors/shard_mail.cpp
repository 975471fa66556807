#include <algorithm>
#include <limits>

#include "actors/device.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_network.hpp"

/// Control mail and what shards are asked at barriers.
namespace muster {

void shard::deliver(const mail& m) {
    const auto at = std::max(m.due, begin_);
    if (const auto* restarts = std::get_if<restart_mail>(&m.body)) {
        for (const auto& [place, when] : restarts->devices)
            agenda_.add({std::max(when, at), place, turn_kind::restart, 0, 0});
    } else if (const auto* given_up = std::get_if<quarantine_mail>(&m.body)) {
        quarantine(given_up->devices, at);
    } else if (const auto* fault = std::get_if<fault_start_mail>(&m.body)) {
        start_fault(*fault, at);
    } else if (const auto* watched = std::get_if<rule_watch_mail>(&m.body)) {
        watch(*watched, at);
    } else if (const auto* plan = std::get_if<leg_plan_mail>(&m.body)) {
        legs_.plan(*plan);
    } else if (const auto* grant = std::get_if<leg_grant_mail>(&m.body)) {
        legs_.grant(*grant, columns_.flags);
    } else if (const auto* close = std::get_if<leg_close_mail>(&m.body)) {
        std::vector<change> made;
        legs_.close(*close, state_, columns_.flags, made);
        commit(std::move(made));
    } else if (const auto* act = std::get_if<property_act_mail>(&m.body)) {
        acts_->deliver(*act, at);
    } else if (const auto* told = std::get_if<command_act_mail>(&m.body)) {
        acts_->deliver(*told, at);
    } else if (const auto* held = std::get_if<lifecycle_act_mail>(&m.body)) {
        acts_->deliver(*held, at);
    } else if (const auto* answers = std::get_if<connect_answer_mail>(&m.body);
               answers != nullptr && network_) {
        network_->deliver(*answers);
    }
}

void shard::property_changed(slot place, sim_time at) {
    const auto c = columns_.cohort_index(place);
    look_at_rules(columns_.cohorts[c].fleet->state_rules, c, place, at);
}

/// Sends the command to the devices that permits allow: one shared message for all of them.
void shard::dispatch(std::uint32_t job, caf::execution_unit* host) {
    std::vector<change> made;
    const auto chosen = legs_.dispatch(job, columns_.flags, made);
    commit(std::move(made));
    count(flow::commands_refused, static_cast<std::int64_t>(chosen.refused.size()));
    for (const auto place : chosen.refused)
        note(event_kind::command_failed, place, begin_, reason_refused);
    if (chosen.sent.empty()) return;
    const auto& spec = world_.source().jobs[job];
    if (!spec.sets.empty()) acts_->desire(job, chosen.sent, begin_);
    if (!world_.job_asks[job]) return acts_->settle(job, chosen.sent, begin_);
    const auto request = caf::make_message(
        command_request{job, std::shared_ptr<const job_spec>(std::shared_ptr<void>(), &spec)});
    for (const auto place : chosen.sent)
        device_at(place).eq_impl(caf::make_message_id(), nullptr, host, request);
}

members_mail shard::survey_job(std::uint32_t job, sim_time now) {
    const auto& spec = world_.source().jobs[job];
    std::vector<std::optional<slot_set>> groups;
    for (const auto& b : spec.batches) {
        groups.emplace_back();
        if (b.kind == batch_spec::form::group)
            groups.back() = populations_->members(world_.group_population(b.group), now);
    }
    if (groups.empty()) groups.emplace_back();
    std::vector<change> made;
    auto answer = legs_.open(job, world_.job_asks[job],
                             populations_->members(world_.job_population[job], now), groups, made);
    commit(std::move(made));
    return answer;
}

device_status shard::status_of(slot place) const {
    return {columns_.id_of(place), state_of(columns_.flags[place]), columns_.last_seen[place]};
}

void shard::note(event_kind kind, slot place, sim_time at, std::string detail) {
    if (options_.keep_events && counts())
        events_.push_back({0, at, 0, kind, columns_.id_of(place), std::move(detail)});
}

}  // namespace muster
