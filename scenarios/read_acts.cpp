#include <algorithm>
#include <array>

#include "fleet/find_named.hpp"
#include "scenarios/read_job_parts.hpp"
#include "scenarios/read_schedule.hpp"
#include "scenarios/sections.hpp"

/// What operators do at an instant.
namespace muster::sections {

namespace {

void add_setting(reading& r, act_spec& act, const place& where, property_setting setting) {
    const bool twice = std::any_of(act.sets.begin(), act.sets.end(), [&](const auto& other) {
        return other.property == setting.property;
    });
    if (twice)
        return r.error("given-twice", where, ticked(setting.property) + " is set twice",
                       "leave one of the two out");
    act.sets.push_back(std::move(setting));
}

void read_sets(reading& r, const yaml::node& map, act_spec& act) {
    for (const auto& item : map.entries)
        if (const auto* property = settable_property(r, item, settable::also_cloud))
            add_setting(r, act, item.where,
                        {qualified_name(property->component, property->name),
                         read_setting(r, item.value, *property)});
    if (map.entries.empty())
        r.error("missing-key", map.where, "nothing is set", "write `set: {mode: eco}`");
}

/// Properties of which nothing is wanted any more.
void read_unset(reading& r, const yaml::node& found, act_spec& act) {
    if (found.is_list() && found.items.empty())
        r.error("missing-key", found.where, "nothing is taken back", "write `unset: [mode]`");
    for (const auto* item : r.one_or_more(found, "a property")) {
        const yaml::entry named{item->text, item->where, {}};
        if (const auto* property = settable_property(r, named, settable::only_writable))
            add_setting(r, act, item->where,
                        {qualified_name(property->component, property->name), {}});
    }
}

void read_verb(reading& r, const yaml::node& found, act_spec& act) {
    static constexpr std::array verbs{lifecycle_verb::block, lifecycle_verb::unblock,
                                      lifecycle_verb::approve, lifecycle_verb::remove};
    std::string text;
    std::vector<std::string> names;
    for (const auto verb : verbs)
        names.emplace_back(to_text(verb));
    if (!r.text(found, text) || !r.known(found, "unknown-word", "act", names)) return;
    act.verb = verbs[static_cast<std::size_t>(std::find(names.begin(), names.end(), text) -
                                              names.begin())];
}

void read_told(reading& r, const yaml::node& found, act_spec& act) {
    if (!found.is_scalar()) {
        if (!r.is_map(found, "a mapping such as `{name: reboot}`")) return;
        r.missing(found, "name", "the command");
    }
    read_told_command(r, found, act.told.command, act.told.request);
    if (found.is_scalar()) return;
    r.scalar(found, "connect_within", act.told.connect_within, scalars::parse_duration);
    r.scalar(found, "answer_within", act.told.answer_within, scalars::parse_duration);
    r.scalar(found, "queue_for", act.told.queue_for, scalars::parse_duration);
    if (act.told.answer_within <= duration{})
        r.error("out-of-range", found.find("answer_within")->where,
                "no device answers within no time", "write a duration such as `30s`");
}

/// `ask` is a value that the devices have, or a mapping with a command.
void read_question(reading& r, const yaml::node& map, act_spec& act) {
    const auto* within = map.find("within");
    const auto* found = reading::get(map, "ask");
    if (within != nullptr && map.find("ask") == nullptr)
        return r.error("misplaced-key", within->where, "only questions have `within`",
                       "remove it, or write `ask`");
    if (found == nullptr) return;
    auto& asks = act.asks.emplace();
    if (found->is_map()) {
        r.missing(*found, "command", "the question");
        const auto* command = reading::get(*found, "command");
        if (command != nullptr) read_asked_command(r, *found, *command, asks.command, asks.request);
    } else {
        asks.value = r.condition_of(*found, condition_role::value).text;
    }
    r.scalar(map, "within", asks.within, scalars::parse_duration);
    if (asks.within <= duration{})
        r.error("out-of-range", within->where, "no device answers within no time",
                "write a duration such as `30s`");
}

void read_ids(reading& r, const yaml::node& found, act_spec& act) {
    if (found.is_map()) return r.wrong_type(found, "a device id, or a list of them");
    for (const auto* item : r.one_or_more(found, "a device id")) {
        act.target.ids.push_back(item->text);
        r.listed.push_back({item->text, item->where});
    }
    if (act.target.ids.empty() && !r.problems().has_errors())
        r.error("no-devices", found.where, "the list names no device", "write at least one id");
}

void read_target(reading& r, const yaml::node& map, act_spec& act) {
    const auto* devices = reading::get(map, "devices");
    const auto* where = map.find("where");
    if (devices != nullptr && where != nullptr)
        r.error("two-kinds", where->where, "`where` and `devices` in one act",
                "keep one of the two");
    act.target.where = r.condition_at(map, "where", condition_role::devices).text;
    if (devices != nullptr) read_ids(r, *devices, act);
    if (act.verb == lifecycle_verb::remove && devices == nullptr && where == nullptr)
        r.error("missing-key", map.where, "a removal names its devices, or a condition",
                "add `devices: [ID]` or `where: ...`");
    if (map.find("command") == nullptr || devices != nullptr) return;
    r.error("missing-key", map.where, "a command is told to single devices: `devices` is missing",
            "write `devices: [ID]`, or `ask: {command: ...}` or a job for many");
}

struct job_word {
    const char* key;
    job_verb verb;
};
constexpr std::array<job_word, 4> job_words{{{"pause", job_verb::pause},
                                             {"resume", job_verb::resume},
                                             {"cancel", job_verb::cancel},
                                             {"delete", job_verb::erase}}};

/// A job, or a run of one that recurs.
bool read_job_name(reading& r, const yaml::node& found, const char* key) {
    if (is_run(r, found, key)) return true;
    return r.names_incomplete || r.known(found, "unknown-job", "job", other_jobs(r, {}));
}

/// What is done to a job, which has no devices.
void read_job_act(reading& r, const yaml::node& map, act_spec& act) {
    for (const auto& word : job_words) {
        const auto* found = reading::get(map, word.key);
        std::string job;
        if (found == nullptr || !r.text(*found, job)) continue;
        if (!read_job_name(r, *found, word.key)) continue;
        act.job = job_act{job, word.verb};
    }
    for (const char* key : {"devices", "where"})
        if (const auto* found = map.find(key); found != nullptr && act.job)
            r.error("misplaced-key", found->where, "an act on a job has no " + ticked(key),
                    "remove it");
}

void read_what(reading& r, const yaml::node& map, act_spec& act) {
    const auto has = [&](const char* key) { return map.find(key) != nullptr ? 1 : 0; };
    const auto given = std::max(has("set"), has("unset")) + has("command") + has("do") +
                       has("migrate") + has("pause") + has("resume") + has("cancel") +
                       has("delete") + has("ask");
    if (given == 0 && !map.incomplete)
        r.error("missing-key", map.where,
                "the act does nothing: it needs `set`, `unset`, `command`, `ask`, `do`, `migrate`, "
                "`pause`, `resume`, `cancel` or `delete`",
                "add `do: block`, `set: {mode: eco}`, `command: reboot` or `resume: JOB`");
    if (given > 1)
        r.error("two-kinds", map.where,
                "an act does one of `set`, `command`, `ask`, `do`, `migrate`, `pause`, `resume`, "
                "`cancel` and `delete`",
                "write the others as acts of their own");
    read_job_act(r, map, act);
    if (const auto* set = r.get_map(map, "set")) read_sets(r, *set, act);
    if (const auto* unset = reading::get(map, "unset")) read_unset(r, *unset, act);
    if (const auto* command = reading::get(map, "command")) read_told(r, *command, act);
    read_question(r, map, act);
    if (const auto* verb = reading::get(map, "do")) read_verb(r, *verb, act);
    if (read_template_name(r, map, act.into)) act.verb = lifecycle_verb::migrate;
}

}  // namespace

void read_acts(reading& r) {
    const auto* section = r.section("acts");
    if (section == nullptr) return;
    for (const auto& item : section->entries) {
        if (!r.is_map(item.value, "a mapping such as `{at: 10m, do: block}`")) continue;
        act_spec act;
        act.name = item.key;
        act.where = item.where;
        r.missing(item.value, "at", "the act");
        r.time(item.value, "at", act.at);
        read_what(r, item.value, act);
        read_target(r, item.value, act);
        r.out.acts.push_back(std::move(act));
    }
}

}  // namespace muster::sections
