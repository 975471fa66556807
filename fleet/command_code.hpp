#pragma once

#include <cstdint>

namespace muster {

/// What becomes of a command, as in HTTP, beside `code_accepted` and `code_rejected` of a device's
/// own answer: in place of the device where it does not answer.
inline constexpr std::uint16_t code_pending = 202, code_blocked = 403, code_not_connected = 404,
                               code_expired = 410, code_too_many = 429, code_failed = 500,
                               code_no_answer = 504;

}  // namespace muster
