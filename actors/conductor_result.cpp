#include <algorithm>

#include "actors/conductor_state.hpp"
#include "actors/job_summary.hpp"
#include "fleet/warm_up.hpp"

/// The run's result from what the shards, jobs and sinks hold.
namespace muster {

namespace {

/// Whether alerts of clusters take in alerts of this rule.
bool is_absorbed(const scenario& s, const std::string& rule) {
    return std::any_of(s.rules.begin(), s.rules.end(), [&](const auto& r) {
        return std::find(r.absorbs.begin(), r.absorbs.end(), rule) != r.absorbs.end();
    });
}

}  // namespace

device_counts conductor_state::devices_of(const counter_row& c) const {
    const auto state = [&](device_state s) {
        return static_cast<std::uint64_t>(c[counter_layout::of(0, s)]);
    };
    device_counts d;
    d.online = state(device_state::online);
    d.offline = state(device_state::offline);
    d.crashed = state(device_state::crashed);
    d.quarantined = state(device_state::quarantined);
    d.asleep = state(device_state::asleep);
    d.empty = state(device_state::empty);
    d.total = d.online + d.offline + d.crashed + d.quarantined + d.asleep + d.empty;
    d.failures = static_cast<std::uint64_t>(c[layout_->of(flow::failures)]);
    d.restarts = static_cast<std::uint64_t>(c[layout_->of(flow::restarts)]);
    return d;
}

traffic_counts conductor_state::traffic_of(const counter_row& c) const {
    const auto of = [&](flow f) { return static_cast<std::uint64_t>(c[layout_->of(f)]); };
    return {of(flow::generated),     of(flow::sent),          of(flow::lost),
            of(flow::messages_sent), of(flow::messages_lost), of(flow::bytes_sent),
            of(flow::late),          of(flow::buffered),      of(flow::garbage),
            of(flow::duplicated),    of(flow::out_of_order)};
}

service_counts conductor_state::service_of(const counter_row& c) const {
    const auto of = [&](flow f) { return static_cast<std::uint64_t>(c[layout_->of(f)]); };
    service_counts s;
    s.connects_asked = of(flow::connects_asked);
    s.connects_accepted = of(flow::connects_accepted);
    s.connects_refused = of(flow::connects_refused);
    if (gate_) gate_->tell(s);
    if (context_->commands) {
        context_->commands->tell(s);
        s.commands_accepted = of(flow::commands_sent) - of(flow::calls_sent);
        s.commands_refused = of(flow::commands_refused);
    }
    return s;
}

summary conductor_state::message_latency() const {
    accumulator all;
    for (const auto* s : context_->shards.ports())
        if (const auto* here = s->message_latency()) all.merge(*here);
    return all.summarize();
}

job_result conductor_state::job_result_of(std::uint32_t job) const {
    return job_summary(context_->w->source(), *context_->jobs[job], job, context_->shards);
}

/// Summing up a job looks at every shard, so it is done when somebody asks, once a barrier.
const job_result& conductor_state::job_now(std::uint32_t job) {
    auto& known = job_results_[job];
    if (!known) known = job_result_of(job);
    return *known;
}

void conductor_state::fill_result(run_result& r) const {
    const auto& s = context_->w->source();
    r.seed = s.seed;
    r.end = result_time();
    r.interrupted = interrupted_;
    r.aborted = watch_->abort();
    r.devices = devices_of(totals_);
    r.traffic = traffic_of(totals_);
    const auto flow_of = [&](flow f) {
        return static_cast<std::uint64_t>(totals_[layout_->of(f)]);
    };
    r.commands = {flow_of(flow::commands_sent), flow_of(flow::commands_succeeded),
                  flow_of(flow::commands_failed), flow_of(flow::commands_timed_out)};
    r.service = service_of(totals_);
    if (context_->w->measures_latency) r.latency = message_latency();
    for (const auto& f : s.fleets)
        r.fleets.emplace_back(f.name, f.count);
    fill_things(r);
    for (std::uint32_t j = 0; j < s.jobs.size(); ++j)
        r.jobs[s.jobs[j].name] = job_result_of(j);
    r.acts = context_->desk.script_results();
    for (auto& [which, act] : r.acts)
        if (act.outcome == to_text(act_outcome::unknown) && act.problem.empty())
            act.problem = "the run ended while it was under way";
    fill_signals(r);
    r.expectations = watch_->results();
    r.windows = windows_;
    r.readings_hash = context_->digest->total();
    fill_overlaps(r);
    count_from_start(r, warm_up());
}

void conductor_state::fill_signals(run_result& r) const {
    const auto totals = context_->rolled->totals();
    for (std::uint32_t i = 0; i < totals.size(); ++i) {
        const auto& t = context_->w->source().templates[context_->w->series_template[i]];
        const auto& signal = t.signals[context_->w->series_signal[i]];
        r.signals.push_back({t.name, signal.full_name(), signal.unit, totals[i], {}});
        const auto words = signal.value_words();
        if (words.size() > sketch::exact_up_to) continue;
        const auto counts = context_->rolled->counts_by_word(i, words.size());
        for (std::size_t word = 0; word < words.size(); ++word)
            r.signals.back().words.emplace_back(words[word], counts[word]);
    }
}

/// Faults, rules and groups, from their counters.
void conductor_state::fill_things(run_result& r) const {
    const auto& s = context_->w->source();
    const auto at = [&](std::uint32_t index) { return static_cast<std::uint64_t>(totals_[index]); };
    for (std::uint32_t f = 0; f < s.faults.size(); ++f) {
        auto& to = r.faults[s.faults[f].name];
        to = {to_text(s.faults[f].kind),
              {},
              {},
              at(layout_->of(f, fault_count::devices)),
              at(layout_->of(f, fault_count::active)),
              at(layout_->of(f, fault_count::recovered))};
        for (const auto* shard : context_->shards.ports()) {
            const auto here = shard->span_of(f);
            if (here.begin && (!to.begin || *here.begin < *to.begin)) to.begin = here.begin;
            if (here.end && (!to.end || *here.end > *to.end)) to.end = here.end;
        }
        if (to.active > 0) to.end.reset();
    }
    for (std::uint32_t i = 0; i < s.rules.size(); ++i)
        r.rules[s.rules[i].name] = {
            at(layout_->of(i, rule_count::fired)), at(layout_->of(i, rule_count::closed)),
            at(layout_->of(i, rule_count::open)), at(layout_->of(i, rule_count::devices)),
            is_absorbed(s, s.rules[i].name)
                ? std::optional(at(layout_->of(i, rule_count::absorbed)))
                : std::nullopt};
    for (std::uint32_t g = 0; g < s.groups.size(); ++g) {
        const auto population = context_->w->first_group_population + g;
        std::uint64_t devices = 0;
        if (context_->w->populations[population].is_volatile) {
            for (const auto n : scan(population, r.end))
                devices += n;
        } else {
            for (std::size_t i = 0; i < device_states_count; ++i)
                devices += at(counter_layout::of(population, static_cast<device_state>(i)));
        }
        r.groups[s.groups[g].name] = {devices};
    }
}

void conductor_state::fill_overlaps(run_result& r) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> all;
    for (const auto* s : context_->shards.ports())
        for (const auto& [pair, devices] : s->overlaps())
            all[pair] += devices;
    const auto& faults = context_->w->source().faults;
    for (const auto& [pair, devices] : all)
        r.overlaps.push_back(faults[pair.second].name + " began while " + faults[pair.first].name +
                             " lasted on " + std::to_string(devices) +
                             (devices == 1 ? " device" : " devices"));
}

}  // namespace muster
