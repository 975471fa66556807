#include "fleet/measuring.hpp"

namespace muster {

/// Requires `before_` and `fresh_`. Notes when it is passed, where the gate has limits.
bool measuring::passes_gate() {
    const auto number = static_cast<std::size_t>(message_ - cohort_->fleet->messages.data());
    const auto& gate = *message_->gate;
    auto* sent = gate.has_limits() ? &cohort_->sent_at[number][row_] : nullptr;
    const bool open =
        gate.opens(context_.at, sent != nullptr ? *sent : never, before_, fresh_, device_);
    if (open && sent != nullptr) *sent = context_.at;
    return open;
}

bool measuring::take_if_worth() {
    before_.clear();
    fresh_.clear();
    for (const auto s : message_->signals)
        before_.push_back(cohort_->last[s][row_]);
    for (std::size_t i = 0; i < message_->signals.size(); ++i)
        fresh_.push_back(take(i));
    if (passes_gate()) return true;
    for (std::size_t i = 0; i < message_->signals.size(); ++i)
        cohort_->last[message_->signals[i]][row_] = before_[i];
    return false;
}

bool measuring::follow_if_worth() {
    before_.clear();
    fresh_.clear();
    for (const auto s : message_->signals)
        fresh_.push_back(cohort_->last[s][row_]);
    before_ = fresh_;
    if (!passes_gate()) return false;
    for (const auto nth : message_->own)
        take(nth);
    return true;
}

void measuring::boot(std::uint32_t cohort_index, slot place, sim_time at) {
    auto& cohort = columns_.cohorts[cohort_index];
    for (const auto& signal : cohort.fleet->signals) {
        if (signal.memory == none) continue;
        auto& memory = cohort.memory[signal.memory][place - cohort.first];
        memory = signal.program.memory_at_boot(at, memory);
    }
}

void measuring::obey(const std::string& command, std::uint32_t cohort_index, slot place,
                     sim_time at) {
    auto& cohort = columns_.cohorts[cohort_index];
    const auto row = place - cohort.first;
    reading_context context;
    context.random = world_.random_of(columns_.keys[place]);
    context.at = at;
    context.clusters = cohort.clusters_of(row);
    for (const auto& signal : cohort.fleet->signals)
        if (signal.memory != none)
            signal.program.obey(command, context, cohort.memory[signal.memory][row]);
}

}  // namespace muster
