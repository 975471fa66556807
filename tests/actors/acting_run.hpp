#pragma once

#include <boost/test/unit_test.hpp>

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/lab_queries.hpp"

namespace muster::testing {

/// A run of ten minutes in which acts come at their virtual time.
struct acting_run {
    explicit acting_run(const std::string& yaml) : acting_run(scenario_for("10m", yaml)) {}
    explicit acting_run(scenario s) : lab(std::move(s), one_step_per_visit()) {
        lab.at_every_barrier([this](sim_time now) {
            for (auto& [at, todo] : plans)
                if (at <= now && todo) std::exchange(todo, nullptr)();
        });
    }

    static run_options one_step_per_visit() {
        run_options o;
        o.steps_per_visit = 1;
        return o;
    }
    /// The place where the answer will be.
    std::optional<act_answer>& at(sim_time when, act_header header, act::body what) {
        auto& answer = answers.emplace_back();
        plans.emplace_back(when, [this, &answer, a = act{std::move(header), std::move(what)}] {
            lab.perform(a, [&answer](act_answer got) { answer = std::move(got); });
        });
        return answer;
    }

    fleet_lab lab;
    std::vector<std::pair<sim_time, std::function<void()>>> plans;
    std::deque<std::optional<act_answer>> answers;
};

inline const act_header ada{"ada", "", "", {}};

inline bool is(const std::optional<act_answer>& answer, act_outcome outcome) {
    if (!answer) return false;
    BOOST_TEST_MESSAGE(to_text(answer->outcome) << ": " << answer->problem);
    return answer->outcome == outcome;
}

/// The shard and slot of a device.
inline std::pair<std::uint32_t, slot> place_of(const fleet_lab& lab, const std::string& id) {
    for (std::uint32_t s = 0; s < lab.shards(); ++s) {
        const auto& columns = lab.shard(s).columns;
        for (slot place = 0; place < columns.size(); ++place)
            if (columns.id_of(place) == id) return {s, place};
    }
    throw std::runtime_error("no device " + id);
}

}  // namespace muster::testing
