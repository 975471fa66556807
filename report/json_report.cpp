#include "report/json_report.hpp"

#include <algorithm>

#include "fleet/device_columns.hpp"
#include "fleet/template_moves.hpp"
#include "report/canonical_json.hpp"
#include "report/format.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

std::string machine_json(const machine_facts& m) {
    json_writer w;
    w.open_object().field("version", m.version).field("cpu", m.cpu).field("started", m.started);
    w.field("workers", m.workers).field("nodes", m.nodes).field("wallSeconds", m.wall_seconds);
    w.field("spawnSeconds", m.spawn_seconds).field("speedFactor", m.speed_factor);
    w.field("readingsPerSecond", m.readings_per_second);
    w.field("rssPeakBytes", m.rss_peak_bytes).field("rssPerDevice", m.rss_per_device);
    w.field("lagSecondsMax", m.lag_seconds_max).close_object();
    return w.take();
}

/// By output; empty where the run wrote none.
std::string outputs_json(const report_input& input) {
    json_writer w;
    w.open_object();
    for (const auto& o : input.outputs) {
        w.key(o.name).open_object().field("path", o.path).field("fileBytes", o.bytes);
        w.field("messages", o.counts.messages).field("readings", o.counts.readings);
        w.field("bytes", o.counts.bytes).field("lost", o.counts.lost).field("late", o.counts.late);
        w.field("outOfOrder", o.counts.out_of_order).field("twice", o.counts.twice);
        w.field("unreadable", o.counts.unreadable);
        if (o.counts.delay) {
            w.key("delay").open_object().field("count", o.counts.delay->count);
            w.field("mean", o.counts.delay->mean).field("p50", o.counts.delay->p50);
            w.field("p95", o.counts.delay->p95).field("p99", o.counts.delay->p99);
            w.field("max", o.counts.delay->max).close_object();
        }
        w.close_object();
    }
    return w.close_object().take();
}

const char* verdict_word(const report_input& input) {
    if (!input.failure.empty()) return "failed";
    if (input.result.interrupted) return "interrupted";
    return expectations_met(input.result) ? "held" : "not-met";
}

/// The start as RFC 3339 in the zone that the scenario wrote it in.
std::string start_text(const time_settings& time) {
    std::string date = date_text(time.start, time.zone_offset);
    std::replace(date.begin(), date.end(), ' ', 'T');
    const std::string zone = zone_text(time.zone_offset);
    return date + (zone == "UTC" ? "Z" : zone);
}

/// What a reader of the outputs can't see from them: the fleets' templates, the templates' models,
/// the groups' conditions. A fleet whose devices come to have other templates has none of its own.
void write_setup(json_writer& w, const scenario& about) {
    const auto moves = moves_of(about);
    w.key("fleets").open_object();
    for (std::uint32_t f = 0; f < about.fleets.size(); ++f) {
        const auto& fleet = about.fleets[f];
        const bool changes = std::any_of(moves.begin(), moves.end(),
                                         [&](const auto& move) { return move.fleet == f; });
        w.key(fleet.name).open_object();
        if (!changes) w.field("template", about.templates[fleet.template_index].name);
        w.close_object();
    }
    w.close_object().key("templates").open_object();
    for (const auto& one : about.templates)
        w.key(one.name).open_object().field("model", one.dtmi).close_object();
    w.close_object().key("groups").open_object();
    for (const auto& group : about.groups)
        if (group.who)
            w.key(group.name).open_object().field("where", group.who.text).close_object();
    w.close_object();
}

void write_points(json_writer& w, const std::vector<geo_point>& points) {
    w.open_array();
    for (const auto& p : points)
        w.open_array().number(p.lat).number(p.lon).close_array();
    w.close_array();
}

/// The areas that conditions name, as a scenario has them.
void write_areas(json_writer& w, const scenario& about) {
    w.key("areas").open_object();
    for (const auto& one : about.areas) {
        w.key(one.name).open_object();
        if (const auto* circle = std::get_if<circle_area>(&one.shape)) {
            w.key("around").open_array().number(circle->centre.lat).number(circle->centre.lon);
            w.close_array().field("within", circle->km);
        } else if (const auto* corridor = std::get_if<corridor_area>(&one.shape)) {
            write_points(w.key("along"), corridor->line);
            w.field("within", corridor->km);
        } else {
            write_points(w.key("polygon"), std::get<polygon_area>(one.shape).corners);
        }
        w.close_object();
    }
    w.close_object();
}

/// What the file of devices can hold, also where no device of the run has it.
void write_device_columns(json_writer& w, const scenario& about) {
    w.key("deviceColumns").open_array();
    for (const auto& column : device_columns(about, device_names(about))) {
        w.open_object().field("name", column.name).field("kind", to_text(column.kind));
        w.key("path").open_array();
        for (const auto& key : column.path)
            w.text(key);
        w.close_array().key("words").open_array();
        for (const auto& word : column.words)
            w.text(word);
        w.close_array().close_object();
    }
    w.close_array();
}

std::string run_json(const report_input& input) {
    constexpr std::uint64_t format = 1;
    json_writer w;
    w.open_object().field("format", format).field("title", input.about.title);
    w.field("scenario", input.about.file).field("start", start_text(input.about.time));
    w.field("verdict", verdict_word(input));
    w.field("verdictText", verdict_text(input.result, input.failure));
    write_setup(w, input.about);
    w.key("tables").open_array();
    for (const auto& table : input.tables)
        w.text(table);
    w.close_array();
    if (!input.about.areas.empty()) write_areas(w, input.about);
    if (!input.tables.empty()) write_device_columns(w, input.about);
    return w.close_object().take();
}

}  // namespace

std::string json_report(const report_input& input) {
    return "{\n\"result\":\n" + input.canonical + "\n,\"machine\":\n" +
           machine_json(input.machine) + "\n,\"outputs\":\n" + outputs_json(input) +
           "\n,\"run\":\n" + run_json(input) + "\n,\"digest\": \"" + input.digest + "\"\n}\n";
}

}  // namespace muster::report
