#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

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

void add_twin(std::vector<language_key>& all) {
    all.push_back({"templates.*.properties.*", "value, or mapping", "",
                   "A property; a bare value is its initial value.",
                   "tariff: {values: [day, night], initial: day, writable: true}"});
    add_below(
        all, "templates.*.properties.*",
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
         {"takes", "duration, `low..high`, `{p50, p99}` or `{exponential}`", "0s",
          "Of a writable one: from a new value's arrival to the device's answer.",
          "{type: number, initial: 20, writable: true, takes: {p50: 1s, p99: 20s}}"},
         {"takes.p50", "duration", "", "Half of the answers take less.", "p50: 1s"},
         {"takes.p99", "duration", "", "One answer in a hundred takes longer.", "p99: 20s"},
         {"takes.exponential", "duration", "", "Exponential with this mean.", "exponential: 2s"},
         {"rejects", "mapping from reason to percentage", "",
          "Of a writable one: chances that a device does not take a new value.",
          "{type: number, initial: 20, writable: true, rejects: {out of range: 2%}}"},
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

}  // namespace

void add_templates(std::vector<language_key>& all) {
    add_template_keys(all);
    add_signals(all);
    add_twin(all);
    add_messages(all);
    add_commands(all);
    add_updates(all);
    add_connectivity(all, "templates.*.connectivity");
    add_power(all);
    add_connectivity(all, "fleets.*.connectivity");
}

}  // namespace muster::language_parts
