// P1 with twins in use: as p1_memory, with the four properties writable, all four desired of every
// device by one act, taken and acknowledged after up to ten minutes. The argument is the number of
// devices.
#include "bench/support/run.hpp"
#include "bench/support/sensors.hpp"

int main(int argc, char** argv) {
    const auto devices = muster::bench::argument(argc, argv, 1'000'000);
    const std::string taken = ", writable: true";
    const auto outcome = muster::bench::run_text(
        muster::bench::sensors_for_an_hour(
            devices, {taken + ", takes: 10s..10m", taken + ", takes: 30s", taken, taken}) +
        R"(jobs: {ping_all: {group: all, command: {name: ping}, start: {at: 10m}}}
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
