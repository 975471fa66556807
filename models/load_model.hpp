#pragma once

#include <optional>
#include <string>

#include "models/load.hpp"
#include "models/model_repository.hpp"

namespace muster::models {

/// An interface with everything that it is made of.
struct loaded_model {
    std::string dtmi;
    model_repository repository;
};

/// As `load_template` finds them: its interface and those that it needs. Empty after an error.
std::optional<loaded_model> load_model(const std::string& file_or_dtmi,
                                       const std::string& relative_to_folder,
                                       const model_options& options, diagnostics& problems);

}  // namespace muster::models
