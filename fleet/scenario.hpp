#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/act_spec.hpp"
#include "fleet/aim.hpp"
#include "fleet/area.hpp"
#include "fleet/device_template.hpp"
#include "fleet/fault_spec.hpp"
#include "fleet/job_spec.hpp"
#include "fleet/service_spec.hpp"

namespace muster {

/// How fast virtual time runs against the wall.
struct pace {
    enum class mode : std::uint8_t { max, factor };
    mode kind = mode::max;
    double factor = 1.0;  ///< 1 is real time
};

struct time_settings {
    calendar_time start{};   ///< 2026-01-01T00:00Z unless said
    duration zone_offset{};  ///< of `start` as written: clock times of the file are in this zone
    std::optional<duration> length;  ///< `for`
    duration step = std::chrono::seconds(1);
    duration warm_up{};  ///< before the start; counts for nothing
    pace speed;
};

struct tag_spec {
    std::string name;
    attribute_source source;
    place where;
};

/// A stage of a fleet's arrival: over `lasts` it grows to this part of itself.
struct arrival_stage {
    duration lasts{};
    share to;
};

struct fleet_spec {
    std::string name;
    std::uint32_t template_index = 0;
    std::uint64_t count = 0;
    std::string id_pattern;  ///< one run of `#`, `<tag>`s; empty: the ids of `table`
    std::shared_ptr<const device_table> table;  ///< of `from`; null: no file lists the devices
    std::string zone;                           ///< IANA name; empty: the zone of `time.start`
    std::string zone_tag;  ///< tag that names each device's zone, in place of `zone`
    std::vector<tag_spec> tags;
    std::vector<property_spec> properties;  ///< initial values that replace the template's, by name
    std::optional<connectivity_spec> connectivity;
    std::vector<arrival_stage> arrive;  ///< empty: all devices are there from the start
    bool approve_by_hand = false;       ///< they wait for their approval before they connect
    bool assign_by_hand = false;        ///< they have no template until they are given it
    place where;
};

struct group_spec {
    std::string name;
    condition who;
    std::vector<std::string> devices;  ///< a fixed list of ids, in place of `who`
    std::string file;                  ///< that the list was read from; empty: from the scenario
    place where;

    bool is_list() const { return !who && !devices.empty(); }
};

/// An alert per device, or per cluster: open when the condition held for `lasts`, closed when it no
/// longer holds.
struct rule_spec {
    std::string name;
    aim target;
    std::string per;                   ///< tag that makes the clusters; empty: single devices
    std::vector<std::string> absorbs;  ///< rules whose alerts an open one of a cluster takes in
    condition when;
    duration lasts{};
    place where;
};

struct scheduled_job;

struct expectation_spec {
    enum class form : std::uint8_t { at_end, always, after, at };
    form kind = form::at_end;
    condition check;
    std::string text;                 ///< as written, for the report
    std::string after;                ///< after: fault or job
    duration within{};                ///< after
    sim_time at{};                    ///< at; always: `from`
    std::vector<std::string> except;  ///< always: faults
    duration grace{};                 ///< always: span after an excepted fault
    bool abort = false;
    std::string path;  ///< `expect.3`
    place where;
};

struct output_spec {
    enum class form : std::uint8_t { ndjson, csv };
    std::string name;
    form kind = form::ndjson;
    std::string path;  ///< of the file, relative to the working folder
    place where;
};

/// Everything a scenario says, typed, names resolved, defaults filled in.
struct scenario {
    std::string title;
    std::uint64_t seed = 1;
    time_settings time;
    std::vector<area_spec> areas;
    std::vector<device_template> templates;
    std::vector<fleet_spec> fleets;
    std::optional<service_spec> service;
    std::vector<fault_spec> faults;
    std::vector<group_spec> groups;
    std::vector<rule_spec> rules;
    std::vector<job_spec> jobs;  ///< those that go once, and each run of the scheduled ones
    std::vector<std::shared_ptr<const scheduled_job>> scheduled_jobs;
    std::vector<act_spec> acts;
    std::vector<output_spec> outputs;
    std::vector<expectation_spec> expect;
    std::string file;

    std::uint64_t device_count() const;
};

/// Puts templates, fleets, groups, faults, rules, jobs and acts in the order of their names. The
/// order in which a file writes them means nothing; what happens at one instant happens in the
/// order of the names.
void order_by_name(scenario& s);

/// Scales the fleets to `total` devices in proportion (largest remainder, at least one a fleet).
/// Requires `total >= fleets.size()`.
void scale_devices(scenario& s, std::uint64_t total);

/// Paths of the absolute numbers of devices in a scenario (counts of faults, batches, limits),
/// which do not scale.
std::vector<std::string> absolute_numbers(const scenario& s);

}  // namespace muster
