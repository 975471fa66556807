// P4: a command job over a million devices with durable results of each, in steps of 50 ms, without
// batches, failures or time on the devices: seconds from its start until all results are durable,
// bytes of its journal and of what is kept of it in memory; then how long the command takes to its
// devices, from the first shard's dispatch to each device's turn. The argument is the number of
// devices.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <future>
#include <limits>

#include "actors/command_probe.hpp"
#include "actors/fleet_api.hpp"
#include "bench/support/run.hpp"
#include "fleet/shard_count.hpp"
#include "fleet/shard_state.hpp"
#include "rpc/mail_codec.hpp"
#include "scenarios/reader.hpp"
#include "store/memory_store.hpp"

using namespace muster;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

scenario fleet_of(std::uint64_t devices, bool with_job) {
    const auto text =
        "muster: 1\n"
        "time: {for: 5s, step: 50ms}\n"
        "templates:\n"
        "  sensor:\n"
        "    telemetry: {x: {constant: 1}}\n"
        "    messages: {status: {every: 1h}}\n"
        "    commands: {ping: {takes: 0s}}\n"
        "fleets: {sensors: {template: sensor, id: s-########, count: " +
        std::to_string(devices) + "}}\n" +
        (with_job ? "jobs: {ping_all: {group: all, command: ping}}\n" : "");
    const auto read = read_scenario_text(text, {"p4_job", {}, {}});
    if (!read.value) {
        std::fprintf(stderr, "p4_job: %s\n", to_text(read.problems.items.front()).c_str());
        std::exit(1);
    }
    return *read.value;
}

/// Keeps what is written, and when the last of it was.
class watched_store final : public store {
public:
    std::uint64_t take_over(std::uint32_t shard) override { return inside_.take_over(shard); }
    append_result append(const append_batch& batch) override {
        auto written = inside_.append(batch);
        last_ = now();
        return written;
    }
    std::vector<change> load(std::uint32_t shard) const override { return inside_.load(shard); }
    std::vector<audit_entry> audit() const override { return inside_.audit(); }
    double last() const { return last_; }

private:
    memory_store inside_;
    double last_ = 0;
};

/// Takes all and keeps none of it.
class empty_store final : public store {
public:
    std::uint64_t take_over(std::uint32_t) override { return ++epoch_; }
    append_result append(const append_batch&) override { return {++position_, {}, {}}; }
    std::vector<change> load(std::uint32_t) const override { return {}; }
    std::vector<audit_entry> audit() const override { return {}; }

private:
    std::uint64_t epoch_ = 0, position_ = 0;
};

class stopwatch final : public command_probe {
public:
    explicit stopwatch(std::uint64_t devices) : arrived_(shard_count_for(devices)) {
        for (auto& shard : arrived_)
            shard.reserve(2 * devices / arrived_.size() + 64);
    }
    void sending(std::uint32_t, std::size_t) override {
        const double at = now();
        double first = first_.load();
        while (at < first && !first_.compare_exchange_weak(first, at)) {
        }
    }
    void arrived(std::uint32_t shard) override { arrived_[shard].push_back(now()); }
    std::vector<double> seconds() const {
        std::vector<double> all;
        for (const auto& shard : arrived_)
            for (const double at : shard)
                all.push_back(at - first_.load());
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    std::atomic<double> first_{std::numeric_limits<double>::max()};
    std::vector<std::vector<double>> arrived_;  ///< by shard, each run by one worker at a time
};

struct ended_run {
    run_outcome outcome;
    double spawned = 0;  ///< when all devices were there
};

ended_run run(const scenario& s, store* journal, command_probe* probe) {
    run_options how;
    how.workers = 2;
    how.wall_seconds = now;
    how.journal = journal;
    how.probe = probe;
    std::promise<run_outcome> ended;
    const auto fleet = fleet_api::open(s, std::move(how));
    const double begin = now();
    fleet->start([&ended](run_outcome o) { ended.set_value(std::move(o)); });
    ended_run made{ended.get_future().get(), 0};
    made.spawned = begin + made.outcome.spawn_seconds;
    if (made.outcome.failure.empty()) return made;
    std::fprintf(stderr, "p4_job: %s\n", made.outcome.failure.c_str());
    std::exit(1);
}

/// As each change alone is on the wire and in a record.
std::uint64_t journal_bytes(const std::vector<change>& changes) {
    std::uint64_t bytes = 0;
    for (const auto& c : changes)
        bytes += record_bytes(c);
    return bytes;
}

/// What is kept of the job for each of its devices.
std::uint64_t state_bytes(const leg_state& leg) {
    std::uint64_t bytes = leg.targets.bytes() + leg.times.bytes();
    for (const auto& set : leg.by_outcome)
        bytes += set.bytes();
    for (const auto& [reason, devices] : leg.reasons)
        bytes += devices.bytes();
    return bytes;
}

void measure_job(std::uint64_t devices) {
    watched_store journal;
    const auto made = run(fleet_of(devices, true), &journal, nullptr);
    std::uint64_t journaled = 0, kept = 0;
    for (std::uint32_t s = 0; s < shard_count_for(devices); ++s) {
        const auto changes = journal.load(s);
        journaled += journal_bytes(changes);
        shard_state state;
        for (const auto& c : changes)
            apply(state, c);
        for (const auto& [job, leg] : state.legs)
            kept += state_bytes(leg);
    }
    std::printf(
        "{\"name\":\"p4_job\",\"devices\":%llu,\"succeeded\":%llu,\"seconds\":%.3f,"
        "\"journal_bytes\":%llu,\"state_bytes_per_device\":%.2f}\n",
        static_cast<unsigned long long>(devices),
        static_cast<unsigned long long>(made.outcome.result.jobs.at("ping_all").counts.succeeded),
        journal.last() - made.spawned, static_cast<unsigned long long>(journaled),
        static_cast<double>(kept) / static_cast<double>(devices));
}

/// The largest resident set of a process of its own that makes such a run.
std::uint64_t peak_of(std::uint64_t devices, bool with_job) {
    int ends[2];
    if (pipe(ends) != 0) std::exit(1);
    if (const auto child = fork(); child == 0) {
        empty_store journal;
        run(fleet_of(devices, with_job), &journal, nullptr);
        const auto peak = bench::peak_resident_bytes();
        const bool said = write(ends[1], &peak, sizeof peak) == sizeof peak;
        _exit(said ? 0 : 1);
    } else {
        std::uint64_t peak = 0;
        const bool heard = read(ends[0], &peak, sizeof peak) == sizeof peak;
        waitpid(child, nullptr, 0);
        close(ends[0]);
        close(ends[1]);
        return heard ? peak : 0;
    }
}

void measure_memory(std::uint64_t devices) {
    const auto without = peak_of(devices, false), with = peak_of(devices, true);
    std::printf(
        "{\"name\":\"p4_memory\",\"devices\":%llu,\"peak_bytes_per_device\":%.2f}\n",
        static_cast<unsigned long long>(devices),
        (static_cast<double>(with) - static_cast<double>(without)) / static_cast<double>(devices));
}

void measure_fan_out(std::uint64_t devices) {
    stopwatch watch(devices);
    run(fleet_of(devices, true), nullptr, &watch);
    const auto seconds = watch.seconds();
    const auto at = [&](double part) {
        return 1e3 *
               seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))];
    };
    std::printf(
        "{\"name\":\"p4_fan_out\",\"devices\":%llu,\"reached\":%llu,\"p50_ms\":%.2f,"
        "\"p99_ms\":%.2f,\"max_ms\":%.2f}\n",
        static_cast<unsigned long long>(devices), static_cast<unsigned long long>(seconds.size()),
        at(0.5), at(0.99), at(1));
}

}  // namespace

int main(int argc, char** argv) {
    const auto devices = bench::argument(argc, argv, 1'000'000);
    measure_memory(devices);  // first, while this process has no threads
    measure_job(devices);
    for (const std::uint64_t some : {1'000, 100'000, 1'000'000})
        measure_fan_out(some);
}
