#pragma once

#include <cstdint>
#include <vector>

#include "fleet/behaviour.hpp"
#include "fleet/random.hpp"

namespace muster {

/// The most states of one chain, so that a state and the instant of its end fit into 8 bytes.
inline constexpr std::size_t most_states = 100;
/// The shortest stay in a state: bounds how many changes lie between two readings.
inline constexpr duration shortest_stay = std::chrono::milliseconds(100);

/// A chain of states in virtual time. What a device remembers is the present state and when it
/// ends; the n-th change is drawn from (device, instant of the change), so a reading sees the same
/// state however many were taken before it. Pure, immutable.
class state_process {
public:
    explicit state_process(const states_signal& spec);

    /// Moves on to `at` and returns the state of that instant. `memory` NaN: the device was booted
    /// at the start of the run.
    std::size_t advance(const random_source& random, std::uint64_t key, sim_time at,
                        double& memory) const;
    /// Leaves for another state at once. Requires that `advance` has just moved on to `at`.
    void enter(std::size_t state, const random_source& random, std::uint64_t key, sim_time at,
               double& memory) const;
    /// A reading in that state.
    double value(std::size_t state, double u) const { return states_[state].value.at(u); }
    /// The memory of a device that is booted at `at`.
    static double booted(sim_time at);

    /// The part of its time that a device spends in each state in the long run. Requires that
    /// every state can follow from every other.
    static std::vector<double> long_run(const std::vector<state_spec>& states);

private:
    struct place {
        sim_time until;
        std::size_t state;
    };
    struct compiled_state {
        distribution lasts, value;
        bool ends = false;
        std::vector<double> next;  ///< cumulative chances
    };

    place begin(const random_source& random, std::uint64_t key, sim_time at) const;
    sim_time end_of_stay(std::size_t state, sim_time from, double us) const;

    std::vector<compiled_state> states_;
    std::vector<double> start_;  ///< cumulative chances
    bool met_ = false;           ///< at the start a stay is under way
};

}  // namespace muster
