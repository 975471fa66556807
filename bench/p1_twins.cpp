// P1 with twins in use: as p1_memory, with the four properties writable, all four desired of every
// device by one act, taken and acknowledged after up to ten minutes. The argument is the number of
// devices.
#include "bench/support/run.hpp"

int main(int argc, char** argv) {
    const auto devices = muster::bench::argument(argc, argv, 1'000'000);
    const auto outcome = muster::bench::run_text(R"(muster: 1
time: {for: 1h}
templates:
  sensor:
    telemetry:
      temperature: {unit: degreeCelsius, normal: 21, sd: 2}
      humidity: {unit: percent, normal: 45, sd: 5}
      drift: {type: number, walk: 0, step: 0.1}
    properties:
      gain: {type: number, initial: 0.9..1.1, writable: true, takes: 10s..10m}
      offset: {type: number, initial: -0.5..0.5, writable: true, takes: 30s}
      mode: {values: [eco, normal, boost], initial: {pick: {eco: 30%, normal: rest}}, writable: true}
      location: {initial: {pick: {roof: 20%, cellar: 30%, hall: rest}}, writable: true}
    messages: {status: {every: 5m}}
    commands: {ping: {takes: 1s}}
fleets: {sensors: {template: sensor, id: s-########, count: )" +
                                                 std::to_string(devices) + R"(}}
jobs: {ping_all: {group: all, command: {name: ping}, start: {at: 10m}}}
acts: {tune: {at: 30m, set: {gain: 1, offset: 0, mode: boost, location: roof}}}
groups: {tuned: acknowledged.gain = 200 AND acknowledged.location = 200 AND mode = boost}
)");
    const auto bytes = muster::bench::peak_resident_bytes();
    std::printf(
        "{\"name\":\"p1_twins\",\"devices\":%llu,\"bytes_per_device\":%.1f,\"tuned\":%llu}\n",
        static_cast<unsigned long long>(devices),
        static_cast<double>(bytes) / static_cast<double>(devices),
        static_cast<unsigned long long>(outcome.result.groups.at("tuned").devices));
}
