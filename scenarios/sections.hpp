#pragma once

#include "fleet/find_signal.hpp"
#include "scenarios/reading.hpp"

/// The readers of the sections: each takes its part of the tree into `reading::out`. Templates come
/// before fleets, both before what aims at devices.
namespace muster::sections {

void read_file(reading& r);
void read_areas(reading& r);
void read_templates(reading& r);
void read_fleets(reading& r);
void read_service(reading& r);
void read_faults(reading& r);
void read_groups(reading& r);
/// Adds the default groups that conditions name, by the names of templates.
void add_default_groups(reading& r);
void read_rules(reading& r);
void read_jobs(reading& r);
void read_acts(reading& r);
void read_outputs(reading& r);
void read_expectations(reading& r);
/// Circles among signals, and what ties them to each other and to tags. After the fleets.
void check_signals(reading& r);
/// What commands do, held against states and jobs.
void check_commands(reading& r);
/// The one value that a property is set to.
plain_value read_setting(reading& r, const yaml::node& found, const property_spec& property);
/// Adds it, unless the property is set already.
void add_setting(reading& r, std::vector<property_effect>& all, property_effect effect);
/// The name of a command that some template has.
void read_command_name(reading& r, const yaml::node& found, std::string& name);
/// A command as devices are told it: its name, or a mapping with `name` and `request`. What a
/// device model says of the request has to hold, and types it.
void read_told_command(reading& r, const yaml::node& told, std::string& name,
                       command_request_fields& request);
/// The same of a mapping whose command stands at `named`.
void read_asked_command(reading& r, const yaml::node& told, const yaml::node& named,
                        std::string& name, command_request_fields& request);
/// `update` of a job that has it.
void read_update_order(reading& r, const yaml::node& map, job_spec& job);
/// Warns of times that no update keeps to.
void doubt_updates(reading& r);
/// Whether some fleet is of the template.
bool is_in_use(const scenario& s, std::size_t template_index);
/// Which properties a place may name.
enum class settable : std::uint8_t { also_cloud, only_writable };
/// The property that an item of `set` names, of the template in use where it can best have the
/// value; null where that is an error.
const property_spec* settable_property(reading& r, const yaml::entry& item, settable which);
/// The template that `migrate` names; false where there is none, or it is wrong.
bool read_template_name(reading& r, const yaml::node& map, std::string& into);
/// Reports moves to templates that the fleets do not suit, and those that move nobody.
void check_moves(reading& r);
/// A mapping from reason to chance.
std::vector<failure_chance> read_failures(reading& r, const yaml::node& found);
/// Reports ids in groups and acts that no device has.
void check_listed_ids(reading& r);
/// Warns of what the finished scenario says but hardly means. Only of one without errors: a default
/// in the place of a broken value would be doubted for nothing.
void read_doubts(reading& r);
/// Of these, values that no device can have and comparisons that never hold.
void doubt_conditions(reading& r);
/// Bounds of signals that contradict what these do.
void doubt_bounds(reading& r);

// -- parts of templates and fleets ----------------------------------------------------------------

void read_telemetry(reading& r, const yaml::node& map, device_template& t);
void read_properties(reading& r, const yaml::node& map, device_template& t);
void read_messages(reading& r, const yaml::node& map, device_template& t);
/// One message a component with all of its signals, for a template that says nothing of messages.
void add_default_messages(device_template& t);
void read_commands(reading& r, const yaml::node& map, device_template& t);
void read_firmware(reading& r, const yaml::node& map, device_template& t);
/// `update` of a template, whose properties are read.
void read_update(reading& r, const yaml::node& map, device_template& t);
void read_connectivity(reading& r, const yaml::node& map, connectivity_spec& c);
/// `duty_cycle` and `battery` of a template.
void read_power(reading& r, const yaml::node& map, device_template& t);
/// `first`, `factor`, `most` and `jitter` of pauses that grow.
void read_back_off(reading& r, const yaml::node& map, back_off& pauses);
/// `jitter` of something periodic: a span, or a part of its period.
void read_jitter(reading& r, const yaml::node& map, distribution& span, double& of_period);

// -- pieces that several sections share
// ------------------------------------------------------------

/// `where`, `by`, `share`, `count`, `draw`.
void read_aim(reading& r, const yaml::node& map, aim& target,
              condition_role role = condition_role::devices);
/// The value kind that `type:` names.
std::optional<value_kind> read_kind(reading& r, const yaml::node& map);
std::vector<std::string> read_words(reading& r, const yaml::node& map);
std::vector<std::string> template_names(const scenario& s);
std::vector<std::string> signal_names(const device_template& t);
/// Reports a name that means more than one signal, with all that it could mean.
void refuse_ambiguous(reading& r, const place& where, const std::string& name,
                      const device_template& t, const signal_lookup& found);
/// The names of all tags and properties, of which `by` makes clusters.
std::vector<std::string> attribute_names(const scenario& s);
/// A property or command by its `name` or, in a component, `component.name`.
template <class Parts>
auto find_part(Parts& parts, const std::string& name) -> decltype(parts.data()) {
    for (auto& part : parts)
        if (part.name == name || part.component + '.' + part.name == name) return &part;
    return nullptr;
}
/// `thermostat1.temperature` into its last word, where the rest is the component.
std::string without_component(const std::string& key, const std::string& component);

}  // namespace muster::sections
