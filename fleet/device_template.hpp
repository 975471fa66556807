#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fleet/back_off.hpp"
#include "fleet/behaviour.hpp"
#include "fleet/command_spec.hpp"
#include "fleet/device_table.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/power_spec.hpp"
#include "fleet/query/ast.hpp"
#include "fleet/share.hpp"
#include "fleet/time.hpp"
#include "fleet/update_spec.hpp"
#include "fleet/value.hpp"

namespace muster {

/// One signal of a template: a leaf of its telemetry. An object or vector of DTDL is one signal per
/// field, named `accel.x`.
struct signal_spec {
    std::string name;
    std::string component;  ///< empty for the template itself
    std::string unit;       ///< as DTDL spells it; empty without one
    std::string semantic;   ///< DTDL semantic type; empty without one
    value_kind kind = value_kind::number;
    std::vector<std::string> words;  ///< of an enum or dictionary
    behaviour shape = drawn_signal{};
    double noise_relative = 0;  ///< Gaussian noise, standard deviation as part of the value
    double noise_absolute = 0;  ///< Gaussian noise, standard deviation in the signal's unit
    /// Added per hour since the start of the run, in the signal's unit; drawn once for each device.
    distribution drift{};
    std::optional<together_spec> together{};
    std::optional<correlation_spec> correlates{};
    std::optional<double> min, max;
    double resolution = 0;  ///< readings are whole multiples of this; 0: as they are
    std::optional<int> decimals;
    place where;

    /// `accel.x` of component `door`: `door.accel.x`.
    std::string full_name() const { return component.empty() ? name : component + "." + name; }
    /// What its values 0, 1, ... are called, where they are words or truths.
    std::vector<std::string> value_words() const {
        return kind == value_kind::boolean ? std::vector<std::string>{"false", "true"} : words;
    }
};

// -- twins

/// One weighted answer of a `pick`.
struct weighted_value {
    std::string text;
    share part;
};

/// How the value of a tag or property is found for each device.
struct attribute_source {
    enum class form : std::uint8_t { constant, drawn, normal, pick, sequence, column };
    form kind = form::constant;
    plain_value fixed;                    ///< constant
    distribution values;                  ///< drawn
    double mean = 0, sd = 0;              ///< normal
    std::vector<weighted_value> choices;  ///< pick: parts add up to the whole
    std::string pattern;                  ///< sequence: text with a run of `#`
    std::uint64_t each = 1;               ///< sequence: so many devices in a row share a value
    std::shared_ptr<const table_column> column;  ///< column: of the fleet's file
    value_kind column_kind = value_kind::text;   ///< column: how its texts read
    std::vector<double> numbers;  ///< column: what its texts stand for where they are numbers
    std::string by;  ///< tag whose clusters share one draw; empty: every device its own
    std::optional<int> decimals;
    std::optional<double> min, max;
};

struct property_spec {
    std::string name;
    std::string component;
    std::string unit;
    value_kind kind = value_kind::text;
    std::vector<std::string> words;  ///< of an enum
    bool writable = false;
    bool cloud = false;
    distribution takes{};  ///< microseconds from a new value's arrival to the acknowledgement
    std::vector<failure_chance> rejects{};  ///< why the device does not take a new value
    std::optional<attribute_source> initial;
    place where;
};

// -- messages

/// How far a signal has to move to be worth a message.
struct least_change {
    std::uint32_t signal = 0;  ///< index into the template's signals
    double by = 0;             ///< in the signal's unit
};

/// What a device sends at once, and when. Measured every `every`, or, where that is not written of
/// one with `when`, at each reading of another message that `when` speaks of.
struct message_spec {
    std::string name;
    duration every = std::chrono::minutes(1);
    bool follows = false;  ///< has no period of its own: looked at with the messages it follows
    distribution jitter;   ///< added to each intended instant, microseconds
    double jitter_of_period = 0;  ///< `jitter: 10%`: uniform within that part of the period
    bool aligned =
        false;       ///< at whole multiples of the period in the calendar; else a phase per device
    condition when;  ///< sent only where this holds
    bool on_change = false;  ///< sent only where a carried value moved since it was last sent
    std::vector<least_change> changes;   ///< by how much which; empty: any of them by anything
    duration at_most{};                  ///< least span between two messages; 0: any
    duration at_least{};                 ///< sent where the next look could be later than this
    std::vector<std::uint32_t> signals;  ///< indices into the template's signals
    std::uint32_t bytes = 0;             ///< payload size; 0: estimated from the signals
    place where;
};

/// How a device that was away connects again.
struct reconnect_spec {
    duration spread{};  ///< the first attempt is delayed by a uniform part of this
    back_off pauses;    ///< after each refusal
    bool operator==(const reconnect_spec&) const = default;
};

/// What a device keeps while it measures and is not connected, and how it gets rid of it.
struct buffer_spec {
    std::optional<duration> keep_for;  ///< holds what was measured within such a span
    std::uint64_t keep_messages = 0;   ///< or so many messages
    bool drop_oldest = true;           ///< when it is full; false: what is new finds no room
    double flush_per_second = 10;      ///< messages sent late
    bool operator==(const buffer_spec&) const = default;
};

/// When a device is connected, apart from faults, and how its messages travel.
struct connectivity_spec {
    share online = all_of_it;
    std::optional<distribution> outages;  ///< length of one outage, microseconds
    std::optional<distribution> latency;  ///< of messages and answers, microseconds
    share loss{0};                        ///< of messages, on their way
    std::optional<distribution> boot;     ///< from power to the first attempt to connect
    std::optional<reconnect_spec> reconnect;
    std::optional<buffer_spec> buffer;
    bool operator==(const connectivity_spec&) const = default;
};

struct device_template {
    std::string name;  ///< in the scenario
    std::string title;
    std::string dtmi;  ///< empty for a template written in the scenario
    std::vector<signal_spec> signals;
    std::vector<property_spec> properties;
    std::vector<message_spec> messages;
    std::vector<command_spec> commands;
    std::vector<firmware_spec> firmware;
    connectivity_spec connectivity;
    std::optional<duty_cycle_spec> duty_cycle;  ///< empty: always awake
    std::optional<battery_spec> battery;        ///< empty: never short of power
    std::optional<update_spec> update{};        ///< empty: takes no updates
    place where;
};

}  // namespace muster
