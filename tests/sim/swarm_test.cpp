#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <iostream>
#include <mutex>
#include <thread>

#include "actors/fleet_api.hpp"
#include "fleet/shard_count.hpp"
#include "report/result_json.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/meddler.hpp"
#include "tests/sim/recorded_run.hpp"
#include "tests/sim/scenario_generator.hpp"
#include "tests/sim/shuffle.hpp"
#include "tests/support/coded_host.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/spoken_command.hpp"

namespace muster::sim {

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// A way of running a scenario that must not change what comes out.
struct way {
    const char* name;
    unsigned workers;
    std::uint32_t steps_per_visit;
    std::optional<pace> speed;
};

const std::vector<way>& ways() {
    static const std::vector<way> all{
        {"one worker, a step a visit", 1, 1, {}},
        {"two workers, seven steps a visit", 2, 7, {}},
        {"three workers, paced", 3, 0, pace{pace::mode::factor, 1000}},
    };
    return all;
}

std::string result_of(const scenario& s, const way& how) {
    run_options options;
    options.workers = how.workers;
    options.steps_per_visit = how.steps_per_visit;
    options.speed = how.speed;
    testing::fleet_lab lab(s, std::move(options), testing::only_the_outcome);
    lab.run();
    return lab.canonical();
}

/// On CAF's own scheduler with two threads, through the facade.
std::string result_on_threads(const scenario& s) {
    run_options options;
    options.workers = 2;
    const auto fleet = fleet_api::open(s, std::move(options));
    std::promise<run_outcome> ended;
    fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
    return report::result_json(s, ended.get_future().get().result);
}

/// With the shards in other hands, behind the wire's codec as if those were other processes.
std::string result_on_hosts(const scenario& s, std::uint32_t count) {
    const auto w = std::make_shared<const world>(s, shard_count_for(s.device_count()));
    std::vector<std::unique_ptr<shard_host>> hosts;
    run_options options;
    options.workers = 2;
    for (auto& shards : deal_shards(w->shards(), count)) {
        hosts.push_back(
            testing::open_coded_host(w, {std::move(shards), 2, false, false, false, false}));
        options.hosts.push_back(hosts.back().get());
    }
    const auto fleet = fleet_api::open(s, std::move(options));
    std::promise<run_outcome> ended;
    fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
    return report::result_json(s, ended.get_future().get().result);
}

/// An operator acts now and then: what holds of a run holds of this one.
complaints try_meddling(const scenario& s, const run_options& options, std::uint64_t seed) {
    meddler operated(seed);
    const auto run = record(s, options, [&](testing::fleet_lab& lab) { operated.look(lab); });
    auto found = check_all(run);
    operated.check(found);
    return found;
}

void demand_same(complaints& found, const std::string& is, const std::string& wanted,
                 const std::string& way);

/// With a warm-up nothing from before the start counts, however the run is made.
complaints try_warm_up(scenario s, const run_options& options, std::uint64_t seed) {
    s.time.warm_up = s.time.step * static_cast<std::int64_t>(1 + seed % 97);
    const auto run = record(s, options);
    complaints found;
    check_readings(run, found);
    for (const auto& x : run.lab->readings)
        demand(found, x.at >= s.time.warm_up, "a reading from before the start");
    const auto wanted = run.lab->canonical();
    demand_same(found, result_of(s, ways()[1]), wanted, std::string("with ") + ways()[1].name);
    demand_same(found, result_on_hosts(s, 3), wanted, "on three hosts");
    return found;
}

/// Complains of a result that should be another, and shows where the two part.
void demand_same(complaints& found, const std::string& is, const std::string& wanted,
                 const std::string& way) {
    if (is == wanted) return;
    constexpr std::size_t around = 120;
    const auto end = std::mismatch(is.begin(), is.end(), wanted.begin(), wanted.end()).first;
    const auto at = static_cast<std::size_t>(end - is.begin());
    const auto from = at > around ? at - around : 0;
    found.push_back("another result " + way + ": ..." + is.substr(from, 2 * around) +
                    "..., but should be ..." + wanted.substr(from, 2 * around));
}

complaints try_seed(std::uint64_t seed) {
    const auto s = testing::with_answers(testing::scenario_of(generate_scenario(seed)));
    run_options options;
    options.workers = 2;
    const auto run = record(s, options);
    auto found = check_all(run);
    const auto wanted = run.lab->canonical();
    for (const auto& how : ways())
        demand_same(found, result_of(s, how), wanted, std::string("with ") + how.name);
    demand_same(found, result_on_threads(s), wanted, "on two threads");
    demand_same(found, result_on_hosts(s, 3), wanted, "on three hosts");
    dice order(seed ^ 0x51ab1e);
    demand_same(found, result_of(shuffled(s, order), ways()[1]), wanted,
                "with the names in another order");
    const auto steps = static_cast<std::uint64_t>(s.time.length->count() / s.time.step.count());
    options.steps_per_visit = 1;
    // Of a run that is interrupted before its first step nothing counts.
    auto left = 1 + dice(seed ^ 0x9e3779b9).below(steps - 1);
    const auto part = record(s, options, [&](testing::fleet_lab& lab) {
        if (left-- == 0) lab.interrupt();
    });
    for (const auto& what : check_all(part))
        found.push_back("interrupted: " + what);
    if (seed % 3 == 0)
        for (const auto& what : try_warm_up(s, options, seed))
            found.push_back("with a warm-up: " + what);
    for (const auto& what : try_meddling(s, options, seed))
        found.push_back("with acts: " + what);
    return found;
}

/// How to do it again, as a user types it.
std::string replay(std::uint64_t seed) {
    const auto binary =
        std::filesystem::relative(MUSTER_BINARY_DIR "/sim_tests", MUSTER_SOURCE_DIR).string();
    return "seed=" + std::to_string(seed) + "; again: MUSTER_SEED=" + std::to_string(seed) + ' ' +
           binary + " --run_test=swarm_test";
}

/// Tries seeds on all cores; failures are told as they come, and in the end fail the test.
class swarm {
public:
    swarm(std::uint64_t first, std::uint64_t last) : next_(first), last_(last) {}

    std::vector<std::string> try_all() {
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            threads.emplace_back([this] { work(); });
        for (auto& t : threads)
            t.join();
        return std::move(failures_);
    }

private:
    void work() {
        for (auto seed = next_++; seed <= last_; seed = next_++) {
            complaints found;
            try {
                found = try_seed(seed);
            } catch (const std::exception& e) {
                found.push_back(e.what());
            }
            if (!found.empty()) note(seed, found);
        }
    }

    void note(std::uint64_t seed, const complaints& found) {
        constexpr std::size_t enough = 5;
        std::string text = replay(seed);
        for (std::size_t i = 0; i < std::min(enough, found.size()); ++i)
            text += "\n  " + found[i];
        if (found.size() > enough)
            text += "\n  and " + std::to_string(found.size() - enough) + " more";
        const std::lock_guard guard(mutex_);
        std::cout << text << std::endl;
        failures_.push_back(std::move(text));
    }

    std::atomic<std::uint64_t> next_;
    std::uint64_t last_;
    std::mutex mutex_;
    std::vector<std::string> failures_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(swarm_test)

BOOST_AUTO_TEST_CASE(every_seed_keeps_the_promises_of_a_run) {
    const auto only = number_from("MUSTER_SEED", 0);
    if (only != 0) std::cout << generate_scenario(only);
    swarm all(only != 0 ? only : 1, only != 0 ? only : number_from("MUSTER_SEEDS", 1000));
    const auto failures = all.try_all();
    BOOST_TEST(failures.empty(), failures.size() << " seeds failed, the first:\n"
                                                 << (failures.empty() ? "" : failures.front()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace muster::sim
