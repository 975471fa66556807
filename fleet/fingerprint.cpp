#include "fleet/fingerprint.hpp"

#include "fleet/counters.hpp"
#include "fleet/hash.hpp"

namespace muster {

std::uint64_t fingerprint(const world& w) {
    std::uint64_t all = 1;
    const auto add = [&](std::uint64_t x) { all = mix(all, x); };
    const auto add_each = [&](const auto& many) {
        add(many.size());
        for (const auto x : many)
            add(x);
    };
    const auto& s = w.source();
    add(s.seed);
    add(w.shards());
    add(static_cast<std::uint64_t>(w.step().count()));
    add(static_cast<std::uint64_t>(w.length().count()));
    add(w.device_count);
    add(counter_layout(w).size());
    for (const auto& f : s.fleets) {
        add(device_key(f.name));
        add(f.count);
    }
    for (const auto& p : w.populations)
        add(device_key(p.name));
    for (const auto& f : w.faults)
        add(f.key);
    add_each(w.series_key);
    add_each(w.text_key);
    add_each(w.job_key);
    return all;
}

}  // namespace muster
