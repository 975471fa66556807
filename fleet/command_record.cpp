#include "fleet/command_record.hpp"

namespace muster {

const char* to_text(command_state state) {
    static constexpr const char* names[] = {"waiting",   "queued",    "sent",
                                            "accepted",  "succeeded", "failed",
                                            "timed-out", "expired",   "refused"};
    return names[static_cast<std::size_t>(state)];
}

}  // namespace muster
