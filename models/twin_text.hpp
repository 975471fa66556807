#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string>

#include "models/json_document.hpp"
#include "models/twin_document.hpp"
#include "models/twin_outline.hpp"

namespace muster::models {

/// A value as it stands on the wire: by itself, or as `{value, ac, av, ad}`.
boost::json::value wire_value(const held_value& held);

/// A section as it stands on the wire: components as objects with the marker `"__t": "c"`.
boost::json::object section_value(const twin_section& section);

/// All of a twin as JSON: `desired`, `reported` and `cloud`, each as `section_value` with its
/// `$version` and, in `$metadata`, `lastUpdateTime` and `version` of each property.
std::string twin_text(const twin_document& twin);

/// Reads what `twin_text` wrote, or a person, from a document that was parsed within
/// `limits_of_twin`; empty after a problem. It is held against the outline and the limits as
/// patches are. A section may be left out; where a file says nothing of a time it is `at`, of a
/// version that of the section, and that is 1 where something is set.
std::optional<twin_document> read_twin(const json_document& text, const twin_outline& outline,
                                       calendar_time at, diagnostics& problems);

}  // namespace muster::models
