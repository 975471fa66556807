// P1: peak resident memory per device after one virtual hour and one command job over all devices;
// three signals, properties of two doubles, an enum and a text. The argument is the number of
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
      gain: {type: number, initial: 0.9..1.1}
      offset: {type: number, initial: -0.5..0.5}
      mode: {values: [eco, normal, boost], initial: {pick: {eco: 30%, normal: rest}}}
      location: {initial: {pick: {roof: 20%, cellar: 30%, hall: rest}}}
    messages: {status: {every: 5m}}
    commands: {ping: {takes: 1s}}
fleets: {sensors: {template: sensor, id: s-########, count: )" +
                                                 std::to_string(devices) + R"(}}
jobs: {ping_all: {group: all, command: {name: ping}, start: {at: 30m}}}
)");
    const auto bytes = muster::bench::peak_resident_bytes();
    std::printf(
        "{\"name\":\"p1_memory\",\"devices\":%llu,\"bytes_per_device\":%.1f,\"job_succeeded\":%llu}"
        "\n",
        static_cast<unsigned long long>(devices),
        static_cast<double>(bytes) / static_cast<double>(devices),
        static_cast<unsigned long long>(outcome.result.jobs.at("ping_all").counts.succeeded));
}
