#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/device_template.hpp"

namespace muster {

/// Which signals of a template a name means.
struct signal_lookup {
    std::vector<std::uint32_t> meant;  ///< indices, ascending; several: the name is ambiguous

    bool unknown() const { return meant.empty(); }
    bool ambiguous() const { return meant.size() > 1; }
    /// The one that is meant, or `none`.
    std::uint32_t index() const;
};

/// The signal with this full name; without one, every signal that has the name in its component.
signal_lookup find_signal(const device_template& t, std::string_view name);
/// Whether a signal has this full name, so that no short name is needed to find it.
bool has_full_name(const signal_spec& s, std::string_view name);
/// The full names of what is meant.
std::vector<std::string> spellings(const device_template& t, const signal_lookup& found);

}  // namespace muster
