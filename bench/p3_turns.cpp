// P3: device turns a second at full speed: one reading with noise, last value, one rule, rollup and
// digest. A million devices at one message a minute; the argument is the virtual length in minutes
// (1440 is the whole day).
#include "bench/support/run.hpp"

int main(int argc, char** argv) {
    const auto minutes = muster::bench::argument(argc, argv, 120);
    const auto outcome = muster::bench::run_text(R"(muster: 1
templates:
  sensor:
    telemetry: {x: {unit: watt, constant: 100, noise: 5%}}
    messages: {status: {every: 1m}}
fleets: {sensors: {template: sensor, id: s-#######, count: 1M}}
rules: {hot: {when: x > 130}}
time: {for: )" + std::to_string(minutes) + "m}\n");
    const auto turns = outcome.result.traffic.messages_sent;
    std::printf(
        "{\"name\":\"p3_turns\",\"devices\":1000000,\"turns\":%llu,\"seconds\":%.2f,\"turns_per_"
        "second\":%.0f}\n",
        static_cast<unsigned long long>(turns), outcome.run_seconds,
        static_cast<double>(turns) / outcome.run_seconds);
}
