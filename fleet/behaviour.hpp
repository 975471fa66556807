#pragma once

#include <string>
#include <variant>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/query/ast.hpp"
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
/// A sine between `low` and `high` with the given period; each device has its own phase unless
/// `in_phase`.
struct sine_signal {
    double low = 0, high = 1;
    duration period{};
    bool in_phase = false;
};
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

using behaviour = std::variant<drawn_signal, normal_signal, walk_signal, sine_signal, daily_signal,
                               counter_signal, formula_signal, integral_signal, choice_signal>;

}  // namespace muster
