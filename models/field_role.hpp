#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace muster::models {

/// Where a number stands among others of its subject: a minimum is never above an average, nor that
/// above a maximum.
enum class rank : std::uint8_t { none, least, between, most };

/// When the instant was that a field tells.
enum class time_place : std::uint8_t {
    moment,  ///< some instant that is past
    start,   ///< before or at the end beside it
    end,     ///< past, too
    coming,  ///< not yet: an expiry, the next run
};

/// What a name says of a value beside others.
struct field_role {
    rank order = rank::none;
    time_place when = time_place::moment;
    bool counts = false;   ///< how many there are of something
    bool totals = false;   ///< the sum of its parts
    bool lasts = false;    ///< how long something took
    bool derived = false;  ///< an index, a code, a share: no part of any sum
    bool target = false;   ///< what something is told to be
    /// What it is about, in the order of the name, singular and without the words above:
    /// `maxTempSinceLastReboot` is about temperature.
    std::vector<std::string> subject;
};

/// The role that a name gives, such as `avgTemp`.
field_role role_of(const std::string& name);

/// Whether every word of `part` is among `all`.
bool has_words(const std::vector<std::string>& all, const std::vector<std::string>& part);

}  // namespace muster::models
