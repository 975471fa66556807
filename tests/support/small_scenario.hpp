#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader.hpp"

namespace muster::testing {

/// The scenario that a YAML text describes, read as a file would be. Throws std::runtime_error with
/// every error where the text is wrong.
inline scenario scenario_of(std::string_view yaml, const std::vector<std::string>& sets = {}) {
    auto read = read_scenario_text(yaml, {"small.yaml", sets, {}});
    if (read.value) return std::move(*read.value);
    std::string text = "the scenario is wrong:\n";
    for (const auto& problem : read.problems.items)
        if (problem.level == severity::error) text += to_text(problem) + '\n';
    throw std::runtime_error(text);
}

/// The same, with the language's version and the length of the run put before it.
inline scenario scenario_for(const std::string& length, std::string_view yaml) {
    return scenario_of("muster: 1\ntime: {for: " + length + "}\n" + std::string(yaml));
}

}  // namespace muster::testing
