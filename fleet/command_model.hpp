#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "fleet/diagnostic.hpp"
#include "fleet/random.hpp"
#include "fleet/request_value.hpp"
#include "fleet/time.hpp"

namespace muster {

/// What a device measures and keeps, by full name; without what it has no value of.
using device_values = std::map<std::string, plain_value>;

/// A device that answers a command. Refers to the request and to what the device has.
struct answering {
    const command_request_fields& request;
    random_source device;
    std::uint64_t number = 0;  ///< tells its answers to this command apart
    calendar_time at;
    const device_values& values;
};

/// What a device model says of a command: what its request has to be, and what devices answer. The
/// reader of models makes it. Immutable and pure, so that any thread may ask.
class command_model {
public:
    virtual ~command_model() = default;

    /// The request as the model types it: texts that were written where no type was known become
    /// the numbers and truths that they read as, and a request that is one plain value gets its
    /// name. What does not fit stays as it is.
    virtual command_request_fields typed(command_request_fields written) const = 0;
    /// What is wrong with a request, each with a pointer into it; none where it fits.
    virtual diagnostics misfits(const command_request_fields& request) const = 0;
    /// Whether devices answer with a value.
    virtual bool has_response() const = 0;
    /// A line of JSON that fits the response: a function of what is handed in. Its parts agree with
    /// each other, with the request and with what the device has. Empty where the command has no
    /// response, or one with more values than any device sends. Requires a request without misfits.
    virtual std::string answer(const answering& asked) const = 0;
};

/// The first of some misfits in words, `request.since: ...`; empty where there are none.
std::string misfit_text(const diagnostics& misfits);

}  // namespace muster
