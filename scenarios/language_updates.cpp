#include "fleet/update_spec.hpp"
#include "scenarios/language_parts.hpp"

/// How devices take firmware updates, and what a job that updates them says.
namespace muster::language_parts {

namespace {

constexpr const char* durations = "duration, `low..high`, `{p50, p99}` or `{exponential}`";

/// What a step is, for the reference.
const char* meaning_of(update_step step) {
    switch (step) {
        case update_step::download:
            return "Fetching the firmware. Needs a connection: it stops without, and goes on where "
                   "it stopped.";
        case update_step::verify:
            return "Checking what was fetched.";
        case update_step::install:
            return "Writing it. At its end the version's effects come; interrupted by a loss of "
                   "power it begins anew, as the other steps do.";
        case update_step::reboot:
            return "The device is away for so long and measures nothing; the step ends when it is "
                   "connected again, and with it the new version is reported.";
        case update_step::confirm:
            return "The check of the new version by itself. A device that fails in it goes back to "
                   "the version before.";
        default:
            return "";
    }
}

void add_span(std::vector<language_key>& all, const std::string& path, const char* standard,
              const char* meaning) {
    const bool deferral = path.ends_with("for");
    all.push_back({path, durations, standard, meaning,
                   deferral ? "{share: 5%, for: 2h}" : "takes: {p50: 4m, p99: 25m}"});
    add_below(all, path,
              {{"p50", "duration", "", "Half of the times it takes less.", "p50: 4m"},
               {"p99", "duration", "", "One time in a hundred it takes longer.", "p99: 25m"},
               {"exponential", "duration", "", "Exponential with this mean.", "exponential: 5m"}});
}

void add_steps(std::vector<language_key>& all) {
    const std::string update = "templates.*.update";
    for (std::size_t i = 1; i < update_steps; ++i) {
        const auto step = static_cast<update_step>(i);
        const auto path = update + '.' + to_text(step);
        all.push_back({path, "mapping", "takes no time", meaning_of(step),
                       std::string(to_text(step)) + ": {takes: 1m..3m}"});
        add_span(all, path + ".takes", "0s", "How long it takes, drawn for each update.");
        all.push_back({path + ".fails", "mapping from reason to percentage", "",
                       "Chances that the update fails in it, drawn for each update.",
                       "fails: {bad signature: 0.1%}"});
    }
}

}  // namespace

void add_updates(std::vector<language_key>& all) {
    const std::string update = "templates.*.update";
    all.push_back({update, "mapping", "takes no updates",
                   "How the devices take a firmware update: its steps, in their order.",
                   "update: {download: {takes: {p50: 4m, p99: 25m}}, install: {takes: 1m..3m}, "
                   "reboot: {takes: 90s}}"});
    add_steps(all);
    add_below(all, update,
              {{"rejects", "mapping from reason to percentage", "",
                "Chances that the device says no at once, drawn for each update.",
                "rejects: {battery low: 1%}"},
               {"defers", "mapping", "", "Who asks to be left alone for a while first.",
                "defers: {share: 5%, for: 2h}"},
               {"defers.share", "percentage", "required", "So many, drawn for each update.",
                "{share: 5%, for: 2h}"}});
    add_span(all, update + ".defers.for", "required",
             "For how long; the device then goes on by itself, with all of its time.");
    add_below(all, update,
              {{"property", "name of a property", "firmware",
                "The property that says which version a device has.", "property: version"}});
    add_below(all, "templates.*.firmware.*.#",
              {{"reports", "version, or `previous`", "the version itself",
                "The version that the device then has all the same; `previous`: the one before.",
                "reports: previous"}});
}

void add_update_orders(std::vector<language_key>& all) {
    const std::string update = "jobs.*.update";
    all.push_back({update, "mapping", "",
                   "A firmware update of each device, in place of a command: how it goes says "
                   "`update` of the template.",
                   "update: {version: 2.4.0, timers: {download: 30m}, recall: true}"});
    add_below(
        all, update,
        {{"version", "text", "required",
          "The version to install. A device succeeds when it reports it; one that has it already, "
          "at once.",
          "version: 2.4.0"},
         {"reach", "duration", "to the end of the run",
          "How long a device may take to be reached, also while the job is paused.", "reach: 3d"},
         {"finish", "duration", "2h",
          "How long an update may take, from when the device is told; who defers it, from then.",
          "finish: 4h"},
         {"timers", "mapping from step to duration", "",
          "How long single steps may take, from the begin of one until the device tells its end.",
          "timers: {download: 30m, install: 10m}"},
         {"recall", "truth", "false",
          "A job that is cancelled calls back the devices that have not begun to install.",
          "recall: true"}});
    for (std::size_t i = 1; i < update_steps; ++i) {
        const std::string step = to_text(static_cast<update_step>(i));
        all.push_back({update + ".timers." + step, "duration", "as long as `finish`",
                       "The time for this step.", step + ": 30m"});
    }
}

}  // namespace muster::language_parts
