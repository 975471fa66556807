#pragma once

#include <cstdint>

namespace muster {

/// What a job asks to be woken for, or is woken for by others.
enum job_wake : std::uint32_t {
    token_start = 1,  ///< begins it
    token_reach,
    token_soaked,
    token_room,
    token_rate,
    token_window,
    token_turn,  ///< where it had to wait until it may begin
    token_join,
    token_recover,   ///< goes on in another process
    token_left_out,  ///< will not begin, as another run of its schedule is under way
    token_held,      ///< another job takes it back, which needs to know what it did
    token_let_go     ///< that one is over
};

}  // namespace muster
