#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/arrivals.hpp"
#include "fleet/attribute.hpp"
#include "fleet/device_ids.hpp"
#include "fleet/device_names.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/duty_cycle.hpp"
#include "fleet/message_gate.hpp"
#include "fleet/message_schedule.hpp"
#include "fleet/scenario.hpp"
#include "fleet/signal_program.hpp"
#include "fleet/time_zone.hpp"

namespace muster {

inline constexpr std::uint32_t none = 0xffffffffU;

/// Where a name of `device_names` is found in one fleet's columns.
struct column_ref {
    enum class home : std::uint8_t {
        absent,
        signal,
        property,
        tag,
        platform,
        job_state,
        desired,
        acknowledged,
        job_reason,
        group,
    };
    home where = home::absent;
    std::uint32_t index = 0;
    value_kind kind = value_kind::number;
};

struct compiled_signal {
    signal_program program;
    std::uint64_t key = 0;               ///< of its draws
    std::uint32_t memory = none;         ///< its memory column
    std::uint32_t series = 0;            ///< number of the signal over all templates: rollups
    std::vector<std::uint32_t> bent_by;  ///< faults that bend its readings
    /// An integral grows with the messages of this kind alone, whose period its step is; others
    /// that carry it say how far it has come. none: every message measures it anew.
    std::uint32_t advanced_by = none;
    double beyond = 0;  ///< a value outside of its bounds
};

struct compiled_message {
    message_schedule schedule;
    std::uint64_t key = 0;               ///< of its draws
    std::vector<std::uint32_t> signals;  ///< in the order in which they are measured
    std::vector<std::uint32_t> rules;    ///< to look at after this message
    std::uint32_t bytes = 0;
    /// Added to the message's number in what is drawn, so that a gated message, which looks at what
    /// others measure too, draws apart from them.
    std::uint64_t salt = 0;
    std::optional<message_gate> gate;      ///< empty: every look is a message
    bool follows = false;                  ///< has no schedule: looked at after other messages
    std::vector<std::uint32_t> followers;  ///< messages to look at after this one
    std::vector<std::uint32_t> own;  ///< of a follower: places of signals that only it measures
};

/// A firmware effect with its condition bound.
struct compiled_effect {
    query::expression who;
    share chance;
    std::uint64_t key = 0;  ///< of its draws
    std::uint32_t fault = none;
    std::string fails;
    /// Code of the version that the device has then; NaN: the one it had. Nothing: this one.
    std::optional<double> reports{};
};

struct compiled_firmware {
    std::string version;
    double code = 0;  ///< of the `firmware` property
    std::vector<compiled_effect> effects;
};

/// What a job's command is to the devices of a fleet.
struct compiled_command {
    std::shared_ptr<const command_spec> spec;  ///< null: they can't do it
    std::string refusal;                       ///< and this is why
    double installs = 0;                       ///< code of the `firmware` property; NaN: none
    std::vector<query::expression> cases{};    ///< parallel to those of `spec`
    std::vector<std::pair<std::uint32_t, double>> sets{};  ///< properties, and their codes
    /// Of those that a job sets, cloud properties: the device is not asked.
    std::vector<std::pair<std::uint32_t, double>> keeps{};
    bool desires = false;         ///< `sets` are what the operator wants, and the device answers
    bool moves_states = false;    ///< some state machine waits for it
    std::uint32_t starts = none;  ///< a fault
    /// Job whose values it takes back: those of `sets` and `keeps` are the ones that were set then.
    std::uint32_t reverts = none;
    bool updates = false;  ///< it is an update, to the version that `installs` says
};

/// The zone that a value of a fleet's zone tag stands for.
struct own_zone {
    double value = 0;
    std::vector<zone_offset> offsets;
};

/// A fleet with everything resolved that its devices' turns need.
struct compiled_fleet {
    const fleet_spec* spec = nullptr;
    const device_template* kind = nullptr;
    std::uint32_t index = 0;
    /// Index of the fleet whose devices these are: its own, or, where they are those that came to
    /// have this template, of the fleet that they began in.
    std::uint32_t native = 0;
    std::uint32_t template_index = 0;  ///< of `kind`; of devices without, of what they will have
    device_ids ids;
    row_choice rows;  ///< of its file that the devices are made of
    std::vector<compiled_signal> signals;
    std::uint32_t memories = 0;
    std::vector<std::uint32_t> clusters;  ///< tags whose devices draw together
    std::vector<compiled_message> messages;
    std::vector<attribute> tags, properties;
    std::vector<compiled_firmware> firmware;
    /// By property: how a device takes a new value of a writable one; null of others.
    std::vector<std::shared_ptr<const command_spec>> takings;
    std::uint32_t firmware_property = none;
    std::vector<compiled_command> commands;  ///< by job
    std::vector<column_ref> names;           ///< by field id
    std::vector<std::uint32_t> state_rules;  ///< rules that look at connection, state, properties
    std::vector<std::uint32_t> job_rules;    ///< rules that look at what became of a job
    std::vector<zone_offset> zone;           ///< of the devices without one of their own
    std::uint32_t zone_tag = none;           ///< tag that names each device's zone
    std::vector<own_zone> own_zones;         ///< by value of that tag, ascending
    connectivity_spec connectivity;
    std::optional<arrivals> arrive;  ///< empty: all devices are there from the start
    std::optional<duty_cycle> duty;  ///< empty: they are always awake
    bool outages = false;            ///< connectivity changes by itself
    bool eventful_ways = false;      ///< messages have a latency or get lost, without any fault
    bool needs_time_of_day = false;
    const dictionary* texts = nullptr;

    /// Its devices are there only when they have been moved to its template.
    bool is_copy() const { return native != index; }
    /// When a device makes its `tick`-th message of a kind: one that is due while it sleeps, as
    /// soon as it wakes.
    sim_time instant(std::uint32_t message, const random_source& device, std::uint64_t tick) const {
        const auto due = messages[message].schedule.instant(device, tick);
        return duty ? duty->first_awake(device, due) : due;
    }

    /// The value that a version in a command's request has in the `firmware` property; NaN for
    /// none.
    double version_code(const plain_value& given) const;
    /// The offsets in force for a device whose zone tag has this value; NaN: no value.
    const std::vector<zone_offset>& zone_of(double value) const;
    /// Whether its devices have anything that the rule looks at.
    bool watched_by(std::uint32_t rule) const;
};

}  // namespace muster
