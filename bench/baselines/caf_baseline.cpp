// Baseline: one stock CAF actor per device, as anyone would write it first.
//
// caf_baseline [DEVICES] [ROUNDS]
//
// `sharing` with two workers; this thread sends. Every round sends each actor one tick, which
// computes one reading; at most `window` ticks are unanswered. Prints one JSON line with the keys
// that all baselines share.
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <caf/actor.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>
#include <caf/behavior.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/exit_reason.hpp>
#include <caf/message.hpp>
#include <caf/send.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

namespace {

constexpr std::uint64_t devices_max = 20'000'000;
constexpr std::uint64_t rounds_max = 1'000;
constexpr std::uint64_t window = 100'000;

/// Events counted by each thread on a cache line of its own; the sum is what the sender waits for.
class event_counter {
public:
    void add() {
        static std::atomic<std::size_t> threads{0};
        thread_local const std::size_t slot = threads++ % lines_.size();
        lines_[slot].count.fetch_add(1, std::memory_order_relaxed);
    }

    void wait_for(std::uint64_t wanted) const {
        while (total() < wanted)
            std::this_thread::yield();
    }

private:
    struct alignas(64) line {
        std::atomic<std::uint64_t> count{0};
    };

    std::uint64_t total() const {
        std::uint64_t sum = 0;
        for (const line& each : lines_)
            sum += each.count.load(std::memory_order_relaxed);
        return sum;
    }

    std::array<line, 16> lines_;
};

event_counter spawned, turns;

double reading(std::uint64_t seed, std::uint64_t tick) {
    std::uint64_t x = seed + tick * 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return 20.0 + static_cast<double>(x >> 11) * 0x1p-53;
}

caf::behavior device(caf::event_based_actor*, std::uint64_t seed) {
    spawned.add();
    return {[seed, last = 0.0](caf::tick_atom, std::uint64_t tick) mutable {
        last = 0.9 * last + 0.1 * reading(seed, tick);
        turns.add();
    }};
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double resident_bytes() {
    std::ifstream in("/proc/self/statm");
    double total = 0, resident = 0;
    in >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::vector<caf::actor> spawn_all(caf::actor_system& system, std::uint64_t devices) {
    std::vector<caf::actor> all;
    all.reserve(devices);
    for (std::uint64_t i = 0; i < devices; ++i) {
        all.push_back(system.spawn(device, i));
        if (i >= window) spawned.wait_for(i - window);
    }
    spawned.wait_for(devices);
    return all;
}

void send_round(const std::vector<caf::actor>& all, std::uint64_t round) {
    const std::uint64_t before = round * all.size();
    const caf::message tick = caf::make_message(caf::tick_atom_v, round);
    for (std::uint64_t i = 0; i < all.size(); ++i) {
        caf::anon_send(all[i], tick);
        if (i % 1024 == 0 && before + i >= window) turns.wait_for(before + i - window);
    }
}

std::uint64_t argument(int argc, char** argv, int at, std::uint64_t otherwise, std::uint64_t most) {
    if (argc <= at) return otherwise;
    return std::clamp<std::uint64_t>(std::strtoull(argv[at], nullptr, 10), 1, most);
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t devices = argument(argc, argv, 1, 500'000, devices_max);
    const std::uint64_t rounds = argument(argc, argv, 2, 10, rounds_max);

    caf::actor_system_config config;
    config.set("scheduler.policy", caf::atom("sharing"));
    config.set("scheduler.max-threads", std::size_t{2});
    caf::actor_system system(config);

    const double resident_before = resident_bytes();
    auto begin = std::chrono::steady_clock::now();
    std::vector<caf::actor> all = spawn_all(system, devices);
    const double spawn_seconds = seconds_since(begin);

    begin = std::chrono::steady_clock::now();
    for (std::uint64_t round = 0; round < rounds; ++round)
        send_round(all, round);
    turns.wait_for(rounds * devices);
    const double turn_seconds = seconds_since(begin);

    std::printf(
        "{\"name\": \"caf_event_based_actor\", \"devices\": %llu, \"bytes_per_device\": %.0f, "
        "\"spawned_per_second\": %.0f, \"turns_per_second\": %.0f}\n",
        static_cast<unsigned long long>(devices),
        (resident_bytes() - resident_before) / static_cast<double>(devices),
        static_cast<double>(devices) / spawn_seconds,
        static_cast<double>(devices * rounds) / turn_seconds);
    std::fflush(stdout);
    for (const caf::actor& each : all)
        caf::anon_send_exit(each, caf::exit_reason::kill);
    return 0;
}
