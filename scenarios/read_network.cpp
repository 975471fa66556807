#include <algorithm>
#include <map>

#include "scenarios/sections.hpp"
#include "scenarios/service_presets.hpp"

/// How devices are connected, and who receives what they send.
namespace muster::sections {

namespace {

using scalars::parsed;
using scalars::refusal;

/// Of a service that is sold in units: what Azure IoT Hub has at most.
constexpr std::uint64_t most_units = 200;

/// Reports a word that is none of a few, which are told where none is near.
bool is_one_of(reading& r, const yaml::node& found, const char* code, const std::string& what,
               const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), found.text) != names.end()) return true;
    auto remedy = r.suggestion(found.text, names);
    for (const auto& name : names)
        if (remedy.empty() && name.ends_with(found.text)) remedy = "did you mean " + name + '?';
    std::string list;
    for (const auto& name : names)
        list += (list.empty() ? "" : ", ") + ticked(name);
    r.error(code, found.where, "there is no " + what + ' ' + ticked(found.text),
            remedy.empty() ? "write one of " + list : remedy);
    return false;
}

/// One of some words, as what it stands for.
template <class T>
bool read_word(reading& r, const yaml::node& map, const char* key,
               const std::map<std::string, T>& words, T& value) {
    const auto* found = reading::get(map, key);
    std::string text;
    if (found == nullptr || !r.text(*found, text)) return false;
    std::vector<std::string> names;
    for (const auto& word : words)
        names.push_back(word.first);
    if (!is_one_of(r, *found, "unknown-word", std::string("value of ") + ticked(key), names))
        return false;
    value = words.at(text);
    return true;
}

void read_span(reading& r, const yaml::node& map, const char* key,
               std::optional<distribution>& to) {
    distribution span;
    const auto* found = reading::get(map, key);
    if (found != nullptr && r.durations(*found, span)) to = span;
}

void read_reconnect(reading& r, const yaml::node& map, reconnect_spec& to) {
    r.scalar(map, "spread", to.spread, scalars::parse_duration);
    read_back_off(r, map, to.pauses);
}

/// A device whose outages take no time would have no end of them.
void check_outages(reading& r, const yaml::node& map, const connectivity_spec& c) {
    if (c.online == all_of_it || !c.outages || c.outages->mean() >= 1) return;
    const auto* written = reading::get(map, "outages");
    r.error("out-of-range", written != nullptr ? written->where : map.where, "outages of no time",
            "write how long one lasts, such as `outages: {p50: 10m, p99: 8h}`");
}

void keeps_nothing(reading& r, const yaml::node& found) {
    r.error("out-of-range", found.where, "a buffer that keeps nothing is none",
            "write a longer `keep`, or leave out the `buffer`");
}

/// `12h`, or `1000 messages`.
void read_keep(reading& r, const yaml::node& map, buffer_spec& to) {
    r.missing(map, "keep", "a `buffer`");
    const auto* found = reading::get(map, "keep");
    if (found == nullptr) return;
    constexpr std::string_view unit = " messages";
    const std::string_view text = found->text;
    if (found->is_scalar() && text.ends_with(unit)) {
        const bool good = r.scalar(*found, to.keep_messages, [&](std::string_view) {
            return scalars::parse_count(text.substr(0, text.size() - unit.size()));
        });
        if (good && to.keep_messages == 0) keeps_nothing(r, *found);
        return;
    }
    duration span{};
    const bool good = r.scalar(*found, span, [](std::string_view written) {
        auto parsed = scalars::parse_duration(written);
        if (!parsed && parsed.why.code == "missing-unit")
            parsed.why.remedy += ", or " + ticked(std::string(written) + " messages");
        return parsed;
    });
    if (good) to.keep_for = span;
    if (good && span == duration{}) keeps_nothing(r, *found);
}

void read_buffer(reading& r, const yaml::node& map, buffer_spec& to) {
    read_keep(r, map, to);
    read_word<bool>(r, map, "when_full", {{"drop_oldest", true}, {"drop_newest", false}},
                    to.drop_oldest);
    r.scalar(map, "flush", to.flush_per_second, scalars::parse_per_second);
}

/// A limit as written; what is not written stays as the preset has it.
void read_limit(reading& r, const yaml::node& service, const char* what,
                const std::map<std::string, service_limit::overload>& words,
                service_limit::overload standard, std::optional<service_limit>& to) {
    const auto* map = r.get_map(service, what);
    if (map == nullptr) return;
    if (!to) r.missing(*map, "limit", ticked(std::string("service.") + what));
    auto limit = to.value_or(service_limit{0, standard});
    r.scalar(*map, "limit", limit.per_second, scalars::parse_per_second);
    read_word(r, *map, "over", words, limit.over);
    to = limit;
}

/// What a preset says, from which the written limits depart.
void read_preset(reading& r, const yaml::node& map, service_spec& to) {
    const auto* found = reading::get(map, "preset");
    const auto* written = reading::get(map, "units");
    if (found == nullptr) {
        if (written != nullptr)
            r.error("misplaced-key", written->where, "`units` belongs to a `preset`",
                    "say which one, such as `preset: azure_iot_hub_s1`");
        return;
    }
    std::string name;
    std::vector<std::string> names;
    for (const auto& p : service_presets())
        names.push_back(p.name);
    if (!r.text(*found, name) ||
        !is_one_of(r, *found, "unknown-preset", "preset of a service", names))
        return;
    const auto* preset = find_service_preset(name);
    std::uint64_t units = 1;
    if (written != nullptr && r.scalar(*written, units, scalars::parse_count)) {
        if (!preset->in_units)
            r.error("misplaced-key", written->where, ticked(name) + " is not sold in units",
                    "remove `units`");
        else if (units < 1 || units > most_units)
            r.error("out-of-range", written->where,
                    "found " + found_text(*written) + ", expected 1 to 200",
                    "a hub has at most 200 units");
    }
    to = preset->limits(std::clamp<std::uint64_t>(units, 1, most_units));
}

}  // namespace

void read_connectivity(reading& r, const yaml::node& map, connectivity_spec& c) {
    r.scalar(map, "online", c.online, scalars::parse_share);
    const auto* outages = reading::get(map, "outages");
    read_span(r, map, "outages", c.outages);
    if (outages != nullptr && c.online == all_of_it)
        r.warn("no-outages", outages->where, "devices that are always online have no outages",
               "say how often they are connected, such as `online: 95%`");
    check_outages(r, map, c);
    read_span(r, map, "latency", c.latency);
    r.scalar(map, "loss", c.loss, scalars::parse_share);
    read_span(r, map, "boot", c.boot);
    if (const auto* part = r.get_map(map, "reconnect")) {
        c.reconnect = reconnect_spec{};
        read_reconnect(r, *part, *c.reconnect);
    }
    if (const auto* part = r.get_map(map, "buffer")) {
        c.buffer = buffer_spec{};
        read_buffer(r, *part, *c.buffer);
    }
    if (c.online == all_of_it || c.outages) return;
    constexpr double minute = 60e6;
    c.outages = distribution{distribution::shape::log_normal, 10 * minute, 480 * minute};
}

void read_service(reading& r) {
    using over = service_limit::overload;
    const auto* map = r.section("service");
    if (map == nullptr) return;
    service_spec service;
    read_preset(r, *map, service);
    service.where = map->where;
    read_limit(r, *map, "connects", {{"refuse", over::refuse}, {"queue", over::queue}},
               over::refuse, service.connects);
    read_limit(r, *map, "messages",
               {{"refuse", over::refuse}, {"queue", over::queue}, {"drop", over::drop}},
               over::refuse, service.messages);
    read_limit(r, *map, "commands", {{"queue", over::queue}, {"refuse", over::refuse}}, over::queue,
               service.commands);
    if (std::uint64_t jobs = 0; r.scalar(*map, "jobs", jobs, scalars::parse_count)) {
        service.jobs = jobs;
        if (jobs == 0)
            r.error("out-of-range", map->find("jobs")->where, "no job could ever begin",
                    "write at least 1, or remove `jobs`");
    }
    r.out.service = service;
}

}  // namespace muster::sections
