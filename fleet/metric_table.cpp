#include "fleet/metric_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "fleet/device_state_names.hpp"
#include "fleet/population_index.hpp"
#include "fleet/query/printer.hpp"

namespace muster {
namespace {

/// What the language knows and nothing counts yet.
bool is_future_metric(std::string_view path) {
    constexpr std::array<std::string_view, 2> beginnings{"outputs.", "engine."};
    if (std::any_of(beginnings.begin(), beginnings.end(),
                    [&](std::string_view b) { return path.starts_with(b); })) {
        return true;
    }
    return path.starts_with("jobs.") && (path.find(".batches.") != std::string_view::npos ||
                                         path.find(".reasons.") != std::string_view::npos);
}

}  // namespace

metric_table::metric_table(const scenario& s) : devices_(s) {
    add_fleet_wide();
    add_service(s);
    add_populations(s);
    add_faults_and_rules(s);
    for (const auto& job : s.jobs)
        add_job(job);
    for (const auto& act : s.acts)
        add_act(act);
    for (const auto& t : s.templates)
        add_signals(t);
}

std::uint32_t metric_table::add(std::string path, query::type kind,
                                std::optional<std::uint32_t> whole) {
    const auto id = static_cast<std::uint32_t>(all_.size());
    by_path_.emplace(path, id);
    metric m;
    m.path = std::move(path);
    m.kind = kind;
    m.whole = whole;
    all_.push_back(std::move(m));
    return id;
}

void metric_table::alias(std::string path, std::uint32_t id) {
    by_path_.emplace(std::move(path), id);
}

void metric_table::add_fleet_wide() {
    const auto number = query::type::number;
    devices_total_ = add("devices.total");
    for (const auto* state : device_state_names) {
        add("devices." + std::string(state), number, devices_total_);
    }
    for (auto& m : all_)
        m.filterable = true;
    add("devices.arrived", number, add("devices.planned"));
    add("devices.failures");
    add("devices.restarts");
    const auto generated = add("readings.generated");
    add("readings.sent", number, generated);
    add("readings.lost", number, generated);
    const auto messages = add("messages.sent");
    add("messages.lost");
    add("messages.bytes");
    const auto sent = add("commands.sent");
    add("commands.succeeded", number, sent);
    add("commands.failed", number, sent);
    alias("commands.timedOut", add("commands.timed_out", number, sent));
    add("engine.lag", query::type::time_span);
    add("readings.late", number, generated);
    add("readings.buffered", number, generated);
    for (const auto* field : {"garbage", "duplicated", "out_of_order"})
        add("messages." + std::string(field), number, messages);
    for (const auto* figure : {"p5", "p50", "p95", "p99", "max", "mean"})
        add("messages.latency." + std::string(figure), query::type::time_span);
}

/// What the receiving side counts, as far as the scenario has one.
void metric_table::add_service(const scenario& s) {
    const auto number = query::type::number;
    if (!s.service) return;
    if (s.service->connects) {
        const auto asked = add("service.connects.asked");
        add("service.connects.accepted", number, asked);
        add("service.connects.refused", number, asked);
    }
    if (s.service->messages) {
        const auto asked = add("service.messages.asked");
        for (const auto* field : {"accepted", "refused", "dropped", "queued"})
            add("service.messages." + std::string(field), number, asked);
        add("service.messages.backlog");
        add("service.messages.most");
        add("service.messages.wait", query::type::time_span);
    }
    if (s.service->commands) {
        const auto asked = add("service.commands.asked");
        for (const auto* field : {"accepted", "refused", "queued"})
            add("service.commands." + std::string(field), number, asked);
        add("service.commands.backlog");
        add("service.commands.most");
    }
}

void metric_table::add_populations(const scenario& s) {
    const auto add_population = [this](const std::string& path) {
        const auto devices = add(path + ".devices", query::type::number, devices_total_);
        add(path + ".online", query::type::number, devices);
    };
    for (const auto& f : s.fleets)
        add_population("fleets." + f.name);
    for (const auto& g : s.groups) {
        const auto path = "groups." + g.name;
        add_population(path);
        add(path + ".joined");
        add(path + ".left");
    }
}

const device_name* metric_table::scanned_by(const group_spec& group) const {
    if (!group.who) return nullptr;
    for (const auto field : query::bind(group.who.tree, devices_).bound.fields())
        if (const auto& name = devices_.all()[field]; !can_be_kept(name)) return &name;
    return nullptr;
}

void metric_table::add_faults_and_rules(const scenario& s) {
    const auto number = query::type::number;
    for (const auto& f : s.faults) {
        const auto path = "faults." + f.name;
        const auto devices = add(path + ".devices", number, devices_total_);
        add(path + ".active", number, devices);
        add(path + ".recovered", number, devices);
    }
    for (const auto& r : s.rules) {
        const auto path = "rules." + r.name;
        const auto whole = r.per.empty() ? devices_total_ : add(path + ".clusters");
        add(path + ".fired");
        add(path + ".closed");
        add(path + ".open", number, whole);
        add(path + ".devices", number, whole);
        add(path + ".absorbed");
    }
}

void metric_table::add_job(const job_spec& job) {
    const auto path = "jobs." + job.name;
    all_[add(path + ".state", query::type::text)].words = {"pending",  "running",   "paused",
                                                           "complete", "cancelled", "deleted"};
    add(path + ".batch");
    const auto total = add(path + ".total", query::type::number, devices_total_);
    for (const auto& state : device_job_states()) {
        const auto id = add(path + "." + state, query::type::number, total);
        if (state == "timed_out") alias(path + ".timedOut", id);
    }
    for (const auto* figure : {"p50", "p90", "p95", "p99", "max", "mean"}) {
        add(path + ".latency." + figure, query::type::time_span);
    }
    for (std::size_t i = 0; job.update && i < update_steps; ++i)
        for (const auto* count : {"begun", "finished", "failed", "timed_out", "recalled", "now"})
            add(path + ".steps." + to_text(static_cast<update_step>(i)) + "." + count,
                query::type::number, total);
}

/// What became of an act; of a question also what the devices answered.
void metric_table::add_act(const act_spec& act) {
    const auto path = "acts." + act.name;
    const auto number = query::type::number;
    auto& outcome = all_[add(path + ".outcome", query::type::text)];
    for (int i = 0; i <= static_cast<int>(act_outcome::unknown); ++i)
        outcome.words.emplace_back(to_text(static_cast<act_outcome>(i)));
    if (!act.asks) {
        if (!act.job) add(path + ".changed", number, add(path + ".matched"));
        return;
    }
    const auto asked = add(path + ".asked", number, devices_total_);
    for (const auto* way : {"answered", "no_value", "gone", "timed_out"})
        add(path + "." + way, number, asked);
    if (act.asks->command.empty())
        for (const auto* figure : {"min", "max", "mean", "p5", "p50", "p90", "p95", "p99"})
            add(path + "." + figure);
    for (const auto* figure : {"p50", "p90", "p95", "p99", "max", "mean"})
        add(path + ".latency." + figure, query::type::time_span);
}

void metric_table::add_signals(const device_template& t) {
    for (const auto& s : t.signals) {
        const auto path = "templates." + t.name + ".telemetry." + s.full_name();
        for (const auto* figure : {"count", "min", "max", "mean", "p5", "p50", "p95", "p99"}) {
            add(path + "." + figure);
        }
    }
}

query::lookup metric_table::answer(std::uint32_t id) const {
    const auto& m = all_[id];
    query::lookup out;
    out.what = query::lookup::outcome::found;
    out.found = {id, m.kind, m.words, m.whole.has_value()};
    return out;
}

query::lookup metric_table::find(std::string_view path) const {
    const auto it = by_path_.find(path);
    if (it != by_path_.end()) return answer(it->second);
    query::lookup out;
    if (is_future_metric(path)) out.what = query::lookup::outcome::not_available;
    return out;
}

query::lookup metric_table::filtered(std::string_view path, const query::node_ptr& filter,
                                     std::vector<query::problem>& problems) const {
    auto base = find(path);
    if (base.what != query::lookup::outcome::found) return base;
    if (!all_[base.found.id].filterable) {
        base.what = query::lookup::outcome::not_filterable;
        return base;
    }
    auto bound = query::bind(filter, devices_, query::type::boolean);
    if (!bound.problems.empty()) {
        problems.insert(problems.end(), bound.problems.begin(), bound.problems.end());
        return base;
    }
    return answer(add_filtered(base.found.id, bound.bound, query::to_text(*filter)));
}

std::uint32_t metric_table::add_filtered(std::uint32_t base, const query::expression& filter,
                                         const std::string& text) const {
    const auto path = all_[base].path + "(" + text + ")";
    const auto known =
        std::find_if(all_.begin(), all_.end(), [&](const metric& m) { return m.path == path; });
    if (known != all_.end()) return static_cast<std::uint32_t>(known - all_.begin());
    metric m;
    m.path = path;
    m.kind = all_[base].kind;
    m.whole = base == devices_total_ ? devices_total_ : add_filtered(devices_total_, filter, text);
    m.filter = filter_index(filter, text);
    m.base = base;
    all_.push_back(std::move(m));
    return static_cast<std::uint32_t>(all_.size() - 1);
}

/// The same devices are counted once, whatever is asked of them.
std::uint32_t metric_table::filter_index(const query::expression& filter,
                                         const std::string& text) const {
    const auto known = std::find_if(filters_.begin(), filters_.end(),
                                    [&](const metric_filter& f) { return f.text == text; });
    if (known != filters_.end()) return static_cast<std::uint32_t>(known - filters_.begin());
    filters_.push_back({filter, text});
    return static_cast<std::uint32_t>(filters_.size() - 1);
}

std::vector<std::string> metric_table::names() const {
    std::vector<std::string> out;
    for (const auto& [path, id] : by_path_)
        out.push_back(path);
    return out;
}

}  // namespace muster
