#pragma once

namespace muster {

/// GCC's 128-bit integer under a name that -Wpedantic accepts.
__extension__ using uint128 = unsigned __int128;

}  // namespace muster
