#include "apps/one_run.hpp"

#include <csignal>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

#include "actors/fleet_api.hpp"
#include "apps/machine.hpp"
#include "apps/nodes.hpp"
#include "connect/message_file.hpp"
#include "fleet/shard_count.hpp"
#include "fleet/world.hpp"
#include "report/report_input.hpp"

namespace muster::app {

namespace {

volatile std::sig_atomic_t interrupts = 0;

/// Whoever listens from the start misses nothing, however few are kept.
constexpr std::size_t events_kept = 1;

void on_interrupt(int) {
    interrupts = interrupts + 1;
    if (interrupts > 1) _exit(exit_code::interrupted);  // asked twice: at once, without a report
}

/// What the workers post and the main thread shows.
class inbox {
public:
    void post(const run_progress& p) {
        const std::lock_guard guard(mutex_);
        progress_ = p;
        changed_.notify_one();
    }
    void end(run_outcome outcome) {
        const std::lock_guard guard(mutex_);
        outcome_ = std::move(outcome);
        changed_.notify_one();
    }
    /// Waits for news, at most a tenth of a second so that an interrupt is seen.
    std::optional<run_outcome> wait(std::optional<run_progress>& news) {
        std::unique_lock guard(mutex_);
        changed_.wait_for(guard, std::chrono::milliseconds(100),
                          [this] { return progress_ || outcome_; });
        news = std::exchange(progress_, std::nullopt);
        return std::exchange(outcome_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<run_progress> progress_;
    std::optional<run_outcome> outcome_;
};

run_outcome watch(fleet_api& fleet, inbox& news, const run_observer& see) {
    bool told = false;
    for (;;) {
        std::optional<run_progress> progress;
        auto outcome = news.wait(progress);
        see(progress);
        if (interrupts > 0 && !told) {
            fleet.interrupt();
            told = true;
        }
        if (outcome) return std::move(*outcome);
    }
}

machine_facts facts_of(const run_outcome& o, const std::string& started) {
    machine_facts m;
    m.version = MUSTER_VERSION;
    m.cpu = cpu_model();
    m.started = started;
    m.wall_seconds = o.spawn_seconds + o.run_seconds;
    m.spawn_seconds = o.spawn_seconds;
    if (o.run_seconds > 0) {
        m.speed_factor = std::chrono::duration<double>(o.result.end).count() / o.run_seconds;
        m.readings_per_second =
            static_cast<double>(o.result.traffic.readings_generated) / o.run_seconds;
    }
    m.lag_seconds_max = o.lag_seconds_max;
    return m;
}

/// Who did the work, and how much memory all of them took.
void add_processes(machine_facts& m, const run_outcome& o, unsigned workers, local_nodes* nodes) {
    const auto count = nodes != nullptr ? static_cast<unsigned>(nodes->hosts().size()) : 0;
    m.nodes = count;
    m.workers = workers * std::max(1U, count);
    m.rss_peak_bytes = peak_resident_bytes();
    if (nodes != nullptr) {
        nodes->end();
        m.rss_peak_bytes += nodes->peak_resident_bytes();
    }
    m.rss_per_device = static_cast<double>(m.rss_peak_bytes) /
                       static_cast<double>(std::max<std::uint64_t>(1, o.result.devices.total));
}

/// The scenario's outputs as sinks. Relative paths are the working folder's.
std::vector<std::unique_ptr<message_file>> open_outputs(const world& w) {
    std::vector<std::unique_ptr<message_file>> sinks;
    for (const auto& output : w.source().outputs)
        sinks.push_back(std::make_unique<message_file>(w, output));
    return sinks;
}

}  // namespace

void catch_interrupts() {
    struct sigaction act {};
    act.sa_handler = on_interrupt;
    sigaction(SIGINT, &act, nullptr);
    sigaction(SIGTERM, &act, nullptr);
    sigaction(SIGHUP, &act, nullptr);  // the terminal went away; the report need not
}

bool was_interrupted() {
    return interrupts > 0;
}

run_settings settings_of(const options& given) {
    run_settings how;
    how.workers = workers_of_each(given);
    return how;
}

run_settings settings_of_many(const options& given) {
    auto how = settings_of(given);
    const bool paced = std::any_of(given.sets.begin(), given.sets.end(),
                                   [](const auto& set) { return set.starts_with("time.speed="); });
    if (!paced) how.speed = pace{};
    how.outputs = false;
    return how;
}

made_run make_run(const scenario& s, const run_settings& settings, const run_observer& see,
                  const node_starter& start) {
    const auto started = wall_clock_text();
    inbox news;
    run_options how;
    how.workers = start ? 2 : settings.workers;  // with nodes there are no devices here
    how.speed = settings.speed;
    how.wall_seconds = monotonic_seconds;
    how.on_targets = settings.on_targets;
    how.on_answers = settings.on_answers;
    how.on_devices = settings.on_devices;
    how.on_progress = [&news](const run_progress& p) { news.post(p); };
    if (const char* steps = std::getenv("MUSTER_STEPS_PER_VISIT"))
        how.steps_per_visit = static_cast<std::uint32_t>(std::strtoul(steps, nullptr, 10));
    std::optional<world> for_outputs;
    std::vector<std::unique_ptr<message_file>> outputs;
    if (settings.outputs && !s.outputs.empty()) {
        for_outputs.emplace(s, shard_count_for(s.device_count()));
        outputs = open_outputs(*for_outputs);
        for (const auto& o : outputs)
            how.sinks.push_back(o.get());
    }
    std::unique_ptr<local_nodes> nodes;
    if (start) {
        nodes = start(!how.sinks.empty());
        how.hosts = nodes->hosts();
    }
    if (settings.on_events) how.events_kept = events_kept;
    auto fleet = fleet_api::open(s, std::move(how));
    std::unique_ptr<subscription> ear;
    if (settings.on_events) ear = fleet->subscribe({}, 0, settings.on_events);
    fleet->start([&news](run_outcome o) { news.end(std::move(o)); });
    made_run made;
    made.outcome = watch(*fleet, news, see);
    fleet.reset();
    for (const auto& o : outputs)
        made.outputs.push_back(o->counts());
    made.machine = facts_of(made.outcome, started);
    add_processes(made.machine, made.outcome, settings.workers, nodes.get());
    return made;
}

std::string repeat_command(const options& given) {
    std::string command = "muster run " + report::shell_quoted(given.files.front());
    if (given.devices) command += " --devices " + std::to_string(*given.devices);
    // Of values that are set again only the last one counts.
    std::map<std::string, std::string> last;
    for (const auto& set : given.sets)
        last[set.substr(0, set.find('='))] = set;
    for (const auto& [path, set] : last) {
        const auto flag = given.flags.find(path);
        const bool by_set = flag == given.flags.end();
        command += " " + (by_set ? "--set" : flag->second) + " " +
                   report::shell_quoted(by_set ? set : set.substr(path.size() + 1));
    }
    return command;
}

bool prepare_folder(const options& given) {
    if (given.out.empty()) return true;
    std::error_code problem;
    std::filesystem::create_directories(given.out, problem);
    const int error = !problem && access(given.out.c_str(), W_OK | X_OK) != 0 ? errno : 0;
    if (!problem && error == 0) return true;
    const auto why = problem ? problem.message() : std::generic_category().message(error);
    std::cerr << to_text({severity::error,
                          "folder-unwritable",
                          {"--out", 0, 0, {}},
                          "the folder `" + given.out + "` can't be written: " + why,
                          "name a folder that can be made and written to"})
              << '\n';
    return false;
}

}  // namespace muster::app
