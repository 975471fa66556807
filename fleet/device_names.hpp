#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/scope.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// What every device has, whatever its template.
enum class platform_field : std::uint8_t {
    none,
    id,               ///< `$id`, text
    display_name,     ///< `$displayName`, text
    connected,        ///< `$connected`, boolean
    last_seen,        ///< `$last_seen`, time span since its last message; null before its first
    state,            ///< `$state`, one of running, crashed, quarantined
    device_template,  ///< `$template`, name of the template in the scenario
    fleet,            ///< `$fleet`, name of the fleet
    simulated,        ///< `$simulated`, boolean
    elapsed,          ///< `$elapsed`, number: seconds since the start of the run
    asleep,           ///< `$asleep`, boolean: sleeps by its duty cycle
    battery,          ///< `$battery`, number: what is left in it, in percent of its capacity; null
                      ///< without one
    provisioned,      ///< `$provisioned`, boolean: has been let in once
    approved,         ///< `$approved`, boolean: does not wait for its approval
    blocked,          ///< `$blocked`, boolean: by an operator
    open_alerts,      ///< `$open_alerts`, number: open alerts of rules over single devices
};

/// One name that a condition over devices can use.
struct device_name {
    enum class source : std::uint8_t {
        signal,
        property,
        tag,
        platform,
        job_state,
        desired,       ///< what a writable property is wanted to be
        acknowledged,  ///< the code of the answer to that
        job_reason,    ///< why the device stands so in a job; null while there is nothing to say
        group,         ///< belongs to a group
    };
    source from = source::signal;
    std::string name;  ///< bare: `temperature`, `thermostat1.temperature`, `accel.x`, `$id`,
                       ///< `jobs.fw.state`, `desired.mode`, `acknowledged.mode`, `groups.pilots`
    value_kind kind = value_kind::number;
    std::vector<std::string> words;  ///< of kind word; over several templates, those of all of them
    platform_field which = platform_field::none;
    std::uint32_t job = 0;    ///< of a job's state or reason: index into the scenario's jobs
    std::uint32_t group = 0;  ///< of a group: index into the scenario's groups
    std::vector<std::string>
        conflicts;  ///< not empty: templates disagree on the kind, and this says how
};

/// A tag has no declared kind: its values say it.
value_kind tag_kind(const attribute_source& values);

/// The words of `jobs.NAME.state` of a device, in the order of a device's life in a job.
const std::vector<std::string>& device_job_states();

/// What stands before the name of a writable property for its desired value, and for the code of
/// the device's answer to it.
inline constexpr std::string_view desired_prefix = "desired.",
                                  acknowledged_prefix = "acknowledged.";

/// The words of `$state`.
const std::vector<std::string>& device_states();

/// The names that a condition over the devices of a scenario can use (telemetry, properties, tags,
/// platform fields, outcomes of jobs, groups), one for each source and name over all templates and
/// fleets. A field's id is its index in `all()`. Immutable.
class device_names final : public query::scope {
public:
    explicit device_names(const scenario& s);

    query::lookup find(std::string_view path) const override;
    std::vector<std::string> names() const override;
    std::shared_ptr<const area> find_area(std::string_view name) const override;
    std::vector<std::string> area_names() const override;
    /// Of a group that is a list, none: its name is a field of its own.
    query::node_ptr meaning_of(std::string_view path) const override;
    query::node_ptr age_of(std::string_view path) const override;

    const std::vector<device_name>& all() const { return all_; }
    /// `telemetry.x`, `properties.x`, `tags.x`; other names as they are.
    std::string qualified(query::field_id id) const;

private:
    void add(device_name item, const std::string& origin);
    void add_template(const device_template& t);
    void add_fleet(const fleet_spec& f);
    void add_platform(const scenario& s);
    void add_jobs(const scenario& s);
    void add_groups(const scenario& s);
    void index();

    std::vector<device_name> all_;
    std::vector<std::string>
        origins_;  ///< parallel to `all_`: where a name was first seen, for conflicts
    std::map<std::string, std::vector<query::field_id>, std::less<>> by_path_;
    std::map<std::string, std::shared_ptr<const area>, std::less<>> areas_;
    std::map<std::string, query::node_ptr, std::less<>>
        groups_;  ///< by path: those with conditions
};

}  // namespace muster
