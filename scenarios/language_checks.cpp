#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

/// What a job tells each device.
void add_orders(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.command", "mapping, or name of a command",
         "required without `set`, `update`, `migrate`, `revert` or `rerun`",
         "What each device is told.", "command: {name: update, request: {version: 2.4.0}}"},
        {"jobs.*.command.name", "name of a command", "required", "The command.", "name: update"},
        {"jobs.*.command.request", "any value", "",
         "What it is asked with: its fields, or the value itself. Where the template has a "
         "`model`, the request has to fit it.",
         "request: {version: 2.4.0}"},
        {"jobs.*.command.reach", "duration", "to the end of the run",
         "How long a device may take to be reached, also while the job is paused.", "reach: 3d"},
        {"jobs.*.command.finish", "duration", "5m", "How long a dispatched command may take.",
         "finish: 2h"},
        {"jobs.*.set", "mapping from property to value", "",
         "Writable properties to set, in place of a command. A device succeeds when it has taken "
         "them; one that is away does so when it is back. Cloud properties have their value "
         "at once.",
         "{group: all, set: {tariff: night}, start: {at: 22:00}}"},
        {"jobs.*.migrate", "name of a template", "",
         "The template that the devices are given, in place of a command; see `acts.*.migrate`.",
         "{group: all, migrate: meter_v2, start: {at: 22:00}}"},
        {"jobs.*.revert", "name of a job", "",
         "Takes back what that job `set`: each device on which it did gets the value that was "
         "desired before, or else the one that it reported. One of which something else is wanted "
         "by "
         "now is skipped. "
         "Begins when that job is over, unless `start` or `on_cancel` says otherwise.",
         "{revert: night, start: {at: 2d}}"},
        {"jobs.*.rerun", "name of a job", "",
         "Does what that job does, with its `reach` and `finish`, to the devices that failed, "
         "timed "
         "out or were not reached in it. "
         "Begins when that job is over, unless `start` or `on_cancel` says otherwise.",
         "{rerun: fw, rate: 100/m}"},
        {"jobs.*.reach", "duration", "to the end of the run",
         "With `set`: how long a device may take to be reached, also while the job is paused.",
         "{group: all, set: {tariff: night}, reach: 3d}"},
        {"jobs.*.finish", "duration", "5m", "With `set`: how long a device may take to answer.",
         "{group: all, set: {tariff: night}, finish: 1m}"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

}  // namespace

void add_jobs(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs", "mapping of jobs", "", "One command, or setting of properties, over a group.",
         "jobs: {fw: {group: ready, command: {name: update}, start: {at: 1d}}}"},
        {"jobs.*", "mapping", "", "A job, by name.",
         "fw: {group: ready, command: {name: update}, batches: [1%, rest]}"},
        {"jobs.*.title", "text", "", "A name for people.", "title: Firmware 2.4.0"},
        {"jobs.*.like", "name of a job", "",
         "Copies that job; the keys written here replace the copied ones.", "like: fw"},
        {"jobs.*.group", "name of a group", "all", "Which devices it covers.", "group: ready"},
        {"jobs.*.where", "condition", "", "Which of the group.", "where: region = 'north'"},
        {"jobs.*.by", "name of a tag or property", "", "`share` and `count` take whole clusters.",
         "by: substation"},
        {"jobs.*.share", "percentage", "", "Some of these, by stable choice.", "share: 10%"},
        {"jobs.*.count", "count", "", "So many of these, by stable choice.", "count: 100"},
        {"jobs.*.draw", "name", "", "Chooses like every other thing with that name.",
         "draw: storm"}};
    all.insert(all.end(), keys.begin(), keys.end());
    add_orders(all);
    add_update_orders(all);
    add_job_paces(all);
}

void add_checks(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"outputs", "mapping of outputs", "", "Where readings go.",
         "outputs: {file: {ndjson: readings.ndjson}}"},
        {"outputs.*", "mapping", "", "An output, by name.", "file: {ndjson: readings.ndjson}"},
        {"outputs.*.ndjson", "path", "",
         "A file with one JSON object per message, in the order of time; relative to the working "
         "folder. A name that ends in `.zst` is compressed with Zstandard.",
         "ndjson: readings.ndjson.zst"},
        {"outputs.*.csv", "path", "",
         "A file with one row per reading: time, device, fleet, message, tick, signal, value; "
         "otherwise as `ndjson`.",
         "csv: readings.csv"},
        {"outputs.*.mqtt", "address", "", "An MQTT broker.", "mqtt: mqtts://broker.test:8883",
         not_yet},
        {"outputs.*.http", "address", "", "An HTTP endpoint.", "http: https://x.test", not_yet},
        {"outputs.*.login", "mapping", "", "Credentials.", "login: {user: <dcu>}", not_yet},
        {"outputs.*.connection", "mapping", "", "How connections are shared.",
         "connection: {per: dcu}", not_yet},
        {"outputs.*.publish", "mapping", "", "How messages are published.", "publish: {qos: 1}",
         not_yet},
        {"outputs.*.verify", "mapping", "", "An own subscriber.", "verify: {share: 1%}", not_yet},
        {"outputs.*.late", "`send`, `skip` or `abort`", "", "What happens when the run lags.",
         "late: skip", not_yet},
        {"expect", "list", "", "What must hold; the first item is `expect.0`.",
         "expect: [jobs.fw.state = cancelled]"},
        {"expect.#", "condition, or mapping", "",
         "One comparison; a bare text is checked at the end.", "- readings.lost <= 0.1%"},
        {"expect.#.always", "condition", "", "Checked at every barrier.",
         "{always: devices.online >= 90%}"},
        {"expect.#.from", "time", "the start", "With `always`: not before this.", "from: 10m"},
        {"expect.#.except", "name of a fault, or list of names", "",
         "With `always`: not while one of these faults is active.", "except: power_cut"},
        {"expect.#.grace", "duration", "0s",
         "With `except`: nor for so long after the fault's end.", "grace: 2m"},
        {"expect.#.after", "name of a fault or job", "", "After its end `check` must become true.",
         "{after: power_cut, within: 12m, check: faults.power_cut.recovered >= 99%}"},
        {"expect.#.within", "duration", "required by `after`", "How long that may take.",
         "within: 12m"},
        {"expect.#.check", "condition", "required by `after` and `at`", "What must hold.",
         "check: faults.power_cut.recovered >= 99%"},
        {"expect.#.at", "time", "", "`check` must hold at this instant.",
         "{at: 2h, check: devices.online >= 99%}"},
        {"expect.#.abort", "truth", "false", "A breach ends the run.", "abort: true"},
    };
    all.insert(all.end(), keys.begin(), keys.end());
}

}  // namespace muster::language_parts
