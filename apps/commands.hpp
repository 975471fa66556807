#pragma once

#include "apps/options.hpp"

namespace muster::app {

// Each runs one command and returns its exit code.
int run_command(const options& given);
int sweep_command(const options& given);
int compare_command(const options& given);
/// Asks the folder that a run left.
int query_command(const options& given);
int validate_command(const options& given);
int plan_command(const options& given);
/// Started by `run --nodes`; ends with the process that started it.
int node_command(const options& given);
int template_command(const options& given);
/// What `template` does with one model, which is the second argument; folders with further models
/// may follow.
int show_template(const options& given);
int simulate_template(const options& given);
/// Applies patches to the twin of a device of this model and prints it.
int patch_twin(const options& given);
int answer_command(const options& given);
int man_command(const options& given);
int completion_command(const options& given);

}  // namespace muster::app
