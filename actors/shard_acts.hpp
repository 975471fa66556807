#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "actors/shard_questions.hpp"
#include "actors/shard_updates.hpp"
#include "fleet/agenda.hpp"
#include "fleet/command_order.hpp"
#include "fleet/decide.hpp"
#include "fleet/device_flags.hpp"
#include "fleet/mail.hpp"
#include "fleet/membership_tally.hpp"

namespace muster {

class shard;

/// What operators do to a shard's devices, and what the devices make of it: desired values and
/// their acknowledgements, commands outside of jobs, who is held back. A part of its shard; works
/// within the shard's turns and touches the device's own slot only. What has to survive is in
/// `shard_state`.
class shard_acts {
public:
    explicit shard_acts(shard& owner) : s_(owner), updates_(owner), questions_(owner) {}

    shard_updates& updates() { return updates_; }
    shard_questions& questions() { return questions_; }

    // -- twins (shard_twins.cpp)
    void deliver(const property_act_mail& m, sim_time at);
    /// A job wants properties of these devices to have its values.
    void desire(std::uint32_t job, const std::vector<slot>& devices, sim_time at);
    /// A job that asks nothing of these devices does what it does, and is done with them.
    void settle(std::uint32_t job, const std::vector<slot>& devices, sim_time at);
    /// The device answers to what a job wanted; `reason` is not empty where it rejects it.
    void answer_job(const compiled_command& wanted, std::uint32_t cohort, slot place, sim_time at,
                    const std::string& reason);
    /// The device answers too late for the job, and takes what is desired all the same.
    void take_late(const compiled_command& wanted, slot place, sim_time at);
    /// The device has thought about a desired value.
    void take_desired(const turn& t);
    /// The device is back: it takes what it has not answered yet, after its time.
    void consider(slot place, sim_time at);

    // -- commands (shard_calls.cpp)
    void deliver(const command_act_mail& m, sim_time at);
    /// A command is done, or its time is over.
    void finish_call(const turn& t);
    /// What follows from the end of a command, of a job's too.
    void follow_up(const compiled_command& command, const command_end& end,
                   std::uint32_t cohort_index, const turn& t);
    /// What a device says that has done what it was told: JSON, with its own values as the command
    /// leaves them; nothing where the command has no response.
    std::string said(const compiled_command& command, const command_request_fields& request,
                     std::uint64_t draw_key, const compiled_effect* effect, slot place,
                     sim_time at) const;
    /// It carries out a command.
    bool busy(slot place) const;
    /// How a command that the device is told now goes there, with the way of its answer and what
    /// faults make of both. May aim the shard's row at the device.
    command_course course_of(const compiled_command& command, slot place, std::uint64_t key,
                             sim_time at) const;

    // -- who is held back (shard_holds.cpp)
    void deliver(const lifecycle_act_mail& m, sim_time at);
    /// Who waits for approval, and which places are empty, from the start.
    void begin(std::uint32_t cohort);
    /// Who is not connected from the start has never been.
    void begin_registered();
    /// It has connected, maybe for the first time.
    void provision(slot place, sim_time at);

    // -- other templates (shard_moves.cpp)
    /// Why the device can't be given the template; empty: it can, or has it.
    std::string obstacle_to(slot place, std::uint32_t template_index) const;
    /// Gives the template to those that can have it. Returns who did not have it before.
    slot_set migrate(const slot_set& devices, std::uint32_t template_index, sim_time at);

    // -- connections (shard_connections.cpp)
    void connection_changed(slot place, bool connected, sim_time at);
    /// Tells what the device's connection is, at once or at the end of its window.
    void tell_connection(slot place, sim_time at);
    void tell_gathered(const turn& t);
    void crashed(slot place, sim_time at, const std::string& reason);

    // -- groups (shard_groups.cpp)
    /// Who came to groups and went from them in the step that ends.
    void tell_memberships();
    void tell_groups(sim_time at);

private:
    /// A command that is not over.
    struct call {
        std::shared_ptr<const command_order> order;
        std::vector<std::uint64_t> askers;  ///< numbers of acts that wait for its answer
        std::string fails;                  ///< the reason that it will fail with
        bool held = false;                  ///< done, but the device is not connected to answer
        bool timed = false;                 ///< somebody waits for the answer, and not for ever
    };

    duration time_to_take(const compiled_fleet& fleet, const twin_column& twin, slot place) const;
    void think(slot place, sim_time at);
    sim_time thinks_since(const twin_column& twin, slot place) const;
    void answer_desired(const twin_column& twin, slot place, std::vector<change>& out) const;
    bool answers_in(const turn& t, const twin_column& twin, std::uint32_t cohort) const;
    bool job_takes(const twin_column& twin, slot place) const;
    void tell_changed(const std::vector<change>& made, sim_time at);
    void tell_wanted(const std::vector<change>& made, sim_time at);
    void tell_desired(const desired_change& c, sim_time at);
    void tell_answers(const std::vector<change>& made, slot place, sim_time at);
    std::vector<std::pair<double, std::vector<slot>>> by_value(
        std::uint32_t job, std::uint32_t cohort, std::uint32_t property, double fixed,
        const std::vector<slot>& devices) const;

    command_record open_record(const command_act_mail& m, slot place, sim_time at) const;
    void begin(const command_record& record, const command_act_mail& m, sim_time at);
    void launch(std::uint64_t number, sim_time at);
    void finish_late(command_record record, const turn& t);
    void conclude(command_record record, command_state state, std::uint16_t code,
                  std::string reason, sim_time at);
    std::string answer(command_record& record, const command_order& order,
                       const compiled_effect* effect, sim_time at) const;
    void tell_end(const command_record& record, sim_time at);
    void enter(command_record record);
    void report(std::uint64_t act, sim_time at, std::optional<command_record> record,
                std::string refusal = {});
    void tell_askers(const command_record& record, sim_time at);

    void take_effect(const compiled_command& command, const compiled_effect* effect,
                     std::uint32_t cohort_index, const turn& t);

    void hold_back(slot place, device_flag flag, bool begins, sim_time at);
    void remove(slot place, sim_time at);
    void leave(slot place, const std::string& reason, sim_time at);

    bool has(slot place, std::uint32_t template_index) const;
    std::optional<slot> place_with(slot place, std::uint32_t template_index) const;
    void move(slot from, slot to, sim_time at);
    void begin_anew(slot place);
    void move_plans(const std::map<slot, slot>& moved);
    std::vector<change> carried(slot from, slot to) const;

    shard& s_;
    shard_updates updates_;
    shard_questions questions_;
    std::map<std::uint64_t, call> calls_;  ///< by number of the record
    /// When a device was last back with desired values unanswered: it began then to think about
    /// them anew.
    std::unordered_map<slot, sim_time> back_;
    slot_set flipped_;        ///< whose connection is to be told at the end of the window
    membership_tally tally_;  ///< what of groups is to be told then
};

}  // namespace muster
