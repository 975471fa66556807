#include "apps/nodes.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "apps/scenario_path.hpp"
#include "fleet/fingerprint.hpp"
#include "fleet/hash.hpp"
#include "fleet/shard_count.hpp"
#include "scenarios/writer.hpp"

namespace muster::app {

namespace {

constexpr int socket_of_node = 3;

/// The scenario as this process was told to read it.
std::vector<std::string> arguments_of_node(const options& given) {
    std::vector<std::string> words{"muster", "node"};
    if (given.devices) {
        words.push_back("--devices");
        words.push_back(std::to_string(*given.devices));
    }
    for (const auto& set : given.sets) {
        words.push_back("--set");
        words.push_back(set);
    }
    words.push_back("--socket");
    words.push_back(std::to_string(socket_of_node));
    words.push_back("--");
    words.push_back(scenario_path(given.files.front()));
    return words;
}

}  // namespace

unsigned workers_of_each(const options& given) {
    if (given.workers > 0) return given.workers;
    return std::max(1U, std::thread::hardware_concurrency() / std::max(1U, given.nodes));
}

/// The text with every default says what the compiled sizes and keys do not.
node_identity identity_of(const world& w) {
    return {MUSTER_VERSION, mix(device_key(write_scenario_yaml(w.source())), fingerprint(w))};
}

std::optional<diagnostic> why_no_nodes(const options& given) {
    const auto file = scenario_path(given.files.front());
    if (given.nodes == 0 || std::filesystem::is_regular_file(file)) return {};
    return diagnostic{severity::error,
                      "not-a-file",
                      {"--nodes", 0, 0, {}},
                      "`" + file + "` can be read only once, but every node reads the scenario",
                      "write it to a file, or leave out --nodes"};
}

std::unique_ptr<local_nodes> start_nodes(const options& given, const scenario& s, unsigned workers,
                                         bool readings) {
    const auto w = std::make_shared<const world>(s, shard_count_for(s.device_count()));
    node_plan plan;
    plan.nodes = given.nodes;
    plan.arguments = arguments_of_node(given);
    plan.identity = identity_of(*w);
    plan.wishes.workers = workers;
    plan.wishes.readings = readings;
    return local_nodes::start(w, plan);
}

}  // namespace muster::app
