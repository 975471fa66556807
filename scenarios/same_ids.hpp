#pragma once

#include "fleet/diagnostic.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Two devices with one id are an error; so are ids that tags make unusable. To be asked again
/// where fleets were scaled: more devices have more ids. Requires a scenario whose fleets are
/// right.
void check_same_ids(const scenario& s, diagnostics& problems);

}  // namespace muster
