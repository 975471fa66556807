#include "actors/fleet_run.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <algorithm>

#include "actors/job_summary.hpp"
#include "fleet/expectation_watch.hpp"
#include "fleet/shard_count.hpp"

namespace muster {

namespace {

bool watches_continuously(const scenario& s) {
    for (const auto& e : s.expect)
        if (e.kind == expectation_spec::form::always || e.kind == expectation_spec::form::after)
            return true;
    return false;
}

}  // namespace

fleet_run::fleet_run(caf::actor_system& system, scenario s, run_options options) : system_(system) {
    const auto shards = shard_count_for(s.device_count());
    world_ = std::make_shared<const world>(std::move(s), shards);
    rolled_ = std::make_unique<rollups>(shards,
                                        static_cast<std::uint32_t>(world_->series_template.size()));
    digest_ = std::make_unique<digest_sink>(shards, world_->series_key);
    auto list = std::make_shared<shard_list>();
    std::vector<shard_port*> ports;
    for (std::uint32_t i = 0; i < shards; ++i) {
        list->push_back(caf::intrusive_ptr<shard>(
            new shard(system_, *world_, i, options_for_shards(options)), false));
        ports_.push_back(std::make_unique<local_port>(*list->back(), *world_));
        ports.push_back(ports_.back().get());
    }
    shards_ = list;
    context_ = std::make_shared<run_context>(*world_, std::move(options), std::move(ports));
    context_->rolled = rolled_.get();
    context_->digest = digest_.get();
}

shard_options fleet_run::options_for_shards(const run_options& options) const {
    shard_options o;
    o.sinks = {rolled_.get(), digest_.get()};
    o.sinks.insert(o.sinks.end(), options.sinks.begin(), options.sinks.end());
    const auto& service = world_->source().service;
    o.log_counters = watches_continuously(world_->source()) || (service && service->messages);
    o.keep_events = options.events_kept > 0;
    o.message_events = o.keep_events && options.message_events;
    o.keep_changes = options.journal != nullptr;
    return o;
}

void fleet_run::start(std::function<void(run_outcome)> on_end) {
    context_->on_end = std::move(on_end);
    if (context_->options.wall_seconds) context_->started_wall = context_->options.wall_seconds();
    // Not on a worker: malloc gives each of its threads an arena, and one thread's lists freed by
    // another cost a lock each.
    const auto where = std::make_shared<placement>(place_devices(*world_));
    for (unsigned i = 0; i < std::max(1U, context_->options.workers); ++i)
        context_->shards.hire(spawn_worker(system_, shards_, where));
    context_->controls.push_back(spawn_faults_director(system_, *world_));
    for (std::size_t t = 0; t < world_->source().templates.size(); ++t)
        context_->controls.push_back(spawn_default_group(system_));
    for (std::uint32_t j = 0; j < world_->source().jobs.size(); ++j) {
        context_->jobs.push_back(
            std::make_shared<job_machine>(world_->source().jobs[j], j, world_->shards()));
        context_->controls.push_back(spawn_job(system_, context_->jobs.back()));
    }
    if (const auto& service = world_->source().service; service && service->connects)
        context_->controls.push_back(spawn_service(system_, *service->connects));
    conductor_ = spawn_conductor(system_, context_);
    caf::anon_send(conductor_, atom::begin_v);
}

void fleet_run::interrupt() {
    context_->interrupt.store(true);
    if (conductor_) caf::anon_send(conductor_, atom::pace_v, wake_to_interrupt);
}

void fleet_run::populate() {
    auto where = place_devices(*world_);
    for (std::uint32_t s = 0; s < world_->shards(); ++s)
        (*shards_)[s]->populate(std::move(where[s]), nullptr);
}

void fleet_run::at_next_barrier(std::function<void(sim_time)> ask,
                                std::function<void()> otherwise) {
    {
        const std::lock_guard guard(context_->questions_mutex);
        if (!context_->questions_ended) {
            context_->questions.push_back({std::move(ask), std::move(otherwise)});
            return;
        }
    }
    if (otherwise) otherwise();
}

std::optional<job_result> fleet_run::job_named(const std::string& name) const {
    const auto& jobs = world_->source().jobs;
    const auto at =
        std::find_if(jobs.begin(), jobs.end(), [&](const auto& j) { return j.name == name; });
    if (at == jobs.end()) return std::nullopt;
    const auto index = static_cast<std::uint32_t>(at - jobs.begin());
    return job_summary(*context_->jobs[index], index, context_->shards);
}

fleet_run::~fleet_run() {
    context_->end_calls();
    // Shards first: their devices hold them, and whoever still holds a device gets a refusal from
    // now on.
    for (const auto& s : *shards_)
        s->shut_down(nullptr);
    for (const auto& w : context_->shards.workers())
        caf::anon_send_exit(w, caf::exit_reason::user_shutdown);
    for (const auto& c : context_->controls)
        caf::anon_send_exit(c, caf::exit_reason::user_shutdown);
    if (conductor_) caf::anon_send_exit(conductor_, caf::exit_reason::user_shutdown);
}

}  // namespace muster
