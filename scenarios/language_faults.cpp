#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

void add_times(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"faults.*.at", "time", "something else starts it", "When the fault begins.", "at: 14:00"},
        {"faults.*.for", "duration, `low..high`, `{p50, p99}` or `{exponential}`", "it never ends",
         "How long it lasts, drawn for each device.", "for: 40m"},
        {"faults.*.for.p50", "duration", "", "Half of the devices are over it sooner.", "p50: 10m"},
        {"faults.*.for.p99", "duration", "", "One device in a hundred takes longer.", "p99: 8h"},
        {"faults.*.for.exponential", "duration", "", "Exponential with this mean.",
         "exponential: 20m"},
        {"faults.*.delay", "duration", "0s", "From being started to taking effect.", "delay: 1h"},
        {"faults.*.every", "duration, `low..high`, `{p50, p99}` or `{exponential}`",
         "it comes once",
         "The fault comes again and again: from one begin to the next, for each device; needs "
         "`for`. "
         "Of `reboot_loop`, where it is required: from one reboot to the next.",
         "every: 1d"},
        {"faults.*.every.p50", "duration", "", "Half of the times it takes less.", "p50: 6h"},
        {"faults.*.every.p99", "duration", "", "One time in a hundred it takes longer.", "p99: 3d"},
        {"faults.*.every.exponential", "duration", "", "Exponential with this mean.",
         "exponential: 1d"},
        {"faults.*.zone", "`device`", "the zone of `time.start`",
         "With a clock time in `at`: the fault begins when it is that time where the device is, by "
         "the `zone` of its fleet or its column.",
         "zone: device"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_effects(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"faults.*.signal", "name of a signal", "all signals",
         "What `stuck`, `drift`, `spike` and `out_of_range` falsify.", "signal: temperature"},
        {"faults.*.rate", "number per time", "required by `drift`",
         "How fast a `drift` grows, in the signal's unit. Of other kinds: how often the fault "
         "comes "
         "to each device, at random (a Poisson process) from `at` or the start on; needs `for`.",
         "rate: 2/d"},
        {"faults.*.size", "number or percentage of the value", "required by `spike`",
         "What a `spike` adds, in the signal's unit.", "size: 300%"},
        {"faults.*.to", "number", "beyond the signal's `max`, else its `min`",
         "The value of `out_of_range`.", "to: 9999"},
        {"faults.*.adds",
         "duration, `low..high`, `{p50, p99}` or `{exponential}`, number for `battery_drain`",
         "required by `slow` and `clock_skew`; 1 to 3 periods of the message for `out_of_order`",
         "What is added: by `slow` to the latency of each message and answer to a command; by "
         "`out_of_order` to that of those hit, so that later ones arrive first; by `clock_skew`, "
         "for "
         "each device, to the times that its messages tell; by `battery_drain` to what the device "
         "takes per hour, in the battery's unit, awake or asleep.",
         "adds: {p50: 2s, p99: 30s}"},
        {"faults.*.adds.p50", "duration", "", "Half of what is added is less.", "p50: 2s"},
        {"faults.*.adds.p99", "duration", "", "One in a hundred is more.", "p99: 30s"},
        {"faults.*.adds.exponential", "duration", "", "Exponential with this mean.",
         "exponential: 5s"},
        {"faults.*.factor", "number, at least 1", "1",
         "A `battery_drain` makes all that the device takes from its battery so many times as "
         "much.",
         "factor: 3"},
        {"faults.*.chance", "percentage", "100%",
         "Of `spike` and `out_of_range`: per reading; of `lossy`, `garbage`, `duplicate` and "
         "`out_of_order`: per message; of `command_failure`: per command; of `crash`: per start of "
         "the device.",
         "chance: 1%"},
        {"faults.*.command", "name of a command", "all commands",
         "Which commands a `command_failure` hits.", "command: update"},
        {"faults.*.reason", "text", "the fault's name", "The reason with which commands fail.",
         "reason: valve stuck"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

}  // namespace

void add_choice(std::vector<language_key>& all, const std::string& prefix) {
    const std::vector<language_key> keys{
        {"by", "name of a tag or property", "single devices",
         "Whole clusters of devices with the same value; a device without one is in none.",
         "by: substation"},
        {"share", "percentage", "100%",
         "So many of the devices (or clusters) that `where` leaves, split exactly.", "share: 80%"},
        {"count", "count", "", "So many devices or clusters, in place of `share`.", "count: 100"},
        {"draw", "name", "the thing's path",
         "Two things with the same `draw` choose the same devices.", "draw: storm"}};
    add_below(all, prefix, keys);
}

void add_faults(std::vector<language_key>& all) {
    const std::vector<language_key> faults{
        {"faults", "mapping of faults", "", "What goes wrong, when and where.",
         "faults: {power_cut: {kind: power_off, share: 80%, at: 14:00, for: 40m}}"},
        {"faults.*", "mapping", "", "A fault, by name.", "dead: {kind: power_off}"},
        {"faults.*.title", "text", "", "A name for people.", "title: The north is dark"},
        {"faults.*.like", "name of a fault", "",
         "Copies that fault; the keys written here replace the copied ones.", "like: power_cut"},
        {"faults.*.kind",
         "`offline`, `power_off`, `stuck`, `drift`, `spike`, `out_of_range`, `lossy`, `slow`, "
         "`garbage`, `duplicate`, `out_of_order`, `clock_skew`, `reboot_loop`, `command_failure`, "
         "`battery_drain` or `crash`",
         "required",
         "`offline` measures on, `power_off` does not, `reboot_loop` does so again and again; "
         "`stuck`, `drift`, `spike` and `out_of_range` falsify a signal; `lossy`, `slow`, "
         "`garbage`, `duplicate`, `out_of_order` and `clock_skew` act on messages; "
         "`command_failure` lets commands fail; `battery_drain` empties batteries sooner; `crash` "
         "fails the device.",
         "kind: offline"}};
    all.insert(all.end(), faults.begin(), faults.end());
    all.push_back({"faults.*.where", "condition", "every device", "Which devices may be hit.",
                   "where: region = 'north'"});
    add_choice(all, "faults.*");
    add_times(all);
    add_effects(all);
}

}  // namespace muster::language_parts
