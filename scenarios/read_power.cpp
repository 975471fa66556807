#include <algorithm>

#include "scenarios/format.hpp"
#include "scenarios/sections.hpp"

/// When the devices of a template sleep, and what they live on.
namespace muster::sections {

namespace {

using scalars::parsed;
using scalars::refusal;

/// How much later than planned a device may wake.
duration most_jitter(const duty_cycle_spec& duty) {
    const double us = duty.jitter_of_period > 0
                          ? duty.jitter_of_period * static_cast<double>(duty.every.count())
                          : std::max(duty.jitter.a, duty.jitter.b);
    return duration(static_cast<std::int64_t>(us));
}

void check_spans(reading& r, const yaml::node& map, const duty_cycle_spec& duty) {
    using shape = distribution::shape;
    const auto* jitter = reading::get(map, "jitter");
    const bool bounded = duty.jitter.kind == shape::constant || duty.jitter.kind == shape::uniform;
    if (jitter != nullptr && !bounded)
        return r.error("wrong-type", jitter->where,
                       "the jitter of a duty cycle has to have an end, as the device wakes once in "
                       "each period",
                       "write a percentage, a duration or `low..high`");
    const auto* every = reading::get(map, "every");
    const auto* awake = reading::get(map, "awake");
    if (every == nullptr || awake == nullptr || duty.every == duration{}) return;
    if (duty.awake == duration{})
        r.error("out-of-range", awake->where, "the device would never be awake",
                "write a longer `awake`");
    else if (duty.awake >= duty.every)
        r.error("bad-range", awake->where,
                "`awake` is not shorter than `every`, so the device would never sleep",
                "write a shorter `awake`, or leave `duty_cycle` out");
    else if (duty.awake + most_jitter(duty) > duty.every)
        r.error("bad-range", jitter->where,
                "a device that wakes so late is still awake when its next period begins",
                "write a `jitter` of at most " + ticked(format_duration(duty.every - duty.awake)));
}

void read_duty_cycle(reading& r, const yaml::node& map, device_template& t) {
    duty_cycle_spec duty;
    duty.where = map.where;
    r.missing(map, "every", "a `duty_cycle`");
    r.missing(map, "awake", "a `duty_cycle`");
    const bool timed = r.scalar(map, "every", duty.every, scalars::parse_duration);
    if (timed && duty.every == duration{})
        r.error("out-of-range", map.find("every")->where, "a period of no time",
                "write a longer `every`");
    r.scalar(map, "awake", duty.awake, scalars::parse_duration);
    read_jitter(r, map, duty.jitter, duty.jitter_of_period);
    r.scalar(map, "aligned", duty.aligned, scalars::parse_boolean);
    check_spans(r, map, duty);
    t.duty_cycle = duty;
}

parsed<double> parse_taken(std::string_view text) {
    auto number = scalars::parse_number(text);
    if (number && *number.value < 0)
        return refusal{"out-of-range", "a number of at least 0", "a battery gives, see `recharge`"};
    return number;
}

void read_battery(reading& r, const yaml::node& map, device_template& t) {
    battery_spec battery;
    battery.where = map.where;
    r.missing(map, "capacity", "a `battery`");
    r.scalar(map, "capacity", battery.capacity, [](std::string_view text) -> parsed<double> {
        auto number = scalars::parse_number(text);
        if (number && *number.value <= 0)
            return refusal{"out-of-range", "a number above 0", "write `capacity: 2400`"};
        return number;
    });
    const auto* unit = reading::get(map, "unit");
    if (unit != nullptr && r.text(*unit, battery.unit))
        r.known(*unit, "unknown-word", "unit of a battery",
                {"milliampereHour", "ampereHour", "wattHour", "joule"});
    distribution start{distribution::shape::constant, 1, 0};
    r.scalar(map, "start", start, scalars::parse_shares);
    battery.start_low = start.a;
    battery.start_high = start.kind == distribution::shape::uniform ? start.b : start.a;
    r.scalar(map, "awake", battery.awake, parse_taken);
    r.scalar(map, "asleep", battery.asleep, parse_taken);
    r.scalar(map, "message", battery.message, parse_taken);
    r.scalar(map, "command", battery.command, parse_taken);
    const auto* asleep = reading::get(map, "asleep");
    if (asleep != nullptr && !t.duty_cycle)
        r.warn("never-asleep", asleep->where, "without a `duty_cycle` the device never sleeps",
               "say when it does: `duty_cycle: {every: 1h, awake: 2m}`");
    distribution recharge;
    const auto* span = reading::get(map, "recharge");
    if (span != nullptr && r.durations(*span, recharge)) battery.recharge = recharge;
    t.battery = std::move(battery);
}

}  // namespace

void read_power(reading& r, const yaml::node& map, device_template& t) {
    if (const auto* part = r.get_map(map, "duty_cycle")) read_duty_cycle(r, *part, t);
    if (const auto* part = r.get_map(map, "battery")) read_battery(r, *part, t);
}

}  // namespace muster::sections
