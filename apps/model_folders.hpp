#pragma once

#include "apps/options.hpp"
#include "models/load.hpp"

namespace muster::app {

/// Where `template ACTION MODEL FOLDER...` looks for models: here, and in the folders given.
inline model_options folders_of(const options& given) {
    model_options where{{"."}};
    where.folders.insert(where.folders.end(), given.files.begin() + 2, given.files.end());
    return where;
}

}  // namespace muster::app
