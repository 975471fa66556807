#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Loads a template's device model: `path` is what `model:` says (a path relative to
/// `scenario_folder`, or a DTMI). Empty, with the reason in the diagnostics, where it can't.
using model_loader = std::function<std::optional<device_template>(
    const std::string& path, const std::string& scenario_folder, diagnostics& problems)>;

struct read_options {
    std::string file;               ///< shown in places; its folder is the base of relative paths
    std::vector<std::string> sets;  ///< `PATH=VALUE`, in order; the later wins
    model_loader loader;            ///< without one, `model:` is an error
    bool other_files = true;        ///< what `from`, `include` and `file` name is read
    /// Where given, the paths of all files that are read are added to it.
    std::vector<std::string>* inputs = nullptr;
};

struct read_result {
    std::optional<scenario> value;  ///< empty where there are errors
    diagnostics problems;           ///< all that were found, by place
};

/// Reads a scenario. Never throws on bad input; thread-safe as far as the loader is.
read_result read_scenario_text(std::string_view yaml, const read_options& options);

/// Reads a scenario file.
read_result read_scenario_file(const std::string& path, const std::vector<std::string>& sets = {},
                               const model_loader& loader = {});

}  // namespace muster
