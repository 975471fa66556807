#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

recorded_run record(const scenario& s, run_options options,
                    std::optional<std::uint64_t> interrupt_after) {
    recorded_run r;
    r.lab = std::make_unique<testing::fleet_lab>(s, std::move(options));
    std::uint64_t barriers = 0;
    r.lab->at_every_barrier([&](sim_time) {
        if (interrupt_after && barriers == *interrupt_after) r.lab->interrupt();
        if (barriers++ > 0) return;
        for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
            const auto& columns = r.lab->shard(i).columns;
            for (slot d = 0; d < columns.size(); ++d) {
                r.at_start[columns.id_of(d)] = state_of(columns.flags[d]);
                r.ids[columns.keys[d]] = columns.id_of(d);
            }
        }
    });
    r.lab->run();
    return r;
}

complaints check_all(const recorded_run& r) {
    complaints out;
    if (!r.lab->outcome().failure.empty())
        out.push_back("the run failed: " + r.lab->outcome().failure);
    check_readings(r, out);
    check_lives(r, out);
    check_counters(r, out);
    check_journal(r, out);
    check_jobs(r, out);
    return out;
}

}  // namespace muster::sim
