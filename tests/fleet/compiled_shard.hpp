#pragma once

#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/counters.hpp"
#include "fleet/query/parser.hpp"
#include "fleet/shard_columns.hpp"
#include "fleet/world.hpp"
#include "tests/support/small_scenario.hpp"

namespace muster::testing {

/// The compiled world of a YAML text with all of its devices in one shard.
struct compiled_shard {
    world w;
    shard_columns columns;
    shard_state state;
    counter_layout layout;
    counter_row counters;
    device_row row;

    explicit compiled_shard(std::string_view yaml)
        : w(scenario_for("1h", yaml), 1),
          layout(w),
          counters(layout.size()),
          row(w, columns, state) {
        for (const auto& f : w.fleets) {
            std::vector<std::uint32_t> ordinals(f.spec->count);
            std::iota(ordinals.begin(), ordinals.end(), 0U);
            columns.add_cohort(w, f, std::move(ordinals));
        }
    }

    query::expression condition(const std::string& text) const {
        return query::bind(query::parse(text).tree, w.metrics.devices()).bound;
    }
    bool holds(const std::string& text, slot device, sim_time now = {}) {
        row.aim(device, now);
        return condition(text).holds(row);
    }
    std::uint64_t count(const std::string& text) {
        const auto e = condition(text);
        std::uint64_t n = 0;
        for (slot s = 0; s < columns.size(); ++s) {
            row.aim(s, {});
            n += e.holds(row) ? 1 : 0;
        }
        return n;
    }
    /// The text of a tag or property.
    std::string text(const std::string& name, slot device) {
        row.aim(device, {});
        const auto v = row.get(w.metrics.devices().find(name).found.id);
        return v.is_text() ? std::string(v.text()) : "";
    }
};

}  // namespace muster::testing
