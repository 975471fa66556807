#include "actors/device.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "fleet/device_selection.hpp"

/// Who is held back: blocked, waiting for approval, removed.
namespace muster {

namespace {

struct holding {
    hold what;
    device_flag flag;
    bool begins;
    event_kind told;
};

holding holding_of(lifecycle_verb verb) {
    switch (verb) {
        case lifecycle_verb::block:
            return {hold::blocked, flag_blocked, true, event_kind::device_blocked};
        case lifecycle_verb::unblock:
            return {hold::blocked, flag_blocked, false, event_kind::device_unblocked};
        case lifecycle_verb::approve:
            return {hold::waiting, flag_waiting, false, event_kind::device_approved};
        case lifecycle_verb::remove:
        case lifecycle_verb::migrate:
            break;
    }
    return {hold::removed, flag_removed, true, event_kind::device_removed};
}

}  // namespace

void shard_acts::deliver(const lifecycle_act_mail& m, sim_time at) {
    const auto devices = m.who->matched(s_.columns_, s_.row_, at);
    if (m.verb == lifecycle_verb::migrate) {
        const auto moved = migrate(devices, m.into, at);
        return s_.send(outside, at,
                       act_report_mail{m.act, {}, 0, devices.size(), moved.size(), {}});
    }
    const auto wanted = holding_of(m.verb);
    slot_set others;
    for (const auto place : devices.members())
        if (((s_.columns_.flags[place] & wanted.flag) != 0) != wanted.begins) others.add(place);
    std::vector<change> made;
    if (!others.empty()) made.push_back({{}, hold_change{others, wanted.what, wanted.begins}});
    s_.commit(std::move(made));
    for (const auto place : others.members()) {
        s_.note(wanted.told, place, at);
        if (wanted.what == hold::removed)
            remove(place, at);
        else
            hold_back(place, wanted.flag, wanted.begins, at);
    }
    s_.send(outside, at, act_report_mail{m.act, {}, 0, devices.size(), others.size(), {}});
}

void shard_acts::hold_back(slot place, device_flag flag, bool begins, sim_time at) {
    const auto flags = s_.columns_.flags[place];
    s_.recount_recovered(place, -1);
    s_.set_flags(
        place, static_cast<device_flags>(begins ? flags | unsigned{flag} : flags & ~unsigned{flag}),
        at);
    s_.recount_recovered(place, +1);
}

void shard_acts::begin(std::uint32_t cohort) {
    const auto& c = s_.columns_.cohorts[cohort];
    const bool copy = c.fleet->is_copy();
    if (!copy && !c.fleet->spec->approve_by_hand) return;
    std::vector<change> made;
    made.push_back({{},
                    hold_change{slot_set::range(c.first, c.first + c.size()),
                                copy ? hold::elsewhere : hold::waiting}});
    s_.commit(std::move(made));
    for (slot place = c.first; place < c.first + c.size(); ++place)
        s_.columns_.flags[place] |= copy ? flag_absent : flag_waiting;
}

void shard_acts::remove(slot place, sim_time at) {
    leave(place, "the device was removed", at);
    for (std::uint32_t f = 0; f < s_.world_.faults.size(); ++f)
        s_.end_fault(f, place, at);
    s_.columns_.flags[place] |= flag_removed;
    s_.device_at(place).end(caf::exit_reason::user_shutdown, nullptr);
}

/// Whatever it was part of ends: its alerts, commands, and what counts it.
void shard_acts::leave(slot place, const std::string& reason, sim_time at) {
    hold_back(place, flag_blocked, true, at);
    for (const auto job : s_.legs_.jobs_in_flight(place))
        s_.jobs_->end(job, place, at, leg_outcome::failed, reason);
    for (const auto number : s_.state_.commands.open(place))
        conclude(*s_.state_.commands.find(number), command_state::failed, 410, reason, at);
    std::vector<change> made;
    s_.legs_.removed(place, s_.state_, at, reason, made);
    s_.commit(std::move(made));
    s_.depart(place, at);
    back_.erase(place);
    updates_.forget(place);
}

}  // namespace muster
