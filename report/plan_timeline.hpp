#pragma once

#include <string>
#include <vector>

#include "fleet/plan_facts.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// Something a scenario says will happen at a known instant.
struct plan_event {
    sim_time at{};
    std::string text;
};

/// Everything with a known instant, by time; equal instants stay in the order faults, jobs,
/// expectations, end.
std::vector<plan_event> plan_timeline(const scenario& about, const plan_facts& facts);

/// What is allowed but hardly meant: selections that are empty, and what begins after the end of
/// the run.
diagnostics plan_warnings(const scenario& about, const plan_facts& facts);

}  // namespace muster::report
