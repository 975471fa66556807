#include <caf/actor_system.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "actors/control.hpp"
#include "actors/supervision.hpp"
#include "fleet/job_machine.hpp"
#include "fleet/job_queue.hpp"
#include "fleet/service_model.hpp"

namespace muster {

namespace {

struct service_state {
    static inline constexpr const char* name = "service";

    control_outbox handle(const control_batch& batch) {
        control_outbox out;
        if (connects) answer_devices(batch, out);
        if (commands) answer_jobs(batch, out);
        if (jobs) begin_jobs(batch, out);
        return out;
    }

    /// Decides in the order of (instant, device). A step's asks come together, those of later steps
    /// later; whoever asked has stopped there, and nobody else is answered.
    void answer_devices(const control_batch& batch, control_outbox& out) {
        struct asked {
            connect_ask ask;
            address shard;
        };
        std::vector<asked> all;
        for (const auto& m : batch.mails)
            if (const auto* asks = std::get_if<connect_ask_mail>(&m.body))
                for (const auto& ask : asks->asks)
                    all.push_back({ask, m.source});
        std::sort(all.begin(), all.end(), [](const asked& a, const asked& b) {
            return std::tie(a.ask.at, a.ask.key) < std::tie(b.ask.at, b.ask.key);
        });
        std::map<address, connect_answer_mail> answers;
        for (const auto& [ask, shard] : all)
            answers[shard].answers.push_back(connects->decide(ask));
        for (auto& [shard, mail] : answers)
            out.mails.push_back({batch.now, 0, 0, shard, std::move(mail)});
    }

    void answer_jobs(const control_batch& batch, control_outbox& out) {
        std::vector<command_gate::asked> asked;
        for (const auto& m : batch.mails)
            if (const auto* ask = std::get_if<command_ask_mail>(&m.body))
                asked.emplace_back(m.source, *ask);
        for (const auto& [job, room] : commands->decide(batch.now, asked))
            out.mails.push_back({batch.now, 0, 0, job, room});
    }

    void begin_jobs(const control_batch& batch, control_outbox& out) {
        std::vector<std::pair<address, job_turn_mail>> said;
        for (const auto& m : batch.mails)
            if (const auto* turn = std::get_if<job_turn_mail>(&m.body))
                said.emplace_back(m.source, *turn);
        const auto made = jobs->decide(said);
        const auto wake = [&](address job, std::uint32_t token) {
            out.mails.push_back({batch.now, 0, 0, job, wake_mail{token}});
        };
        for (const auto job : made.begin)
            wake(job, token_turn);
        for (const auto job : made.left_out)
            wake(job, token_left_out);
    }

    std::optional<connect_gate> connects;
    shared_commands commands;
    std::optional<job_queue> jobs;
};

control_actor::behavior_type service(control_actor::stateful_pointer<service_state> self,
                                     const service_spec& spec, shared_commands commands,
                                     bool queues_jobs) {
    if (spec.connects) self->state.connects.emplace(*spec.connects);
    if (queues_jobs) self->state.jobs.emplace(spec.jobs.value_or(job_queue::any_number));
    self->state.commands = std::move(commands);
    install_quiet_handlers(self);
    return {[self](const control_batch& batch) { return self->state.handle(batch); }};
}

}  // namespace

control_actor spawn_service(caf::actor_system& system, const service_spec& spec,
                            shared_commands commands, bool queues_jobs) {
    return system.spawn(service, spec, std::move(commands), queues_jobs);
}

}  // namespace muster
