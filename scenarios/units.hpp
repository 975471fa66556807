#pragma once

#include <string>

namespace muster {

/// The factor from a signal in `unit` summed up over hours to a total in `total_unit`, both spelt
/// as in DTDL: watt to kilowattHour is 0.001, litrePerSecond to litre is 3600. 1 where the units
/// say nothing.
double integral_scale(const std::string& unit, const std::string& total_unit);

}  // namespace muster
