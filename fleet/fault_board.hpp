#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "fleet/decide.hpp"
#include "fleet/message_course.hpp"
#include "fleet/shard_columns.hpp"
#include "fleet/slot_bits.hpp"

namespace muster {

/// Which devices of a shard have which fault, and what that does to them.
class fault_board {
public:
    fault_board(const world& w, slot devices);

    /// The fault takes a device; false where it has it already.
    bool begin(std::uint32_t fault, slot device, sim_time at);
    /// The fault leaves a device; false where it does not have it.
    bool end(std::uint32_t fault, slot device);
    /// The device has another place, and its faults go with it.
    void move(slot from, slot to);
    /// A device was left at `at`: reports name the last such instant.
    void note_ended(std::uint32_t fault, sim_time at);
    bool active(std::uint32_t fault, slot device) const {
        return faults_[fault].active.test(device);
    }
    bool affected(std::uint32_t fault, slot device) const {
        return faults_[fault].affected.test(device);
    }

    /// The flags that the faults of a device amount to.
    device_flags flags_of(slot device) const;
    /// The crash fault of the device with the largest chance, the first by name of those; empty
    /// where it has none. It alone decides whether a start crashes.
    std::optional<std::uint32_t> worst_crash(slot device) const;

    /// A signal's new value as the device's faults bend it, rounded and within its bounds where the
    /// fault does not drive it out of them; of several on one signal the later begun wins. `last`
    /// is the value before.
    double bend(slot device, const compiled_signal& signal, const reading_context& c, double fresh,
                double last) const;
    /// What the device's faults do to a message on its way, beside what befalls it anyway:
    /// latencies and offsets of the clock add, losses combine.
    void bend(slot device, const compiled_message& m, const random_source& random,
              std::uint64_t tick, message_course& course) const;
    /// By how much later an answer of the device comes.
    duration slows(slot device, const random_source& random, std::uint64_t answer_key) const;
    /// What they do to a command that reaches the device.
    void bend(slot device, const command_spec& command, const random_source& random,
              std::uint64_t job_key, command_course& course) const;
    /// What they do to what the device takes from its battery: factors multiply, amounts per hour
    /// add.
    struct drain {
        double factor = 1, adds = 0;
    };
    drain drain_of(slot device) const;
    /// From one begin of the fault on the device, or one reboot, at `at` to the next.
    duration until_next(std::uint32_t fault, const random_source& random, sim_time at) const;
    /// Whether the fault holds the device since that instant; of kinds that keep it.
    bool active_since(std::uint32_t fault, slot device, sim_time begun) const;

    /// When the fault first took a device and last left one; empty: never.
    std::optional<sim_time> first_begun(std::uint32_t fault) const {
        return faults_[fault].first_begun;
    }
    std::optional<sim_time> last_ended(std::uint32_t fault) const {
        return faults_[fault].last_ended;
    }

    /// On how many devices a fault began while another lasted, by (lasting, begun).
    const std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t>& overlaps() const {
        return overlaps_;
    }

private:
    void note_overlap(std::uint32_t lasting, std::uint32_t begun, slot device);

    struct fault_state {
        const fault_spec* spec = nullptr;
        std::uint64_t key = 0;  ///< of its draws
        slot_bits active, affected;
        std::optional<sim_time> first_begun, last_ended;
        std::unordered_map<slot, sim_time>
            begun;  ///< of kinds for which it matters; looked up, never iterated
    };

    const fault_state* latest_on(slot device, const compiled_signal& signal, sim_time& begun) const;
    double bend_by(const fault_state& f, sim_time begun, const compiled_signal& signal,
                   const reading_context& c, double fresh, double last) const;
    void bend_by(const fault_state& f, const compiled_message& m, const random_source& random,
                 std::uint64_t tick, message_course& course) const;

    std::vector<fault_state> faults_;
    std::vector<std::uint32_t> on_messages_, on_commands_, on_batteries_;  ///< of such kinds
    slot devices_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, slot_bits> met_;  ///< devices of `overlaps_`
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps_;
};

}  // namespace muster
