#include "report/result_json.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <vector>

#include "report/canonical_json.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

/// Indices of the things in the order of their names. The order of names in a scenario changes
/// nothing, so it must not reach the bytes.
template <class Thing, class Name>
std::vector<std::size_t> by_name(const std::vector<Thing>& things, Name name) {
    std::vector<std::size_t> order(things.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return name(things[a]) < name(things[b]);
    });
    return order;
}

std::vector<std::size_t> signal_order(const run_result& r) {
    return by_name(r.signals,
                   [](const signal_result& s) { return std::tie(s.fleet_template, s.signal); });
}

std::vector<std::size_t> job_order(const scenario& about) {
    return by_name(about.jobs, [](const job_spec& job) { return std::string_view(job.name); });
}

void write_summary_of(json_writer& w, const summary& s) {
    const auto measured = [&s](double v) { return s.count == 0 ? std::optional<double>{} : v; };
    w.field("count", s.count).field("mean", measured(s.mean)).field("min", measured(s.min));
    w.field("p5", measured(s.p5)).field("p50", measured(s.p50)).field("p95", measured(s.p95));
    w.field("p99", measured(s.p99)).field("max", measured(s.max));
}

/// Of how long devices took to answer.
void write_latency(json_writer& w, const summary& s) {
    w.key("latency").open_object();
    write_summary_of(w, s);
    w.field("p90", s.count == 0 ? std::optional<double>{} : s.p90).close_object();
}

/// What only some scenarios can have. Members of the others stay as they are, and so their digests.
struct extras {
    explicit extras(const scenario& s) {
        for (const auto& t : s.templates)
            buffers |= t.connectivity.buffer.has_value(), sleep |= t.duty_cycle.has_value(),
                batteries |= t.battery.has_value();
        for (const auto& f : s.fleets)
            buffers |= f.connectivity && f.connectivity->buffer;
        for (const auto& f : s.faults)
            garbage |= f.kind == fault_kind::garbage, duplicated |= f.kind == fault_kind::duplicate,
                out_of_order |= f.kind == fault_kind::out_of_order;
        connects = s.service && s.service->connects;
        messages = s.service && s.service->messages;
        commands = s.service && s.service->commands;
    }
    bool buffers = false, garbage = false, duplicated = false, out_of_order = false;
    bool connects = false, messages = false, commands = false, sleep = false, batteries = false;
};

void write_devices(json_writer& w, const device_counts& d, const extras& has) {
    w.key("devices").open_object();
    w.field("total", d.total).field("online", d.online).field("offline", d.offline);
    w.field("crashed", d.crashed).field("quarantined", d.quarantined);
    if (has.sleep) w.field("asleep", d.asleep);
    if (has.batteries) w.field("empty", d.empty);
    w.field("failures", d.failures).field("restarts", d.restarts).close_object();
}

void write_traffic(json_writer& w, const traffic_counts& t, const extras& has) {
    w.key("readings").open_object().field("generated", t.readings_generated);
    w.field("sent", t.readings_sent).field("lost", t.readings_lost);
    if (has.buffers) w.field("late", t.readings_late).field("buffered", t.readings_buffered);
    w.close_object();
    w.key("messages").open_object().field("sent", t.messages_sent).field("lost", t.messages_lost);
    w.field("bytes", t.bytes_sent);
    if (has.garbage) w.field("garbage", t.messages_garbage);
    if (has.duplicated) w.field("duplicated", t.messages_duplicated);
    if (has.out_of_order) w.field("outOfOrder", t.messages_out_of_order);
    w.close_object();
}

void write_service(json_writer& w, const service_counts& s, const extras& has) {
    if (!has.connects && !has.messages && !has.commands) return;
    w.key("service").open_object();
    if (has.connects) {
        w.key("connects").open_object().field("asked", s.connects_asked);
        w.field("accepted", s.connects_accepted).field("refused", s.connects_refused);
        w.close_object();
    }
    if (has.messages) {
        w.key("messages").open_object().field("asked", s.messages_asked);
        w.field("accepted", s.messages_accepted).field("refused", s.messages_refused);
        w.field("dropped", s.messages_dropped).field("queued", s.messages_queued);
        w.field("backlog", s.backlog).field("most", s.backlog_most).field("wait", s.wait_most);
        w.close_object();
    }
    if (has.commands) {
        w.key("commands").open_object().field("asked", s.commands_asked);
        w.field("accepted", s.commands_accepted).field("refused", s.commands_refused);
        w.field("queued", s.commands_queued).field("backlog", s.commands_backlog);
        w.field("most", s.commands_backlog_most).close_object();
    }
    w.close_object();
}

void write_commands(json_writer& w, const command_counts& c) {
    w.key("commands").open_object().field("sent", c.sent).field("succeeded", c.succeeded);
    w.field("failed", c.failed).field("timedOut", c.timed_out).close_object();
}

void write_fleets(json_writer& w, const run_result& r) {
    w.key("fleets").open_object();
    auto fleets = r.fleets;
    std::sort(fleets.begin(), fleets.end());
    for (const auto& [name, devices] : fleets)
        w.key(name).open_object().field("devices", devices).close_object();
    w.close_object();
}

void write_groups(json_writer& w, const run_result& r) {
    w.key("groups").open_object();
    for (const auto& [name, group] : r.groups)
        w.key(name).open_object().field("devices", group.devices).close_object();
    w.close_object();
}

void write_faults(json_writer& w, const run_result& r) {
    w.key("faults").open_object();
    for (const auto& [name, fault] : r.faults) {
        w.key(name).open_object().field("kind", fault.kind);
        w.field("begin", fault.begin).field("end", fault.end).field("devices", fault.devices);
        w.field("active", fault.active).field("recovered", fault.recovered).close_object();
    }
    w.close_object();
}

void write_rules(json_writer& w, const run_result& r) {
    w.key("rules").open_object();
    for (const auto& [name, rule] : r.rules) {
        w.key(name).open_object().field("fired", rule.fired).field("closed", rule.closed);
        w.field("open", rule.open).field("devices", rule.devices);
        if (rule.absorbed) w.field("absorbed", *rule.absorbed);
        w.close_object();
    }
    w.close_object();
}

void write_counts(json_writer& w, const job_counts& c) {
    w.open_object().field("total", c.total).field("pending", c.pending);
    w.field("dispatched", c.dispatched).field("succeeded", c.succeeded).field("failed", c.failed);
    w.field("timedOut", c.timed_out).field("unreached", c.unreached);
    w.field("cancelled", c.cancelled).field("skipped", c.skipped).close_object();
}

void write_named(json_writer& w, const char* what,
                 const std::map<std::string, std::uint64_t>& devices_by_name) {
    w.key(what).open_object();
    for (const auto& [name, devices] : devices_by_name)
        w.field(name, devices);
    w.close_object();
}

void write_batch(json_writer& w, const batch_result& batch) {
    w.open_object().field("name", batch.name).field("begin", batch.begin).field("end", batch.end);
    w.key("counts");
    write_counts(w, batch.counts);
    write_named(w, "reasons", batch.reasons);
    write_latency(w, batch.latency);
    w.close_object();
}

void write_cause(json_writer& w, const job_cause& cause) {
    w.open_object().key("what").open_object();
    for (const auto& [name, value] : cause.what)
        w.field(name, value);
    w.close_object().field("failedWith", cause.failed_with).field("failed", cause.failed);
    w.field("with", cause.with).field("devices", cause.devices).close_object();
}

void write_steps(json_writer& w, const update_counts& steps) {
    w.key("steps").open_object();
    for (std::size_t i = 0; i < update_steps; ++i) {
        const step_counts& s = steps[i];
        w.key(to_text(static_cast<update_step>(i))).open_object().field("begun", s.begun);
        w.field("finished", s.finished).field("failed", s.failed).field("timedOut", s.timed_out);
        w.field("recalled", s.recalled).field("now", s.now()).close_object();
    }
    w.close_object();
}

void write_job(json_writer& w, const job_result& job) {
    w.open_object().field("state", job.state).field("stateReason", job.state_reason);
    w.field("begin", job.begin).field("end", job.end).key("counts");
    write_counts(w, job.counts);
    write_named(w, "reasons", job.reasons);
    w.key("batches").open_array();
    for (const batch_result& batch : job.batches)
        write_batch(w, batch);
    w.close_array();
    write_latency(w, job.latency);
    w.key("causes").open_array();
    for (const job_cause& cause : job.causes)
        write_cause(w, cause);
    w.close_array();
    if (job.steps) write_steps(w, *job.steps);
    if (!job.conflicts.empty()) write_named(w, "conflicts", job.conflicts);
    w.close_object();
}

void write_jobs(json_writer& w, const run_result& r) {
    w.key("jobs").open_object();
    for (const auto& [name, job] : r.jobs) {
        w.key(name);
        write_job(w, job);
    }
    w.close_object();
}

/// What devices answered to a question.
void write_question(json_writer& w, const question_result& q) {
    w.key("question").open_object().field("askedFor", q.asked_for).field("within", q.within);
    w.field("asked", q.asked).field("answered", q.answered).field("noValue", q.no_value);
    w.field("gone", q.gone).field("timedOut", q.timed_out).field("took", q.took);
    if (q.numbers) {
        w.key("numbers").open_object();
        write_summary_of(w, *q.numbers);
        w.field("p90", q.numbers->count == 0 ? std::optional<double>{} : q.numbers->p90);
        w.close_object();
    }
    w.key("values").open_array();
    for (const auto& [value, devices] : q.values)
        w.open_object().field("value", value).field("devices", devices).close_object();
    w.close_array().field("otherValues", q.other_values).key("codes").open_object();
    for (const auto& [code, devices] : q.codes)
        w.field(std::to_string(code), devices);
    w.close_object();
    write_named(w, "reasons", q.reasons);
    write_latency(w, q.latency);
    w.close_object();
}

/// Only of scenarios that act, so that what others come to is as it always was.
void write_acts(json_writer& w, const run_result& r) {
    if (r.acts.empty()) return;
    w.key("acts").open_object();
    const auto counts = [&](const char* key, const std::map<std::string, std::uint64_t>& all) {
        w.key(key).open_object();
        for (const auto& [word, devices] : all)
            w.field(word, devices);
        w.close_object();
    };
    for (const auto& [name, act] : r.acts) {
        w.key(name).open_object().field("at", act.at).field("outcome", act.outcome);
        w.field("problem", act.problem).field("matched", act.matched);
        w.field("changed", act.changed);
        counts("commands", act.commands);
        counts("reasons", act.reasons);
        if (!act.ended.empty()) counts("ended", act.ended);
        if (!act.answer.empty()) w.field("answer", act.answer);
        if (act.question) write_question(w, *act.question);
        w.close_object();
    }
    w.close_object();
}

/// In the order of the words: that of the template may be a mapping's, which means nothing.
void write_words(json_writer& w, const signal_result& signal) {
    if (signal.words.empty()) return;
    auto words = signal.words;
    std::sort(words.begin(), words.end());
    w.key("words").open_object();
    for (const auto& [word, readings] : words)
        w.field(word, readings);
    w.close_object();
}

void write_signals(json_writer& w, const run_result& r) {
    w.key("signals").open_array();
    for (const std::size_t i : signal_order(r)) {
        const signal_result& signal = r.signals[i];
        w.open_object().field("template", signal.fleet_template).field("signal", signal.signal);
        w.field("unit", signal.unit);
        write_summary_of(w, signal.values);
        write_words(w, signal);
        w.close_object();
    }
    w.close_array();
}

void write_expectations(json_writer& w, const run_result& r) {
    w.key("expectations").open_array();
    for (const expectation_result& e : r.expectations) {
        w.open_object().field("path", e.path).field("text", e.text);
        w.field("outcome", outcome_name(e.outcome)).field("observed", e.observed);
        w.field("firstBreach", e.first_breach).field("breaches", e.breaches).close_object();
    }
    w.close_array();
}

struct window_order {
    std::vector<std::size_t> signals, jobs;
};

void write_window(json_writer& w, const scenario& about, const window_order& order,
                  const window_point& point) {
    w.open_object().field("end", point.end);
    const extras has(about);
    write_devices(w, point.devices, has);
    write_traffic(w, point.traffic, has);
    write_service(w, point.service, has);
    w.field("alertsOpen", point.alerts_open).key("signals").open_array();
    for (const std::size_t i : order.signals) {
        w.open_object();
        write_summary_of(w, i < point.signals.size() ? point.signals[i] : summary{});
        w.close_object();
    }
    w.close_array().key("jobs").open_object();
    for (const std::size_t i : order.jobs) {
        w.key(about.jobs[i].name);
        write_counts(w, i < point.jobs.size() ? point.jobs[i] : job_counts{});
    }
    w.close_object().close_object();
}

void write_windows(json_writer& w, const scenario& about, const run_result& r) {
    const window_order order{signal_order(r), job_order(about)};
    w.key("windows").open_array();
    for (const window_point& point : r.windows)
        write_window(w, about, order, point);
    w.close_array();
}

void write_ending(json_writer& w, const run_result& r) {
    w.key("overlaps").open_array();
    for (const std::string& overlap : r.overlaps)
        w.text(overlap);
    w.close_array().key("hashes").open_object();
    w.key("readings").hash(r.readings_hash).key("state").hash(r.state_hash).close_object();
}

}  // namespace

std::string result_json(const scenario& about, const run_result& result) {
    json_writer w;
    w.open_object().field("seed", result.seed).field("end", result.end);
    w.field("interrupted", result.interrupted).field("aborted", result.aborted);
    write_devices(w, result.devices, extras(about));
    write_traffic(w, result.traffic, extras(about));
    if (result.latency) {
        w.key("latency").open_object();
        write_summary_of(w, *result.latency);
        w.close_object();
    }
    write_service(w, result.service, extras(about));
    write_commands(w, result.commands);
    write_fleets(w, result);
    write_groups(w, result);
    write_faults(w, result);
    write_rules(w, result);
    write_jobs(w, result);
    write_acts(w, result);
    write_signals(w, result);
    write_expectations(w, result);
    write_windows(w, about, result);
    write_ending(w, result);
    w.close_object();
    return w.take();
}

}  // namespace muster::report
