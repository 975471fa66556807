#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster {

/// The command of this full name, or those that have the name in some component.
std::vector<const command_spec*> commands_named(const device_template& t, const std::string& name);

/// What a job tells the devices of a template, as a command: the one that it names, or one that
/// sets its properties, takes as long as the slowest of them and fails as each of them is rejected,
/// or one that takes as long as an update.
/// Nothing where the template has no such command, or can't be set so.
std::optional<command_spec> command_of(const device_template& t, const job_spec& job);

/// How a device takes a new value of a writable property, as a command without a name: no state
/// machine waits for it.
std::shared_ptr<const command_spec> taking_of(const property_spec& property);

/// Whether any device of the template has to be asked for what the job wants: cloud properties are
/// kept on our side.
bool asks_devices(const device_template& t, const job_spec& job);

/// What the job's request gives for a field; null: nothing, or no plain value.
const plain_value* given_for(const job_spec& job, const std::string& field);

/// The property that says which version a device of the template has.
const std::string& firmware_property(const device_template& t);

/// The version that a job installs on devices of a template; null: it installs none.
const std::string* installed_version(const device_template& t, const job_spec& job);

/// Why a device can't do what the job wants, where it can't.
std::string refusal_of(const device_template& t, const job_spec& job);

}  // namespace muster
