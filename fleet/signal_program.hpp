#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fleet/device_template.hpp"
#include "fleet/journey.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/random.hpp"
#include "fleet/signal_draw.hpp"
#include "fleet/state_process.hpp"

namespace muster {

/// What a signal's next value depends on.
struct reading_context {
    random_source random{};  ///< the device's own
    /// Number of the message; above its 32 bits what tells the message from others.
    std::uint64_t tick = 0;
    sim_time at{};                       ///< instant of the reading
    duration time_of_day{};              ///< local to the device
    const query::row* device = nullptr;  ///< for formulas: last values, properties, tags
    double integrand = 0;  ///< for an integral: the last value of the signal it integrates
    const std::uint64_t* clusters = nullptr;  ///< keys of the device's clusters

    draw_context draws() const { return {random, clusters, tick}; }
};

/// What a signal's behaviour names, bound by the world, which knows the names.
struct signal_bindings {
    query::expression formula;    ///< of a formula or an approach
    std::uint32_t integrand = 0;  ///< index of the signal that an integral sums up
    /// Of states: by state, the conditions of its exits; empty where a command leads out.
    std::vector<std::vector<query::expression>> exits;
    std::vector<query::expression> when;  ///< of cases; empty: in all other cases
    std::vector<signal_bindings> each;    ///< of cases, parallel to `when`
};

/// One signal's behaviour, compiled: `next` is a pure function of context and the few bytes of
/// memory that walks, counters, integrals, approaches and states keep in the device's slot. NaN in
/// `memory` means "just booted".
class signal_program {
public:
    /// `every` is the period of the message that carries it.
    signal_program(const signal_spec& spec, signal_draw draw, duration every,
                   signal_bindings names);

    double next(const reading_context& c, double& memory) const;

    bool has_memory() const {
        return kind_ == op::walk || kind_ == op::counter || kind_ == op::integral ||
               kind_ == op::states || kind_ == op::move || kind_ == op::approach;
    }
    /// What a device remembers that is booted at `at`, of what it remembered before. Where it is
    /// does not change, nor what around it a signal approaches.
    double memory_at_boot(sim_time at, double before) const;
    /// Of states: goes where the present one says that the command leads.
    void obey(const std::string& command, const reading_context& c, double& memory) const;
    bool needs_row() const;
    bool needs_time_of_day() const;
    /// Index of the signal that an integral sums up; of itself otherwise.
    std::uint32_t integrand() const { return integrand_; }
    /// Applies bounds and rounding: of a generated value, or of one that a fault bent.
    double finish(double x) const;

private:
    enum class op : std::uint8_t {
        drawn,
        normal,
        walk,
        wave,
        daily,
        counter,
        formula,
        integral,
        choice,
        states,
        sequence,
        replay,
        move,
        approach,
        cases
    };
    struct way_out {
        query::expression when;
        std::string command;
        std::size_t to;
    };
    struct one_case {
        query::expression when;
        std::shared_ptr<const signal_program> program;
    };

    struct compiler;

    double base(const reading_context& c, double& memory, std::uint64_t bits) const;
    double walk(double& memory, double u) const;
    double wave(const reading_context& c) const;
    double daily(const reading_context& c) const;
    double counter(double& memory, double u) const;
    double choice(double u) const;
    double states(const reading_context& c, double& memory, double u) const;
    double sequence(std::uint64_t tick) const;
    double replay(const reading_context& c) const;
    double moving(const reading_context& c, double& memory, double u) const;
    double approach(const reading_context& c, double& memory) const;
    double starting_point(const reading_context& c) const;
    double evaluated(const reading_context& c) const;
    double drift(const reading_context& c) const;
    double rounded(double x) const;

    op kind_ = op::drawn;
    bool noisy_ = false;
    bool rounds_ = false;
    bool drifts_ = false;
    signal_draw draw_;
    std::uint32_t integrand_;
    distribution drawn_;
    double a_ = 0, b_ = 0, c_ = 0, duty_ = 0;  ///< parameters; their meaning is the behaviour's
    bool in_phase_ = false;
    bool loops_ = true;
    wave_signal::form wave_ = wave_signal::form::sine;
    moving_signal::part part_ = moving_signal::part::latitude;
    double noise_relative_, noise_absolute_;
    double min_, max_, scale_ = 0;
    double quantum_ = 0;          ///< readings are multiples of it; 0: of 1 / `scale_` only
    distribution drift_;          ///< per hour
    std::vector<double> values_;  ///< cumulative chances, or values in turn
    query::expression formula_;
    std::shared_ptr<const state_process> states_;
    std::vector<std::vector<way_out>> exits_;  ///< by state
    std::vector<one_case> cases_;
    std::shared_ptr<const recording> recording_;
    std::shared_ptr<const journey> journey_;
};

}  // namespace muster
