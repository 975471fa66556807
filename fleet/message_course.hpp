#pragma once

#include "fleet/time.hpp"

namespace muster {

/// What becomes of one message on its way.
struct message_course {
    duration latency{};  ///< from being sent to arriving
    duration clock{};    ///< by which the times that it tells are off
    bool lost = false;
    bool garbled = false;    ///< arrives, and nobody can read it
    bool doubled = false;    ///< arrives twice
    bool overtaken = false;  ///< held back so that later ones come first

    bool plain() const {
        return latency == duration{} && clock == duration{} && !lost && !garbled && !doubled;
    }
};

}  // namespace muster
