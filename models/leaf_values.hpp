#pragma once

#include "fleet/device_template.hpp"
#include "models/flatten.hpp"
#include "models/plausible.hpp"

namespace muster::models {

/// What a leaf's type is: that of its schema, or of the numbers of a vector or position.
primitive primitive_of(const leaf& from);
/// Whether its values are numbers, not truths, words, texts or times.
bool is_number(const leaf& from);
/// The plausible values of a leaf that is a number.
plausible_number number_of(const leaf& from);

/// A leaf of telemetry as a signal with plausible behaviour; name and place are filled in, the
/// component is not.
signal_spec signal_of(const leaf& from);

/// A leaf of a property with a plausible first value; `writable` ones start alike on all devices.
/// Name and place are filled in, the component is not. An `initialValue` that does not fit the
/// schema is a warning.
property_spec property_of(const leaf& from, bool writable, diagnostics& problems);

}  // namespace muster::models
