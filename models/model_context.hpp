#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>

#include "models/json_spot.hpp"

namespace muster::models {

/// What becomes of a context that is not known here.
enum class extension_policy : std::uint8_t {
    by_version,  ///< allowed beside DTDL 2, refused beside later versions
    allow,
    refuse,
};

/// What `@context` says, of an element and of all within it.
struct model_context {
    int version = 0;  ///< of DTDL; 0: no context has named one
    bool iot_central = false;
    bool later_extensions = false;  ///< one of DTDL 3 or 4 is among the contexts
    int quantities = 0;             ///< version of the one that defines units; 0: it is not there
    bool complete = true;  ///< all contexts are known, so that a word that is not defined is wrong
};

/// The context of an object with `@context`, within `outer`; empty after an error.
std::optional<model_context> read_context(const boost::json::value& written, const json_spot& at,
                                          const model_context& outer, extension_policy policy,
                                          diagnostics& problems);

}  // namespace muster::models
