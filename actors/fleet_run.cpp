#include "actors/fleet_run.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <algorithm>
#include <numeric>

#include "actors/job_summary.hpp"
#include "actors/shard_host.hpp"
#include "fleet/expectation_watch.hpp"
#include "fleet/shard_count.hpp"

namespace muster {

namespace {

/// Whether the job has to ask when it may begin.
bool is_queued(const scenario& s, const job_spec& job) {
    return (s.service && s.service->jobs) || job.overlap != overlap_rule::allow;
}

/// The number of the first run of its schedule, from 1, where these do not overlap.
std::uint32_t series_of(const std::vector<job_spec>& jobs, const job_spec& job) {
    if (job.overlap == overlap_rule::allow) return 0;
    const auto first = std::find_if(jobs.begin(), jobs.end(), [&](const auto& one) {
        return one.scheduled_by == job.scheduled_by;
    });
    return static_cast<std::uint32_t>(first - jobs.begin()) + 1;
}

job_seat seat_of(const world& w, std::uint32_t job, std::optional<address> service) {
    const auto& compiled = w.jobs[job];
    const auto first = control_addresses(w).first_job;
    job_seat seat{job, w.shards(), service, w.step(), compiled.hours, compiled.health, {},
                  {},  {},         {},      {}};
    const auto& spec = w.source().jobs[job];
    if (is_queued(w.source(), spec)) seat.queue = control_addresses(w).service;
    seat.series = series_of(w.source().jobs, spec);
    if (compiled.reverts) seat.reverts = first + *compiled.reverts;
    for (std::uint32_t j = 0; j < w.jobs.size(); ++j) {
        if (w.jobs[j].after == job) seat.begin_after.push_back(first + j);
        if (w.jobs[j].rolls_back == job) seat.begins_on_cancel = first + j;
    }
    return seat;
}

}  // namespace

fleet_run::fleet_run(caf::actor_system& system, scenario s, run_options options) : system_(system) {
    const auto shards = shard_count_for(s.device_count());
    world_ = std::make_shared<const world>(std::move(s), shards);
    rolled_ = std::make_unique<rollups>(shards, world_->series_scale);
    digest_ = std::make_unique<digest_sink>(shards, world_->series_key);
    std::vector<std::uint32_t> all(options.hosts.empty() ? shards : 0);
    std::iota(all.begin(), all.end(), 0U);
    shards_ = std::make_unique<local_shards>(system_, *world_, all, options_for_shards(options));
    auto ports = options.hosts.empty() ? shards_->ports() : open_books(options);
    context_ = std::make_shared<run_context>(*world_, std::move(options), std::move(ports));
    for (const auto shard : all) {
        const auto& here = *(*shards_->list())[shard];
        context_->views.push_back({&here.columns(), &here.state()});
    }
    context_->rolled = rolled_.get();
    context_->digest = digest_.get();
}

/// What each host says is kept by shard, in mirrors that stand where the shards would.
std::vector<shard_port*> fleet_run::open_books(const run_options& options) {
    std::vector<shard_port*> ports(world_->shards());
    const auto counters = counter_layout(*world_).size();
    for (auto* host : options.hosts) {
        books_.push_back({host, {}, options.sinks, rolled_.get(), digest_.get()});
        for (const auto s : host->shards()) {
            mirrors_.push_back(std::make_unique<mirror_port>(s, *host, counters));
            ports[s] = books_.back().mirrors[s] = mirrors_.back().get();
        }
    }
    return ports;
}

shard_options fleet_run::options_for_shards(const run_options& options) const {
    shard_options o;
    o.sinks = {rolled_.get(), digest_.get()};
    o.sinks.insert(o.sinks.end(), options.sinks.begin(), options.sinks.end());
    o.log_counters = reads_every_step(world_->source());
    o.keep_events = options.events_kept > 0;
    o.message_events = o.keep_events && options.message_events;
    o.gather_connections = options.gather_connections;
    o.keep_changes = options.journal != nullptr;
    o.probe = options.probe;
    return o;
}

void fleet_run::start(std::function<void(run_outcome)> on_end) {
    context_->on_end = std::move(on_end);
    if (context_->options.wall_seconds) context_->started_wall = context_->options.wall_seconds();
    hire_workers();
    context_->controls.push_back(spawn_faults_director(system_, *world_));
    for (std::size_t t = 0; t < world_->source().templates.size(); ++t)
        context_->controls.push_back(spawn_default_group(system_));
    const auto service = world_->source().service.value_or(service_spec{});
    std::optional<address> limits_commands;
    if (service.commands) {
        limits_commands = control_addresses(*world_).service;
        context_->commands = std::make_shared<command_gate>(*service.commands, world_->step());
    }
    for (std::uint32_t j = 0; j < world_->source().jobs.size(); ++j) {
        context_->jobs.push_back(std::make_shared<job_machine>(
            world_->source().jobs[j],
            seat_of(*world_, j, world_->job_asks[j] ? limits_commands : std::nullopt)));
        context_->controls.push_back(spawn_job(system_, context_->jobs.back()));
    }
    const auto& jobs = world_->source().jobs;
    const bool queues_jobs = std::any_of(jobs.begin(), jobs.end(), [&](const auto& job) {
        return is_queued(world_->source(), job);
    });
    if (service.connects || service.commands || queues_jobs)
        context_->controls.push_back(
            spawn_service(system_, service, context_->commands, queues_jobs));
    conductor_ = spawn_conductor(system_, context_);
    for (auto& books : books_)
        books.host->on_lost([context = context_, conductor = conductor_](std::string why) {
            context->lose_host(std::move(why));
            caf::anon_send(conductor, atom::pace_v, wake_to_look_up);
        });
    caf::anon_send(conductor_, atom::begin_v);
}

void fleet_run::hire_workers() {
    for (const auto& books : books_)
        context_->shards.hire(spawn_host_worker(system_, books), books.host->shards());
    if (!books_.empty()) return;
    // Not on a worker: malloc gives each of its threads an arena, and one thread's lists freed by
    // another cost a lock each.
    const auto where = std::make_shared<placement>(place_devices(*world_));
    for (unsigned i = 0; i < std::max(1U, context_->options.workers); ++i)
        context_->shards.hire(spawn_worker(system_, shards_->list(), where));
}

void fleet_run::interrupt() {
    context_->interrupt.store(true);
    if (conductor_) caf::anon_send(conductor_, atom::pace_v, wake_to_look_up);
}

void fleet_run::populate() {
    auto where = place_devices(*world_);
    for (std::uint32_t s = 0; s < world_->shards(); ++s)
        shards()[s]->populate(std::move(where[s]), nullptr);
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
    return job_summary(world_->source(), *context_->jobs[index], index, context_->shards);
}

fleet_run::~fleet_run() {
    context_->end_calls();
    for (const auto& books : books_)
        books.host->on_lost({});
    shards_.reset();
    for (const auto& w : context_->shards.workers())
        caf::anon_send_exit(w, caf::exit_reason::user_shutdown);
    for (const auto& c : context_->controls)
        caf::anon_send_exit(c, caf::exit_reason::user_shutdown);
    if (conductor_) caf::anon_send_exit(conductor_, caf::exit_reason::user_shutdown);
}

}  // namespace muster
