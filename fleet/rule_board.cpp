#include "fleet/rule_board.hpp"

namespace muster {

rule_board::rule_board(std::size_t rules, slot devices)
    : devices_(devices),
      rules_(rules,
             rule_state{slot_bits(devices), slot_bits(devices), slot_bits(devices), {}, {}}) {}

rule_board::step rule_board::look(std::uint32_t rule, slot device, sim_time now, duration lasts,
                                  bool holds) {
    auto& r = rules_[rule];
    const bool engaged = r.engaged.test(device);
    if (holds == engaged) return step::nothing;
    if (!holds) {
        r.engaged.reset(device);
        r.since.erase(device);
        if (!r.open.test(device)) return step::nothing;
        r.open.reset(device);
        return step::closed;
    }
    r.engaged.set(device);
    if (lasts > duration::zero()) {
        r.since[device] = now;
        return step::waits;
    }
    r.open.set(device);
    return step::opened;
}

void rule_board::move(slot from, slot to) {
    for (auto& r : rules_) {
        r.seen.hand_over(from, to);
        if (r.watched) r.watched->hand_over(from, to);
    }
}

rule_board::step rule_board::deadline(std::uint32_t rule, slot device, sim_time since) {
    auto& r = rules_[rule];
    const auto pending = r.since.find(device);
    if (pending == r.since.end() || pending->second != since) return step::nothing;
    r.since.erase(pending);
    r.open.set(device);
    return step::opened;
}

}  // namespace muster
