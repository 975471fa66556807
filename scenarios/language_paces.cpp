#include "scenarios/language_parts.hpp"

/// When a job goes how far, what has to hold, and what happens where it does not.
namespace muster::language_parts {

namespace {

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
        {"jobs.*.start.overlap", "`allow`, `wait` or `skip`", "`allow`",
         "Where it recurs: whether a run that is due while one before it is under way begins all "
         "the same, waits until that one is over, or is left out.",
         "{at: 22:00, every: day, overlap: skip}"},
        {"jobs.*.start.after", "name of a job", "",
         "Starts when that job is complete or cancelled, in place of `at`.", "after: fw"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_turns(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.start.window", "mapping", "always",
         "At which hours of every day devices are told; what is under way goes on.",
         "window: {from: 22:00, to: 06:00, zone: device}"},
        {"jobs.*.start.window.from", "time of day", "required", "When it opens.",
         "{from: 22:00, to: 06:00}"},
        {"jobs.*.start.window.to", "time of day", "required",
         "When it closes; before `from`: on the next day.", "{from: 22:00, to: 06:00}"},
        {"jobs.*.start.window.zone", "`device` or IANA time zone", "that of `time.start`",
         "Whose clock it goes by; `device`: each device's own.",
         "{from: 22:00, to: 06:00, zone: device}"},
        {"jobs.*.approval", "truth", "false",
         "The job waits for somebody to `resume` it before it begins.", "approval: true"},
        {"jobs.*.continuous", "truth", "false",
         "Devices that join the group while the job is under way become targets, in the last "
         "batch; the job looks for them every minute, and goes on to the end of the run.",
         "continuous: true"},
        {"jobs.*.priority", "whole number", "0",
         "Of jobs that wait because of `service.jobs`, the one with the highest begins first.",
         "priority: 10"},
        {"jobs.*.rate", "rate, or mapping", "as fast as it goes",
         "So many devices per time, evenly; never more in any such time, also after a pause.",
         "rate: 5k/s"},
        {"jobs.*.rate.from", "rate", "required", "At the first device.",
         "{from: 50/m, to: 1k/m, over: 2h}"},
        {"jobs.*.rate.to", "rate", "", "A ramp goes evenly up to this ...",
         "{from: 50/m, to: 1k/m, over: 2h}"},
        {"jobs.*.rate.over", "duration", "required with `to`", "... within such a time.",
         "{from: 50/m, to: 1k/m, over: 2h}"},
        {"jobs.*.rate.factor", "number above 1", "",
         "In place of `to`: the rate is so many times as high ...",
         "{from: 50/m, factor: 2, each: 1000, most: 1k/m}"},
        {"jobs.*.rate.each", "count", "required with `factor`",
         "... after each so many devices that succeeded ...",
         "{from: 50/m, factor: 2, each: 1000, most: 1k/m}"},
        {"jobs.*.rate.most", "rate", "required with `factor`", "... up to this.",
         "{from: 50/m, factor: 2, each: 1000, most: 1k/m}"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_batches(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"jobs.*.batches", "list of percentages, counts, groups, conditions and `rest`",
         "one with all",
         "One after the other; percentages are of the job's devices. A device is in the first "
         "batch that has it.",
         "batches: [pilots, 1%, 10%, rest]"},
        {"jobs.*.next_batch", "mapping", "when the batch is finished",
         "When the next batch starts.", "next_batch: {finished: 90%, succeeded: 97%, soak: 6h}"},
        {"jobs.*.next_batch.finished", "percentage of the batch", "100%",
         "So many have ended, well or not.", "finished: 90%"},
        {"jobs.*.next_batch.succeeded", "percentage of the finished", "0%",
         "So many of those have ended well.", "succeeded: 97%"},
        {"jobs.*.next_batch.soak", "duration", "0s", "A wait after that.", "soak: 6h"},
        {"jobs.*.next_batch.healthy", "condition over `devices.` and `others.`", "",
         "Must hold after the soak. `devices.online`, `devices.total` and so on are of the "
         "devices that the job is done with; `others.online` of its targets that it is not done "
         "with. With a filter, of some of them.",
         "healthy: devices.online >= 90%"},
        {"jobs.*.next_batch.approval", "truth", "false",
         "Every next batch waits for somebody to `resume` the job.", "approval: true"},
        {"jobs.*.next_batch.else", "`pause`, `cancel` or `roll_back`", "pause",
         "What happens where too few succeeded or are healthy; a paused job sends nothing more. "
         "`roll_back` cancels it, so that the job of `on_cancel` begins.",
         "else: cancel"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_cares(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
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
        {"jobs.*.cancel.counts", "list of `failed`, `rejected`, `timed_out` and `unreached`",
         "[failed, rejected, timed_out]", "What counts as a failure.",
         "counts: [failed, rejected, timed_out, unreached]"},
        {"jobs.*.cancel.in_flight", "`wait` or `force`", "wait",
         "What a cancellation does with the devices under way: `wait` lets them end, `force` "
         "makes them cancelled at once, whatever they did so far.",
         "in_flight: force"},
        {"jobs.*.on_cancel", "name of a job", "",
         "Begins when this job is cancelled, over those of its own devices that succeeded in "
         "this one.",
         "on_cancel: back"},
        {"jobs.*.pause", "mapping", "never",
         "Pauses the job where devices vanish together: that is an outage, and says nothing of "
         "the job.",
         "pause: {lost: 5%}"},
        {"jobs.*.pause.lost", "percentage of the targets", "required",
         "Paused when more than these lose their connection ...", "{lost: 5%, within: 1m}"},
        {"jobs.*.pause.within", "duration", "1m", "... within such a time.",
         "{lost: 5%, within: 1m}"},
    };
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_course(std::vector<language_key>& all, const std::string& path, const char* what,
                const char* example) {
    const std::vector<language_key> keys{
        {path, "count, or mapping", "0", what, example},
        {path + ".times", "count", "required", "How often.", "{times: 3, first: 1m}"},
        {path + ".first", "duration", "30s", "The longest pause before the first repeat.",
         "{times: 3, first: 1m}"},
        {path + ".factor", "number, at least 1", "2", "By which each further pause is longer.",
         "{times: 3, factor: 3}"},
        {path + ".most", "duration", "1h, or `first` where that is longer", "No pause is longer.",
         "{times: 3, most: 6h}"},
        {path + ".jitter", "`full` or `none`", "full",
         "`full`: a pause is a uniform part of the longest.", "{times: 3, jitter: none}"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_retries(std::vector<language_key>& all) {
    all.push_back({"jobs.*.retry", "mapping", "nobody is told again",
                   "Tells a device again. It counts as failed when the last attempt has failed. "
                   "A device that rejects the job is never told again.",
                   "retry: {failed: 3, timed_out: 1, budget: 1000}"});
    add_course(all, "jobs.*.retry.failed", "How often a device that failed is told again.",
               "{failed: 3}");
    add_course(all, "jobs.*.retry.timed_out",
               "How often a device that did not answer in time is told again.", "{timed_out: 1}");
    all.push_back({"jobs.*.retry.budget", "percentage of the targets, or count", "any number",
                   "How many repeats all devices have together.", "{failed: 3, budget: 5%}"});
}

}  // namespace

void add_job_paces(std::vector<language_key>& all) {
    add_starts(all);
    add_turns(all);
    add_batches(all);
    add_cares(all);
    add_retries(all);
}

}  // namespace muster::language_parts
