#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/behaviour.hpp"
#include "fleet/command_model.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/distribution.hpp"
#include "fleet/share.hpp"
#include "fleet/value.hpp"

namespace muster {

/// A reason with the chance that a command ends with it.
struct failure_chance {
    std::string reason;
    share chance;
};

/// How a command goes on the devices for which `who` holds, as far as it is different there.
struct command_case {
    condition who;
    std::optional<distribution> takes;
    std::optional<std::vector<failure_chance>> fails;
};

/// What a command that succeeds makes of a property: a fixed value, or a field of its request.
struct property_effect {
    std::string property;  ///< with its component
    plain_value fixed;
    std::string request;  ///< name of the field; empty: `fixed`
    place where;
};

struct command_spec {
    std::string name;
    std::string component;
    distribution takes;  ///< microseconds from arrival to answer
    std::vector<failure_chance> fails;
    std::vector<command_case> cases;  ///< the first that holds
    bool long_running = false;        ///< accepted at once, with its result later
    std::string installs;  ///< `request.X`: this field of the request becomes property `firmware`
    std::vector<property_effect> sets;
    std::string starts;  ///< name of a fault that begins where it succeeds; empty: none
    /// What is asked and answered; null of a command that is written in the scenario.
    std::shared_ptr<const command_model> model{};
    place where;
};

/// What a firmware version does to some of the devices that take it.
struct firmware_effect {
    condition who;
    share chance = all_of_it;
    std::string starts;     ///< name of a fault; empty: none
    std::string fails;      ///< reason the installing command fails with; empty: it succeeds
    std::string reports{};  ///< the version that the device has then; empty: this one
};

struct firmware_spec {
    std::string version;
    std::vector<firmware_effect> effects;
    place where;
};

}  // namespace muster
