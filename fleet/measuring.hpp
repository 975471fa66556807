#pragma once

#include <cmath>
#include <vector>

#include "fleet/fault_board.hpp"
#include "fleet/time_zone.hpp"

namespace muster {

/// Measures what one message of one device carries. What it takes becomes the signals' last values,
/// and the memory of their programs moves on; it touches nothing but the device's slot.
class measuring {
public:
    measuring(const world& w, shard_columns& columns, const fault_board& faults, device_row& row)
        : world_(w), columns_(columns), faults_(faults), device_(row) {}

    /// Aims at a message and its number. The row is aimed at the device as well.
    void aim(std::uint32_t cohort_index, slot place, std::uint32_t message, std::uint32_t tick,
             sim_time at) {
        cohort_ = &columns_.cohorts[cohort_index];
        message_ = &cohort_->fleet->messages[message];
        place_ = place;
        row_ = place - cohort_->first;
        bent_ = (columns_.flags[place] & flag_bending_fault) != 0;
        context_ = {world_.random_of(columns_.keys[place]),
                    tick + message_->salt,
                    at,
                    {},
                    &device_,
                    0,
                    cohort_->clusters_of(row_)};
        device_.aim(cohort_index, place, at);
        if (cohort_->fleet->needs_time_of_day)
            context_.time_of_day =
                local_time_of_day(world_.source().time.start, offset_at(zone(), at), at);
    }

    /// A new value of the message's `nth` signal.
    double take(std::size_t nth) {
        const auto s = message_->signals[nth];
        const auto& signal = cohort_->fleet->signals[s];
        auto& last = cohort_->last[s][row_];
        if (signal.advanced_by != none && !advances(signal) && last == last) return last;
        context_.integrand = cohort_->last[signal.program.integrand()][row_];
        auto& memory = signal.memory == none ? no_memory_ : cohort_->memory[signal.memory][row_];
        double x = signal.program.next(context_, memory);
        if (bent_) x = faults_.bend(place_, signal, context_, x, last);
        return last = x;
    }

    /// Whether a reading can be computed once more from what it is aimed at, long after it was
    /// taken. A fault that bent it makes an exception.
    static bool repeats(const compiled_signal& signal) {
        return !signal.program.has_memory() && !signal.program.needs_row() &&
               signal.advanced_by == none;
    }
    /// The value of the message's `nth` signal that `take` made at this instant, once more. Leaves
    /// the slot as it is. Requires a signal that repeats and a reading that no fault bent.
    double repeat(std::size_t nth) const {
        const auto& signal = cohort_->fleet->signals[message_->signals[nth]];
        double no_memory = 0;
        return signal.program.next(context_, no_memory);
    }

    /// Takes all of a gated message's signals and asks the gate. Where that stays shut, the last
    /// values are what they were: a value that is not sent is not a reading.
    bool take_if_worth();
    /// The same of a message that follows another, which has just been measured: takes only what
    /// no other message measures.
    bool follow_if_worth();

    /// What the device's programs remember when it boots.
    void boot(std::uint32_t cohort_index, slot place, sim_time at);
    /// Lets the device's states follow a command that it has done.
    void obey(const std::string& command, std::uint32_t cohort_index, slot place, sim_time at);

private:
    const std::vector<zone_offset>& zone() const {
        const auto& fleet = *cohort_->fleet;
        return fleet.zone_tag == none ? fleet.zone : fleet.zone_of(device_.tag(fleet.zone_tag));
    }
    bool advances(const compiled_signal& signal) const {
        return message_ == &cohort_->fleet->messages[signal.advanced_by];
    }
    bool passes_gate();

    const world& world_;
    shard_columns& columns_;
    const fault_board& faults_;
    device_row& device_;
    cohort* cohort_ = nullptr;
    const compiled_message* message_ = nullptr;
    slot place_ = 0;
    std::uint32_t row_ = 0;
    bool bent_ = false;
    reading_context context_;
    double no_memory_ = 0;
    std::vector<double> before_, fresh_;
};

}  // namespace muster
