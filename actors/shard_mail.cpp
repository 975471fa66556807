#include <algorithm>
#include <limits>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
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
        std::vector<change> made;
        legs_.plan(*plan, made);
        commit(std::move(made));
    } else if (const auto* job = std::get_if<job_record_mail>(&m.body)) {
        commit({{{}, job_change{job->job, job->record}}});
    } else if (const auto* grant = std::get_if<leg_grant_mail>(&m.body)) {
        legs_.grant(*grant, columns_.flags);
    } else if (const auto* close = std::get_if<leg_close_mail>(&m.body)) {
        jobs_->deliver(*close, at);
    } else if (const auto* gone = std::get_if<leg_forget_mail>(&m.body)) {
        jobs_->deliver(*gone);
    } else if (const auto* window = std::get_if<leg_window_mail>(&m.body)) {
        jobs_->deliver(*window, at);
    } else if (const auto* retry = std::get_if<leg_retry_mail>(&m.body)) {
        jobs_->deliver(*retry, at);
    } else if (const auto* end = std::get_if<leg_end_mail>(&m.body)) {
        std::vector<change> made;
        legs_.end(*end, state_, at, made);
        commit(std::move(made));
    } else if (const auto* act = std::get_if<property_act_mail>(&m.body)) {
        acts_->deliver(*act, at);
    } else if (const auto* told = std::get_if<command_act_mail>(&m.body)) {
        acts_->deliver(*told, at);
    } else if (const auto* held = std::get_if<lifecycle_act_mail>(&m.body)) {
        acts_->deliver(*held, at);
    } else if (const auto* asked = std::get_if<question_mail>(&m.body)) {
        acts_->questions().deliver(*asked, at);
    } else if (const auto* answers = std::get_if<connect_answer_mail>(&m.body);
               answers != nullptr && network_) {
        network_->deliver(*answers);
    }
}

void shard::property_changed(slot place, sim_time at) {
    const auto c = columns_.cohort_index(place);
    look_at_rules(columns_.cohorts[c].fleet->state_rules, c, place, at);
}

device_status shard::status_of(slot place) const {
    return {columns_.id_of(place), state_of(columns_.flags[place]), columns_.last_seen[place]};
}

void shard::note(event_kind kind, slot place, sim_time at, std::string detail) {
    if (options_.keep_events && counts())
        events_.push_back({0, at, 0, kind, columns_.id_of(place), std::move(detail)});
}

}  // namespace muster
