#pragma once

#include <string>

#include "fleet/scenario.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// How the devices of a template take an update.
void write_update(yaml_lines& out, const update_spec& update);
/// What a job that updates devices says. Requires one.
std::string update_text(const job_spec& job);

}  // namespace muster
