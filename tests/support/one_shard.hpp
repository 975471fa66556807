#pragma once

#include <string>
#include <vector>

#include "tests/support/deterministic_system.hpp"
#include "tests/support/small_scenario.hpp"

namespace muster::testing {

/// A populated run of which a test drives one shard by hand, without conductor and workers: the
/// shard that has the most devices.
class one_shard : public deterministic_system {
public:
    explicit one_shard(scenario s, run_options options = {})
        : run(system, std::move(s), std::move(options)) {
        run.populate();
        for (const auto& each : run.shards())
            if (!chosen_ || each->columns().size() > chosen_->columns().size()) chosen_ = each;
    }

    fleet_run run;

    muster::shard& shard() { return *chosen_; }
    /// The device in a slot, as anybody who knows it addresses it.
    caf::actor device_in(slot place) {
        return caf::actor_cast<caf::actor>(shard().handle_of(place));
    }
    slot devices() const { return chosen_->columns().size(); }
    std::string id_in(slot place) const { return chosen_->columns().id_of(place); }
    std::int64_t counted(flow f) const {
        return chosen_->counters()[counter_layout(run.the_world()).of(f)];
    }

    shard_visit visit(step_index until, std::vector<mail> inbox = {}, step_index after = -1) {
        auto done = shard().visit(after, until, std::move(inbox), &host);
        settle();
        return done;
    }
    /// Starts a fault on every device that it aims at, from the beginning of a step.
    shard_visit visit_with_fault(std::uint32_t fault, step_index from, step_index until) {
        shard().survey({survey_mail::subject::fault, fault}, {});
        const auto at = step_begin(from, run.the_world().step());
        return visit(until, {mail{at, run.the_world().shards(), 0, shard().index(),
                                  fault_start_mail{fault, ~std::uint64_t{0}}}});
    }

private:
    caf::intrusive_ptr<muster::shard> chosen_;
};

}  // namespace muster::testing
