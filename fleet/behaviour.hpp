#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/movement.hpp"
#include "fleet/query/ast.hpp"
#include "fleet/recording.hpp"
#include "fleet/share.hpp"
#include "fleet/time.hpp"

namespace muster {

/// A condition or formula of the query language as written, with its place. Empty text means "not
/// given".
struct condition {
    std::string text;
    place where;
    query::node_ptr tree;  ///< parsed, names not yet bound

    explicit operator bool() const { return tree != nullptr; }
};

// -- behaviours of telemetry

/// A value drawn anew for every reading.
struct drawn_signal {
    distribution values;
};
/// Gaussian with standard deviation `sd` around `mean`.
struct normal_signal {
    double mean = 0, sd = 1;
};
/// A random walk from `from` with Gaussian steps of standard deviation `step` per reading; the
/// bounds of the signal reflect it. `pull` in [0, 1] draws it back towards `from` by that part of
/// the distance per reading.
struct walk_signal {
    double from = 0, step = 1, pull = 0;
};
/// A wave between `low` and `high` with the given period, which begins its first period at the
/// start of the run; each device has its own phase unless `in_phase`.
struct wave_signal {
    /// A sine begins in the middle, rising; a sawtooth at `low`, rises evenly and drops at once; a
    /// triangle begins at `low`, rises and falls evenly; a square is at `high` for the first part
    /// of each period.
    enum class form : std::uint8_t { sine, sawtooth, triangle, square };
    double low = 0, high = 1;
    duration period{};
    bool in_phase = false;
    form kind = form::sine;
    share duty{share::whole / 2};  ///< square: the part of a period at `high`
};
/// The word of the scenario language: `sawtooth`.
const char* to_text(wave_signal::form form);
/// A day's curve in local time of the device: `low` twelve hours away from `peak`, `high` at `peak`
/// (time of day).
struct daily_signal {
    double low = 0, high = 1;
    duration peak{};
};
/// A counter that starts at `from` and grows by a drawn step at each reading; wraps to 0 at `wraps`
/// (0: never).
struct counter_signal {
    double from = 0;
    distribution step{distribution::shape::constant, 1, 0};
    double wraps = 0;
};
/// An expression over the device's signals (last values), properties, tags and `$elapsed` (seconds
/// since the start).
struct formula_signal {
    condition expression;
};
/// Follows what a formula says, as a room follows its thermostat: of the distance that is left it
/// covers half in each `half_life` of readings.
struct approach_signal {
    condition target;
    duration half_life = std::chrono::minutes(10);
    /// The first reading, drawn for each device; empty: the formula's first value.
    std::optional<distribution> from;
};
/// The integral of another signal over hours: watt becomes watt hours, divided by 1000 for a `kilo`
/// unit.
struct integral_signal {
    std::string of;
    double scale = 1.0;
    double from = 0;
};
/// One of the words of an enum, the entries of a dictionary, or true and false, drawn anew by
/// weight for every reading. `weights` (of a boolean: false, then true) empty: all alike.
struct choice_signal {
    std::vector<share> weights;
};

/// A way out of a state before its time: as soon as a reading finds that `when` holds, or when the
/// device has done `command`. One of the two is given.
struct state_exit {
    condition when;
    std::string command;
    std::size_t to = 0;  ///< state
    place where;
};
/// A state of a `states_signal`.
struct state_spec {
    std::string name;
    std::optional<distribution> lasts;  ///< microseconds; empty: it does not end by itself
    std::vector<share> to;  ///< what follows, by state: adds up to the whole where it ends
    distribution value;     ///< the readings while it lasts
    std::vector<state_exit> exits{};  ///< the first that applies
};
/// A Markov chain of states that follow each other in virtual time, however often it is read; the
/// exits of its states make it the device's state machine.
struct states_signal {
    std::vector<state_spec> states;  ///< in the order of their names
    /// Chances at the start, by state. Empty: as one meets a device at a random instant, which
    /// requires that every state can follow from every other.
    std::vector<share> start;
};
bool has_exits(const states_signal& s);
/// Values in turn, one for each message: words by their index.
struct sequence_signal {
    std::vector<double> values;
    bool loop = true;  ///< begins again after the last; else stays there
};
/// A recording played in virtual time.
struct replay_signal {
    std::string file;    ///< as written, relative to the scenario's folder
    std::string column;  ///< with the values
    std::string time;    ///< column with the times; empty: a row every `every`
    duration every{};
    bool loop = true;     ///< begins again after the last row; else stays there
    distribution offset;  ///< microseconds into the recording at the start, drawn for each device
    std::shared_ptr<const recording> rows;
};

/// What one reads of how a device moves.
struct moving_signal {
    enum class part : std::uint8_t { latitude, longitude, speed, heading };
    std::shared_ptr<const movement_spec> how;  ///< shared by all signals of one position
    part what = part::latitude;
};
const char* to_text(moving_signal::part part);

struct signal_case;
/// Several behaviours, of which the first applies whose condition holds; none of them remembers
/// anything.
struct cases_signal {
    std::vector<signal_case> cases;
};

using behaviour =
    std::variant<drawn_signal, normal_signal, walk_signal, wave_signal, daily_signal,
                 counter_signal, formula_signal, integral_signal, choice_signal, states_signal,
                 sequence_signal, replay_signal, moving_signal, approach_signal, cases_signal>;

struct signal_case {
    condition when;  ///< empty: in all other cases
    behaviour shape;
};

// -- what ties a signal's draws to others

/// Devices with the same value of a tag draw together: the correlation of what two of them draw is
/// `part`, and each draws as if alone. All of it: they move as one.
struct together_spec {
    std::string tag;
    share part = all_of_it;
    place where;
};

/// What the signal draws goes with what another signal of the device draws.
struct correlation_spec {
    std::string with;  ///< name of the other signal
    double r = 0;      ///< coefficient, from -1 to 1
    place where;
};

}  // namespace muster
