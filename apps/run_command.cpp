#include <csignal>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>

#include "actors/fleet_api.hpp"
#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/machine.hpp"
#include "apps/nodes.hpp"
#include "apps/terminal.hpp"
#include "connect/ndjson_sink.hpp"
#include "fleet/shard_count.hpp"
#include "fleet/world.hpp"
#include "report/json_report.hpp"
#include "report/live_display.hpp"
#include "report/summary.hpp"
#include "report/verdict.hpp"
#include "report/write_files.hpp"

namespace muster::app {

namespace {

volatile std::sig_atomic_t interrupts = 0;

void on_interrupt(int) {
    interrupts = interrupts + 1;
    if (interrupts > 1) _exit(exit_code::interrupted);  // asked twice: at once, without a report
}

void catch_interrupts() {
    struct sigaction act {};
    act.sa_handler = on_interrupt;
    sigaction(SIGINT, &act, nullptr);
    sigaction(SIGTERM, &act, nullptr);
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

run_outcome watch(fleet_api& fleet, inbox& news, const scenario& s, bool quiet) {
    const bool terminal = isatty(STDERR_FILENO) == 1;
    report::live_display display(
        std::cerr, s, style_for(STDERR_FILENO),
        terminal ? report::live_display::mode::terminal : report::live_display::mode::lines);
    bool told = false;
    for (;;) {
        std::optional<run_progress> progress;
        auto outcome = news.wait(progress);
        const auto size = size_of(STDERR_FILENO);
        display.resize(size.columns, size.rows);
        if (progress && !quiet) display.update(*progress);
        if (interrupts > 0 && !told) {
            fleet.interrupt();
            told = true;
        }
        if (!outcome) continue;
        if (!quiet) display.finish();
        return std::move(*outcome);
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

int verdict(const run_outcome& o) {
    if (!o.failure.empty()) return failed;
    if (o.result.interrupted) return exit_code::interrupted;
    return report::expectations_met(o.result) ? all_held : not_met;
}

/// What the outputs have written; a special file, such as a pipe, has no size.
std::vector<report::output_file> written_by(const scenario& s) {
    std::vector<report::output_file> files;
    for (const auto& output : s.outputs) {
        std::error_code problem;
        const auto bytes = std::filesystem::file_size(output.ndjson, problem);
        files.push_back({output.name, output.ndjson, problem ? 0 : bytes});
    }
    return files;
}

int report_on(const options& given, const scenario& s, const run_outcome& o,
              const machine_facts& machine) {
    auto input = report::prepare_report(s, o.result, machine);
    input.repeat = repeat_command(given);
    input.failure = o.failure;
    input.outputs = written_by(s);
    report::written_files files;
    if (!given.out.empty()) files = report::write_report_files(given.out, input);
    for (const auto& e : files.errors)
        std::cerr << "muster: " << e << '\n';
    const int code = verdict(o);
    if (given.json)
        std::cout << report::json_report(input);
    else if (given.quiet)
        std::cout << report::verdict_text(o.result, o.failure)
                  << (o.failure.empty() ? ", digest " + input.digest : "") << '\n';
    else
        report::write_summary(std::cout, input, files.paths, style_for(STDOUT_FILENO));
    if (!o.failure.empty()) std::cerr << "muster: the run failed: " << o.failure << '\n';
    return files.errors.empty() ? code : failed;
}

/// Makes the report's folder before the run: a day later it would be too late to say that it can't
/// be written. Returns why it can't.
std::string prepare_folder(const std::string& folder) {
    if (folder.empty()) return {};
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return problem.message();
    return access(folder.c_str(), W_OK | X_OK) == 0 ? std::string()
                                                    : std::generic_category().message(errno);
}

/// The scenario's outputs as sinks. Relative paths are the working folder's.
std::vector<std::unique_ptr<sink>> open_outputs(const world& w) {
    std::vector<std::unique_ptr<sink>> sinks;
    for (const auto& output : w.source().outputs)
        sinks.push_back(std::make_unique<ndjson_sink>(w, output.ndjson));
    return sinks;
}

}  // namespace

int run_command(const options& given) {
    const auto s = read_input(given, given.files.front());
    if (!s) return bad_input;
    if (const auto problem = why_no_nodes(given)) {
        std::cerr << to_text(*problem) << '\n';
        return bad_input;
    }
    const auto started = wall_clock_text();
    if (const auto error = prepare_folder(given.out); !error.empty()) {
        std::cerr << to_text({severity::error,
                              "folder-unwritable",
                              {"--out", 0, 0, {}},
                              "the folder `" + given.out + "` can't be written: " + error,
                              "name a folder that can be made and written to"})
                  << '\n';
        return failed;
    }
    catch_interrupts();
    inbox news;
    run_options how;
    const auto workers = workers_of_each(given);
    how.workers = given.nodes > 0 ? 2 : workers;  // with nodes there are no devices here
    how.wall_seconds = monotonic_seconds;
    how.on_progress = [&news](const run_progress& p) { news.post(p); };
    if (const char* steps = std::getenv("MUSTER_STEPS_PER_VISIT"))
        how.steps_per_visit = static_cast<std::uint32_t>(std::strtoul(steps, nullptr, 10));
    std::optional<world> for_outputs;
    std::vector<std::unique_ptr<sink>> outputs;
    if (!s->outputs.empty()) {
        for_outputs.emplace(*s, shard_count_for(s->device_count()));
        outputs = open_outputs(*for_outputs);
        for (const auto& o : outputs)
            how.sinks.push_back(o.get());
    }
    std::unique_ptr<local_nodes> nodes;
    if (given.nodes > 0) {
        nodes = start_nodes(given, *s, workers, !how.sinks.empty());
        how.hosts = nodes->hosts();
    }
    auto fleet = fleet_api::open(*s, std::move(how));
    fleet->start([&news](run_outcome o) { news.end(std::move(o)); });
    const auto outcome = watch(*fleet, news, *s, given.quiet || given.json);
    fleet.reset();
    auto machine = facts_of(outcome, started);
    add_processes(machine, outcome, workers, nodes.get());
    return report_on(given, *s, outcome, machine);
}

}  // namespace muster::app
