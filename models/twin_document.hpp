#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/time.hpp"
#include "models/acknowledgement.hpp"

namespace muster::models {

/// What a section holds of one property.
struct held_value {
    boost::json::value value;               ///< its numbers are unified (`json_text.hpp`)
    std::optional<acknowledgement> answer;  ///< with what a device reported
    std::int64_t version = 0;               ///< of the section when this last changed
    calendar_time at{};                     ///< when it last changed

    bool operator==(const held_value&) const = default;
};

/// A section of a twin. Its version is the number of patches that changed it: one counts, once,
/// where afterwards a property is set that was not, is set no more, or has another value or another
/// acknowledgement. What is said again as it was leaves version and time alone.
struct twin_section {
    std::int64_t version = 0;
    /// By path: `firmware`, `thermostat1.target`.
    std::map<std::string, held_value, std::less<>> held;

    bool operator==(const twin_section&) const = default;

    /// Null where the property is not set.
    const held_value* find(std::string_view path) const;
};

/// The twin of one device, a plain value: what an operator asked of it, what it said, and what only
/// the cloud knows. Patches (`twin_patch.hpp`) keep it within the limits and fitting its template.
struct twin_document {
    twin_section desired, reported, cloud;

    bool operator==(const twin_document&) const = default;

    /// Where the property stands between operator and device; paths that nothing is known of are
    /// `unset`.
    sync_state state_of(std::string_view path) const;
};

}  // namespace muster::models
