#include "actors/planner.hpp"

#include <algorithm>
#include <cmath>

#include "actors/plan_conflicts.hpp"
#include "fleet/aim_choice.hpp"
#include "fleet/device_link.hpp"
#include "fleet/job_forecast.hpp"
#include "fleet/power_forecast.hpp"

namespace muster {

namespace {

/// Whom a fault or rule chooses at the start, found as in a run.
struct planned_choice {
    planned_choice(const fleet_run& run, const aim& target, const survey_mail& of)
        : choice(target, of.index) {
        for (const auto& s : run.shards())
            choice.add(s->survey(of, {}));
        candidates = choice.candidates();
        const auto threshold = choice.decide();
        for (const auto& s : run.shards())
            devices += s->candidates_up_to(of, threshold);
    }

    aim_choice choice;
    std::uint64_t candidates = 0;  ///< devices or clusters to choose from
    std::uint64_t devices = 0;     ///< that are chosen
};

plan_facts::fault_selection plan_fault(const fleet_run& run, std::uint32_t index) {
    const auto& spec = run.the_world().source().faults[index];
    const planned_choice found(run, spec.target, {survey_mail::subject::fault, index});
    plan_facts::fault_selection selection{spec.name, found.choice.matched(), found.devices, 0, 0};
    if (spec.target.by.empty()) return selection;
    selection.clusters_matched = found.candidates;
    selection.clusters_selected = found.choice.taken();
    return selection;
}

/// How many devices a rule that does not choose among them watches at the start.
std::uint64_t devices_watched(const fleet_run& run, std::uint32_t index) {
    const auto& w = run.the_world();
    std::uint64_t found = 0;
    for (const auto& s : run.shards()) {
        const auto& columns = s->columns();
        device_row row(w, columns, s->state());
        for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
            const auto& cohort = columns.cohorts[c];
            if (!cohort.fleet->watched_by(index)) continue;
            for (slot place = cohort.first; place < cohort.first + cohort.size(); ++place) {
                row.aim(c, place, {});
                const auto& who = w.rules[index].who;
                found += !who || who.holds(row) ? 1 : 0;
            }
        }
    }
    return found;
}

plan_facts::rule_selection plan_rule(const fleet_run& run, std::uint32_t index) {
    const auto& w = run.the_world();
    const auto& spec = w.source().rules[index];
    plan_facts::rule_selection selection{spec.name, 0, 0};
    for (const auto& c : w.cluster_rules)
        if (c.rule == index) selection.clusters = c.names.size();
    if (!spec.target.chooses()) {
        selection.matched = devices_watched(run, index);
        return selection;
    }
    const planned_choice found(run, spec.target, {survey_mail::subject::rule, index});
    selection.matched = found.devices;
    if (!spec.per.empty() && spec.target.by == spec.per) selection.clusters = found.choice.taken();
    return selection;
}

std::optional<std::uint64_t> limit_of(const job_spec& spec, cancel_spec::base base,
                                      std::uint64_t devices) {
    if (!spec.cancel || spec.cancel->of != base) return std::nullopt;
    return failure_budget(*spec.cancel, devices).limit();
}

/// What the job's threshold costs in time: with no overshoot, as written, and with any.
void plan_paces(const world& w, std::uint32_t job, plan_facts::job_plan& plan) {
    const auto& spec = w.source().jobs[job];
    std::vector<std::uint64_t> sizes;
    for (const auto& b : plan.batches)
        sizes.push_back(b.devices);
    const auto takes = command_takes(w.source(), spec);
    std::optional<double> per_second;
    if (const auto& service = w.source().service; service && service->commands)
        if (service->commands->over == service_limit::overload::queue)
            per_second = service->commands->per_second;
    const auto at = [&](std::optional<std::uint64_t> overshoot) {
        const auto& hours = w.jobs[job].hours;
        return forecast(spec, sizes, takes, overshoot, w.step(), per_second,
                        hours ? &*hours : nullptr);
    };
    const auto as_written = at(spec.cancel ? spec.cancel->overshoot : std::nullopt);
    plan.best_case = as_written.length;
    plan.last_batch = as_written.last_batch;
    if (!spec.cancel) return;
    std::vector<std::optional<std::uint64_t>> asked{0, spec.cancel->overshoot, std::nullopt};
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    for (const auto overshoot : asked) {
        const auto f = at(overshoot);
        plan.paces.push_back({overshoot, f.in_flight, f.length,
                              worst_failures(spec, sizes, overshoot),
                              overshoot == spec.cancel->overshoot});
    }
}

plan_facts::job_plan plan_job(const fleet_run& run, std::uint32_t index) {
    auto spec = run.the_world().source().jobs[index];
    spec.approval = false;  // as if somebody had given it at once
    job_seat seat;
    seat.index = index;
    seat.shards = run.the_world().shards();
    job_machine machine(spec, seat);
    std::vector<mail> told{{spec.start, 0, 0, 0, wake_mail{token_start}}};
    while (!told.empty()) {
        std::vector<mail> answers;
        for (const auto& m : machine.on_mail(spec.start, std::exchange(told, {})))
            if (const auto* asked = std::get_if<survey_mail>(&m.body))
                for (const auto& s : run.shards())
                    answers.push_back({spec.start, s->index(), 0, 0, s->survey(*asked, {})});
        told = std::move(answers);
    }
    const auto result = machine.result();
    plan_facts::job_plan plan{
        spec.name, result.counts.total,
        {},        limit_of(spec, cancel_spec::base::job, result.counts.total),
        {},        {},
        {},        {},
        {}};
    for (const auto& b : result.batches)
        plan.batches.push_back(
            {b.name, b.counts.total, limit_of(spec, cancel_spec::base::batch, b.counts.total)});
    plan_paces(run.the_world(), index, plan);
    return plan;
}

/// Requires that the job is planned.
std::vector<std::string> targets_of(const fleet_run& run, std::uint32_t job) {
    std::vector<std::string> ids;
    for (const auto& s : run.shards())
        if (const auto leg = s->state().legs.find(job); leg != s->state().legs.end())
            for (const auto place : leg->second.targets.members())
                ids.push_back(s->columns().id_of(place));
    std::sort(ids.begin(), ids.end());
    return ids;
}

void plan_traffic(const world& w, plan_facts& facts) {
    const auto counted = w.length() - w.source().time.warm_up;
    const double hours = static_cast<double>(counted.count()) / 3600e6;
    double messages = 0;
    double readings = 0;
    for (const auto& f : w.fleets) {
        if (f.is_copy()) continue;
        for (std::size_t i = 0; i < f.messages.size(); ++i) {
            const auto& m = f.messages[i];
            if (m.gate) continue;  // how often it is sent shows only in a run
            const double each = hours * messages_per_hour(*f.kind, f.kind->messages[i]);
            messages += each * static_cast<double>(f.spec->count);
            readings += each * static_cast<double>(f.spec->count * m.signals.size());
        }
    }
    facts.messages = static_cast<std::uint64_t>(std::llround(messages));
    facts.readings = static_cast<std::uint64_t>(std::llround(readings));
}

/// Whether the group's members are those to whom something happens: nobody, at the start.
bool comes_to_be(const world& w, std::uint32_t group) {
    using source = device_name::source;
    const auto fields = w.populations[w.first_group_population + group].who.fields();
    return std::any_of(fields.begin(), fields.end(), [&](auto field) {
        const auto& name = w.metrics.devices().all()[field];
        const bool fixed = name.from == source::property || name.from == source::tag ||
                           name.from == source::group || name.which == platform_field::id ||
                           name.which == platform_field::display_name ||
                           name.which == platform_field::fleet ||
                           name.which == platform_field::device_template ||
                           name.which == platform_field::simulated;
        return !fixed;
    });
}

/// An actor with its control block, what its mail and the allocator take while a command goes out
/// to all (measured), and the columns of its slot.
std::uint64_t bytes_per_device(const compiled_fleet& f, bool reconnects) {
    constexpr std::uint64_t actor = 280 + 150;
    constexpr std::uint64_t slot_columns = 8 + 8 + 4 + 2 + 8;
    const auto stored =
        std::count_if(f.tags.begin(), f.tags.end(), [](const auto& a) { return !a.computed(); }) +
        std::count_if(f.properties.begin(), f.properties.end(),
                      [](const auto& a) { return !a.computed(); });
    const auto limited = std::count_if(f.messages.begin(), f.messages.end(), [](const auto& m) {
        return m.gate && m.gate->has_limits();
    });
    return actor + slot_columns +
           8 * (f.signals.size() + f.memories + f.clusters.size() +
                static_cast<std::uint64_t>(stored + limited)) +
           12 * (f.messages.size() + (f.outages ? 1 : 0)) + (f.duty ? 8 : 0) +
           (f.kind->battery ? sizeof(battery_charge) : 0) + (reconnects ? sizeof(device_link) : 0);
}

}  // namespace

plan_facts make_plan(const fleet_run& run, bool name_targets) {
    const auto& w = run.the_world();
    const auto& s = w.source();
    for (const auto& shard : run.shards())
        shard->let_all_arrive();
    plan_facts facts;
    facts.devices = w.device_count;
    facts.memory_bytes = 14ULL << 20;  // of the program itself (measured)
    for (const auto& shard : run.shards())
        facts.shards += shard->columns().size() > 0 ? 1 : 0;
    for (const auto& f : w.fleets) {
        if (!f.is_copy()) facts.fleets.push_back({f.spec->name, f.spec->count});
        facts.memory_bytes += f.spec->count * bytes_per_device(f, w.reconnects);
    }
    for (std::uint32_t g = 0; g < s.groups.size(); ++g) {
        std::uint64_t members = 0;
        for (const auto& shard : run.shards())
            members += shard->populations().members(w.first_group_population + g, {}).size();
        facts.groups.push_back({s.groups[g].name, members, comes_to_be(w, g)});
    }
    for (std::uint32_t f = 0; f < s.faults.size(); ++f)
        facts.faults.push_back(plan_fault(run, f));
    for (std::uint32_t r = 0; r < s.rules.size(); ++r)
        facts.rules.push_back(plan_rule(run, r));
    for (std::uint32_t j = 0; j < s.jobs.size(); ++j)
        facts.jobs.push_back(plan_job(run, j));
    for (std::uint32_t j = 0; j < s.jobs.size(); ++j) {
        const auto& job = w.jobs[j];
        facts.jobs[j].follows = !job.begins_by_itself();
        facts.jobs[j].open = job.rolls_back || job.reverts || job.reruns;
        if (!facts.jobs[j].open) continue;
        facts.jobs[j].best_case.reset();
        facts.jobs[j].paces.clear();
    }
    for (std::uint32_t j = 0; name_targets && j < s.jobs.size(); ++j)
        facts.jobs[j].targets = targets_of(run, j);
    facts.conflicts = find_conflicts(run, facts.jobs);
    plan_traffic(w, facts);
    return facts;
}

}  // namespace muster
