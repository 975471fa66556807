#pragma once

#include <iosfwd>

#include "fleet/plan_facts.hpp"
#include "fleet/scenario.hpp"
#include "report/style.hpp"

namespace muster::report {

/// Writes what a run of the scenario would do: in words, then as a timeline, then what looks
/// doubtful.
void write_plan(std::ostream& out, const scenario& about, const plan_facts& facts,
                const style& look);

}  // namespace muster::report
