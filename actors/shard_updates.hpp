#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "fleet/agenda.hpp"
#include "fleet/compiled_fleet.hpp"
#include "fleet/device_flags.hpp"
#include "fleet/leg_board.hpp"
#include "fleet/slot_pool.hpp"
#include "fleet/update_counts.hpp"
#include "fleet/update_course.hpp"

namespace muster {

class shard;
struct command_request;

/// The UPDATES of a shard's devices: the steps that those take whom a job updates. A device tells
/// the end of a step before it begins the next, so one that is not connected waits with it. A part
/// of its shard; works within the shard's turns and touches the device's own slot only. Devices
/// that do not update themselves cost nothing here.
class shard_updates {
public:
    explicit shard_updates(shard& owner) : s_(owner) {}

    /// The device is told to update itself.
    void start(slot place, const command_request& request, const compiled_command& command);
    /// What it does comes to its end, or it has a version to report.
    void act(const turn& t);
    /// The time of its step, or of its whole update, may be over.
    void expire(const turn& t);
    /// It has booted what it installed.
    void come_up(const turn& t);
    /// These flags take the place of those that it has: its work stands still without what it
    /// needs, and goes on with it.
    void follow(slot place, device_flags to, sim_time at) {
        if (!flights_.empty() || !unreported_.empty()) follow_flags(place, to, at);
    }
    /// Whether the device has begun to install, so that nobody can call it back.
    bool beyond_recall(std::uint32_t job, slot place) {
        const auto* f = flights_.find(place);
        return f != nullptr && f->job == job && f->in_step && f->step > update_step::verify;
    }
    /// Calls back the devices of a job that have not begun to install.
    void recall(std::uint32_t job, sim_time at);
    /// The job has an outcome of the device. Returns its reason with the step that it is of.
    std::string close(std::uint32_t job, slot place, leg_outcome outcome,
                      const std::string& reason);
    /// The device is gone from this place.
    void forget(slot place) { unreported_.erase(place); }

    /// Null where no device of the job was told to.
    const update_counts* counts(std::uint32_t job) const {
        const auto known = counts_.find(job);
        return known == counts_.end() ? nullptr : &known->second;
    }

private:
    /// An update under way on a device.
    struct flight {
        std::uint32_t job = 0;
        update_step step = update_step::deferral;
        bool in_step = false;   ///< false: it has not begun any, or is through with all
        sim_time began{};       ///< when the step did
        sim_time ends = never;  ///< of the step; never: the work stands still
        duration left{};        ///< of work that stands still
        double before = 0;      ///< code of the version that it had
    };

    const update_spec& how(slot place) const;
    const update_order& wanted(const flight& f) const;
    update_course course(slot place, std::uint32_t job) const;
    step_counts& counts_of(const flight& f) {
        return counts_[f.job][static_cast<std::size_t>(f.step)];
    }

    command_course bent_download(slot place, std::uint32_t job,
                                 const compiled_command& command) const;
    duration length(slot place, std::uint32_t job, update_step step) const;

    void go_on(slot place, sim_time at);
    void answer(slot place, flight& f, sim_time at);
    void begin_step(slot place, flight& f, update_step step, sim_time at);
    void reboot(slot place, sim_time at, duration takes);
    void end_step(slot place, flight& f, sim_time at);
    std::string failure(slot place, const flight& f) const;
    void install(slot place, flight& f, const compiled_effect* effect, sim_time at);
    void conclude(slot place, flight& f, sim_time at);
    void fail(slot place, std::uint32_t job, sim_time at, const std::string& reason,
              failure_kind kind = failure_kind::failed);

    static bool can_work(const flight& f, device_flags flags);
    void work(slot place, flight& f, duration takes, device_flags flags, sim_time at);
    void stand_still(slot place, flight& f, duration left, sim_time at);
    void watch(slot place, const flight& f, sim_time at);
    sim_time deadline(slot place, const flight& f) const;
    void follow_flags(slot place, device_flags to, sim_time at);

    void report(slot place, sim_time at);
    void set_version(slot place, double code, sim_time at);
    const compiled_command& command_of(slot place, std::uint32_t job) const;
    std::string version_text(slot place, double code) const;

    shard& s_;
    slot_pool<flight> flights_;
    std::map<std::uint32_t, update_counts> counts_;  ///< by job
    /// Versions that run and that nobody knows of yet. Looked up, never iterated.
    std::unordered_map<slot, double> unreported_;
};

}  // namespace muster
