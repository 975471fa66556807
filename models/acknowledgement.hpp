#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

#include "models/bounded_problems.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

/// What a device answers beside the value of a writable property, by the conventions of IoT Plug
/// and Play.
struct acknowledgement {
    int code = 0;              ///< `ac`: 100 to 599, read as HTTP's
    std::int64_t version = 0;  ///< `av`: of the desired section that is answered; 0: of none
    std::string description;   ///< `ad`

    bool operator==(const acknowledgement&) const = default;
};

/// Where a writable property stands between operator and device.
enum class sync_state : std::uint8_t {
    unset,             ///< nothing is desired
    pending,           ///< desired, but this version is not answered, or with 1xx, 201 or 202
    accepted,          ///< answered with another 2xx
    device_initiated,  ///< 203, also where nothing is desired: a default, or the device's choice
    rejected,          ///< answered with 4xx
    failed,            ///< answered with 5xx, or with 3xx, which says nothing of a value
};
const char* to_text(sync_state state);

/// The state after an answer to version `desired` of the desired section; 0: nothing is desired.
/// An answer to an older version leaves what is desired pending; one to a newer version, which the
/// section got through other properties, has seen this one too. No answer: null.
sync_state state_after(std::int64_t desired, const acknowledgement* answer);

/// Whether an object that a device reports for a property of this schema is meant as
/// `{value, ac, av, ad}` and not as the value itself: it has one of these members, or, where the
/// schema is of objects too, both `value` and one of `ac` and `av`.
bool looks_like_acknowledgement(const boost::json::value& held, const schema& type);

/// Reads `ac`, `av` and `ad`, and says what is missing, wrong or too much. `value` is required but
/// not looked into; an `ad` of null is none.
acknowledgement read_acknowledgement(const boost::json::object& held, const json_spot& at,
                                     bounded_problems& problems);

}  // namespace muster::models
