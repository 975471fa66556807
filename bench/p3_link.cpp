// P3 through a link: how fast messages are made, encoded as JSON and handed to a link that takes
// everything.
//
// p3_link [DEVICES] [MINUTES] [device|tag|pool|none]
//
// A run of the product's own engine: one reading a message with noise, a rule and rollups, each
// device once a minute, through `link_sink` into a null link (`none`: the same without it). Prints
// one JSON line.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "actors/fleet_api.hpp"
#include "connect/link_sink.hpp"
#include "connect/null_link.hpp"
#include "fleet/shard_count.hpp"
#include "scenarios/reader.hpp"

namespace {

using namespace muster;

constexpr const char* scenario_text = R"(muster: 1
templates:
  meter:
    telemetry: {power: {unit: watt, daily: {low: 80, high: 500, peak: 19:30}, noise: 5%}}
    messages: {load: {every: 1m}}
fleets:
  meters:
    template: meter
    count: 1M
    id: m-#######
    tags: {dcu: {sequence: dcu-#####, each: 250}}
rules: {overload: {when: power > 600, for: 5m}}
)";

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

scenario read_scenario(std::uint64_t devices, std::int64_t virtual_minutes) {
    auto read = read_scenario_text(scenario_text, {"p3_link", {}, {}});
    if (!read.value) {
        std::fprintf(stderr, "p3_link: %s\n", to_text(read.problems.items.front()).c_str());
        std::exit(1);
    }
    scale_devices(*read.value, devices);
    read.value->time.length = std::chrono::minutes(virtual_minutes);
    return std::move(*read.value);
}

connection_choice choice_of(const std::string& word) {
    using form = connection_choice::form;
    if (word == "tag") return {form::per_tag, "dcu", 1, {}};
    if (word == "pool") return {form::pooled, {}, 8, {}};
    return {};
}

run_outcome run(scenario s, std::vector<sink*> sinks) {
    run_options how;
    how.workers = std::max(1U, std::thread::hardware_concurrency());
    how.wall_seconds = now;
    how.sinks = std::move(sinks);
    std::promise<run_outcome> ended;
    const auto fleet = fleet_api::open(std::move(s), std::move(how));
    fleet->start([&ended](run_outcome o) { ended.set_value(std::move(o)); });
    return ended.get_future().get();
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t devices = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const std::int64_t length = argc > 2 ? std::strtoll(argv[2], nullptr, 10) : 20;
    const std::string connections = argc > 3 ? argv[3] : "device";
    const auto s = read_scenario(devices, length);
    const world w(s, shard_count_for(s.device_count()));
    diagnostics problems;
    null_link nowhere;
    link_sink out(w, *connection_plan::make(w, choice_of(connections), problems), nowhere, {});
    const bool linked = connections != "none";
    const auto outcome = run(s, linked ? std::vector<sink*>{&out} : std::vector<sink*>{});
    const auto made = outcome.result.traffic.messages_sent;
    if (!outcome.failure.empty() || (linked && out.counts().acknowledged != made)) {
        std::fprintf(stderr, "p3_link: messages were not delivered: %s\n", outcome.failure.c_str());
        return 1;
    }
    std::printf(
        "{\"name\":\"p3_link\",\"connections\":\"%s\",\"devices\":%llu,\"workers\":%u,"
        "\"messages\":%llu,\"bytes\":%llu,\"seconds\":%.3f,\"messages_per_second\":%.0f}\n",
        connections.c_str(), static_cast<unsigned long long>(devices),
        std::max(1U, std::thread::hardware_concurrency()), static_cast<unsigned long long>(made),
        static_cast<unsigned long long>(nowhere.bytes()), outcome.run_seconds,
        static_cast<double>(made) / outcome.run_seconds);
    return 0;
}
