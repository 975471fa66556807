#include "bench/support/sensors.hpp"

namespace muster::bench {

std::string sensors_for_an_hour(std::uint64_t devices, const sensor_properties& also) {
    return R"(muster: 1
time: {for: 1h}
templates:
  sensor:
    telemetry:
      temperature: {unit: degreeCelsius, normal: 21, sd: 2}
      humidity: {unit: percent, normal: 45, sd: 5}
      drift: {type: number, walk: 0, step: 0.1}
    properties:
      gain: {type: number, initial: 0.9..1.1)" +
           also.gain + R"(}
      offset: {type: number, initial: -0.5..0.5)" +
           also.offset + R"(}
      mode: {values: [eco, normal, boost], initial: {pick: {eco: 30%, normal: rest}})" +
           also.mode + R"(}
      location: {initial: {pick: {roof: 20%, cellar: 30%, hall: rest}})" +
           also.location + R"(}
    messages: {status: {every: 5m}}
    commands: {ping: {takes: 1s}}
fleets: {sensors: {template: sensor, id: s-########, count: )" +
           std::to_string(devices) + "}}\n";
}

}  // namespace muster::bench
