#include "bench/support/run.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <future>

#include "actors/fleet_api.hpp"
#include "scenarios/reader.hpp"

namespace muster::bench {

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace

run_outcome run_text(const std::string& yaml) {
    const auto read = read_scenario_text(yaml, {"bench", {}, {}});
    if (!read.value) {
        for (const auto& p : read.problems.items)
            std::fprintf(stderr, "%s\n", to_text(p).c_str());
        std::exit(1);
    }
    run_options how;
    how.workers = 2;
    how.wall_seconds = seconds;
    std::promise<run_outcome> ended;
    const auto fleet = fleet_api::open(*read.value, std::move(how));
    fleet->start([&ended](run_outcome o) { ended.set_value(std::move(o)); });
    return ended.get_future().get();
}

std::uint64_t peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::uint64_t argument(int argc, char** argv, std::uint64_t otherwise) {
    return argc > 1 ? std::strtoull(argv[1], nullptr, 10) : otherwise;
}

}  // namespace muster::bench
