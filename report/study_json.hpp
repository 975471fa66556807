#pragma once

#include "report/canonical_json.hpp"
#include "report/seed_study.hpp"

namespace muster::report {

/// `held`, `not-met`, `interrupted` or `failed`.
const char* verdict_word(const seed_study& study);

/// Writes the list of the expectations over all seeds.
void write_expectations(json_writer& w, const seed_study& study);

/// Writes the list of the runs.
void write_runs(json_writer& w, const seed_study& study);

}  // namespace muster::report
