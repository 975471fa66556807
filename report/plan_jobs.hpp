#pragma once

#include "fleet/plan_facts.hpp"
#include "fleet/scenario.hpp"
#include "report/summary_sections.hpp"

namespace muster::report {

/// The jobs as they would go, then those of them that want different things of one device.
void plan_jobs(summary_page& page, const scenario& about, const plan_facts& facts);

}  // namespace muster::report
