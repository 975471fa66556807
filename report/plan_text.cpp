#include "report/plan_text.hpp"

#include <algorithm>
#include <ostream>

#include "fleet/power_forecast.hpp"
#include "report/fleet_file_text.hpp"
#include "report/format.hpp"
#include "report/plan_jobs.hpp"
#include "report/plan_timeline.hpp"
#include "report/scenario_words.hpp"
#include "report/summary_sections.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

std::string pace_text(const pace& speed) {
    if (speed.kind == pace::mode::max) return "as fast as the machine goes";
    return speed.factor == 1 ? "in real time" : "at " + number_text(speed.factor) + "x real time";
}

void plan_head(summary_page& page, const scenario& about) {
    const time_settings& time = about.time;
    page.line(styled_line(ink::bold, about.title.empty() ? about.file : about.title));
    const std::string length = time.length ? words_text(*time.length) : "without end";
    page.prose(
        0, ink::dim,
        page.dotted({about.file, "seed " + std::to_string(about.seed),
                     length + " of virtual time from " + date_text(time.start, time.zone_offset) +
                         " " + zone_text(time.zone_offset) + warm_up_text(time),
                     "steps of " + words_text(time.step), pace_text(time.speed)}));
    page.gap();
}

/// `meters arrive: 10 % until 2m, 100 % until 10m`; nothing where all are there from the start.
std::string arrivals_text(const fleet_spec& fleet) {
    std::string text;
    duration until{};
    for (const arrival_stage& stage : fleet.arrive) {
        until += stage.lasts;
        text += (text.empty() ? fleet.name + " arrive: " : ", ") + share_text(stage.to) +
                (until == duration{} ? " at once" : " until " + words_text(until));
    }
    return text;
}

void plan_fleets(summary_page& page, const scenario& about, const plan_facts& facts) {
    text_table table({align::left, align::right, align::left, align::left});
    for (std::size_t i = 0; i < about.fleets.size(); ++i) {
        const fleet_spec& fleet = about.fleets[i];
        const bool known = i < facts.fleets.size() && facts.fleets[i].name == fleet.name;
        const std::string& kind = about.templates.at(fleet.template_index).name;
        table.add_row({plain(fleet.name),
                       plain(count_text(known ? facts.fleets[i].devices : fleet.count)),
                       plain("devices of " + kind), dim(fleet.id_pattern)});
    }
    page.rows("fleets", table.lines());
    for (const fleet_spec& fleet : about.fleets) {
        const std::string arrivals = arrivals_text(fleet);
        if (!arrivals.empty()) page.prose(summary_page::indent, ink::dim, arrivals);
        if (fleet.table)
            page.prose(summary_page::indent, ink::dim,
                       fleet.name + " from " + fleet_file_text(fleet));
    }
    page.row("",
             dim(count_text(facts.devices, "device") + " in " + count_text(facts.shards, "shard") +
                 ", about " + memory_text(facts.memory_bytes) + " of memory"));
    page.gap();
}

void plan_messages(summary_page& page, const scenario& about, const plan_facts& facts) {
    text_table table({align::left, align::left, align::left});
    for (const device_template& t : about.templates)
        for (const message_spec& message : t.messages)
            table.add_row({plain(t.name + "." + message.name), plain(message_text(message)),
                           dim(count_text(message.signals.size(), "signal"))});
    page.rows("messages", table.lines());
    page.row("", dim("about " + count_text(facts.messages, "message") + " and " +
                     count_text(facts.readings, "reading") + " if every device is online"));
    page.gap();
}

std::string sleep_text(const duty_cycle_spec& duty) {
    return "awake for " + words_text(duty.awake) + " every " + words_text(duty.every);
}

/// How long a battery lasts where nothing goes wrong.
std::string life_text(const device_template& t) {
    const battery_spec& b = *t.battery;
    const double taken = taken_per_hour(t);
    const std::string of = number_text(b.capacity) + " " + b.unit;
    if (taken <= 0) return of + ", of which nothing is taken as time goes by";
    return of + ", of which " + number_text(taken) + " are taken an hour: a full battery lasts " +
           number_text(b.capacity / taken / 24) + " days";
}

void plan_power(summary_page& page, const scenario& about) {
    text_table table({align::left, align::left});
    for (const device_template& t : about.templates) {
        if (t.duty_cycle) table.add_row({plain(t.name), plain(sleep_text(*t.duty_cycle))});
        if (t.battery) table.add_row({plain(t.name), plain(life_text(t))});
    }
    const auto lives = [](const device_template& t) { return t.duty_cycle || t.battery; };
    if (std::none_of(about.templates.begin(), about.templates.end(), lives)) return;
    page.rows("power", table.lines());
    page.gap();
}

void plan_groups(summary_page& page, const scenario& about, const plan_facts& facts) {
    text_table table({align::left, align::right, align::left});
    for (std::size_t i = 0; i < std::min(about.groups.size(), facts.groups.size()); ++i)
        table.add_row({plain(facts.groups[i].name), plain(count_text(facts.groups[i].devices)),
                       dim(about.groups[i].is_list() ? "a fixed list" : about.groups[i].who.text)});
    page.rows("groups", table.lines());
    page.gap();
}

std::string selection_text(const plan_facts::fault_selection& s) {
    std::string out = count_text(s.selected) + " of " + count_text(s.matched, "device");
    if (s.clusters_matched > 0)
        out += ", in " + count_text(s.clusters_selected) + " of " +
               count_text(s.clusters_matched, "cluster");
    return out;
}

std::string begin_text(const scenario& about, const fault_spec& fault) {
    if (fault.device_clock)
        return "at " + clock_text(calendar_time(*fault.device_clock), {}) + " where the device is";
    if (fault.at) return "at " + moment_text(about.time, *fault.at);
    const std::string starter = starter_text(about, fault);
    return starter.empty() ? "never started" : "started by " + starter;
}

void plan_faults(summary_page& page, const scenario& about, const plan_facts& facts) {
    std::string_view label = "faults";
    for (std::size_t i = 0; i < about.faults.size(); ++i) {
        const fault_spec& fault = about.faults[i];
        page.row(label, styled_line(ink::bold, fault.name)
                            .add("  " + fault_text(fault))
                            .add(ink::dim, ", " + begin_text(about, fault)));
        std::string who = aim_text(fault.target);
        if (fault.at && i < facts.faults.size()) who += ": " + selection_text(facts.faults[i]);
        if (fault.at) page.prose(summary_page::indent + 2, ink::plain, who);
        label = {};
    }
    page.gap();
}

/// ` per site, absorbs gone` of a rule over clusters.
std::string clusters_text(const rule_spec& rule) {
    if (rule.per.empty()) return {};
    std::string text = " per " + rule.per;
    for (const std::string& name : rule.absorbs)
        text += (&name == &rule.absorbs.front() ? ", absorbs " : ", ") + name;
    return text;
}

void plan_rules(summary_page& page, const scenario& about, const plan_facts& facts) {
    text_table table({align::left, align::right, align::left});
    for (std::size_t i = 0; i < std::min(about.rules.size(), facts.rules.size()); ++i) {
        const rule_spec& rule = about.rules[i];
        const std::string lasts = rule.lasts.count() > 0 ? " for " + words_text(rule.lasts) : "";
        const std::string who = rule.per.empty() ? count_text(facts.rules[i].matched, "device")
                                                 : count_text(facts.rules[i].clusters, "cluster");
        table.add_row({plain(rule.name), plain(who),
                       dim("when " + rule.when.text + lasts + clusters_text(rule) +
                           (rule.target.chooses() ? ", " + aim_text(rule.target) : ""))});
    }
    page.rows("rules", table.lines());
    page.gap();
}

void plan_expectations(summary_page& page, const scenario& about) {
    text_table table({align::left, align::left});
    for (const expectation_spec& e : about.expect)
        table.add_row({plain(e.text), dim(expectation_form_text(e))});
    page.rows("expectations", table.lines());
    page.gap();
}

void plan_outputs(summary_page& page, const scenario& about) {
    text_table table({align::left, align::left});
    for (const output_spec& output : about.outputs)
        table.add_row({plain(output.name), dim(output_text(output))});
    page.rows("outputs", table.lines());
    page.gap();
}

void plan_events(summary_page& page, const scenario& about, const plan_facts& facts) {
    text_table table({align::right, align::right, align::left, align::left});
    const time_settings& time = about.time;
    for (const plan_event& event : plan_timeline(about, facts)) {
        const calendar_time date = time.start + event.at;
        table.add_row({plain(span_text(event.at)), dim(day_text(date, time.zone_offset)),
                       dim(clock_text(date, time.zone_offset)), plain(event.text)});
    }
    page.rows("timeline", table.lines());
    page.gap();
}

}  // namespace

void write_plan(std::ostream& out, const scenario& about, const plan_facts& facts,
                const style& look) {
    summary_page page(look);
    plan_head(page, about);
    plan_fleets(page, about, facts);
    plan_messages(page, about, facts);
    plan_power(page, about);
    plan_groups(page, about, facts);
    plan_faults(page, about, facts);
    plan_rules(page, about, facts);
    plan_jobs(page, about, facts);
    plan_expectations(page, about);
    plan_outputs(page, about);
    plan_events(page, about, facts);
    for (const diagnostic& warning : plan_warnings(about, facts).items)
        page.prose(0, ink::warn, to_text(warning));
    out << page.text();
}

}  // namespace muster::report
