#include "actors/worker.hpp"

#include <caf/actor_system.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "actors/supervision.hpp"

namespace muster {

namespace {

struct worker_state {
    static inline constexpr const char* name = "worker";

    worker_actor::behavior_type make_behavior() {
        return {
            [this](const spawn_request& r) { return populate(r); },
            [this](visit_request& r) { return visit(r); },
            [this](const survey_request& r) { return survey(r); },
            [this](const end_request& r) { return end(r); },
        };
    }

    visit_report populate(const spawn_request& r) {
        visit_report report;
        for (const auto s : r.shards) {
            const auto due = shard_at(s).populate(std::move((*where)[s]), self->context());
            report.shards.push_back({s, -1, due, 0, {}});
        }
        return report;
    }

    visit_report visit(visit_request& r) {
        visit_report report;
        report.shards.reserve(r.shards.size());
        for (std::size_t i = 0; i < r.shards.size(); ++i)
            report.shards.push_back(
                shard_at(r.shards[i])
                    .visit(r.after, r.until, std::move(r.inboxes[i]), self->context()));
        return report;
    }

    control_outbox survey(const survey_request& r) {
        control_outbox out;
        for (const auto s : r.shards)
            out.mails.push_back({r.now, s, 0, 0, shard_at(s).survey(r.what, r.now)});
        return out;
    }

    end_report end(const end_request& r) {
        end_report report;
        for (const auto s : r.shards) {
            report.states.add(shard_at(s).state_hash());
            shard_at(s).shut_down(self->context());
        }
        return report;
    }

    shard& shard_at(std::uint32_t s) { return *(*shards)[s]; }

    caf::local_actor* self = nullptr;
    std::shared_ptr<const shard_list> shards;
    std::shared_ptr<placement> where;
};

worker_actor::behavior_type worker(worker_actor::stateful_pointer<worker_state> self,
                                   std::shared_ptr<const shard_list> shards,
                                   std::shared_ptr<placement> where) {
    self->state.self = self;
    self->state.shards = std::move(shards);
    self->state.where = std::move(where);
    install_quiet_handlers(self);
    return self->state.make_behavior();
}

}  // namespace

worker_actor spawn_worker(caf::actor_system& system, std::shared_ptr<const shard_list> shards,
                          std::shared_ptr<placement> where) {
    return system.spawn(worker, std::move(shards), std::move(where));
}

placement place_devices(const world& w) {
    placement where(w.shards(), std::vector<std::vector<std::uint32_t>>(w.fleets.size()));
    std::string id;
    for (const auto& fleet : w.fleets) {
        for (std::uint64_t ordinal = 0; ordinal < fleet.spec->count; ++ordinal) {
            fleet.ids.write(ordinal, id);
            where[shard_of(device_key(id), w.shards())][fleet.index].push_back(
                static_cast<std::uint32_t>(ordinal));
        }
    }
    return where;
}

}  // namespace muster
