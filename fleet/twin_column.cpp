#include "fleet/twin_column.hpp"

namespace muster {

const acknowledgement* twin_column::answer(slot device) const {
    const auto* wanted = desired.at(device);
    const auto* given = acknowledged.at(device);
    const bool answers = wanted != nullptr && given != nullptr && given->version == wanted->version;
    return answers ? given : nullptr;
}

bool twin_column::pending(slot device) const {
    return desired.at(device) != nullptr && answer(device) == nullptr;
}

}  // namespace muster
