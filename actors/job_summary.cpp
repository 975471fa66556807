#include "actors/job_summary.hpp"

namespace muster {

job_result job_summary(const scenario& about, const job_machine& machine, std::uint32_t job,
                       const shard_directory& shards) {
    auto r = machine.result();
    accumulator latency;
    if (machine.updates()) r.steps.emplace();
    std::vector<accumulator> of_batches(r.batches.size());
    for (const auto* s : shards.ports()) {
        for (const auto& [reason, devices] : s->reasons(job))
            r.reasons[reason] += devices;
        if (const auto* here = s->steps(job); here != nullptr && r.steps)
            for (std::size_t i = 0; i < update_steps; ++i)
                (*r.steps)[i] += (*here)[i];
        const auto* figures = s->figures(job);
        if (figures == nullptr) continue;
        for (const auto& [batch, here] : *figures) {
            latency.merge(here.latency);
            for (const auto& [rival, devices] : here.rivals)
                r.conflicts[about.jobs[rival].name] += devices;
            if (batch >= r.batches.size()) continue;
            of_batches[batch].merge(here.latency);
            for (const auto& [reason, devices] : here.reasons)
                r.batches[batch].reasons[reason] += devices;
        }
    }
    r.latency = latency.summarize();
    for (std::size_t b = 0; b < r.batches.size(); ++b)
        r.batches[b].latency = of_batches[b].summarize();
    return r;
}

}  // namespace muster
