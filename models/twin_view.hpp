#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

#include "models/json_document.hpp"
#include "models/twin_document.hpp"
#include "models/twin_outline.hpp"

namespace muster::models {

/// Whether `$metadata` has `state` beside what IoT Central knows: `pending`, `accepted`, ...
enum class view_words : std::uint8_t { central, with_state };

/// A twin as IoT Central's `DeviceProperties` shows it: each property under its name, components as
/// objects without a marker, and in every object `$metadata` with `lastUpdateTime`, `desiredValue`,
/// `desiredVersion`, `ackVersion`, `ackCode` and `ackDescription` by property, as far as there are
/// any. The value is what the device reported, else what is desired, else the cloud's; what was
/// never set is left out.
boost::json::object twin_view(const twin_document& twin, view_words words = view_words::central);
/// The same as a text over several lines.
std::string twin_view_text(const twin_document& twin, view_words words);

/// What a write is answered with: of each property that an operator's patch names, in
/// `$metadata.NAME.desiredValue` what it now is, null where it is removed. The patch was accepted
/// and `after` is the twin since.
boost::json::object patch_reply(const json_document& patch, const twin_document& after,
                                const twin_outline& outline);

}  // namespace muster::models
