#include "actors/control.hpp"

#include <caf/actor_system.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <map>

#include "actors/supervision.hpp"
#include "fleet/aim_choice.hpp"
#include "fleet/supervisor.hpp"

namespace muster {

namespace {

struct faults_director_state {
    static inline constexpr const char* name = "faults_director";

    control_outbox handle(const control_batch& batch) {
        control_outbox out;
        for (const auto& m : batch.mails) {
            if (const auto* wake = std::get_if<wake_mail>(&m.body))
                choices.push_back(ask(wake->token, batch.now, out));
            if (std::holds_alternative<members_mail>(m.body))
                choices.at(m.sequence).add(std::get<members_mail>(m.body));
        }
        for (auto& choice : choices)
            if (!choice.started() && choice.answers() == w->shards()) start(choice, out);
        return out;
    }

    /// What it is asked for has the numbers of the faults, then those of the rules. The answers
    /// carry the number of the question as their sequence.
    aim_choice ask(std::uint32_t thing, sim_time now, control_outbox& out) {
        using subject = survey_mail::subject;
        const auto faults = static_cast<std::uint32_t>(w->source().faults.size());
        const bool fault = thing < faults;
        const auto question =
            fault ? survey_mail{subject::fault, thing} : survey_mail{subject::rule, thing - faults};
        out.mails.push_back(
            {now, 0, static_cast<std::uint32_t>(choices.size()), every_shard, question});
        return aim_choice(
            fault ? w->source().faults[thing].target : w->source().rules[thing - faults].target,
            thing);
    }

    void start(aim_choice& choice, control_outbox& out) {
        const auto faults = static_cast<std::uint32_t>(w->source().faults.size());
        const auto thing = choice.thing();
        if (thing < faults)
            out.mails.push_back({*w->source().faults[thing].at, 0, 0, every_shard,
                                 fault_start_mail{thing, choice.decide()}});
        else
            out.mails.push_back(
                {{}, 0, 0, every_shard, rule_watch_mail{thing - faults, choice.decide()}});
    }

    const world* w = nullptr;
    std::vector<aim_choice> choices;
};

struct default_group_state {
    static inline constexpr const char* name = "default_group";

    control_outbox handle(const control_batch& batch) {
        control_outbox out;
        for (const auto& m : batch.mails)
            if (const auto* report = std::get_if<failures_mail>(&m.body))
                decide(batch.now, m.source, *report, out);
        policy.forget_before(batch.now);
        return out;
    }

    void decide(sim_time now, address shard, const failures_mail& report, control_outbox& out) {
        restart_mail restarts;
        quarantine_mail given_up;
        for (const auto& f : report.failures) {
            const auto decision = policy.on_failure(f.key, f.at);
            if (decision.quarantine)
                given_up.devices.push_back(f.device);
            else
                restarts.devices.emplace_back(f.device, decision.at);
        }
        if (!given_up.devices.empty()) out.mails.push_back({now, 0, 0, shard, std::move(given_up)});
        if (!restarts.devices.empty()) out.mails.push_back({now, 0, 0, shard, std::move(restarts)});
    }

    supervisor policy;
};

struct job_state {
    static inline constexpr const char* name = "job";

    control_outbox handle(const control_batch& batch) {
        return {machine->on_mail(batch.now, batch.mails)};
    }

    shared_job machine;
};

template <class State>
control_actor::behavior_type behavior_of(State& state) {
    return {[&state](const control_batch& batch) { return state.handle(batch); }};
}

control_actor::behavior_type faults_director(
    control_actor::stateful_pointer<faults_director_state> self, const world* w) {
    self->state.w = w;
    install_quiet_handlers(self);
    return behavior_of(self->state);
}

/// The policy is an argument because CAF 0.17 binds a reference to nothing where there is none.
control_actor::behavior_type default_group(
    control_actor::stateful_pointer<default_group_state> self, const restart_policy& policy) {
    self->state.policy = supervisor(policy);
    install_quiet_handlers(self);
    return behavior_of(self->state);
}

control_actor::behavior_type job(control_actor::stateful_pointer<job_state> self,
                                 shared_job machine) {
    self->state.machine = std::move(machine);
    install_quiet_handlers(self);
    return behavior_of(self->state);
}

}  // namespace

control_actor spawn_faults_director(caf::actor_system& system, const world& w) {
    return system.spawn(faults_director, &w);
}
control_actor spawn_default_group(caf::actor_system& system) {
    return system.spawn(default_group, restart_policy{});
}
control_actor spawn_job(caf::actor_system& system, shared_job machine) {
    return system.spawn(job, std::move(machine));
}

}  // namespace muster
