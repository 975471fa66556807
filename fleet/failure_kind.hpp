#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>

namespace muster {

/// Why a device did not do what a job told it: what retries and thresholds tell apart.
enum class failure_kind : std::uint8_t {
    failed,     ///< it tried, and says why not
    rejected,   ///< it said no at once; never told again
    timed_out,  ///< it had it, and did not say in time how it went
    unreached,  ///< it was never told
};
inline constexpr std::size_t failure_kinds = 4;

/// Some of the kinds.
using failure_set = std::bitset<failure_kinds>;

/// The word of the scenario language and of results.
constexpr const char* to_text(failure_kind kind) {
    switch (kind) {
        case failure_kind::failed:
            return "failed";
        case failure_kind::rejected:
            return "rejected";
        case failure_kind::timed_out:
            return "timed_out";
        case failure_kind::unreached:
            return "unreached";
    }
    return "";
}

/// What people are told that such devices did: `rejected it`.
constexpr const char* told_of(failure_kind kind) {
    switch (kind) {
        case failure_kind::rejected:
            return "rejected it";
        case failure_kind::timed_out:
            return "timed out";
        case failure_kind::unreached:
            return "were not reached";
        case failure_kind::failed:
            break;
    }
    return "failed";
}

}  // namespace muster
