#include "fleet/value.hpp"

namespace muster {

const char* to_text(value_kind kind) {
    static constexpr const char* names[] = {"number", "integer",  "boolean",  "word",
                                            "text",   "duration", "date_time"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace muster
