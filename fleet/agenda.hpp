#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "fleet/slot_set.hpp"
#include "fleet/time.hpp"

namespace muster {

/// What happens to a device, in the order in which things of one instant happen (rule 25 of the
/// scenario language).
enum class turn_kind : std::uint8_t {
    fault_end,
    fault_begin,
    reboot,
    arrival,
    restart,
    battery,
    connectivity,
    duty_cycle,
    connect,
    connection_told,
    command_done,
    command_deadline,
    update_reboot,
    update_step,
    update_deadline,
    call_done,
    call_deadline,
    asked_done,
    desired_taken,
    told_again,
    message,
    late_message,
    rule_deadline,
    groups_told
};

/// One thing that happens to one device at one instant.
struct turn {
    sim_time at{};
    slot device = 0;
    turn_kind kind = turn_kind::message;
    std::uint32_t what = 0;  ///< fault, job, message, rule or property
    /// Rule deadline: when the condition became true, in microseconds; reboot: when its fault
    /// began; connect: number of the attempt; call, asked: number of the act; desired: the version
    /// of the property, or of many properties when the device began to think about them, in
    /// microseconds; command done: when it was sent, in microseconds; told again: number of the
    /// attempt that it may be too late for, 0: its pause is over.
    std::int64_t detail = 0;

    auto order() const { return std::tuple(device, at, kind, what, detail); }
    auto due() const { return std::tuple(at, device, kind, what, detail); }
};

/// What is planned for single devices besides their regular messages: ends of faults, answers,
/// deadlines, restarts.
class agenda {
public:
    void add(const turn& t) {
        heap_.push_back(t);
        std::push_heap(heap_.begin(), heap_.end(), later);
    }
    sim_time next() const { return heap_.empty() ? never : heap_.front().at; }
    /// Moves what is due before `end` to `out`.
    void take_before(sim_time end, std::vector<turn>& out) {
        while (!heap_.empty() && heap_.front().at < end) {
            std::pop_heap(heap_.begin(), heap_.end(), later);
            out.push_back(heap_.back());
            heap_.pop_back();
        }
    }
    /// Calls `change` with each turn, which may then be another one.
    template <class Change>
    void change_all(const Change& change) {
        std::for_each(heap_.begin(), heap_.end(), change);
        std::make_heap(heap_.begin(), heap_.end(), later);
    }

private:
    static bool later(const turn& a, const turn& b) { return b.due() < a.due(); }
    std::vector<turn> heap_;
};

}  // namespace muster
