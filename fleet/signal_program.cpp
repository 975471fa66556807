#include "fleet/signal_program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "fleet/hash.hpp"
#include "fleet/math.hpp"

namespace muster {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double hour_us = 3600e6;
constexpr double day_us = 24 * hour_us;
constexpr double turn = 2 * std::numbers::pi;

double power_of_ten(int n) {
    double p = 1;
    for (int i = 0; i < std::clamp(n, 0, 15); ++i)
        p *= 10;
    return p;
}

bool whole_numbers(value_kind kind) {
    return kind == value_kind::integer || kind == value_kind::boolean || kind == value_kind::word ||
           kind == value_kind::text;
}

/// Folds `x` back into [low, high] as a mirror at each end would.
double reflect(double x, double low, double high) {
    if (x < low) x = low + (low - x);
    if (x > high) x = high - (x - high);
    return std::clamp(x, low, high);
}

}  // namespace

/// Takes a behaviour apart into the parameters that `base` reads.
struct signal_program::compiler {
    signal_program& to;
    const signal_spec& spec;
    duration every;
    signal_bindings& names;

    void operator()(const drawn_signal& s) {
        to.kind_ = op::drawn, to.drawn_ = s.values;
        if (s.values.kind == distribution::shape::uniform) spread_evenly();
    }
    /// The ends of a range that is drawn from in whole steps come up as often as what is between.
    void spread_evenly() {
        const double step = to.quantum_ > 0 ? to.quantum_ : to.scale_ > 0 ? 1 / to.scale_ : 0;
        if (step == 0) return;
        const double steps = (to.drawn_.b - to.drawn_.a) / step;
        if (std::fabs(steps - std::nearbyint(steps)) > 1e-6) return;
        const double half = step / 2 * (1 - 1e-9);  // no draw is rounded past an end
        to.drawn_.a -= half, to.drawn_.b += half;
    }
    void operator()(const normal_signal& s) { to.kind_ = op::normal, to.a_ = s.mean, to.b_ = s.sd; }
    void operator()(const walk_signal& s) {
        to.kind_ = op::walk, to.a_ = s.from, to.b_ = s.step, to.c_ = s.pull;
    }
    void operator()(const wave_signal& s) {
        to.kind_ = op::wave, to.wave_ = s.kind, to.in_phase_ = s.in_phase;
        to.c_ = static_cast<double>(std::max<std::int64_t>(1, s.period.count()));
        if (s.kind == wave_signal::form::sine) {
            to.a_ = (s.low + s.high) / 2, to.b_ = (s.high - s.low) / 2;
            to.c_ = turn / to.c_;
        } else {
            to.a_ = s.low, to.b_ = s.high - s.low, to.duty_ = s.duty.fraction();
        }
    }
    void operator()(const daily_signal& s) {
        to.kind_ = op::daily, to.a_ = (s.low + s.high) / 2, to.b_ = (s.high - s.low) / 2;
        to.c_ = static_cast<double>(s.peak.count());
    }
    void operator()(const counter_signal& s) {
        to.kind_ = op::counter, to.a_ = s.from, to.drawn_ = s.step, to.b_ = s.wraps;
    }
    void operator()(const formula_signal&) { to.kind_ = op::formula; }
    void operator()(const integral_signal& s) {
        to.kind_ = op::integral, to.a_ = s.from;
        to.b_ = s.scale * static_cast<double>(every.count()) / hour_us;
    }
    void operator()(const choice_signal& s) {
        to.kind_ = op::choice;
        to.a_ = static_cast<double>(std::max<std::size_t>(2, spec.words.size()));
        for (double sum = 0; const auto part : s.weights)
            to.values_.push_back(sum += part.fraction());
    }
    void operator()(const states_signal& s) {
        to.kind_ = op::states, to.states_ = std::make_shared<const state_process>(s);
        to.exits_.resize(names.exits.size());
        for (std::size_t state = 0; state < names.exits.size(); ++state)
            for (std::size_t i = 0; i < names.exits[state].size(); ++i) {
                const auto& exit = s.states[state].exits[i];
                to.exits_[state].push_back(
                    {std::move(names.exits[state][i]), exit.command, exit.to});
            }
    }
    void operator()(const approach_signal& s) {
        to.kind_ = op::approach;
        to.a_ = s.from ? 0 : std::numeric_limits<double>::quiet_NaN();
        to.drawn_ = s.from.value_or(distribution{});
        to.b_ = math::exp(-std::numbers::ln2 * static_cast<double>(every.count()) /
                          static_cast<double>(s.half_life.count()));
    }
    void operator()(const cases_signal& s) {
        to.kind_ = op::cases;
        for (std::size_t i = 0; i < s.cases.size(); ++i) {
            auto own = spec;
            own.shape = s.cases[i].shape;
            to.cases_.push_back(
                {std::move(names.when[i]), std::make_shared<const signal_program>(
                                               own, to.draw_, every, std::move(names.each[i]))});
        }
    }
    void operator()(const sequence_signal& s) {
        to.kind_ = op::sequence, to.values_ = s.values, to.loops_ = s.loop;
    }
    void operator()(const replay_signal& s) {
        to.kind_ = op::replay, to.recording_ = s.rows, to.drawn_ = s.offset, to.loops_ = s.loop;
    }
    void operator()(const moving_signal& s) {
        to.kind_ = op::move, to.part_ = s.what;
        to.a_ = s.how->accuracy_m / 1000 / degree_km;
        to.journey_ = std::make_shared<const journey>(*s.how, device_key("moves." + s.how->name));
    }
};

signal_program::signal_program(const signal_spec& spec, signal_draw draw, duration every,
                               signal_bindings names)
    : noisy_(spec.noise_relative > 0 || spec.noise_absolute > 0),
      drifts_(spec.drift != distribution{}),
      draw_(std::move(draw)),
      integrand_(names.integrand),
      noise_relative_(spec.noise_relative),
      noise_absolute_(spec.noise_absolute),
      min_(spec.min.value_or(-infinity)),
      max_(spec.max.value_or(infinity)),
      quantum_(spec.resolution),
      drift_(spec.drift),
      formula_(std::move(names.formula)) {
    if (spec.decimals) scale_ = power_of_ten(*spec.decimals);
    if (whole_numbers(spec.kind)) scale_ = 1;
    rounds_ = scale_ > 0 || quantum_ > 0;
    std::visit(compiler{*this, spec, every, names}, spec.shape);
}

double signal_program::memory_at_boot(sim_time at, double before) const {
    if (kind_ == op::move || kind_ == op::approach) return before;
    return kind_ == op::states ? state_process::booted(at)
                               : std::numeric_limits<double>::quiet_NaN();
}

double signal_program::next(const reading_context& c, double& memory) const {
    const auto bits = draw_.at(c.draws());
    double x = base(c, memory, bits.first);
    if (drifts_) x += drift(c);
    if (noisy_)
        x += math::normal_quantile(unit_interval(bits.second)) *
             (noise_relative_ * std::fabs(x) + noise_absolute_);
    return finish(x);
}

double signal_program::finish(double x) const {
    x = std::min(std::max(x, min_), max_);
    return rounds_ ? rounded(x) : x;
}

/// A multiple of 0.1 is a whole number divided by ten, not one multiplied by 0.1, which is no
/// decimal fraction.
double signal_program::rounded(double x) const {
    if (quantum_ > 0) {
        const double steps = std::nearbyint(x / quantum_);
        const double inverse = std::nearbyint(1 / quantum_);
        const bool whole = std::fabs(inverse * quantum_ - 1) < 1e-12;
        x = whole ? steps / inverse : steps * quantum_;
    }
    return scale_ > 0 ? std::nearbyint(x * scale_) / scale_ : x;
}

double signal_program::base(const reading_context& c, double& memory, std::uint64_t bits) const {
    switch (kind_) {
        case op::drawn:
            return drawn_.kind == distribution::shape::constant ? drawn_.a
                                                                : drawn_.at(unit_interval(bits));
        case op::normal:
            return a_ + b_ * math::normal_quantile(unit_interval(bits));
        case op::walk:
            return walk(memory, unit_interval(bits));
        case op::wave:
            return wave(c);
        case op::daily:
            return daily(c);
        case op::counter:
            return counter(memory, unit_interval(bits));
        case op::choice:
            return choice(unit_interval(bits));
        case op::integral:
            return memory = std::isnan(memory)
                                ? a_
                                : memory + (std::isnan(c.integrand) ? 0 : c.integrand * b_);
        case op::formula:
            return evaluated(c);
        case op::approach:
            return approach(c, memory);
        case op::cases:
            for (const auto& one : cases_)
                if (!one.when || one.when.holds(*c.device))
                    return one.program->base(c, memory, bits);
            return std::numeric_limits<double>::quiet_NaN();
        case op::states:
            return states(c, memory, unit_interval(bits));
        case op::sequence:
            return sequence(c.tick);
        case op::replay:
            return replay(c);
        case op::move:
            return moving(c, memory, unit_interval(bits));
    }
    return 0;
}

double signal_program::walk(double& memory, double u) const {
    if (std::isnan(memory)) return memory = a_;
    const double moved = memory + b_ * math::normal_quantile(u) + c_ * (a_ - memory);
    return memory = reflect(moved, min_, max_);
}

double signal_program::wave(const reading_context& c) const {
    const double phase =
        in_phase_ ? 0 : draw_.source(c.draws()).unit(stream::signal_start, draw_.key(), 0);
    const auto now = static_cast<double>(c.at.count());
    if (wave_ == wave_signal::form::sine) return a_ + b_ * math::sin(c_ * now + turn * phase);
    const double periods = now / c_ + phase;
    const double done = periods - std::floor(periods);
    switch (wave_) {
        case wave_signal::form::sawtooth:
            return a_ + b_ * done;
        case wave_signal::form::triangle:
            return a_ + b_ * (1 - std::fabs(2 * done - 1));
        default:
            return done < duty_ ? a_ + b_ : a_;
    }
}

double signal_program::daily(const reading_context& c) const {
    const double from_peak = static_cast<double>(c.time_of_day.count()) - c_;
    return a_ + b_ * math::cos(turn * from_peak / day_us);
}

double signal_program::counter(double& memory, double u) const {
    if (std::isnan(memory)) return memory = a_;
    memory += drawn_.kind == distribution::shape::constant ? drawn_.a : drawn_.at(u);
    if (b_ > 0 && memory >= b_) memory -= b_ * std::floor(memory / b_);
    return memory;
}

double signal_program::choice(double u) const {
    if (values_.empty()) return std::floor(u * a_);
    const auto at = std::upper_bound(values_.begin(), values_.end(), u) - values_.begin();
    return static_cast<double>(
        std::min<std::ptrdiff_t>(at, static_cast<std::ptrdiff_t>(values_.size()) - 1));
}

double signal_program::states(const reading_context& c, double& memory, double u) const {
    auto state = states_->advance(draw_.source(c.draws()), draw_.key(), c.at, memory);
    if (!exits_.empty())
        for (const auto& exit : exits_[state]) {
            if (!exit.when || !exit.when.holds(*c.device)) continue;
            states_->enter(state = exit.to, draw_.source(c.draws()), draw_.key(), c.at, memory);
            break;
        }
    return states_->value(state, u);
}

void signal_program::obey(const std::string& command, const reading_context& c,
                          double& memory) const {
    if (exits_.empty()) return;
    const auto source = draw_.source(c.draws());
    const auto state = states_->advance(source, draw_.key(), c.at, memory);
    for (const auto& exit : exits_[state])
        if (exit.command == command)
            return states_->enter(exit.to, source, draw_.key(), c.at, memory);
}

double signal_program::evaluated(const reading_context& c) const {
    const auto v = formula_.evaluate(*c.device);
    return v.is_null() ? std::numeric_limits<double>::quiet_NaN() : v.number();
}

/// Without a target, as before a property is set, it stays where it is.
double signal_program::approach(const reading_context& c, double& memory) const {
    const double target = evaluated(c);
    if (std::isnan(memory)) return memory = std::isnan(a_) ? target : starting_point(c);
    return std::isnan(target) ? memory : memory = target + (memory - target) * b_;
}

double signal_program::starting_point(const reading_context& c) const {
    if (drawn_.kind == distribution::shape::constant) return drawn_.a;
    return drawn_.at(draw_.source(c.draws()).unit(stream::signal_start, draw_.key(), 3));
}

bool signal_program::needs_row() const {
    const auto looks = [](const way_out& e) { return static_cast<bool>(e.when); };
    return kind_ == op::formula || kind_ == op::approach || kind_ == op::cases ||
           std::any_of(exits_.begin(), exits_.end(), [&](const auto& of_state) {
               return std::any_of(of_state.begin(), of_state.end(), looks);
           });
}

bool signal_program::needs_time_of_day() const {
    return kind_ == op::daily || std::any_of(cases_.begin(), cases_.end(), [](const one_case& c) {
               return c.program->needs_time_of_day();
           });
}

double signal_program::sequence(std::uint64_t tick) const {
    const auto message = tick & 0xffffffffU;  // the rest tells messages apart
    const auto last = values_.size() - 1;
    return values_[loops_ ? message % values_.size() : std::min<std::uint64_t>(message, last)];
}

double signal_program::replay(const reading_context& c) const {
    double offset = drawn_.a;
    if (drawn_.kind != distribution::shape::constant)
        offset = drawn_.at(draw_.source(c.draws()).unit(stream::signal_start, draw_.key(), 2));
    return recording_->at(c.at + duration(static_cast<std::int64_t>(offset)), loops_);
}

/// A receiver is as far off to the north as to the east; a degree of longitude is shorter by the
/// cosine of the latitude.
double signal_program::moving(const reading_context& c, double& memory, double u) const {
    const auto now = journey_->at(draw_.source(c.draws()), c.at, memory);
    if (part_ == moving_signal::part::speed) return now.km_per_hour;
    if (part_ == moving_signal::part::heading) return now.way.heading(now.part);
    const auto here = now.way.at(now.part);
    const double off = a_ > 0 ? a_ * math::normal_quantile(u) : 0;
    if (part_ == moving_signal::part::latitude) return here.lat + off;
    const double ring = math::cos(here.lat * turn / 360);
    const double lon = ring > 0 ? here.lon + off / ring : here.lon;
    return lon < -180 ? lon + 360 : lon >= 180 ? lon - 360 : lon;
}

double signal_program::drift(const reading_context& c) const {
    double rate = drift_.a;
    if (drift_.kind != distribution::shape::constant)
        rate = drift_.at(draw_.source(c.draws()).unit(stream::signal_start, draw_.key(), 1));
    return rate * static_cast<double>(c.at.count()) / hour_us;
}

}  // namespace muster
