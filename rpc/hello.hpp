#pragma once

#include <cstdint>
#include <string>

namespace muster {

/// What both ends of a connection have to agree on before anything else.
struct node_identity {
    std::string version;            ///< of Muster
    std::uint64_t fingerprint = 0;  ///< of the compiled scenario
};

}  // namespace muster
