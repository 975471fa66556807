#include "fleet/fingerprint.hpp"

#include "fleet/counters.hpp"
#include "fleet/hash.hpp"

namespace muster {

namespace {

std::uint64_t mixed(std::uint64_t all, const text_list& texts) {
    all = mix(all, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        all = mix(all, device_key(texts[i]));
    return all;
}

/// The devices that a file lists, each with what the file says of it, numbers as they are written.
std::uint64_t hash_of(const device_table& table) {
    auto all = mixed(table.columns.size(), table.ids);
    for (const auto& column : table.columns) {
        all = mixed(mix(all, device_key(column.name)), column.texts);
        for (const auto code : column.codes)
            all = mix(all, code);
    }
    return all;
}

std::uint64_t hash_of(const recording& rows) {
    std::uint64_t all = mix(rows.values.size(), static_cast<std::uint64_t>(rows.length.count()));
    for (const double x : rows.values)
        all = mix(all, value_bits(x));
    for (const auto at : rows.times)
        all = mix(all, static_cast<std::uint64_t>(at.count()));
    return all;
}

std::uint64_t hash_of(const std::vector<std::vector<geo_point>>& routes) {
    std::uint64_t all = routes.size();
    for (const auto& route : routes) {
        all = mix(all, route.size());
        for (const auto& stop : route)
            all = mix(mix(all, value_bits(stop.lat)), value_bits(stop.lon));
    }
    return all;
}

}  // namespace

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
        if (f.table) add(hash_of(*f.table));
    }
    for (const auto& t : s.templates)
        for (const auto& signal : t.signals)
            if (const auto* replay = std::get_if<replay_signal>(&signal.shape))
                add(hash_of(*replay->rows));
            else if (const auto* moving = std::get_if<moving_signal>(&signal.shape))
                add(hash_of(moving->how->routes));
    for (const auto& p : w.populations) {
        add(device_key(p.name));
        if (p.listed) add_each(*p.listed);
    }
    for (const auto& f : w.faults)
        add(f.key);
    add_each(w.series_key);
    add_each(w.text_key);
    add_each(w.job_key);
    return all;
}

}  // namespace muster
