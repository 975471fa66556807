// P2: from nothing to ticking: devices a second, twins included. The argument is the number of
// devices.
#include "bench/support/run.hpp"

int main(int argc, char** argv) {
    const auto devices = muster::bench::argument(argc, argv, 1'000'000);
    const auto outcome = muster::bench::run_text(R"(muster: 1
time: {for: 1s}
templates:
  sensor:
    telemetry: {x: {normal: 21, sd: 2}, y: {normal: 45, sd: 5}, z: {walk: 0, step: 0.1}}
    properties:
      gain: {type: number, initial: 0.9..1.1}
      offset: {type: number, initial: -0.5..0.5}
      mode: {values: [eco, normal, boost], initial: {pick: {eco: 30%, normal: rest}}}
      location: {initial: {pick: {roof: 20%, cellar: 30%, hall: rest}}}
fleets: {sensors: {template: sensor, id: s-########, count: )" +
                                                 std::to_string(devices) + "}}\n");
    std::printf(
        "{\"name\":\"p2_spawn\",\"devices\":%llu,\"seconds\":%.3f,\"spawned_per_second\":%.0f}\n",
        static_cast<unsigned long long>(devices), outcome.spawn_seconds,
        static_cast<double>(devices) / outcome.spawn_seconds);
}
