#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "fleet/diagnostic.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

class model_repository;

struct twin_outline;
using twin_outline_ptr = std::shared_ptr<const twin_outline>;

/// What a twin of a template, or the part of it that is one component, may hold: the interface's
/// own contents and what it inherits. Immutable and its own owner; may be used from any thread.
struct twin_outline {
    std::map<std::string, property, std::less<>> properties;
    std::map<std::string, twin_outline_ptr, std::less<>> components;
    /// What has a name and is no property: `telemetry`, `a command` or `a relationship`.
    std::map<std::string, std::string, std::less<>> others;

    /// The property of a path such as `thermostat1.target`; null where there is none.
    const property* find(std::string_view path) const;
};

/// Null after a diagnostic: two contents of one name, or an interface that is not in the
/// repository.
twin_outline_ptr outline_of(const std::string& dtmi, const model_repository& repository,
                            diagnostics& problems);

}  // namespace muster::models
