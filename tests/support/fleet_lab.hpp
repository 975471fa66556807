#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/run_options.hpp"
#include "fleet/act.hpp"
#include "fleet/fault_board.hpp"
#include "fleet/leg_board.hpp"
#include "fleet/population_board.hpp"
#include "fleet/scenario.hpp"

namespace muster::testing {

/// One reading as a sink saw it.
struct seen_reading {
    std::uint64_t key = 0;
    std::uint32_t series = 0, tick = 0;
    std::uint16_t message = 0;
    sim_time at{};
    double value = 0;
    bool sent = false;
    bool garbled = false;
};

/// What a lab writes down besides the outcome.
struct lab_notes {
    bool events = true, readings = true, journal = true;
};
inline constexpr lab_notes only_the_outcome{false, false, false};

/// The inside of one shard, to be read between visits and after the run.
struct shard_view {
    const shard_columns& columns;
    const shard_state& state;
    const counter_row& counters;
    const fault_board& faults;
    const leg_board& legs;
    const population_board& populations;
};

/// One run on the deterministic system, with everything it does written down. No CAF type shows, so
/// that tests which look at runs as a whole compile fast. Time is the system's own clock and moves
/// only where a paced run waits.
class fleet_lab {
public:
    /// Without a clock in the options the run gets the system's own.
    explicit fleet_lab(scenario s, run_options options = {}, lab_notes notes = {});
    ~fleet_lab();

    /// Runs to the end. Throws std::runtime_error where the run stalls.
    const run_outcome& run();

    /// The parts of `run`, for tests that act in between: start, then settle until it ended or
    /// waits for time.
    void start();
    void settle();
    bool ended() const;
    bool next_timer();
    double wall_seconds() const;
    const run_outcome& outcome() const;

    void interrupt();
    void perform(act what, std::function<void(act_answer)> done);
    /// Calls `look` at every barrier from now on, while no shard runs.
    void at_every_barrier(std::function<void(sim_time)> look);
    /// Ends the run's actors, as the facade does; returns how many are left.
    std::size_t shut_down();

    const world& the_world() const;
    std::uint32_t shards() const;
    shard_view shard(std::uint32_t index) const;
    /// Id of the device with this key.
    std::string id_of(std::uint64_t key) const;

    std::vector<event> events;
    std::vector<seen_reading> readings;
    /// Those that left a buffer; `at` is when they were measured.
    std::vector<seen_reading> late;
    /// The journal's changes of a shard, folded; requires notes of the journal.
    shard_state folded(std::uint32_t shard) const;
    std::vector<audit_entry> audit() const;
    /// The canonical bytes of the result: what the digest is made of.
    std::string canonical() const;

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace muster::testing
