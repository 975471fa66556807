#pragma once

#include <string>

#include "fleet/device_template.hpp"

namespace muster {

/// A template as a table for people: signals with unit, range and behaviour, properties with first
/// value, messages, commands. Ends in a line feed.
std::string describe_template(const device_template& shown);

/// The same tables as one JSON object, in one line with a line feed: `signals`, `properties`,
/// `messages` and `commands` are lists of objects. Cells that are empty are left out.
std::string template_json(const device_template& shown);

}  // namespace muster
