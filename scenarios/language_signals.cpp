#include "scenarios/language_parts.hpp"

/// What a template measures.
namespace muster::language_parts {

namespace {

/// The waves, which have the same keys, in a mapping of their own or beside their name.
void add_waves(std::vector<language_key>& all, const std::string& signal) {
    struct wave {
        const char* key;
        const char* help;
    };
    constexpr wave waves[] = {
        {"sine", "A sine between two values; needs a `period`."},
        {"sawtooth",
         "Rises evenly from the first value to the second, then drops at once; needs a "
         "`period`."},
        {"triangle", "Rises and falls evenly between two values; needs a `period`."},
        {"square", "The second value, then the first, in each `period`."}};
    for (const auto& [key, help] : waves) {
        const std::string name = key;
        all.push_back({signal + '.' + name, "`low..high`, or `{low, high, period, in_phase}`", "",
                       help, '{' + name + ": 10..30, period: 24h}"});
        add_below(all, signal + '.' + name,
                  {{"low", "number", "required", "The lowest value.", "low: 10"},
                   {"high", "number", "required", "The highest value.", "high: 30"},
                   {"period", "duration", "required", "How long one wave takes.", "period: 24h"},
                   {"in_phase", "truth", "false",
                    "All devices are at the same place; else each begins at one of its own.",
                    "in_phase: true"}});
    }
    add_below(
        all, signal,
        {{"square.duty", "percentage", "50%", "The part of a period at the high value.",
          "duty: 30%"},
         {"period", "duration", "", "How long one wave takes.", "period: 24h"},
         {"in_phase", "truth", "false",
          "All devices are at the same place of the wave; else each begins at one of its own.",
          "in_phase: true"},
         {"duty", "percentage", "50%", "The part of a period that a `square` is at the high value.",
          "duty: 30%"}});
}

void add_states(std::vector<language_key>& all) {
    add_below(
        all, "templates.*.telemetry.*",
        {{"states", "mapping of states", "",
          "States that follow each other in virtual time, however often they are read.",
          "states: {free: {for: {exponential: 3h}, to: busy}, busy: {for: 20m..2h, to: free}}"},
         {"states.*", "mapping", "",
          "A state, by name. The names are the signal's words, unless each state has a `value`.",
          "charging: {for: {p50: 35m, p99: 4h}, to: {free: 90%, faulted: rest}}"},
         {"states.*.for", "duration, `low..high`, `{p50, p99}` or `{exponential}`",
          "it is never left", "How long the state lasts, drawn for each stay.",
          "for: {p50: 35m, p99: 4h}"},
         {"states.*.for.p50", "duration", "", "Half of the stays are shorter.", "p50: 35m"},
         {"states.*.for.p99", "duration", "", "One stay in a hundred is longer.", "p99: 4h"},
         {"states.*.for.exponential", "duration", "",
          "Exponential with this mean: the end is as likely at any moment.", "exponential: 3h"},
         {"states.*.to", "name of a state, or mapping from state to percentage",
          "the other one of two",
          "What follows, drawn for each end; the chances add up to 100%, or one is `rest`.",
          "to: {free: 90%, faulted: rest}"},
         {"states.*.value", "number, `low..high`, `{p50, p99}`, `{exponential}` or `{poisson}`", "",
          "The readings in this state, drawn for each; makes the signal one of numbers.",
          "value: 2..5"},
         {"states.*.value.p50", "number", "", "Half of the readings are smaller.", "p50: 4"},
         {"states.*.value.p99", "number", "", "One reading in a hundred is larger.", "p99: 25"},
         {"states.*.value.exponential", "number", "", "Exponential with this mean.",
          "exponential: 4"},
         {"states.*.value.poisson", "number up to 500", "", "Counts with this mean.", "poisson: 3"},
         {"states.*.goes", "list of mappings", "",
          "Ways out before the state's time: at the first reading that finds `when`, which looks "
          "at "
          "what was last measured, or when a command is done.",
          "{for: 5m..9m, to: free, goes: [{when: voltage < 200, to: faulted}]}"},
         {"states.*.goes.#.when", "condition", "required without `command`", "What has to hold.",
          "{when: voltage < 200, to: faulted}"},
         {"states.*.goes.#.command", "name of a command", "required without `when`",
          "A command of the template that has succeeded.", "{command: stop, to: free}"},
         {"states.*.goes.#.to", "name of a state", "required", "Where it leads.",
          "{command: stop, to: free}"},
         {"start", "name of a state, or mapping from state to percentage",
          "as one meets a device at a random instant; required with `goes`",
          "With `states`: in which state devices start, drawn for each.", "start: free"}});
}

void add_recordings(std::vector<language_key>& all) {
    add_below(
        all, "templates.*.telemetry.*",
        {{"sequence", "list of numbers or words", "", "Values in turn, one for each message.",
          "sequence: [0, 4, 8, 4]"},
         {"loop", "truth", "true",
          "A `sequence` begins again after its last value; else it stays there.", "loop: false"},
         {"replay", "mapping", "", "A recorded column of a CSV file, played in virtual time.",
          "replay: {file: day.csv, column: power, every: 15m}"},
         {"replay.file", "path", "required",
          "The CSV file, relative to this one; its first row names the columns.", "file: day.csv"},
         {"replay.column", "name of a column", "the signal's name", "Where the values are.",
          "column: power"},
         {"replay.time", "name of a column", "",
          "Where the times are: seconds, durations, clock times or instants, ascending. A value "
          "holds until the next.",
          "time: t"},
         {"replay.every", "duration", "", "How far apart the rows are, in place of `time`.",
          "every: 15m"},
         {"replay.loop", "truth", "true", "Begins again after the last row; else stays there.",
          "loop: false"},
         {"replay.offset", "duration, `low..high`, `{p50, p99}` or `{exponential}`", "0s",
          "How far into the recording a device is at the start, drawn for each.",
          "offset: 0s..24h"},
         {"replay.offset.p50", "duration", "", "Half of the devices are less far.", "p50: 1h"},
         {"replay.offset.p99", "duration", "", "One device in a hundred is farther.", "p99: 12h"},
         {"replay.offset.exponential", "duration", "", "Exponential with this mean.",
          "exponential: 1h"}});
}

/// The generators that remember nothing: of a signal, or of one of its cases.
void add_memoryless(std::vector<language_key>& all, const std::string& signal) {
    add_below(
        all, signal,
        {{"constant", "number or word", "", "Always the same value.", "constant: 21"},
         {"uniform", "`low..high`", "", "Drawn for every reading, both ends included.",
          "uniform: 20..25"},
         {"p50", "number", "", "With `p99`: log-normal, half of the readings below `p50`.",
          "{p50: 4, p99: 25}"},
         {"p99", "number", "", "With `p50`: one reading in a hundred is above `p99`.",
          "{p50: 4, p99: 25}"},
         {"exponential", "number", "",
          "Exponential with this mean: small values are frequent, large ones rare.",
          "exponential: 20"},
         {"poisson", "number up to 500", "",
          "Whole numbers with this mean: how many of many rare things happened.", "poisson: 3"},
         {"normal", "number", "", "Gaussian around this mean; needs `sd`.",
          "{normal: 230, sd: 1.5}"},
         {"sd", "number", "", "Standard deviation of `normal`.", "sd: 1.5"},
         {"daily", "`{low, high, peak}`", "", "A day's curve in the device's local time.",
          "daily: {low: 80, high: 900, peak: 19:30}"},
         {"daily.low", "number", "required", "The value twelve hours away from the peak.",
          "low: 80"},
         {"daily.high", "number", "required", "The value at the peak.", "high: 900"},
         {"daily.peak", "time of day", "12:00", "When the day's highest value comes.",
          "peak: 19:30"},
         {"formula", "formula", "",
          "An expression over the device's other signals, properties and tags.",
          "formula: voltage * current"},
         {"pick", "mapping from word to percentage", "",
          "One of some words (or `true` and `false`) for every reading; the chances add up to "
          "100%, or one is `rest`.",
          "pick: {idle: 90%, busy: rest}"}});
    add_waves(all, signal);
}

void add_generators(std::vector<language_key>& all) {
    const std::string signal = "templates.*.telemetry.*";
    add_memoryless(all, signal);
    add_below(
        all, signal,
        {{"walk", "number", "", "A random walk that starts here; needs `step`.",
          "{walk: 21, step: 0.1, pull: 2%, min: 15, max: 30}"},
         {"step",
          "number; with `counter` also `low..high`, `{p50, p99}`, `{exponential}` or `{poisson}`",
          "", "Standard deviation of a `walk`'s step; growth of a `counter` per reading.",
          "step: 0.1"},
         {"step.p50", "number", "", "Half of a `counter`'s steps are smaller.", "p50: 4"},
         {"step.p99", "number", "", "One step of a `counter` in a hundred is larger.", "p99: 25"},
         {"step.exponential", "number", "", "A `counter`'s steps are exponential with this mean.",
          "exponential: 4"},
         {"step.poisson", "number up to 500", "", "A `counter`'s steps are counts with this mean.",
          "poisson: 3"},
         {"pull", "percentage", "0%",
          "Draws a `walk` back to its start by this part of the distance per reading.", "pull: 2%"},
         {"counter", "number", "", "Starts here and grows by `step` at each reading.",
          "{counter: 0, step: 1..5, wraps: 65536}"},
         {"wraps", "number", "0 (never)", "A `counter` starts again at 0 when it reaches this.",
          "wraps: 65536"},
         {"integral_of", "name of a signal", "",
          "The other signal summed up over hours: watt becomes watt hours.",
          "{unit: kilowattHour, integral_of: power}"},
         {"scale", "number", "from the two units", "Factor of `integral_of`.", "scale: 0.001"},
         {"from", "number; of `approaches` also `low..high` or `{p50, p99}`",
          "0; of `approaches` where the formula is",
          "Where `integral_of` or `approaches` starts, which is drawn for each device.",
          "from: 1200"},
         {"from.p50", "number", "", "Half of the devices start below.", "p50: 4"},
         {"from.p99", "number", "", "One device in a hundred starts above.", "p99: 25"},
         {"from.exponential", "number", "", "Exponential with this mean.", "exponential: 4"},
         {"from.poisson", "number up to 500", "", "Whole numbers with this mean.", "poisson: 3"},
         {"approaches", "formula", "",
          "Moves towards what the formula says, as a room follows its thermostat: covers half of "
          "what is left in each `half_life`.",
          "{approaches: setpoint, half_life: 20m, from: 18}"},
         {"half_life", "duration", "10m", "How long `approaches` takes for half of the way.",
          "half_life: 20m"},
         {"cases", "list of mappings, each with a generator", "",
          "Several behaviours: the first whose `when` holds; what they have in common, such as "
          "`noise`, is written beside. None of them may remember what was before.",
          "cases: [{when: firmware = '2.1', normal: 900, sd: 9}, {normal: 80, sd: 3}]"},
         {"cases.#.when", "condition", "in all other cases", "When this one applies.",
          "{when: firmware = '2.1', normal: 900, sd: 9}"}});
    add_memoryless(all, signal + ".cases.#");
    add_states(all);
    add_recordings(all);
    add_movement(all, signal);
}

void add_modifiers(std::vector<language_key>& all) {
    add_below(
        all, "templates.*.telemetry.*",
        {{"noise", "percentage or number", "0",
          "Gaussian noise: standard deviation as a part of the value, or in the signal's unit.",
          "noise: 15%"},
         {"drift", "number per time, or `low..high`", "",
          "Added to the value as time goes by, from the start of the run; a range is drawn once "
          "for "
          "each device.",
          "drift: -0.1/d..0.3/d"},
         {"min", "number", "", "Lower values become this one; a `walk` turns back here.", "min: 0"},
         {"max", "number", "", "Higher values become this one; a `walk` turns back here.",
          "max: 100"},
         {"resolution", "number", "",
          "Readings are whole multiples of this, as a coarse sensor gives them.",
          "resolution: 0.5"},
         {"decimals", "whole number from 0 to 15",
          "6 of a position, 1 of `speed_of` and `heading_of`", "Round to so many decimals.",
          "decimals: 3"},
         {"together", "name of a tag, or `{tag, share}`", "",
          "Devices with the same value of the tag move as one: all that the signal draws is theirs "
          "together.",
          "together: feeder"},
         {"together.tag", "name of a tag", "required", "Which devices belong together.",
          "tag: feeder"},
         {"together.share", "percentage", "100%",
          "How much of the variance is shared, which is the correlation of two of them; the rest "
          "is each one's own.",
          "share: 80%"},
         {"correlates", "`{with, r}`", "",
          "What the signal draws goes with what another signal of the device draws.",
          "correlates: {with: temperature, r: -60%}"},
         {"correlates.with", "name of a signal", "required",
          "The other signal, carried by the same messages.", "with: temperature"},
         {"correlates.r", "signed percentage", "required",
          "The coefficient of correlation from -100% to 100%, exact for `normal` values and for "
          "noise.",
          "r: 80%"},
         {"unit", "text, spelt as in DTDL", "", "The unit of all numbers of this signal.",
          "unit: degreeCelsius"},
         {"type", "`number`, `integer`, `boolean`, `word`, `text`, `duration` or `date_time`",
          "number; of `pick` and `values` word or boolean", "What a reading is.", "type: integer"},
         {"values", "list of words", "the words of `pick`", "The words that the signal can take.",
          "values: [idle, busy]"},
         {"semantic", "text", "", "The semantic type of DTDL.", "semantic: Temperature"},
         {"component", "name", "", "The component of the template that has the signal.",
          "component: thermostat1"}});
}

}  // namespace

void add_signals(std::vector<language_key>& all) {
    all.push_back({"templates.*.telemetry.*",
                   "number, `low..high`, `{p50, p99}`, or a mapping with one generator key", "",
                   "A signal, by name.", "power: {unit: watt, uniform: 80..900, noise: 15%}"});
    add_generators(all);
    add_modifiers(all);
}

}  // namespace muster::language_parts
