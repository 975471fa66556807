#include "tests/sim/recorded_run.hpp"

#include <utility>

namespace muster::sim {

recorded_run record(const scenario& s, run_options options, onlooker look) {
    recorded_run r;
    r.lab = std::make_unique<testing::fleet_lab>(s, std::move(options));
    bool first = true;
    r.lab->at_every_barrier([&](sim_time) {
        if (look) look(*r.lab);
        if (!std::exchange(first, false)) return;
        for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
            const auto& columns = r.lab->shard(i).columns;
            for (slot d = 0; d < columns.size(); ++d) {
                if (!columns.cohort_of(d).fleet->is_copy())
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

std::uint64_t recorded_run::removed(device_flags with) const {
    std::uint64_t n = 0;
    for (std::uint32_t i = 0; i < lab->shards(); ++i) {
        const auto in = lab->shard(i);
        for (const auto s : in.state.of(hold::removed).members())
            n += with == 0 || (in.columns.flags[s] & with) != 0 ? 1 : 0;
    }
    return n;
}

}  // namespace muster::sim
