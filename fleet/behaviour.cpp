#include "fleet/behaviour.hpp"

namespace muster {

const char* to_text(wave_signal::form form) {
    static constexpr const char* words[] = {"sine", "sawtooth", "triangle", "square"};
    return words[static_cast<std::size_t>(form)];
}

}  // namespace muster
