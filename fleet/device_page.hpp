#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/command_model.hpp"
#include "fleet/shard_columns.hpp"
#include "fleet/value.hpp"

namespace muster {

/// Where a list goes on: with this device, in the order of shard and slot, which no run alters.
struct list_place {
    std::uint32_t shard = 0;
    slot first = 0;

    bool operator==(const list_place&) const = default;
};

/// A cursor is opaque to whoever holds it: the place and the list's condition, so that it continues
/// no other list.
std::string to_cursor(const list_place& at, const std::string& where);
/// Nothing where the text is no cursor of this condition's list.
std::optional<list_place> from_cursor(const std::string& cursor, const std::string& where);

struct device_summary {
    std::string id, fleet, template_name;
    device_state state = device_state::online;
    sim_time last_seen = never;  ///< of the last message sent
};

/// What the operator wants a writable property to be, and what the device says to it.
struct twin_entry {
    plain_value desired;  ///< no value: it was taken back
    std::uint32_t desired_version = 0;
    sim_time desired_at{};       ///< begin of the step
    std::uint16_t ack_code = 0;  ///< of its last answer; 0: it has not answered yet
    std::uint32_t ack_version = 0;
    std::string ack_text;
    sim_time reported_at = never;  ///< when it last said anything of the property
    bool pending = true;           ///< the desired value has no answer

    bool operator==(const twin_entry&) const = default;
};

/// All that is known of one device. Values without a reading or setting are left out. Properties
/// are what the device reports; of cloud properties, what is kept here.
struct device_detail {
    device_summary summary;
    std::map<std::string, plain_value> tags, properties, signals;
    std::map<std::string, twin_entry> twin;  ///< properties of which something was wanted
    std::vector<command_record> commands;    ///< told outside of jobs, the newest first
    bool approved = true, blocked = false;
};

/// A device's properties and what it measured last, by full name, as its messages would tell them:
/// without spans and instants. `soon` are properties that have another value in a moment, with it.
device_values values_of(const world& w, const shard_columns& columns, const shard_state& state,
                        slot device, const std::vector<std::pair<std::uint32_t, double>>& soon);
device_summary summarize(const shard_columns& columns, slot device);
device_detail describe(const world& w, const shard_columns& columns, const shard_state& state,
                       slot device);

}  // namespace muster
