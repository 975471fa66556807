#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/device_template.hpp"

namespace muster {

/// Which signals of a template a name means.
struct signal_lookup {
    std::vector<std::uint32_t> meant;  ///< indices, ascending
    bool parts = false;                ///< they are parts of one thing, and meant together

    bool unknown() const { return meant.empty(); }
    bool ambiguous() const { return meant.size() > 1 && !parts; }
    /// The one that is meant, or `none`.
    std::uint32_t index() const;
    /// Whether this one is meant, alone or as a part.
    bool means(std::uint32_t signal) const;
};

/// The signal with this full name; without one, every signal that has the name in its component.
signal_lookup find_signal(const device_template& t, std::string_view name);
/// The same; what is no signal may be a thing with parts: `position` means `position.lat` and
/// `position.lon`, with or without the component.
signal_lookup find_signals(const device_template& t, std::string_view name);
/// Whether a signal has this full name, so that no short name is needed to find it.
bool has_full_name(const signal_spec& s, std::string_view name);
/// The full names of what is meant.
std::vector<std::string> spellings(const device_template& t, const signal_lookup& found);

}  // namespace muster
