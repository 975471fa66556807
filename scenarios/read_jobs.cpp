#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

// `words` are what may stand there beside the name of a group.
bool known_group(reading& r, const yaml::node& found, std::vector<std::string> words) {
    const auto& groups = r.names_in("groups");
    if (std::find(groups.begin(), groups.end(), found.text) != groups.end()) return true;
    words.insert(words.end(), groups.begin(), groups.end());
    return r.known(found, "unknown-group", "group", words);
}

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
                "the job does nothing: it needs `command`, `set` or `migrate`",
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

/// What each device is told.
void read_order(reading& r, const yaml::node& map, job_spec& job) {
    for (const char* key : {"reach", "finish"})
        if (const auto* found = map.find(key); found != nullptr && map.find("set") == nullptr)
            r.error("misplaced-key", found->where, ticked(key) + " of a job without `set`",
                    "write it under `command`, such as `command: {name: update, " +
                        std::string(key) + ": 1h}`");
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

// False where the item is wrong.
bool read_batch_amount(reading& r, const yaml::node& item, batch_spec& batch) {
    amount size;
    if (!r.scalar(item, size, scalars::parse_amount)) return false;
    batch.kind = size.is_share ? batch_spec::form::part : batch_spec::form::count;
    batch.part = size.part;
    batch.count = size.count;
    if (size.is_share ? size.part.ppb > 0 : size.count > 0) return true;
    r.error("out-of-range", item.where, "a batch of no devices", "remove it");
    return false;
}

void read_batch(reading& r, const yaml::node& item, bool last, job_spec& job) {
    batch_spec batch;
    if (!item.is_scalar()) {
        r.wrong_type(item, "a percentage, a count, a group or `rest`");
        return;
    }
    bool number = !item.text.empty() && item.text.front() >= '0' && item.text.front() <= '9';
    if (number) {
        if (!read_batch_amount(r, item, batch)) return;
    } else if (item.text != "rest") {
        batch.kind = batch_spec::form::group;
        batch.group = item.text;
        if (!known_group(r, item, {"all", "rest"})) return;
    } else if (!last) {
        r.error("rest-not-last", item.where, "nothing is left after `rest`", "move it to the end");
    }
    job.batches.push_back(std::move(batch));
}

void check_batches(reading& r, const yaml::node& list, const job_spec& job) {
    std::int64_t sum = 0;
    bool all = false, only_parts = true;
    for (const auto& batch : job.batches) {
        sum += batch.part.ppb;
        all = all || batch.kind == batch_spec::form::rest;
        only_parts = only_parts && batch.kind == batch_spec::form::part;
    }
    if (sum > share::whole)
        r.error("bad-split", list.where, "the batches add up to more than 100% of the job",
                "each percentage is of all devices of the job, not of what is left");
    else if (!all && only_parts && sum < share::whole && job.batches.size() == list.items.size())
        r.warn("devices-left-out", list.where, "the batches leave some devices out",
               "end the list with `rest`");
}

void read_batches(reading& r, const yaml::node& map, job_spec& job) {
    const auto* list = reading::get(map, "batches");
    if (list == nullptr) return;
    if (!list->is_list() || list->items.empty()) {
        r.error("wrong-type", list->where,
                list->is_list() ? "found an empty list, expected at least one batch"
                                : "found " + found_text(*list) + ", expected a list of batches",
                "write `batches: [1%, 10%, rest]`");
        return;
    }
    if (!r.fits(*list, list->items.size(), scenario_limits::things)) return;
    for (const auto& item : list->items)
        read_batch(r, item, &item == &list->items.back(), job);
    check_batches(r, *list, job);
}

void read_next_batch(reading& r, const yaml::node& map, next_batch_spec& next) {
    r.scalar(map, "finished", next.finished, scalars::parse_share);
    r.scalar(map, "succeeded", next.succeeded, scalars::parse_share);
    r.scalar(map, "soak", next.soak, scalars::parse_duration);
    const auto* otherwise = reading::get(map, "else");
    std::string word;
    if (otherwise == nullptr || !r.text(*otherwise, word)) return;
    if (r.known(*otherwise, "unknown-word", "such answer", {"pause", "cancel"}))
        next.pause_otherwise = word == "pause";
}

void read_base(reading& r, const yaml::node& map, cancel_spec& cancel) {
    const auto* of = reading::get(map, "of");
    if (of == nullptr) {
        if (cancel.failed.is_share && map.find("of") == nullptr && !map.incomplete)
            r.error("missing-key", map.find("failed")->where,
                    "a percentage of failures needs its base",
                    "add `of: batch`, `of: job` or `of: finished`");
        return;
    }
    if (!of->is_scalar()) return r.wrong_type(*of, "`batch`, `job` or `finished`");
    if (!r.known(*of, "unknown-word", "such base", {"batch", "job", "finished"})) return;
    cancel.of = of->text == "batch" ? cancel_spec::base::batch
                : of->text == "job" ? cancel_spec::base::job
                                    : cancel_spec::base::finished;
}

void read_cancel(reading& r, const yaml::node& map, job_spec& job) {
    cancel_spec cancel;
    r.missing(map, "failed", "`cancel`");
    r.scalar(map, "failed", cancel.failed, scalars::parse_amount);
    r.scalar(map, "at_least", cancel.at_least, scalars::parse_count);
    read_base(r, map, cancel);
    const auto* overshoot = reading::get(map, "overshoot");
    std::uint64_t most = 0;
    if (overshoot != nullptr && overshoot->is_scalar() && overshoot->text == "any")
        cancel.overshoot.reset();
    else if (overshoot != nullptr && r.scalar(*overshoot, most, scalars::parse_count))
        cancel.overshoot = most;
    job.cancel = cancel;
}

void read_rate(reading& r, const yaml::node& map, job_spec& job) {
    scalars::rate rate;
    const auto* found = reading::get(map, "rate");
    if (found == nullptr || !r.scalar(*found, rate, scalars::parse_rate)) return;
    if (rate.amount < 1e-6)
        return r.error("out-of-range", found->where, "a job at this rate never ends",
                       "write a rate above zero, such as `100/m`");
    job.rate = rate_spec{rate.amount, rate.per};
}

/// What a job that recurs is called in conditions is known only where its times are.
void read_runs(reading& r, const yaml::node& start, const job_spec& job) {
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
        read_order(r, map, job);
        if (start != nullptr) read_start(r, *start, job);
        read_rate(r, map, job);
        read_batches(r, map, job);
        if (const auto* next = r.get_map(map, "next_batch"))
            read_next_batch(r, *next, job.next_batch);
        if (const auto* cancel = r.get_map(map, "cancel")) read_cancel(r, *cancel, job);
    }
    if (start != nullptr && is_recurring(*start)) return read_runs(r, *start, job);
    r.out.jobs.push_back(std::move(job));
}

}  // namespace

void read_jobs(reading& r) {
    if (const auto* section = r.section("jobs"))
        for (const auto& item : section->entries)
            read_job(r, item);
}

}  // namespace muster::sections
