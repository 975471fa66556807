#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

void add_template_keys(std::vector<language_key>& all) {
    all.push_back({"templates", "mapping of templates", "one template `basic` with one signal",
                   "What kinds of device there are.",
                   "templates: {meter: {telemetry: {power: 80..900}}}"});
    all.push_back({"templates.*", "mapping", "", "A template, by name.",
                   "meter: {telemetry: {power: 80..900}}"});
    add_below(
        all, "templates.*",
        {{"title", "text", "", "A name for people.", "title: Smart meter"},
         {"like", "name of a template", "",
          "Copies that template; the keys written here replace the copied ones.", "like: meter"},
         {"model", "path of a DTDL file, or a DTMI", "",
          "Telemetry, properties and commands follow from the model; what is written here "
          "replaces or extends it.",
          "model: models/heatpump-3.json"},
         {"telemetry", "mapping of signals", "", "What the device measures.",
          "telemetry: {power: {daily: {low: 80, high: 900, peak: 19:30}}}"},
         {"properties", "mapping of properties", "", "What the device is set to and reports.",
          "properties: {firmware: 2.3.1}"},
         {"messages", "mapping of messages", "one a component every 1m with all of its signals",
          "What the device sends at once, and when.",
          "messages: {status: {every: 5m, jitter: 10%}}"},
         {"commands", "mapping of commands", "", "What the device can be told to do.",
          "commands: {reboot: {takes: 30s..2m}}"},
         {"firmware", "mapping from version to a list of effects", "",
          "What a version does to a device that takes it.",
          "firmware: {2.4.0: [{where: lot = '25w41', chance: 35%, starts: dead}]}"},
         {"connectivity", "mapping", "all online", "When devices are connected.",
          "connectivity: {online: 95%, outages: {p50: 10m, p99: 8h}}"}});
}

/// The waves, which have the same keys, in a mapping of their own or beside their name.
void add_waves(std::vector<language_key>& all) {
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
    const std::string signal = "templates.*.telemetry.*";
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
         {"start", "name of a state, or mapping from state to percentage",
          "as one meets a device at a random instant",
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

void add_generators(std::vector<language_key>& all) {
    add_below(
        all, "templates.*.telemetry.*",
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
         {"walk", "number", "", "A random walk that starts here; needs `step`.",
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
         {"daily", "`{low, high, peak}`", "", "A day's curve in the device's local time.",
          "daily: {low: 80, high: 900, peak: 19:30}"},
         {"daily.low", "number", "required", "The value twelve hours away from the peak.",
          "low: 80"},
         {"daily.high", "number", "required", "The value at the peak.", "high: 900"},
         {"daily.peak", "time of day", "12:00", "When the day's highest value comes.",
          "peak: 19:30"},
         {"counter", "number", "", "Starts here and grows by `step` at each reading.",
          "{counter: 0, step: 1..5, wraps: 65536}"},
         {"wraps", "number", "0 (never)", "A `counter` starts again at 0 when it reaches this.",
          "wraps: 65536"},
         {"formula", "formula", "",
          "An expression over the device's other signals, properties and tags.",
          "formula: voltage * current"},
         {"integral_of", "name of a signal", "",
          "The other signal summed up over hours: watt becomes watt hours.",
          "{unit: kilowattHour, integral_of: power}"},
         {"scale", "number", "from the two units", "Factor of `integral_of`.", "scale: 0.001"},
         {"from", "number", "0", "Where `integral_of` starts.", "from: 1200"},
         {"pick", "mapping from word to percentage", "",
          "One of some words (or `true` and `false`) for every reading; the chances add up to "
          "100%, or one is `rest`.",
          "pick: {idle: 90%, busy: rest}"}});
    add_waves(all);
    add_states(all);
    add_recordings(all);
    add_movement(all, "templates.*.telemetry.*");
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

void add_twin(std::vector<language_key>& all) {
    all.push_back({"templates.*.properties.*", "value, or mapping", "",
                   "A property; a bare value is its initial value.",
                   "tariff: {values: [day, night], initial: day, writable: true}"});
    add_below(all, "templates.*.properties.*",
              {{"initial", "value, `low..high`, `{p50, p99}` or a generator", "",
                "The value at the start, drawn for each device.", "initial: day"},
               {"values", "list of words", "", "The only words that the property takes.",
                "values: [day, night]"},
               {"type", "`number`, `integer`, `boolean`, `word`, `text`, `duration` or `date_time`",
                "word with `values`, number with `unit`, else text", "What the value is.",
                "type: number"},
               {"writable", "truth", "false", "The operator can set it.", "writable: true"},
               {"cloud", "truth", "false", "Kept on the service side, unknown to the device.",
                "cloud: true"},
               {"unit", "text, spelt as in DTDL", "", "The unit of the value.", "unit: watt"},
               {"component", "name", "", "The component that has the property.",
                "component: thermostat1"}});
    add_attribute(all, "templates.*.properties.*.initial");
}

void add_messages(std::vector<language_key>& all) {
    all.push_back({"templates.*.messages.*", "mapping", "", "A message, by name.",
                   "load: {every: 15m, aligned: true, jitter: 0s..45s}"});
    add_below(
        all, "templates.*.messages.*",
        {{"every", "duration", "1m; none with `when`", "The period.", "every: 15m"},
         {"jitter", "percentage of `every`, duration, `low..high` or `{p50, p99}`", "0s",
          "Added to each intended instant; a percentage or a single duration is uniform "
          "from zero.",
          "jitter: 10%"},
         {"aligned", "truth", "false (a random phase per device)",
          "At whole multiples of the period in the calendar.", "aligned: true"},
         {"carries", "name of a signal, or list of names", "all signals",
          "Which readings the message holds.", "carries: [power, energy]"},
         {"bytes", "count", "estimated from the signals", "Size of the payload.", "bytes: 180"},
         {"when", "condition", "every look is a message",
          "Sent only if this holds. With `every` it is looked at so often; without, with each "
          "message that measures a signal of the condition. The statistics of a signal are over "
          "all that is sent, so what is sent on a condition weighs more in them.",
          "when: voltage < 223"},
         {"on_change", "truth, name of a signal, list of names, or mapping from signal to number",
          "false",
          "Sent only if a value has moved since it was last sent: any of them, one of these, or "
          "one "
          "of these by so much. A value that is not sent is no reading.",
          "on_change: {temperature: 0.5}"},
         {"at_most", "rate", "", "With `when` or `on_change`: not more often than this.",
          "at_most: 1/h"},
         {"at_least", "rate", "",
          "With `when` or `on_change`, and `every`: also sent where the silence would become "
          "longer than this allows.",
          "at_least: 1/h"}});
}

void add_commands(std::vector<language_key>& all) {
    all.push_back({"templates.*.commands.*", "mapping", "", "A command, by name.",
                   "update: {takes: {p50: 4m, p99: 25m}, installs: request.version}"});
    add_below(
        all, "templates.*.commands.*",
        {{"takes", "duration, `low..high`, `{p50, p99}` or `{exponential}`", "0s",
          "From the command's arrival to the answer.", "takes: {p50: 4m, p99: 25m}"},
         {"takes.p50", "duration", "", "Half of the answers take less.", "p50: 4m"},
         {"takes.p99", "duration", "", "One answer in a hundred takes longer.", "p99: 25m"},
         {"takes.exponential", "duration", "", "Exponential with this mean.", "exponential: 30s"},
         {"fails", "mapping from reason to percentage", "",
          "Chances that the command fails, drawn for each command.",
          "fails: {download broke: 0.2%}"},
         {"installs", "`request.X`", "",
          "This field of the request becomes the device's property `firmware`.",
          "installs: request.version"},
         {"component", "name", "", "The component that has the command.",
          "component: thermostat1"}});
    add_below(all, "templates.*.firmware.*.#",
              {{"where", "condition", "every device", "Which devices may be hit.",
                "where: lot = '25w41'"},
               {"chance", "percentage", "100%", "Drawn for each device that takes the version.",
                "chance: 35%"},
               {"starts", "name of a fault", "", "The fault that then begins for the device.",
                "starts: dead"},
               {"fails", "text", "", "The reason with which the installing command fails.",
                "fails: flash checksum"}});
}

}  // namespace

void add_templates(std::vector<language_key>& all) {
    add_template_keys(all);
    all.push_back({"templates.*.telemetry.*",
                   "number, `low..high`, `{p50, p99}`, or a mapping with one generator key", "",
                   "A signal, by name.", "power: {unit: watt, uniform: 80..900, noise: 15%}"});
    add_generators(all);
    add_modifiers(all);
    add_twin(all);
    add_messages(all);
    add_commands(all);
    add_connectivity(all, "templates.*.connectivity");
    add_power(all);
    add_connectivity(all, "fleets.*.connectivity");
}

}  // namespace muster::language_parts
