#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "fleet/slot_bits.hpp"
#include "fleet/time.hpp"

namespace muster {

/// The alerts of a shard's devices: per rule and device quiet, pending since an instant, or open.
class rule_board {
public:
    enum class step : std::uint8_t { nothing, waits, opened, closed };

    rule_board(std::size_t rules, slot devices);

    /// The rule's condition was evaluated at `now`. `waits`: it became true and opens if it still
    /// is at the deadline, `lasts` later.
    step look(std::uint32_t rule, slot device, sim_time now, duration lasts, bool holds);
    /// A deadline came; `since` is when the condition became true. Opens unless it was false in
    /// between.
    step deadline(std::uint32_t rule, slot device, sim_time since);
    /// Whether the condition was true or the alert is open: what has to be looked at although
    /// nothing holds now.
    bool quiet(std::uint32_t rule, slot device) const { return !rules_[rule].engaged.test(device); }
    bool open(std::uint32_t rule, slot device) const { return rules_[rule].open.test(device); }
    /// Whether the device ever had this alert, as of before its present one.
    bool first_time(std::uint32_t rule, slot device) { return !rules_[rule].seen.test(device); }
    void note_seen(std::uint32_t rule, slot device) { rules_[rule].seen.set(device); }

    /// Devices without an open alert never had one.
    void forget_closed(std::uint32_t rule) { rules_[rule].seen = rules_[rule].open; }

    /// The device has another place: what it had, and who watches it, goes with it. Requires that
    /// all is quiet.
    void move(slot from, slot to);
    /// The rule watches only the devices named to `watch`.
    void watch_nobody(std::uint32_t rule) { rules_[rule].watched.emplace(devices_); }
    void watch(std::uint32_t rule, slot device) { rules_[rule].watched->set(device); }
    bool watches(std::uint32_t rule, slot device) const {
        return !rules_[rule].watched || rules_[rule].watched->test(device);
    }

private:
    struct rule_state {
        slot_bits engaged, open, seen;
        std::optional<slot_bits> watched;          ///< empty: every device
        std::unordered_map<slot, sim_time> since;  ///< of pending ones; looked up, never iterated
    };
    slot devices_;
    std::vector<rule_state> rules_;
};

}  // namespace muster
