#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

void add_below(std::vector<language_key>& all, const std::string& prefix,
               const std::vector<language_key>& keys) {
    for (auto key : keys) {
        key.path = prefix + '.' + key.path;
        all.push_back(std::move(key));
    }
}

void add_template_keys(std::vector<language_key>& all) {
    all.push_back({"templates", "mapping of templates", "one template `basic` with one signal",
                   "What kinds of device there are.", "templates: {meter: {...}}"});
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
          "connectivity: {online: 95%, outages: {p50: 10m, p99: 8h}}"},
         {"states", "mapping", "", "A state machine of the device.", "states: {...}", not_yet},
         {"duty_cycle", "mapping", "", "When the device sleeps.", "duty_cycle: {...}", not_yet}});
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
         {"normal", "number", "", "Gaussian around this mean; needs `sd`.",
          "{normal: 230, sd: 1.5}"},
         {"sd", "number", "", "Standard deviation of `normal`.", "sd: 1.5"},
         {"walk", "number", "", "A random walk that starts here; needs `step`.",
          "{walk: 21, step: 0.1, pull: 2%, min: 15, max: 30}"},
         {"step", "number; with `counter` also `low..high` or `{p50, p99}`", "",
          "Standard deviation of a `walk`'s step; growth of a `counter` per reading.", "step: 0.1"},
         {"step.p50", "number", "", "Half of a `counter`'s steps are smaller.", "p50: 4"},
         {"step.p99", "number", "", "One step of a `counter` in a hundred is larger.", "p99: 25"},
         {"pull", "percentage", "0%",
          "Draws a `walk` back to its start by this part of the distance per reading.", "pull: 2%"},
         {"sine", "`low..high`, or `{low, high, period, in_phase}`", "",
          "A sine between two values; needs a `period`.", "{sine: 10..30, period: 24h}"},
         {"sine.low", "number", "required", "The lowest value.", "low: 10"},
         {"sine.high", "number", "required", "The highest value.", "high: 30"},
         {"sine.period", "duration", "required", "From one peak to the next.", "period: 24h"},
         {"sine.in_phase", "truth", "false", "All devices peak at once.", "in_phase: true"},
         {"period", "duration", "", "The period of `sine`.", "period: 24h"},
         {"in_phase", "truth", "false", "All devices peak at once, with `sine`.", "in_phase: true"},
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
          "pick: {idle: 90%, busy: rest}"},
         {"states", "mapping", "", "A Markov chain of words.", "states: {...}", not_yet},
         {"replay", "path", "", "Values of a recorded file.", "replay: day.csv", not_yet},
         {"sawtooth", "mapping", "", "Rises evenly and drops at once.", "sawtooth: {...}", not_yet},
         {"together", "name of a tag", "", "Devices with the same value of the tag move as one.",
          "together: feeder", not_yet}});
}

void add_modifiers(std::vector<language_key>& all) {
    add_below(
        all, "templates.*.telemetry.*",
        {{"noise", "percentage or number", "0",
          "Gaussian noise: standard deviation as a part of the value, or in the signal's unit.",
          "noise: 15%"},
         {"min", "number", "", "Lower values become this one; a `walk` turns back here.", "min: 0"},
         {"max", "number", "", "Higher values become this one; a `walk` turns back here.",
          "max: 100"},
         {"decimals", "whole number from 0 to 15", "", "Round to so many decimals.", "decimals: 3"},
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
        {{"every", "duration", "1m", "The period.", "every: 15m"},
         {"jitter", "percentage of `every`, duration, `low..high` or `{p50, p99}`", "0s",
          "Added to each intended instant; a percentage or a single duration is uniform "
          "from zero.",
          "jitter: 10%"},
         {"aligned", "truth", "false (a random phase per device)",
          "At whole multiples of the period in the calendar.", "aligned: true"},
         {"carries", "name of a signal, or list of names", "all signals",
          "Which readings the message holds.", "carries: [power, energy]"},
         {"bytes", "count", "estimated from the signals", "Size of the payload.", "bytes: 180"},
         {"when", "condition", "", "Sent when a reading makes this true.", "when: voltage < 223",
          not_yet},
         {"at_most", "rate", "", "Upper limit for messages sent by `when`.", "at_most: 1/h",
          not_yet}});
}

void add_commands(std::vector<language_key>& all) {
    all.push_back({"templates.*.commands.*", "mapping", "", "A command, by name.",
                   "update: {takes: {p50: 4m, p99: 25m}, installs: request.version}"});
    add_below(all, "templates.*.commands.*",
              {{"takes", "duration, `low..high` or `{p50, p99}`", "0s",
                "From the command's arrival to the answer.", "takes: {p50: 4m, p99: 25m}"},
               {"takes.p50", "duration", "", "Half of the answers take less.", "p50: 4m"},
               {"takes.p99", "duration", "", "One answer in a hundred takes longer.", "p99: 25m"},
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
    add_connectivity(all, "fleets.*.connectivity");
}

}  // namespace muster::language_parts
