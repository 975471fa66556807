#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/command_model.hpp"
#include "fleet/time.hpp"
#include "models/dtdl_model.hpp"
#include "models/flatten.hpp"

namespace muster::models {

/// What of a time that a request gives bears on its answer: how it was written, and when it is.
struct given_time {
    primitive type = primitive::date_time;
    std::string text;
    calendar_time at;
};

/// What a component has beside a command.
struct neighbour {
    const element* what;
    bool measured;  ///< telemetry, else a property
};

/// What a device has; null: nothing is known of that. `component` is that of the command.
struct own_values {
    const device_values* all = nullptr;
    std::string component{};
};

/// What an answer can be made to agree with: the request, the telemetry and properties beside the
/// command, and what the device has of these. Refers to what it is made from.
class answer_knowledge {
public:
    /// `request` is null where none is given; of a request that is a plain value an object with its
    /// name is taken, too.
    answer_knowledge(const command& asked, const std::vector<neighbour>& beside,
                     const boost::json::value* request, calendar_time at, own_values own = {});

    /// The request's value of that name, where it is a plain value that fits the field; or null.
    const boost::json::value* given(const element& field) const;
    /// The leaf with what it does not say itself (semantic type, unit, bounds, decimals) taken from
    /// the value of the same name, or from the telemetry or property that it speaks of.
    leaf refined(const leaf& from) const;
    /// The device's own value of the telemetry or property that has the field's name, or whose
    /// present value the field tells, as one of the field's schema; empty where it has none, or
    /// where the two are measured in different units.
    std::optional<boost::json::value> own(const element& field) const;
    /// The device's own value of the number that a minimum, mean or maximum is of.
    std::optional<double> present(const leaf& bound) const;

    /// Since when, and until when, the request asks.
    const std::optional<given_time>& since() const { return since_; }
    const std::optional<given_time>& until() const { return until_; }

private:
    struct request_field {
        const element* at;
        const boost::json::value* value;  ///< null: not given
    };

    void read_request(const element& payload, const boost::json::value* request);
    void read_time(const request_field& field, calendar_time today);
    const boost::json::value* echoed(const element& field) const;
    const leaf* source_of(const leaf& from) const;
    const plain_value* value_of(const leaf& beside) const;

    std::vector<request_field> request_;
    std::vector<leaf> asked_, telemetry_, properties_;
    std::optional<given_time> since_, until_;
    own_values own_;
};

/// Whether a plain value is one of the field's schema and within its bounds.
bool fits_field(const boost::json::value& held, const element& field);

}  // namespace muster::models
