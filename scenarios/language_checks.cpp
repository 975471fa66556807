#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

constexpr auto not_yet = language_key::availability::not_yet;

/// What a job tells each device.
void add_orders(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.command", "mapping, or name of a command", "required without `set`",
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
        {"jobs.*.reach", "duration", "to the end of the run",
         "With `set`: how long a device may take to be reached, also while the job is paused.",
         "{group: all, set: {tariff: night}, reach: 3d}"},
        {"jobs.*.finish", "duration", "5m", "With `set`: how long a device may take to answer.",
         "{group: all, set: {tariff: night}, finish: 1m}"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_starts(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.start", "mapping", "at the start of the run",
         "When the job starts. One that recurs is a job of its own each time: `night_1`, "
         "`night_2`, and so on.",
         "start: {at: 1d}"},
        {"jobs.*.start.at", "time", "0s",
         "When the job starts. With `every` or `zone` it is a time of day.", "at: 22:00"},
        {"jobs.*.start.every", "`day`, `week`, `month`, `N days`, `N weeks` or `N months`", "",
         "On which days of the calendar it starts, `at` a time of day.", "{at: 22:00, every: day}"},
        {"jobs.*.start.days", "day, or list of days", "required by `week` and `month`",
         "Which days of the week (`mon` to `sun`) or of the month (`1` to `31`, `last`). A month "
         "without such a day is left out.",
         "{at: 22:00, every: month, days: [1, last]}"},
        {"jobs.*.start.cron", "text", "",
         "In place of `every`: minute, hour, day of the month, month and day of the week.",
         "{cron: \"0 2 * * 1-5\"}"},
        {"jobs.*.start.zone", "name of a time zone", "the offset of `time.start`",
         "By whose clocks, also where these are put forward or back. An IANA name.",
         "{at: 22:00, every: day, zone: Europe/Berlin}"},
        {"jobs.*.start.from", "time", "the start of the run", "Where it recurs: not before this.",
         "{at: 22:00, every: day, from: 12h}"},
        {"jobs.*.start.until", "time", "", "Where it recurs: not after this.",
         "{at: 22:00, every: day, until: 7d}"},
        {"jobs.*.start.times", "count", "", "Where it recurs: at most so often, 1 to 999.",
         "{at: 22:00, every: day, times: 3}"},
        {"jobs.*.start.window", "mapping", "", "At which hours it may act.",
         "window: {from: 22:00, to: 06:00, zone: device}", not_yet}};
    all.insert(all.end(), keys.begin(), keys.end());
}

/// In which batches and how far it goes.
void add_paces(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.batches", "list of percentages, counts, groups and `rest`", "one with all",
         "One after the other; percentages are of the job's devices.",
         "batches: [pilots, 1%, 10%, rest]"},
        {"jobs.*.next_batch", "mapping", "when the batch is finished",
         "When the next batch starts.", "next_batch: {finished: 90%, succeeded: 97%, soak: 6h}"},
        {"jobs.*.next_batch.finished", "percentage of the batch", "100%",
         "So many have ended, well or not.", "finished: 90%"},
        {"jobs.*.next_batch.succeeded", "percentage of the finished", "0%",
         "So many of those have ended well.", "succeeded: 97%"},
        {"jobs.*.next_batch.soak", "duration", "0s", "A wait after that.", "soak: 6h"},
        {"jobs.*.next_batch.else", "`pause` or `cancel`", "pause",
         "What happens where too few succeeded; a paused job sends nothing more.", "else: cancel"},
        {"jobs.*.next_batch.healthy", "condition", "", "Must hold after the soak.",
         "healthy: devices.online >= 90%", not_yet},
        {"jobs.*.cancel", "mapping", "never", "When the job is cancelled.",
         "cancel: {failed: 0.3%, at_least: 10, of: batch, overshoot: 20}"},
        {"jobs.*.cancel.failed", "percentage or count", "required",
         "Cancelled when more than this failed or did not `finish` in time.", "failed: 0.3%"},
        {"jobs.*.cancel.at_least", "count", "0", "A floor of the percentage, in devices.",
         "at_least: 10"},
        {"jobs.*.cancel.of", "`batch`, `job` or `finished`", "required with a percentage",
         "The base of the percentage, and where failures are counted.", "of: batch"},
        {"jobs.*.cancel.overshoot", "count or `any`", "0",
         "How many more than the limit may fail because they are already under way.",
         "overshoot: 20"},
        {"jobs.*.rate", "rate", "as fast as it goes",
         "So many devices per time, evenly; never more in any such time, also after a pause.",
         "rate: 5k/s"},
        {"jobs.*.retry", "mapping", "", "Tries again.", "retry: {...}", not_yet},
        {"jobs.*.where", "condition", "", "Use a group.", "where: region = 'north'", not_yet},
        {"jobs.*.by", "name of a tag", "", "Whole clusters.", "by: site", not_yet},
        {"jobs.*.share", "percentage", "", "Some of the group.", "share: 10%", not_yet},
        {"jobs.*.count", "count", "", "Some of the group.", "count: 100", not_yet},
    };
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
        {"jobs.*.group", "name of a group", "all", "Which devices it covers.", "group: ready"}};
    all.insert(all.end(), keys.begin(), keys.end());
    add_orders(all);
    add_starts(all);
    add_paces(all);
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
