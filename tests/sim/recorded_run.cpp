#include "tests/sim/recorded_run.hpp"

#include <utility>

#include "fleet/hash.hpp"

namespace muster::sim {

namespace {

/// Every so many barriers, at random, every device is looked at.
constexpr std::uint64_t looks_apart = 16;

std::vector<std::int64_t> group_sizes(const testing::fleet_lab& lab) {
    const auto& w = lab.the_world();
    std::vector<std::int64_t> sizes(w.source().groups.size());
    for (std::uint32_t g = 0; g < sizes.size(); ++g)
        for (std::uint32_t i = 0; i < lab.shards(); ++i)
            for (std::uint32_t s = 0; s < device_states_count; ++s)
                sizes[g] += lab.shard(i).counters[counter_layout::of(w.first_group_population + g,
                                                                     static_cast<device_state>(s))];
    return sizes;
}

}  // namespace

recorded_run record(const scenario& s, run_options options, onlooker look) {
    recorded_run r;
    r.answers = std::make_shared<std::map<std::string, std::vector<answer_row>>>();
    options.on_answers = [all = r.answers, acts = s.acts](std::uint32_t act, const auto& rows) {
        auto& to = (*all)[acts[act].name];
        to.insert(to.end(), rows.begin(), rows.end());
    };
    r.lab = std::make_unique<testing::fleet_lab>(s, std::move(options));
    bool first = true;
    std::uint64_t barrier = 0;
    r.lab->at_every_barrier([&](sim_time now) {
        if (first) r.members_at_start = group_sizes(*r.lab);
        r.tellings.look(*r.lab);
        if (look) look(*r.lab);
        if (mix(s.seed, ++barrier) % looks_apart == 0 && r.seen.empty())
            check_memberships(*r.lab, now, r.seen);
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
    r.tellings.look(*r.lab);
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
    check_job_courses(r, out);
    check_questions(r, out);
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
