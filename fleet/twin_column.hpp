#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <tuple>

#include "fleet/coded_column.hpp"
#include "fleet/hash.hpp"
#include "fleet/time.hpp"

namespace muster {

/// What the operator wants a writable property of a device to be.
struct desired_value {
    double value = 0;           ///< as the property's column keeps it
    std::uint32_t version = 0;  ///< from 1: so many values were wanted of the device's property
    step_index since = 0;

    friend bool operator<(const desired_value& a, const desired_value& b) {
        const auto bits = [](const desired_value& d) { return value_bits(d.value); };
        return std::tuple(a.version, a.since, bits(a)) < std::tuple(b.version, b.since, bits(b));
    }
};

/// Codes of acknowledgements, as in HTTP.
inline constexpr std::uint16_t code_accepted = 200, code_rejected = 400;

/// What a device answered to a desired value: IoT Central's `ac`, `av` and `ad`.
struct acknowledgement {
    std::uint16_t code = code_accepted;
    std::uint32_t version = 0;  ///< of the desired value that it answers
    step_index since = 0;
    std::string text;  ///< why it was rejected; empty otherwise

    auto operator<=>(const acknowledgement&) const = default;
};

/// Both sides of one writable property of a cohort, of the devices of which anything was wanted.
/// The reported side is the property's own value.
struct twin_column {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    coded_column<desired_value> desired;
    coded_column<acknowledgement> acknowledged;

    /// The answer to what is wanted now, or nullptr while there is none.
    const acknowledgement* answer(slot device) const;
    /// Something is wanted and the device has not answered it.
    bool pending(slot device) const;
    bool operator==(const twin_column&) const = default;
};

}  // namespace muster
