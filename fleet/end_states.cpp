#include "fleet/end_states.hpp"

namespace muster {

namespace {

void add_twin(hash_sum& sum, std::uint64_t key, const world& w, const attribute& a,
              const twin_column& twin, slot place) {
    const auto* wanted = twin.wanted(place);
    if (wanted == nullptr) return;
    const auto* answer = twin.answer(place);
    sum.add(key, 8, mix(a.key(), wanted->version), w.digest_bits(a, wanted->value));
    sum.add(key, 9, a.key(), answer == nullptr ? 0 : answer->code);
}

}  // namespace

hash_sum hash_of_end_states(const world& w, const shard_columns& columns,
                            const shard_state& state) {
    hash_sum sum;
    device_row row(w, columns, state);
    for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
        const auto& cohort = columns.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
            const auto key = columns.keys[s];
            const auto r = s - cohort.first;
            row.aim(c, s, {});
            sum.add(key, 1, columns.flags[s],
                    static_cast<std::uint64_t>(columns.last_seen[s].count()));
            const auto& fleet = *cohort.fleet;
            for (std::uint32_t i = 0; i < cohort.last.size(); ++i)
                sum.add(key, 2, fleet.signals[i].key, value_bits(cohort.last[i][r]));
            for (std::uint32_t i = 0; i < cohort.ticks.size(); ++i)
                sum.add(key, 3, fleet.messages[i].key, cohort.ticks[i][r]);
            if (!cohort.charges.empty())
                sum.add(key, 7, value_bits(cohort.charges[r].left),
                        static_cast<std::uint64_t>(cohort.charges[r].since.count()));
            for (std::uint32_t i = 0; i < cohort.properties.size(); ++i)
                sum.add(key, 4, fleet.properties[i].key(),
                        w.digest_bits(fleet.properties[i], row.property(i)));
            for (std::uint32_t i = 0; i < cohort.tags.size(); ++i)
                sum.add(key, 5, fleet.tags[i].key(), w.digest_bits(fleet.tags[i], row.tag(i)));
            for (const auto& twin : state.twins)
                if (twin.cohort == c)
                    add_twin(sum, key, w, fleet.properties[twin.property], twin, s);
            for (const auto& [job, leg] : state.legs)
                if (leg.targets.contains(s))
                    sum.add(key, 6, w.job_key[job], static_cast<std::uint64_t>(leg.outcome_of(s)));
        }
    }
    return sum;
}

}  // namespace muster
