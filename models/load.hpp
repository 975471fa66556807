#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/device_template.hpp"

namespace muster {

namespace models {
struct twin_outline;
}

/// Where else models are looked for.
struct model_options {
    std::vector<std::string> folders;  ///< roots searched after the scenario's own `models/`
};

/// The template of a DTDL model: `file_or_dtmi` is a path relative to `relative_to_folder`, or a
/// DTMI that is looked up in `models/` below that folder and in the options' folders. Dependencies
/// are found there too, beside the file, and below the root of the tree that the file's path and
/// `@id` imply. Empty where `problems` got an error; places are JSON pointers. The template's
/// `name` is left to the scenario.
std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             diagnostics& problems);
std::optional<device_template> load_template(const std::string& file_or_dtmi,
                                             const std::string& relative_to_folder,
                                             const model_options& options, diagnostics& problems);

/// What a twin of the model may hold, the model being found as for `load_template`; null where
/// `problems` got an error.
std::shared_ptr<const models::twin_outline> load_twin_outline(const std::string& file_or_dtmi,
                                                              const std::string& relative_to_folder,
                                                              const model_options& options,
                                                              diagnostics& problems);

}  // namespace muster
