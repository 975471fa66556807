#include "actors/job_summary.hpp"

namespace muster {

job_result job_summary(const job_machine& machine, std::uint32_t job,
                       const shard_directory& shards) {
    auto r = machine.result();
    accumulator latency;
    if (machine.updates()) r.steps.emplace();
    for (const auto* s : shards.ports()) {
        if (const auto* here = s->latency(job)) latency.merge(*here);
        for (const auto& [reason, devices] : s->reasons(job))
            r.reasons[reason] += devices;
        if (const auto* here = s->steps(job); here != nullptr && r.steps)
            for (std::size_t i = 0; i < update_steps; ++i)
                (*r.steps)[i] += (*here)[i];
    }
    r.latency = latency.summarize();
    return r;
}

}  // namespace muster
