#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "scenarios/read_job_parts.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

/// A job that sets properties in place of a command.
void read_settings(reading& r, const yaml::node& map, job_spec& job) {
    for (const auto& item : map.entries) {
        const auto* property = settable_property(r, item, settable::also_cloud);
        if (property == nullptr) continue;
        add_setting(r, job.sets,
                    {qualified_name(property->component, property->name),
                     read_setting(r, item.value, *property),
                     {},
                     item.where});
    }
}

void read_command(reading& r, const yaml::node& map, job_spec& job) {
    if (map.find("command") == nullptr && !map.incomplete)
        r.error("missing-key", map.where,
                "the job does nothing: it needs `command`, `set`, `update`, `migrate`, `revert` or "
                "`rerun`",
                "add `command: ...`, or `set: {tariff: night}`");
    const auto* found = reading::get(map, "command");
    if (found == nullptr) return;
    if (!found->is_scalar()) {
        if (!r.is_map(*found, "a mapping such as `{name: update}`")) return;
        r.missing(*found, "name", "the command");
    }
    read_told_command(r, *found, job.command, job.request);
    if (found->is_scalar()) return;
    r.scalar(*found, "reach", job.reach, scalars::parse_duration);
    r.scalar(*found, "finish", job.finish, scalars::parse_duration);
}

/// A job that does what another one did, or takes it back. Whether it is one.
bool read_origin(reading& r, const yaml::node& map, job_spec& job) {
    const auto* origin = map.find("revert") != nullptr ? map.find("revert") : map.find("rerun");
    if (origin == nullptr) return false;
    for (const char* other : {"command", "set", "update", "migrate", "rerun"})
        if (const auto* beside = map.find(other); beside != nullptr && beside != origin)
            r.error("given-twice", beside->where,
                    ticked(other) + " in a job that names another one",
                    "a job does one of the two");
    r.text(map, "revert", job.reverts);
    r.text(map, "rerun", job.reruns);
    r.scalar(map, "reach", job.reach, scalars::parse_duration);
    r.scalar(map, "finish", job.finish, scalars::parse_duration);
    return true;
}

/// What each device is told.
void read_order(reading& r, const yaml::node& map, job_spec& job) {
    if (read_origin(r, map, job)) return;
    for (const char* key : {"reach", "finish"})
        if (const auto* found = map.find(key); found != nullptr && map.find("set") == nullptr)
            r.error("misplaced-key", found->where, ticked(key) + " of a job without `set`",
                    map.find("update") != nullptr
                        ? "write it under `update`"
                        : "write it under `command`, such as `command: {name: update, " +
                              std::string(key) + ": 1h}`");
    if (map.find("update") != nullptr) return read_update_order(r, map, job);
    if (const auto* migrate = map.find("migrate")) {
        for (const char* other : {"command", "set"})
            if (map.find(other) != nullptr)
                r.error("given-twice", migrate->where, "`migrate` beside " + ticked(other),
                        "a job does one of the two");
        read_template_name(r, map, job.into);
        return;
    }
    if (map.find("set") == nullptr) return read_command(r, map, job);
    if (const auto* command = map.find("command"))
        r.error("given-twice", command->where, "`command` beside `set`",
                "a job does one of the two");
    r.scalar(map, "reach", job.reach, scalars::parse_duration);
    r.scalar(map, "finish", job.finish, scalars::parse_duration);
    const auto* set = r.get_map(map, "set");
    if (set == nullptr) return;
    read_settings(r, *set, job);
    if (set->entries.empty())
        r.error("missing-key", set->where, "nothing is set", "write `set: {tariff: night}`");
}

/// What a job that recurs is called in conditions is known only where its times are.
void read_runs(reading& r, const yaml::node& start, job_spec job) {
    job.overlap = read_overlap(r, start);
    if (job.continuous && job.overlap != overlap_rule::allow)
        r.warn("never-starts", start.where,
               "a run of a `continuous` job is not over by itself, so no other one begins",
               "remove `overlap` or `continuous`");
    if (const auto when = read_schedule(r, start))
        add_runs(r, start, job, *when);
    else
        r.names_incomplete = true;
}

void read_job(reading& r, const yaml::entry& item) {
    job_spec job;
    job.name = item.key;
    job.group = "all";
    job.where = item.where;
    const auto& map = item.value;
    const yaml::node* start = nullptr;
    if (r.is_map(map, "a mapping such as `{group: ready, command: {name: update}}`")) {
        start = r.get_map(map, "start");
        const auto* group = reading::get(map, "group");
        if (group != nullptr && r.text(*group, job.group)) known_group(r, *group, {"all"});
        read_aim(r, map, job.target);
        read_order(r, map, job);
        read_job_start(r, map, job);
        read_job_batches(r, map, job);
        read_job_care(r, map, job);
    }
    if (start != nullptr && is_recurring(*start)) return read_runs(r, *start, std::move(job));
    r.out.jobs.push_back(std::move(job));
}

}  // namespace

void read_jobs(reading& r) {
    const auto* section = r.section("jobs");
    if (section == nullptr) return;
    for (const auto& item : section->entries)
        read_job(r, item);
    read_job_origins(r, *section);
    check_job_order(r, *section);
}

}  // namespace muster::sections
