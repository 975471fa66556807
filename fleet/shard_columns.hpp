#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/shard_state.hpp"
#include "fleet/world.hpp"

namespace muster {

/// Why a device is not connected or acts strangely; one byte a slot, looked at on every turn.
enum device_flag : std::uint8_t {
    flag_outage = 1,     ///< its own connectivity is down
    flag_offline = 2,    ///< an offline fault
    flag_power_off = 4,  ///< a power fault: measures nothing
    flag_crashed = 8,
    flag_quarantined = 16,
    flag_bending_fault = 32,  ///< some fault bends its readings or messages
    flag_crash_fault = 64,    ///< crashes at each start while the fault lasts
    flag_away = 128,          ///< boots, or has not connected again yet
};
inline constexpr std::uint8_t disconnecting_flags =
    flag_outage | flag_offline | flag_power_off | flag_crashed | flag_quarantined | flag_away;
inline constexpr std::uint8_t silencing_flags = flag_power_off | flag_crashed | flag_quarantined;

/// How a device counts in populations and charts; every device is in exactly one.
enum class device_state : std::uint8_t { online, offline, crashed, quarantined };
inline constexpr std::size_t device_states_count = 4;

constexpr device_state state_of(std::uint8_t flags) {
    if ((flags & flag_quarantined) != 0) return device_state::quarantined;
    if ((flags & flag_crashed) != 0) return device_state::crashed;
    return (flags & disconnecting_flags) != 0 ? device_state::offline : device_state::online;
}

constexpr lifecycle lifecycle_of(std::uint8_t flags) {
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
    std::string id_of(slot s) const;
    /// Initial value of a stored or computed attribute.
    static double attribute_at(const attribute& a, const stored_column& column,
                               const attribute_subject& who, std::uint32_t row) {
        return column.stored() ? column.at(row) : a.value_for(who);
    }

    std::vector<cohort> cohorts;
    std::vector<std::uint64_t> keys;  ///< hash of the device's id
    std::vector<std::uint8_t> flags;
    std::vector<sim_time> last_seen;  ///< of the last message sent; `never` before
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
    double whole(query::field_id) const override { return 0; }

    /// Value and text of an attribute of the device aimed at: its changed value, else its initial
    /// one.
    double property(std::uint32_t index) const;
    double tag(std::uint32_t index) const;

private:
    query::value platform(platform_field which) const;
    query::value attribute_value(const attribute& a, double x, std::string& buffer) const;
    query::value signal(std::uint32_t index) const;
    query::value job_state(std::uint32_t job) const;
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
