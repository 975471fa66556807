#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/world.hpp"

/// What jobs ask of a world: whom they mean, when they act, what has to hold.
namespace muster {

void world::compile_jobs() {
    for (const auto& j : scenario_.jobs) {
        job_population.push_back(group_population(j.group));
        job_key.push_back(draw_key("jobs." + j.name));
        job_asks.push_back(std::any_of(fleets.begin(), fleets.end(),
                                       [&](const auto& f) { return asks_devices(*f.kind, j); }));
        jobs.push_back(compile_job(j));
    }
}

compiled_job world::compile_job(const job_spec& spec) const {
    compiled_job job;
    job.target = compile_aim(spec.target, "jobs." + spec.name);
    for (const auto& b : spec.batches)
        job.batch_who.push_back(bind(b.who, metrics.devices()));
    if (spec.next_batch.healthy)
        job.health = std::make_shared<const job_health>(spec.next_batch.healthy, metrics.devices());
    if (spec.window) compile_window(*spec.window, job);
    const auto& all = scenario_.jobs;
    if (!spec.reverts.empty()) job.reverts = index_of(all, spec.reverts);
    if (!spec.reruns.empty()) job.reruns = index_of(all, spec.reruns);
    job.is_reverted =
        std::any_of(all.begin(), all.end(), [&](const auto& j) { return j.reverts == spec.name; });
    if (!spec.after.empty()) job.after = index_of(all, spec.after);
    for (std::uint32_t j = 0; j < all.size(); ++j)
        if (all[j].on_cancel == spec.name) job.rolls_back = j;
    return job;
}

void world::compile_window(const daily_window& window, compiled_job& job) const {
    job.window_zone = {{sim_time::min(), scenario_.time.zone_offset}};
    if (!window.zone.empty())
        if (auto offsets = zone_offsets(window.zone, scenario_.time.start, length()))
            job.window_zone = std::move(*offsets);
    std::vector<std::vector<zone_offset>> zones;
    if (!window.of_device) zones.push_back(job.window_zone);
    for (const auto& f : fleets) {
        if (!window.of_device) break;
        zones.push_back(f.zone);
        for (const auto& own : f.own_zones)
            zones.push_back(own.offsets);
    }
    job.hours.emplace(window, std::move(zones), scenario_.time.start);
}

}  // namespace muster
