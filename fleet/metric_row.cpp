#include "fleet/metric_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <stdexcept>

#include "fleet/device_state_names.hpp"
#include "fleet/find_named.hpp"

namespace muster {

namespace {

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char c : path) {
        if (c == '"')
            quoted = !quoted;
        else if (c == '.' && !quoted)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

template <std::size_t N>
std::uint32_t index_in(const std::array<const char*, N>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw std::logic_error("no metric field " + name);
    return static_cast<std::uint32_t>(at - names.begin());
}

template <class Named>
std::uint32_t named(const std::vector<Named>& all, const std::string& name) {
    const auto at = index_of(all, name);
    if (at == none) throw std::logic_error("no " + name);
    return at;
}

constexpr std::array<const char*, 11> job_fields{"state",      "batch",     "total",  "pending",
                                                 "dispatched", "succeeded", "failed", "timed_out",
                                                 "unreached",  "cancelled", "skipped"};
constexpr std::array<const char*, 6> step_fields{"begun",     "finished", "failed",
                                                 "timed_out", "recalled", "now"};
constexpr std::array<const char*, 9> summary_fields{"count", "mean", "min", "max", "p5",
                                                    "p50",   "p95",  "p99", "p90"};
constexpr std::array<const char*, 8> act_fields{"outcome",  "matched",  "changed", "asked",
                                                "answered", "no_value", "gone",    "timed_out"};
constexpr std::array<const char*, 6> rule_fields{"fired",   "closed",   "open",
                                                 "devices", "absorbed", "clusters"};
constexpr std::array<const char*, 3> fault_fields{"devices", "active", "recovered"};

constexpr std::array<const char*, 5> reading_fields{"generated", "sent", "lost", "late",
                                                    "buffered"};
constexpr std::array<flow, 5> reading_flows{flow::generated, flow::sent, flow::lost, flow::late,
                                            flow::buffered};
constexpr std::array<const char*, 6> message_fields{"sent",    "lost",       "bytes",
                                                    "garbage", "duplicated", "out_of_order"};
constexpr std::array<flow, 6> message_flows{flow::messages_sent, flow::messages_lost,
                                            flow::bytes_sent,    flow::garbage,
                                            flow::duplicated,    flow::out_of_order};
constexpr std::array<const char*, 17> service_fields{
    "connects.asked",    "connects.accepted", "connects.refused", "messages.asked",
    "messages.accepted", "messages.refused",  "messages.dropped", "messages.queued",
    "messages.backlog",  "messages.most",     "commands.asked",   "commands.accepted",
    "commands.refused",  "commands.queued",   "commands.backlog", "commands.most",
    "messages.wait"};

/// In the order of `service_fields`; spans in microseconds.
double field_of(const service_counts& s, std::uint32_t part) {
    if (part == service_fields.size() - 1) return s.wait_most * 1e6;
    const std::array<std::uint64_t, 16> values{
        s.connects_asked,    s.connects_accepted, s.connects_refused, s.messages_asked,
        s.messages_accepted, s.messages_refused,  s.messages_dropped, s.messages_queued,
        s.backlog,           s.backlog_most,      s.commands_asked,   s.commands_accepted,
        s.commands_refused,  s.commands_queued,   s.commands_backlog, s.commands_backlog_most};
    return static_cast<double>(values[part]);
}

double field_of(const summary& s, std::uint32_t part) {
    const std::array<double, 9> values{
        static_cast<double>(s.count), s.mean, s.min, s.max, s.p5, s.p50, s.p95, s.p99, s.p90};
    return values[part];
}

std::string thousands(double x) {
    if (std::fabs(x) >= 1e15 || x != std::floor(x)) {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", x);
        return text;
    }
    std::string digits = std::to_string(static_cast<long long>(std::fabs(x)));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return x < 0 ? "-" + digits : digits;
}

}  // namespace

metric_row::metric_row(const world& w) : world_(&w), layout_(w) {
    for (const auto& m : w.metrics.all())
        entries_.push_back(resolve(m));
}

metric_row::entry metric_row::resolve(const metric& m) const {
    if (m.filter) {
        const auto& base = world_->metrics.all()[m.base];
        return resolve_population(world_->first_filter_population + *m.filter, split(base.path)[1]);
    }
    const auto path = split(m.path);
    const auto flow_entry = [&](flow f) {
        return entry{kind::flow_count, layout_.of(f), 0, false};
    };
    if (path[0] == "devices" && path[1] == "failures") return flow_entry(flow::failures);
    if (path[0] == "devices" && path[1] == "restarts") return flow_entry(flow::restarts);
    if (path[0] == "devices" && path[1] == "arrived") return flow_entry(flow::arrived);
    if (path[0] == "devices" && path[1] == "planned") return {kind::planned, 0, 0, false};
    if (path[0] == "devices") return resolve_population(0, path[1]);
    if (path[0] == "readings") return flow_entry(reading_flows[index_in(reading_fields, path[1])]);
    if (path[0] == "messages" && path[1] == "latency")
        return {kind::message_latency, 0, index_in(summary_fields, path[2]), true};
    if (path[0] == "messages") return flow_entry(message_flows[index_in(message_fields, path[1])]);
    if (path[0] == "service")
        return {kind::service, 0, index_in(service_fields, path[1] + '.' + path[2]), false};
    if (path[0] == "commands") {
        constexpr std::array<const char*, 4> fields{"sent", "succeeded", "failed", "timed_out"};
        return flow_entry(static_cast<flow>(static_cast<std::uint32_t>(flow::commands_sent) +
                                            index_in(fields, path[1])));
    }
    if (path[0] == "fleets")
        return resolve_population(
            world_->first_fleet_population + named(world_->source().fleets, path[1]), path[2]);
    if (path[0] == "groups") return resolve_group(path[1], path[2]);
    if (path[0] == "rules")
        return {kind::rule,
                layout_.of(named(world_->source().rules, path[1]),
                           static_cast<rule_count>(index_in(rule_fields, path[2]))),
                0, false};
    if (path[0] == "faults")
        return {kind::fault,
                layout_.of(world_->fault_index(path[1]),
                           static_cast<fault_count>(index_in(fault_fields, path[2]))),
                0, false};
    if (path[0] == "jobs" && path[2] == "steps") return resolve_step(path);
    if (path[0] == "jobs") return resolve_job(path[1], path[2], path.size() > 3 ? path[3] : "");
    if (path[0] == "acts") return resolve_act(path);
    if (path[0] == "templates") return resolve_signal(path);
    if (m.path == "engine.lag") return {kind::lag, 0, 0, true};
    throw std::logic_error("metric without a source: " + m.path);
}

metric_row::entry metric_row::resolve_population(std::uint32_t population,
                                                 const std::string& field) const {
    const bool is_volatile = world_->populations[population].is_volatile;
    if (field == "total" || field == "devices") return {kind::total, population, 0, is_volatile};
    return {kind::state, population, index_in(device_state_names, field), is_volatile};
}

metric_row::entry metric_row::resolve_group(const std::string& name,
                                            const std::string& field) const {
    if (field != "joined" && field != "left")
        return resolve_population(world_->group_population(name), field);
    const auto what = field == "joined" ? group_count::joined : group_count::left;
    return {kind::group, layout_.of(named(world_->source().groups, name), what), 0, false};
}

metric_row::entry metric_row::resolve_job(const std::string& job, const std::string& field,
                                          const std::string& rest) const {
    const auto index = named(world_->source().jobs, job);
    if (field == "latency") return {kind::latency, index, index_in(summary_fields, rest), false};
    return {kind::job, index, index_in(job_fields, field), false};
}

metric_row::entry metric_row::resolve_step(const std::vector<std::string>& path) const {
    const auto step = described_step(path[3]).value_or(update_step::deferral);
    const auto field = index_in(step_fields, path[4]);
    return {kind::update_step, named(world_->source().jobs, path[1]),
            static_cast<std::uint32_t>(static_cast<std::size_t>(step) * step_fields.size()) + field,
            false};
}

metric_row::entry metric_row::resolve_act(const std::vector<std::string>& path) const {
    const auto act = named(world_->source().acts, path[1]);
    if (path[2] == "latency")
        return {kind::act_latency, act, index_in(summary_fields, path[3]), true};
    if (std::find(act_fields.begin(), act_fields.end(), path[2]) != act_fields.end())
        return {kind::act, act, index_in(act_fields, path[2]), true};
    return {kind::act_numbers, act, index_in(summary_fields, path[2]), true};
}

metric_row::entry metric_row::resolve_signal(const std::vector<std::string>& path) const {
    const auto t = named(world_->source().templates, path[1]);
    std::string name = path[3];
    for (std::size_t i = 4; i + 1 < path.size(); ++i)
        name += "." + path[i];
    for (std::uint32_t series = 0; series < world_->series_template.size(); ++series) {
        if (world_->series_template[series] != t) continue;
        const auto& spec = world_->source().templates[t].signals[world_->series_signal[series]];
        if (spec.full_name() == name)
            return {kind::signal, series, index_in(summary_fields, path.back()), true};
    }
    throw std::logic_error("no signal " + name);
}

bool metric_row::counted(query::field_id id) const {
    const auto& e = entries_[id];
    return !e.is_volatile && e.what != kind::latency && e.what != kind::update_step;
}

double metric_row::population_count(const entry& e) const {
    std::array<double, device_states_count> by_state{};
    if (e.is_volatile) {
        const auto scanned = from_->scan(e.index);
        for (std::size_t s = 0; s < device_states_count; ++s)
            by_state[s] = static_cast<double>(scanned[s]);
    } else {
        for (std::size_t s = 0; s < device_states_count; ++s)
            by_state[s] = count(counter_layout::of(e.index, static_cast<device_state>(s)));
    }
    return e.what == kind::total ? std::accumulate(by_state.begin(), by_state.end(), 0.0)
                                 : by_state[e.part];
}

query::value metric_row::get(query::field_id id) const {
    const auto& e = entries_[id];
    switch (e.what) {
        case kind::state:
        case kind::total:
            return population_count(e);
        case kind::flow_count:
        case kind::rule:
        case kind::fault:
        case kind::group:
            return count(e.index);
        case kind::update_step:
            return step_value(e);
        case kind::job:
            return job_value(e);
        case kind::latency: {
            const auto& latency = from_->job(e.index).latency;
            return latency.count == 0 ? query::value()
                                      : query::value(field_of(latency, e.part) * 1e6);
        }
        case kind::signal: {
            const auto s = from_->series(e.index);
            return s.count == 0 && e.part != 0 ? query::value() : query::value(field_of(s, e.part));
        }
        case kind::message_latency: {
            const auto s = from_->message_latency();
            return s.count == 0 ? query::value() : query::value(field_of(s, e.part) * 1e6);
        }
        case kind::service:
            return field_of(from_->service(), e.part);
        case kind::planned:
            return static_cast<double>(world_->device_count);
        case kind::lag:
            return from_->lag_us;
        case kind::act:
        case kind::act_numbers:
        case kind::act_latency:
            return act_value(e);
    }
    return {};
}

double metric_row::step_value(const entry& e) const {
    const auto& steps = from_->job(e.index).steps;
    if (!steps) return 0;
    const auto& s = (*steps)[e.part / step_fields.size()];
    const std::array<std::uint64_t, step_fields.size()> counts{s.begun,     s.finished, s.failed,
                                                               s.timed_out, s.recalled, s.now()};
    return static_cast<double>(counts[e.part % step_fields.size()]);
}

query::value metric_row::job_value(const entry& e) const {
    const auto& job = from_->job(e.index);
    const auto& c = job.counts;
    if (e.part == 0) return std::string_view(job.state);
    const std::array<std::uint64_t, 9> counts{c.total,     c.pending,   c.dispatched,
                                              c.succeeded, c.failed,    c.timed_out,
                                              c.unreached, c.cancelled, c.skipped};
    return static_cast<double>(e.part == 1 ? from_->job_batch(e.index) : counts[e.part - 2]);
}

/// NULL until the act is answered.
query::value metric_row::act_value(const entry& e) const {
    const auto& act = from_->act(e.index);
    if (act.outcome == to_text(act_outcome::unknown)) return {};
    if (e.what == kind::act && e.part == 0) return std::string_view(act.outcome);
    const std::array<std::uint64_t, 2> devices{act.matched, act.changed};
    if (e.what == kind::act && e.part < 3) return static_cast<double>(devices[e.part - 1]);
    if (!act.question) return {};
    const auto& q = *act.question;
    const std::array<std::uint64_t, 5> counts{q.asked, q.answered, q.no_value, q.gone, q.timed_out};
    if (e.what == kind::act) return static_cast<double>(counts[e.part - 3]);
    const auto s = e.what == kind::act_latency ? q.latency : q.numbers.value_or(summary{});
    if (s.count == 0) return {};
    return field_of(s, e.part) * (e.what == kind::act_latency ? 1e6 : 1);
}

double metric_row::whole(query::field_id id) const {
    const auto& m = world_->metrics.all()[id];
    if (!m.whole) return 0;
    const auto w = get(*m.whole);
    return w.is_number() ? w.number() : 0;
}

std::string metric_row::observed(const query::expression& e) const {
    std::string text;
    for (const auto id : e.fields()) {
        const auto& m = world_->metrics.all()[id];
        const auto v = get(id);
        if (!text.empty()) text += ", ";
        if (e.fields().size() > 1) text += m.path + " = ";
        if (v.is_null())
            text += "no data";
        else if (v.is_text())
            text += v.text();
        else if (m.kind == query::type::time_span)
            text += thousands(v.number() / 1e6) + " s";
        else
            text += thousands(v.number());
        if (m.whole && v.is_number()) {
            char part[24] = "";
            const double of = whole(id);
            if (of > 0) std::snprintf(part, sizeof part, " (%.4g %%)", 100 * v.number() / of);
            text += " of " + thousands(of) + part;
        }
    }
    return text;
}

}  // namespace muster
