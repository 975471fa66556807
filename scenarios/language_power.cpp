#include "scenarios/language_parts.hpp"

namespace muster::language_parts {

namespace {

void add_duty_cycle(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"duty_cycle", "mapping", "always awake",
         "When the device sleeps: it then measures and sends nothing and can't be reached. A "
         "message that is due meanwhile is made when it wakes, one of each kind; commands wait.",
         "duty_cycle: {every: 1h, awake: 2m}"},
        {"duty_cycle.every", "duration", "required", "How often the device wakes.", "every: 1h"},
        {"duty_cycle.awake", "duration", "required",
         "How long it is then awake; a command that it carries out keeps it awake longer.",
         "awake: 2m"},
        {"duty_cycle.jitter", "duration, `low..high` or percentage of `every`", "0s",
         "How much later than that it wakes, drawn each time; one duration means from 0s up to "
         "it.",
         "jitter: 30s"},
        {"duty_cycle.aligned", "truth", "false",
         "Wakes at whole multiples of `every` in the calendar; else each device at a phase of its "
         "own.",
         "aligned: true"}};
    add_below(all, "templates.*", keys);
}

void add_battery(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"battery", "mapping", "never short of power",
         "What the device lives on. All amounts are in one unit. Conditions and formulas know the "
         "level as `$battery`, in percent; a device whose battery is empty is as one without "
         "power.",
         "battery: {capacity: 2400, asleep: 0.01, awake: 8, message: 0.02}"},
        {"battery.capacity", "number above 0", "required", "What it holds when full.",
         "capacity: 2400"},
        {"battery.unit", "`milliampereHour`, `ampereHour`, `wattHour` or `joule`",
         "milliampereHour", "The unit of all amounts of this battery.", "unit: wattHour"},
        {"battery.start", "percentage, or `low..high`", "100%",
         "How full it is when the device arrives, drawn for each.", "start: 60%..100%"},
        {"battery.awake", "number", "0",
         "What the device takes per hour while it is awake: milliampere where the unit is "
         "milliampereHour.",
         "awake: 8"},
        {"battery.asleep", "number", "0", "The same while it sleeps.", "asleep: 0.01"},
        {"battery.message", "number", "0",
         "What each message takes that it sends, also one that is lost on its way.",
         "message: 0.02"},
        {"battery.command", "number", "0", "What each command takes that reaches it.",
         "command: 0.05"},
        {"battery.recharge", "duration, `low..high`, `{p50, p99}` or `{exponential}`",
         "it stays empty",
         "From running empty to being full again, by a charge or a new battery, drawn each time.",
         "recharge: 2d..10d"},
        {"battery.recharge.p50", "duration", "", "Half of the times it takes less.", "p50: 3d"},
        {"battery.recharge.p99", "duration", "", "One time in a hundred it takes longer.",
         "p99: 20d"},
        {"battery.recharge.exponential", "duration", "", "Exponential with this mean.",
         "exponential: 5d"}};
    add_below(all, "templates.*", keys);
}

}  // namespace

void add_power(std::vector<language_key>& all) {
    add_duty_cycle(all);
    add_battery(all);
}

}  // namespace muster::language_parts
