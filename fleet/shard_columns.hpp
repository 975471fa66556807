#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/battery.hpp"
#include "fleet/device_flags.hpp"
#include "fleet/shard_state.hpp"
#include "fleet/world.hpp"

namespace muster {

/// How a device counts in populations and charts; every device that has arrived is in exactly one.
enum class device_state : std::uint8_t { online, offline, crashed, quarantined, asleep, empty };
inline constexpr std::size_t device_states_count = 6;

constexpr device_state state_of(device_flags flags) {
    if ((flags & flag_quarantined) != 0) return device_state::quarantined;
    if ((flags & flag_crashed) != 0) return device_state::crashed;
    if ((flags & flag_empty) != 0) return device_state::empty;
    if ((flags & suffering_flags) != 0) return device_state::offline;
    return (flags & flag_asleep) != 0 ? device_state::asleep : device_state::online;
}

constexpr lifecycle lifecycle_of(device_flags flags) {
    if ((flags & flag_quarantined) != 0) return lifecycle::quarantined;
    return (flags & flag_crashed) != 0 ? lifecycle::crashed : lifecycle::running;
}

/// The values of one stored tag or property: numbers, or 32-bit codes. Empty: computed from the
/// ordinal.
struct stored_column {
    std::vector<double> numbers;
    std::vector<std::uint32_t> codes;

    bool stored() const { return !numbers.empty() || !codes.empty(); }
    double at(std::uint32_t row) const {
        return codes.empty() ? numbers[row] : static_cast<double>(codes[row]);
    }
};

/// The devices of one fleet in one shard: contiguous slots, in the order of their ids.
struct cohort {
    const compiled_fleet* fleet = nullptr;
    slot first = 0;
    std::vector<std::uint32_t> ordinals;
    std::vector<std::vector<double>> last;          ///< by signal: last value; NaN before the first
    std::vector<std::vector<double>> memory;        ///< by memory column
    std::vector<std::vector<std::uint32_t>> ticks;  ///< by message: number of the next one
    std::vector<stored_column> tags, properties;
    std::vector<std::uint64_t> clusters;         ///< keys: a row's, then the next row's
    std::vector<std::vector<sim_time>> sent_at;  ///< by message; empty of those without limits
    std::vector<battery_charge> charges;         ///< empty where the devices have no battery

    /// Keys of the clusters that the device draws with, in the order of the fleet's.
    const std::uint64_t* clusters_of(std::uint32_t row) const {
        return clusters.data() + std::size_t{row} * fleet->clusters.size();
    }
    slot size() const { return static_cast<slot>(ordinals.size()); }
};

/// The bulk state of a shard's devices by slot. A device's turn touches only its own slot; between
/// turns anything may read all of it without locks.
class shard_columns {
public:
    /// Adds the devices of a fleet that live in this shard, by ordinal, ascending.
    void add_cohort(const world& w, const compiled_fleet& f, std::vector<std::uint32_t> ordinals);

    slot size() const { return static_cast<slot>(flags.size()); }
    cohort& cohort_of(slot s) { return cohorts[cohort_index(s)]; }
    const cohort& cohort_of(slot s) const { return cohorts[cohort_index(s)]; }
    std::uint32_t cohort_index(slot s) const {
        std::uint32_t c = 0;
        while (c + 1 < cohorts.size() && s >= cohorts[c + 1].first)
            ++c;
        return c;
    }
    bool present(slot s) const { return (flags[s] & flag_absent) == 0; }
    std::string id_of(slot s) const;
    /// The device with this key that is there; nothing without one.
    std::optional<slot> find(std::uint64_t key) const;
    /// Initial value of a stored or computed attribute.
    static double attribute_at(const attribute& a, const stored_column& column,
                               const attribute_subject& who, std::uint32_t row) {
        return column.stored() ? column.at(row) : a.value_for(who);
    }

    std::vector<cohort> cohorts;
    std::vector<std::uint64_t> keys;  ///< hash of the device's id
    std::vector<device_flags> flags;
    std::vector<sim_time> last_seen;  ///< of the last message sent; `never` before
    /// Open alerts of rules over single devices, by slot; empty where there is no such rule.
    std::vector<std::uint16_t> open_alerts;
};

/// A device as a row of the query language.
class device_row final : public query::row {
public:
    device_row(const world& w, const shard_columns& columns, const shard_state& state)
        : world_(&w), columns_(&columns), state_(&state) {}

    /// Aims the row at a device; `now` is what `$elapsed` says.
    void aim(std::uint32_t cohort_index, slot device, sim_time now) {
        cohort_ = cohort_index;
        slot_ = device;
        now_ = now;
    }
    void aim(slot device, sim_time now) { aim(columns_->cohort_index(device), device, now); }

    query::value get(query::field_id id) const override;
    double whole(query::field_id) const override { return 100; }  ///< of `$battery`, the only part

    /// Value and text of an attribute of the device aimed at: its changed value, else its initial
    /// one.
    double property(std::uint32_t index) const;
    /// What the property is wanted to be; NaN: nothing is.
    double desired(std::uint32_t index) const;
    double tag(std::uint32_t index) const;

private:
    query::value platform(platform_field which) const;
    query::value attribute_value(const attribute& a, double x, std::string& buffer) const;
    query::value signal(std::uint32_t index) const;
    query::value job_state(std::uint32_t job) const;
    query::value job_reason(std::uint32_t job) const;
    query::value acknowledged(std::uint32_t index) const;
    attribute_subject subject() const;

    const world* world_;
    const shard_columns* columns_;
    const shard_state* state_;
    std::uint32_t cohort_ = 0;
    slot slot_ = 0;
    sim_time now_{};
    // Texts that are made on the spot live until the evaluation ends; no condition names more of
    // them at once.
    static constexpr std::size_t text_buffers = 8;
    mutable std::string buffers_[text_buffers];
    mutable std::size_t next_buffer_ = 0;
};

}  // namespace muster
