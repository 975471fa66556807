#include "actors/shard_choice.hpp"

#include <algorithm>

#include "actors/shard.hpp"
#include "actors/shard_jobs.hpp"
#include "fleet/clock_time.hpp"

/// Whom faults hit and rules watch: candidates for the stable choice, and what follows from it.
namespace muster {

namespace {

/// When it is first this time of day where the device is that the row is aimed at.
sim_time own_clock(const world& w, const compiled_fleet& fleet, const device_row& row,
                   duration time_of_day) {
    const auto& zone = fleet.zone_tag == none ? fleet.zone : fleet.zone_of(row.tag(fleet.zone_tag));
    const auto& time = w.source().time;
    return first_at_clock(zone, time.start, time_of_day, time.warm_up);
}

/// Whether devices of the fleet have anything that the rule looks at.
bool may_watch(const world& w, const compiled_fleet& fleet, std::uint32_t rule) {
    const auto& per = w.source().rules[rule].per;
    if (per.empty()) return fleet.watched_by(rule);
    return std::any_of(fleet.spec->tags.begin(), fleet.spec->tags.end(),
                       [&](const auto& tag) { return tag.name == per; });
}

}  // namespace

std::uint64_t choice_hash(const compiled_aim& a, const device_row& row, std::uint64_t device) {
    if (!a.by) return mix(a.draw, device);
    const auto v = row.get(*a.by);
    if (v.is_text()) return mix(a.draw, device_key(v.text()));
    return mix(a.draw, value_bits(v.number()));
}

members_mail shard::survey(const survey_mail& what, sim_time now) {
    const std::lock_guard guard(mutex_);
    using subject = survey_mail::subject;
    const bool aims = what.about == subject::fault || what.about == subject::rule;
    return aims ? survey_aim(what, now) : jobs_->survey(what, now);
}

members_mail shard::survey_aim(const survey_mail& what, sim_time now) {
    const bool fault = what.about == survey_mail::subject::fault;
    auto& found = (fault ? fault_candidates_ : rule_candidates_)[what.index];
    found = find(fault ? world_.faults[what.index] : world_.rule_aims[what.index], what, now);
    return told_of(found, fault ? world_.source().faults[what.index].target
                                : world_.source().rules[what.index].target);
}

/// A fault hits who is there, unless it comes again, and then to those who arrive meanwhile, too; a
/// rule may watch devices that have not arrived yet.
choice_candidates shard::find(const compiled_aim& a, const survey_mail& what, sim_time now) {
    const bool rule = what.about == survey_mail::subject::rule;
    const bool absent_too = rule || world_.source().faults[what.index].comes_again();
    choice_candidates found;
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c) {
        const auto& cohort = columns_.cohorts[c];
        if (rule && !may_watch(world_, *cohort.fleet, what.index)) continue;
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
            if (!absent_too && !columns_.present(s)) continue;
            if ((columns_.flags[s] & flag_removed) != 0) continue;  // absent for good
            row_.aim(c, s, now);
            if (a.who && !a.who.holds(row_)) continue;
            if (a.by && row_.get(*a.by).is_null()) continue;  // in no cluster
            found.emplace_back(choice_hash(a, row_, columns_.keys[s]), s);
        }
    }
    return found;
}

std::uint64_t shard::candidates_up_to(const survey_mail& of, std::uint64_t threshold) const {
    const auto& found = of.about == survey_mail::subject::fault ? fault_candidates_[of.index]
                                                                : rule_candidates_[of.index];
    return static_cast<std::uint64_t>(std::count_if(
        found.begin(), found.end(), [&](const auto& c) { return c.first <= threshold; }));
}

void shard::start_fault(const fault_start_mail& m, sim_time at) {
    const auto& spec = world_.source().faults[m.fault];
    for (const auto& [hash, place] : fault_candidates_[m.fault]) {
        if (hash > m.threshold) continue;
        auto begin = at;
        if (spec.device_clock) {
            row_.aim(place, at);
            const auto& fleet = *columns_.cohort_of(place).fleet;
            begin = std::max(at, own_clock(world_, fleet, row_, *spec.device_clock));
        }
        const auto wait = spec.comes_at_random()
                              ? faults_.until_next(m.fault, random_of(place), begin)
                              : duration{};
        agenda_.add({begin + spec.delay + wait, place, turn_kind::fault_begin, m.fault, 0});
    }
    fault_candidates_[m.fault] = {};
}

/// From now on, as if the rule had been there from this instant only.
void shard::watch(const rule_watch_mail& m, sim_time at) {
    for (const auto& [hash, place] : std::exchange(rule_candidates_[m.rule], {})) {
        if (hash > m.threshold) continue;
        rules_.watch(m.rule, place);
        const bool present = columns_.present(place);
        if (clusters_)
            clusters_->watch(
                m.rule, place,
                present ? std::optional(state_of(columns_.flags[place])) : std::nullopt,
                [&, device = place](std::uint32_t rule) { return rules_.open(rule, device); },
                step_, log_);
        const auto c = columns_.cohort_index(place);
        const auto& looked_at = columns_.cohorts[c].fleet->state_rules;
        if (present && std::find(looked_at.begin(), looked_at.end(), m.rule) != looked_at.end())
            look_at_rules({m.rule}, c, place, at);
    }
}

}  // namespace muster
