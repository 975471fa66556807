#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "fleet/coded_column.hpp"
#include "fleet/hash.hpp"
#include "fleet/time.hpp"

namespace muster {

/// What the operator wants a writable property of a device to be.
struct desired_value {
    double value = 0;           ///< as the property's column keeps it; NaN: was taken back
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
    std::string text;           ///< why it was rejected; empty otherwise

    auto operator<=>(const acknowledgement&) const = default;
};

/// Both sides of one writable property of a cohort, of the devices of which anything was wanted.
/// The reported side is the property's own value.
struct twin_column {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    coded_column<desired_value> desired;
    coded_column<acknowledgement> acknowledged;
    /// By slot: the step after the one in which the device last said anything of the property; 0 or
    /// beyond the end: it has not since something was first wanted of it. Devices answer at steps
    /// of their own, so this is no part of what many share. Runs have fewer than 2^32 - 1 steps.
    std::vector<std::uint32_t> reported;

    /// What is wanted now, or nullptr where nothing is.
    const desired_value* wanted(slot device) const;
    /// Just this value is wanted now: a value that was overtaken is not taken any more.
    bool wants(slot device, double value) const;
    /// How many values were wanted so far.
    std::uint32_t versions(slot device) const;
    /// The answer to what is wanted now, or nullptr while there is none.
    const acknowledgement* answer(slot device) const;
    /// Something is wanted and the device has not answered it.
    bool pending(slot device) const;
    /// When the device last said anything of the property, if it has.
    std::optional<step_index> reported_at(slot device) const;
    /// Notes that they speak of it in this step.
    void note_report(const slot_set& devices, step_index now);
    bool operator==(const twin_column&) const = default;
};

}  // namespace muster
