#include "fleet/behaviour.hpp"

#include <algorithm>

namespace muster {

const char* to_text(wave_signal::form form) {
    static constexpr const char* words[] = {"sine", "sawtooth", "triangle", "square"};
    return words[static_cast<std::size_t>(form)];
}

const char* to_text(moving_signal::part part) {
    static constexpr const char* words[] = {"latitude", "longitude", "speed", "heading"};
    return words[static_cast<std::size_t>(part)];
}

bool has_exits(const states_signal& s) {
    return std::any_of(s.states.begin(), s.states.end(),
                       [](const state_spec& state) { return !state.exits.empty(); });
}

}  // namespace muster
