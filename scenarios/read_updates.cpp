#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/update_course.hpp"
#include "scenarios/format.hpp"
#include "scenarios/sections.hpp"

/// How devices take firmware updates, and jobs that update them.
namespace muster::sections {

namespace {

void read_step(reading& r, const yaml::node& map, update_step_spec& step) {
    if (const auto* takes = reading::get(map, "takes")) r.durations(*takes, step.takes);
    if (const auto* fails = reading::get(map, "fails")) step.fails = read_failures(r, *fails);
}

void read_deferral(reading& r, const yaml::node& map, update_spec& update) {
    r.missing(map, "share", "`defers`");
    r.missing(map, "for", "`defers`");
    r.scalar(map, "share", update.defers, scalars::parse_share);
    if (const auto* lasts = reading::get(map, "for"))
        r.durations(*lasts, update.of(update_step::deferral).takes);
}

void read_version_property(reading& r, const yaml::node& found, const device_template& t,
                           update_spec& update) {
    std::string name;
    if (!r.text(found, name)) return;
    const auto* property = find_part(t.properties, name);
    std::vector<std::string> names;
    for (const auto& p : t.properties)
        names.push_back(qualified_name(p.component, p.name));
    if (property == nullptr)
        return r.error("unknown-property", found.where, "there is no property " + ticked(name),
                       r.suggestion(name, names));
    if (property->cloud)
        return r.error("misplaced-key", found.where,
                       "cloud properties are not the device's, and " + ticked(name) + " is one",
                       "name a property without `cloud: true`");
    update.property = qualified_name(property->component, property->name);
}

}  // namespace

void read_update(reading& r, const yaml::node& map, device_template& t) {
    auto& update = t.update.emplace();
    update.where = map.where;
    for (std::size_t i = 1; i < update_steps; ++i)
        if (const auto* step = r.get_map(map, to_text(static_cast<update_step>(i))))
            read_step(r, *step, update.steps[i]);
    if (const auto* rejects = reading::get(map, "rejects"))
        update.rejects = read_failures(r, *rejects);
    if (const auto* defers = r.get_map(map, "defers")) read_deferral(r, *defers, update);
    if (const auto* property = reading::get(map, "property"))
        read_version_property(r, *property, t, update);
}

void read_update_order(reading& r, const yaml::node& map, job_spec& job) {
    constexpr auto usual_finish = std::chrono::hours(2);
    const auto* found = map.find("update");
    for (const char* other : {"command", "set", "migrate"})
        if (map.find(other) != nullptr)
            r.error("given-twice", found->where, "`update` beside " + ticked(other),
                    "a job does one of the two");
    auto& order = job.update.emplace();
    job.finish = usual_finish;
    order.where = found->where;
    if (!r.is_map(*found, "a mapping such as `{version: 2.4.0}`")) return;
    r.missing(*found, "version", "the update");
    r.text(*found, "version", order.version);
    r.scalar(*found, "reach", job.reach, scalars::parse_duration);
    r.scalar(*found, "finish", job.finish, scalars::parse_duration);
    r.scalar(*found, "recall", order.recall, scalars::parse_boolean);
    if (const auto* timers = r.get_map(*found, "timers"))
        for (std::size_t i = 1; i < update_steps; ++i)
            r.scalar(*timers, to_text(static_cast<update_step>(i)), order.timers[i],
                     scalars::parse_duration);
    const bool known = std::any_of(r.out.templates.begin(), r.out.templates.end(),
                                   [](const device_template& t) { return t.update.has_value(); });
    if (!known && !r.names_incomplete)
        r.error("no-updates", found->where, "no template says how its devices take an update",
                "add `update: {download: {takes: 5m}, install: {takes: 1m}}` to a template");
}

namespace {

void doubt_timers(reading& r, const job_spec& job, const device_template& t) {
    duration least{};
    for (std::size_t i = 1; i < update_steps; ++i) {
        const auto step = static_cast<update_step>(i);
        const auto takes = least_of(t.update->of(step));
        least += takes;
        if (const auto& timer = job.update->timer(step); timer && *timer < takes)
            r.warn("short-timer", job.update->where,
                   "the timer of " + ticked(to_text(step)) +
                       " is shorter than that step ever is "
                       "on a " +
                       ticked(t.name) + ", so every device is given up in it",
                   "write a timer of more than " + ticked(format_duration(takes)));
    }
    if (job.finish < least)
        r.warn("short-timer", job.update->where,
               "`finish` is shorter than an update of a " + ticked(t.name) + " ever is",
               "write a `finish` of more than " + ticked(format_duration(least)));
}

}  // namespace

void doubt_updates(reading& r) {
    for (const auto& job : r.out.jobs)
        for (std::size_t t = 0; job.update && t < r.out.templates.size(); ++t)
            if (r.out.templates[t].update && is_in_use(r.out, t))
                doubt_timers(r, job, r.out.templates[t]);
}

}  // namespace muster::sections
