#pragma once

#include <boost/json/value.hpp>

#include <memory>
#include <string>
#include <vector>

#include "fleet/command_model.hpp"
#include "models/answer_knowledge.hpp"
#include "models/bounded_problems.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

/// What an interface, or a component, has beside its commands. The commands share it.
struct surroundings {
    std::string component;  ///< its full name; empty for the template itself
    std::vector<element> telemetry, properties;
};

/// A command of a model, on its own: the repository it comes from may be gone.
class modelled_command final : public command_model {
public:
    modelled_command(command what, std::shared_ptr<const surroundings> beside);

    command_request_fields typed(command_request_fields written) const override;
    diagnostics misfits(const command_request_fields& request) const override;
    bool has_response() const override { return what_.response.has_value(); }
    std::string answer(const answering& asked) const override;

    /// The same of a request that is JSON, whose numbers it unifies; `root` is where that stands.
    void check(boost::json::value& request, const json_spot& root,
               bounded_problems& problems) const;
    /// As compact JSON, `null` without a response; of a request that was checked, or null. Requires
    /// `is_sendable`.
    std::string answer(const boost::json::value* request, const random_source& device,
                       std::uint64_t number, calendar_time at,
                       const device_values* values = nullptr) const;
    /// Whether its response has no more values than an answer may.
    bool is_sendable() const;
    const command& what() const { return what_; }
    const std::string& full_name() const { return full_name_; }

private:
    const command what_;
    const std::shared_ptr<const surroundings> beside_;
    std::vector<neighbour> neighbours_;  ///< into `beside_`
    const std::string full_name_;
};

}  // namespace muster::models
