#pragma once

#include <cstdint>
#include <optional>

#include "fleet/diagnostic.hpp"

namespace muster {

/// What the receiving side takes, and what becomes of more.
struct service_limit {
    enum class overload : std::uint8_t { refuse, queue, drop };
    double per_second = 0;
    overload over = overload::refuse;
};

/// The receiving side as a model.
struct service_spec {
    std::optional<service_limit> connects;
    std::optional<service_limit> messages;
    std::optional<service_limit> commands;  ///< those that jobs send
    std::optional<std::uint64_t> jobs;      ///< under way at once; empty: any number
    place where;
};

/// The word of the scenario language: `refuse`.
const char* to_text(service_limit::overload over);

}  // namespace muster
