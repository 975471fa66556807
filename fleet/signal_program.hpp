#pragma once

#include <cstdint>
#include <vector>

#include "fleet/device_template.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/random.hpp"

namespace muster {

/// What a signal's next value depends on.
struct reading_context {
    random_source random{};              ///< the device's own
    std::uint64_t tick = 0;              ///< number of the message
    sim_time at{};                       ///< instant of the reading
    duration time_of_day{};              ///< local to the device
    const query::row* device = nullptr;  ///< for formulas: last values, properties, tags
    double integrand = 0;  ///< for an integral: the last value of the signal it integrates
};

/// One signal's behaviour, compiled: `next` is a pure function of context and the few bytes of
/// memory that walks, counters and integrals keep in the device's slot. NaN in `memory` means "just
/// booted".
class signal_program {
public:
    /// `key` tells apart what the signals of a device draw (`world::draw_key`); `every` is the
    /// period of the message that carries it; `integrand` the index of the signal that an integral
    /// sums up.
    signal_program(const signal_spec& spec, std::uint64_t key, duration every,
                   query::expression formula, std::uint32_t integrand);

    double next(const reading_context& c, double& memory) const;

    bool has_memory() const {
        return kind_ == op::walk || kind_ == op::counter || kind_ == op::integral;
    }
    bool needs_row() const { return kind_ == op::formula; }
    bool needs_time_of_day() const { return kind_ == op::daily; }
    /// Index of the signal that an integral sums up; of itself otherwise.
    std::uint32_t integrand() const { return integrand_; }
    /// Applies bounds and rounding: of a generated value, or of one that a fault bent.
    double finish(double x) const;

private:
    enum class op : std::uint8_t {
        drawn,
        normal,
        walk,
        sine,
        daily,
        counter,
        formula,
        integral,
        choice
    };

    void compile(const behaviour& shape, const signal_spec& spec, duration every);
    double base(const reading_context& c, double& memory, std::uint64_t bits) const;
    double walk(double& memory, double u) const;
    double sine(const reading_context& c) const;
    double daily(const reading_context& c) const;
    double counter(double& memory, double u) const;
    double choice(double u) const;

    op kind_ = op::drawn;
    bool noisy_ = false;
    bool rounds_ = false;
    std::uint64_t key_;
    std::uint32_t integrand_;
    distribution drawn_;
    double a_ = 0, b_ = 0, c_ = 0;  ///< parameters; their meaning is the behaviour's
    bool in_phase_ = false;
    double noise_relative_, noise_absolute_;
    double min_, max_, scale_ = 0;
    std::vector<double> cumulative_;
    query::expression formula_;
};

}  // namespace muster
