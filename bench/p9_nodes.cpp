// P9: what nodes cost. The price of a barrier at which hardly anything happens, and the readings a
// second of scenarios/smart-meters.yaml on three nodes beside one process, in the same run.
// Arguments: devices of the second part (1,000,000: as it stands), its virtual hours (6).
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <future>
#include <thread>

#include "actors/fleet_api.hpp"
#include "fleet/fingerprint.hpp"
#include "fleet/shard_count.hpp"
#include "rpc/local_nodes.hpp"
#include "rpc/node_server.hpp"
#include "scenarios/reader.hpp"

using namespace muster;

namespace {

/// Every shard has a turn or two in every step.
constexpr const char* idle_fleet = R"(muster: 1
templates:
  probe: {telemetry: {x: {constant: 1}}, messages: {status: {every: 1s}}}
fleets: {probes: {template: probe, id: p-##, count: 48}}
time: {for: 2h}
)";

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// What a run of this bench reads, by name; nodes read it again.
struct workload {
    std::string name;
    std::uint64_t devices = 0;
    long hours = 0;

    scenario read() const {
        auto read = name == "barrier"
                        ? read_scenario_text(idle_fleet, {"p9_nodes", {}, {}})
                        : read_scenario_file(MUSTER_SOURCE_DIR "/scenarios/smart-meters.yaml",
                                             {"time.for=" + std::to_string(hours) + "h"}, {});
        if (!read.value) {
            std::fprintf(stderr, "p9_nodes: %s\n", to_text(read.problems.items.front()).c_str());
            std::exit(1);
        }
        if (devices > 0) scale_devices(*read.value, devices);
        return std::move(*read.value);
    }
    std::shared_ptr<const world> compile() const {
        auto s = read();
        const auto shards = shard_count_for(s.device_count());
        return std::make_shared<const world>(std::move(s), shards);
    }
};

run_outcome run(const workload& what, unsigned nodes, std::uint32_t steps_per_visit) {
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    run_options how;
    how.workers = cores;
    how.wall_seconds = now;
    how.steps_per_visit = steps_per_visit;
    std::unique_ptr<local_nodes> all;
    if (nodes > 0) {
        const auto w = what.compile();
        node_plan plan;
        plan.nodes = nodes;
        plan.arguments = {"p9_nodes", "node", what.name, std::to_string(what.devices),
                          std::to_string(what.hours)};
        plan.identity = {"bench", fingerprint(*w)};
        plan.wishes.workers = std::max(1U, cores / nodes);
        all = local_nodes::start(w, plan);
        how.hosts = all->hosts();
    }
    std::promise<run_outcome> ended;
    const auto fleet = fleet_api::open(what.read(), std::move(how));
    fleet->start([&ended](run_outcome o) { ended.set_value(std::move(o)); });
    auto outcome = ended.get_future().get();
    if (outcome.failure.empty()) return outcome;
    std::fprintf(stderr, "p9_nodes: %s\n", outcome.failure.c_str());
    std::exit(1);
}

int serve(char** argv) {
    const auto w =
        workload{argv[2], std::strtoull(argv[3], nullptr, 10), std::atol(argv[4])}.compile();
    serve_node(3, w, {"bench", fingerprint(*w)});
    _exit(0);
}

void print_barriers() {
    for (const unsigned nodes : {0U, 1U, 2U, 3U}) {
        const auto o = run({"barrier", 0, 0}, nodes, 1);
        std::printf(
            "{\"name\":\"p9_barrier\",\"nodes\":%u,\"barriers\":%llu,\"us_per_barrier\":%.1f}\n",
            nodes, static_cast<unsigned long long>(o.barriers),
            o.run_seconds * 1e6 / static_cast<double>(o.barriers));
        std::fflush(stdout);
    }
}

void print_readings(std::uint64_t devices, long hours) {
    double alone = 0;
    for (const unsigned nodes : {0U, 3U}) {
        const auto o = run({"meters", devices, hours}, nodes, 0);
        const auto readings = static_cast<double>(o.result.traffic.readings_generated);
        const double rate = readings / o.run_seconds;
        if (nodes == 0) alone = rate;
        std::printf(
            "{\"name\":\"p9_readings\",\"nodes\":%u,\"devices\":%llu,\"readings\":%.0f,"
            "\"seconds\":%.2f,\"readings_per_second\":%.0f,\"share_of_one_process\":%.3f}\n",
            nodes, static_cast<unsigned long long>(devices), readings, o.run_seconds, rate,
            rate / alone);
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 4 && std::strcmp(argv[1], "node") == 0) return serve(argv);
    const auto devices = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const auto hours = argc > 2 ? std::atol(argv[2]) : 6;
    print_barriers();
    print_readings(devices, hours);
}
