#include "fleet/behaviour.hpp"

namespace muster {

const char* to_text(wave_signal::form form) {
    static constexpr const char* words[] = {"sine", "sawtooth", "triangle", "square"};
    return words[static_cast<std::size_t>(form)];
}

const char* to_text(moving_signal::part part) {
    static constexpr const char* words[] = {"latitude", "longitude", "speed", "heading"};
    return words[static_cast<std::size_t>(part)];
}

}  // namespace muster
