// P1: peak resident memory per device after one virtual hour and one command job over all devices;
// three signals, properties of two doubles, an enum and a text. The argument is the number of
// devices.
#include "bench/support/run.hpp"
#include "bench/support/sensors.hpp"

int main(int argc, char** argv) {
    const auto devices = muster::bench::argument(argc, argv, 1'000'000);
    const auto outcome = muster::bench::run_text(
        muster::bench::sensors_for_an_hour(devices) +
        "jobs: {ping_all: {group: all, command: {name: ping}, start: {at: 30m}}}\n");
    const auto bytes = muster::bench::peak_resident_bytes();
    std::printf(
        "{\"name\":\"p1_memory\",\"devices\":%llu,\"bytes_per_device\":%.1f,\"job_succeeded\":%llu}"
        "\n",
        static_cast<unsigned long long>(devices),
        static_cast<double>(bytes) / static_cast<double>(devices),
        static_cast<unsigned long long>(outcome.result.jobs.at("ping_all").counts.succeeded));
}
