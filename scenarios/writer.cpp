#include "scenarios/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "fleet/device_names.hpp"
#include "fleet/find_named.hpp"
#include "fleet/scheduled_job.hpp"
#include "scenarios/format.hpp"
#include "scenarios/write_acts.hpp"
#include "scenarios/write_connectivity.hpp"
#include "scenarios/write_jobs.hpp"
#include "scenarios/write_places.hpp"
#include "scenarios/write_schedule.hpp"
#include "scenarios/write_template.hpp"
#include "scenarios/write_values.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

namespace {

std::string pace_text(const pace& p) {
    if (p.kind == pace::mode::max) return "max";
    return p.factor == 1.0 ? "realtime" : format_number(p.factor) + 'x';
}

void write_file(yaml_lines& out, const scenario& s) {
    out.line("muster: 1");
    if (!s.title.empty()) out.line("title: " + yaml_text(s.title));
    out.line("seed: " + std::to_string(s.seed));
    yaml_flow time;
    time.add("start", format_instant(s.time.start, s.time.zone_offset));
    if (s.time.length) time.add("for", format_duration(*s.time.length));
    time.add("warm_up", format_duration(s.time.warm_up));
    time.add("step", format_duration(s.time.step)).add("speed", pace_text(s.time.speed));
    out.line("time: " + time.text());
}

/// What is written may be read from another folder.
std::string absolute_path(const std::string& path) {
    std::error_code bad;
    const auto whole = std::filesystem::absolute(path, bad);
    return bad ? path : whole.string();
}

/// A column that became the tag of its name needs no words.
bool is_written(const tag_spec& tag) {
    const auto& source = tag.source;
    return source.kind != attribute_source::form::column ||
           source.column_kind != value_kind::text || source.column->name != tag.name;
}

void write_fleet(yaml_lines& out, const fleet_spec& fleet, const scenario& s) {
    out.open(fleet.name);
    out.line("template: " + s.templates[fleet.template_index].name);
    if (fleet.table) out.line("from: " + yaml_text(absolute_path(fleet.table->file)));
    out.line("count: " + std::to_string(fleet.count));
    if (!fleet.table) out.line("id: " + yaml_text(fleet.id_pattern));
    if (!fleet.zone.empty()) out.line("zone: " + yaml_text(fleet.zone));
    if (!fleet.zone_tag.empty()) out.line("zone: " + yaml_text('<' + fleet.zone_tag + '>'));
    if (std::any_of(fleet.tags.begin(), fleet.tags.end(), is_written)) {
        out.open("tags");
        for (const auto& tag : fleet.tags)
            if (is_written(tag))
                out.line(tag.name + ": " + attribute_text(tag.source, tag_kind(tag.source)));
        out.close();
    }
    if (!fleet.properties.empty()) {
        out.open("properties");
        for (const auto& property : fleet.properties)
            if (property.initial)
                out.line(yaml_text(property.component.empty()
                                       ? property.name
                                       : property.component + '.' + property.name) +
                         ": " + attribute_text(*property.initial, property.kind));
        out.close();
    }
    if (!fleet.arrive.empty()) {
        std::string stages;
        for (const auto& stage : fleet.arrive)
            stages += (stages.empty() ? "" : ", ") + yaml_flow()
                                                         .add("for", format_duration(stage.lasts))
                                                         .add("to", format_share(stage.to))
                                                         .text();
        out.line("arrive: [" + stages + ']');
    }
    if (fleet.approve_by_hand) out.line("approve: by_hand");
    if (fleet.assign_by_hand) out.line("assign: by_hand");
    if (fleet.connectivity) write_connectivity(out, *fleet.connectivity);
    out.close();
}

void write_group(yaml_lines& out, const group_spec& group) {
    if (!group.is_list()) return out.line(group.name + ": " + yaml_text(group.who.text));
    std::string ids;
    for (const auto& id : group.devices)
        ids += (ids.empty() ? "" : ", ") + yaml_text(id);
    const auto list = group.file.empty() ? '[' + ids + ']'
                                         : "{file: " + yaml_text(absolute_path(group.file)) + '}';
    out.line(group.name + ": {devices: " + list + '}');
}

void add_aim(yaml_flow& flow, const aim& target) {
    flow.add_text("where", target.who.text).add_text("by", target.by);
    if (target.take)
        flow.add(target.take->is_share ? "share" : "count", format_amount(*target.take));
    flow.add_text("draw", target.draw);
}

std::string size_text(const fault_spec& fault) {
    return fault.size_relative ? format_signed_share(fault.size) : format_number(fault.size);
}

void write_fault(yaml_lines& out, const fault_spec& fault) {
    yaml_flow flow;
    flow.add("kind", to_text(fault.kind));
    add_aim(flow, fault.target);
    if (fault.device_clock)
        flow.add("at", format_clock(*fault.device_clock)).add("zone", "device");
    else if (fault.at)
        flow.add("at", format_duration(*fault.at));
    if (fault.lasts) flow.add("for", format_durations(*fault.lasts));
    flow.add("delay", format_duration(fault.delay)).add_text("signal", fault.signal);
    if (fault.every) flow.add("every", format_durations(*fault.every));
    if (fault.kind == fault_kind::drift || fault.comes_at_random())
        flow.add("rate", format_number(fault.rate_per_hour) + "/h");
    if (fault.kind == fault_kind::spike) flow.add("size", size_text(fault));
    if (fault.to) flow.add("to", format_number(*fault.to));
    if (fault.adds) flow.add("adds", format_durations(*fault.adds));
    if (fault.kind == fault_kind::battery_drain)
        flow.add("factor", format_number(fault.drain_factor))
            .add("adds", format_number(fault.drain_adds));
    if (has_chance(fault.kind)) flow.add("chance", format_share(fault.chance));
    flow.add_text("command", fault.command).add_text("reason", fault.reason);
    out.line(fault.name + ": " + flow.text());
}

std::string limit_text(const service_limit& limit) {
    return yaml_flow()
        .add("limit", format_number(limit.per_second) + "/s")
        .add("over", to_text(limit.over))
        .text();
}

void write_service(yaml_lines& out, const service_spec& service) {
    if (!service.connects && !service.messages && !service.commands && !service.jobs) return;
    out.open("service");
    if (service.connects) out.line("connects: " + limit_text(*service.connects));
    if (service.messages) out.line("messages: " + limit_text(*service.messages));
    if (service.commands) out.line("commands: " + limit_text(*service.commands));
    if (service.jobs) out.line("jobs: " + std::to_string(*service.jobs));
    out.close();
}

void write_rule(yaml_lines& out, const rule_spec& rule) {
    yaml_flow flow;
    flow.add("when", yaml_text(rule.when.text)).add("for", format_duration(rule.lasts));
    add_aim(flow, rule.target);
    flow.add_text("per", rule.per);
    std::string absorbs;
    for (const auto& name : rule.absorbs)
        absorbs += (absorbs.empty() ? "" : ", ") + name;
    if (!absorbs.empty()) flow.add("absorbs", '[' + absorbs + ']');
    out.line(rule.name + ": " + flow.text());
}

/// The jobs as they stand in a file: of a scheduled one not its runs, but itself.
void write_jobs(yaml_lines& out, const scenario& s) {
    std::map<std::string, std::pair<const job_spec*, const schedule*>> all;
    for (const auto& job : s.jobs)
        if (job.scheduled_by.empty()) all[job.name] = {&job, nullptr};
    for (const auto& one : s.scheduled_jobs)
        all[one->job.name] = {&one->job, &one->when};
    if (all.empty()) return;
    out.open("jobs");
    for (const auto& [name, job] : all)
        write_job(out, *job.first, job.second, s);
    out.close();
}

void write_expectation(yaml_lines& out, const expectation_spec& e) {
    using form = expectation_spec::form;
    yaml_flow flow;
    if (e.kind == form::always) {
        flow.add("always", yaml_text(e.text)).add("from", format_duration(e.at));
        std::string faults;
        for (const auto& name : e.except)
            faults += (faults.empty() ? "" : ", ") + name;
        if (!faults.empty()) flow.add("except", '[' + faults + ']');
        if (!e.except.empty()) flow.add("grace", format_duration(e.grace));
    } else {
        if (e.kind == form::after)
            flow.add("after", e.after).add("within", format_duration(e.within));
        if (e.kind == form::at) flow.add("at", format_duration(e.at));
        flow.add("check", yaml_text(e.text));
    }
    out.line("- " + flow.add("abort", e.abort ? "true" : "false").text());
}

template <class T, class Write>
void write_section(yaml_lines& out, const char* name, const std::vector<T>& things, Write write) {
    if (things.empty()) return;
    out.open(name);
    for (const auto& thing : things)
        write(thing);
    out.close();
}

}  // namespace

std::string write_scenario_yaml(const scenario& s) {
    yaml_lines out;
    write_file(out, s);
    write_section(out, "areas", s.areas, [&](const auto& a) { write_area(out, a); });
    write_section(out, "templates", s.templates, [&](const auto& t) { write_template(out, t); });
    write_section(out, "fleets", s.fleets, [&](const auto& f) { write_fleet(out, f, s); });
    if (s.service) write_service(out, *s.service);
    write_section(out, "groups", s.groups, [&](const auto& g) { write_group(out, g); });
    write_section(out, "faults", s.faults, [&](const auto& f) { write_fault(out, f); });
    write_section(out, "rules", s.rules, [&](const auto& r) { write_rule(out, r); });
    write_jobs(out, s);
    write_section(out, "acts", s.acts, [&](const auto& a) { write_act(out, a, s); });
    write_section(out, "outputs", s.outputs, [&](const auto& o) {
        const char* form = o.kind == output_spec::form::csv ? "csv" : "ndjson";
        out.line(o.name + ": {" + form + ": " + yaml_text(o.path) + '}');
    });
    write_section(out, "expect", s.expect, [&](const auto& e) { write_expectation(out, e); });
    return out.take();
}

}  // namespace muster
