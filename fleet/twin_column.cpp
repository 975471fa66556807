#include "fleet/twin_column.hpp"

#include <algorithm>
#include <cmath>

namespace muster {

const desired_value* twin_column::wanted(slot device) const {
    const auto* last = desired.at(device);
    return last == nullptr || std::isnan(last->value) ? nullptr : last;
}

bool twin_column::wants(slot device, double value) const {
    const auto* now = wanted(device);
    return now != nullptr && value_bits(now->value) == value_bits(value);
}

std::uint32_t twin_column::versions(slot device) const {
    const auto* last = desired.at(device);
    return last == nullptr ? 0 : last->version;
}

const acknowledgement* twin_column::answer(slot device) const {
    const auto* now = wanted(device);
    const auto* given = acknowledged.at(device);
    const bool answers = now != nullptr && given != nullptr && given->version == now->version;
    return answers ? given : nullptr;
}

bool twin_column::pending(slot device) const {
    return wanted(device) != nullptr && answer(device) == nullptr;
}

std::optional<step_index> twin_column::reported_at(slot device) const {
    if (device >= reported.size() || reported[device] == 0) return std::nullopt;
    return static_cast<step_index>(reported[device]) - 1;
}

void twin_column::note_report(const slot_set& devices, step_index now) {
    const auto end = std::max(devices.end_slot(), desired.end_slot());
    if (reported.size() < end) reported.resize(end, 0);
    for (const auto device : devices.members())
        reported[device] = static_cast<std::uint32_t>(now + 1);
}

}  // namespace muster
