#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/attribute.hpp"
#include "fleet/device_names.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/message_schedule.hpp"
#include "fleet/metric_table.hpp"
#include "fleet/scenario.hpp"
#include "fleet/signal_program.hpp"
#include "fleet/time_zone.hpp"

namespace muster {

inline constexpr std::uint32_t none = 0xffffffffU;

/// Where a name of `device_names` is found in one fleet's columns.
struct column_ref {
    enum class home : std::uint8_t { absent, signal, property, tag, platform, job_state };
    home where = home::absent;
    std::uint32_t index = 0;
    value_kind kind = value_kind::number;
};

struct compiled_signal {
    signal_program program;
    std::uint64_t key = 0;               ///< of its draws
    std::uint32_t memory = none;         ///< its memory column
    std::uint32_t series = 0;            ///< number of the signal over all templates: rollups
    std::vector<std::uint32_t> bent_by;  ///< faults that bend its readings
    double beyond = 0;                   ///< a value outside of its bounds
};

struct compiled_message {
    message_schedule schedule;
    std::uint64_t key = 0;  ///< of its draws
    std::vector<std::uint32_t> signals;
    std::vector<std::uint32_t> rules;  ///< to look at after this message
    std::uint32_t bytes = 0;
};

/// A firmware effect with its condition bound.
struct compiled_effect {
    query::expression who;
    share chance;
    std::uint64_t key = 0;  ///< of its draws
    std::uint32_t fault = none;
    std::string fails;
};

struct compiled_firmware {
    std::string version;
    double code = 0;  ///< of the `firmware` property
    std::vector<compiled_effect> effects;
};

/// What a job's command is to the devices of a fleet.
struct compiled_command {
    const command_spec* spec = nullptr;  ///< null: they have none of that name
    double installs = 0;                 ///< code of the `firmware` property; NaN: none
};

/// A fleet with everything resolved that its devices' turns need.
struct compiled_fleet {
    const fleet_spec* spec = nullptr;
    const device_template* kind = nullptr;
    std::uint32_t index = 0;
    text_pattern id;
    std::vector<compiled_signal> signals;
    std::uint32_t memories = 0;
    std::vector<compiled_message> messages;
    std::vector<attribute> tags, properties;
    std::vector<compiled_firmware> firmware;
    std::uint32_t firmware_property = none;
    std::vector<compiled_command> commands;  ///< by job
    std::vector<column_ref> names;           ///< by field id
    std::vector<std::uint32_t> state_rules;  ///< rules that look at connection, state, properties
    std::vector<std::uint32_t> job_rules;    ///< rules that look at what became of a job
    std::vector<zone_offset> zone;
    connectivity_spec connectivity;
    bool outages = false;        ///< connectivity changes by itself
    bool eventful_ways = false;  ///< messages have a latency or get lost, without any fault
    bool needs_time_of_day = false;
    const dictionary* texts = nullptr;

    /// The value that a version in a command's request has in the `firmware` property; NaN for
    /// none.
    double version_code(const plain_value& given) const;
    /// Whether its devices have anything that the rule looks at.
    bool watched_by(std::uint32_t rule) const;
};

struct compiled_rule {
    query::expression who, when;
    duration lasts{};
};

/// A set of devices that is counted by state: all, a fleet, a group, the filter of a metric.
struct population {
    std::string name;
    query::expression who;       ///< empty: every device of `fleet`
    std::uint32_t fleet = none;  ///< none: of all fleets
    bool follows_properties = false;
    bool is_volatile = false;  ///< depends on readings or state: counted by a scan when asked
};

struct compiled_aim {
    query::expression who;
    std::uint64_t draw = 0;             ///< key of the stable choice
    std::uint64_t key = 0;              ///< of its draws
    std::optional<query::field_id> by;  ///< of the clusters
};

/// A scenario compiled for running: names bound, attributes and signals ready, populations listed.
/// Immutable once built; every shard reads it.
class world {
public:
    /// Requires a scenario that the reader accepted; throws std::logic_error where a condition does
    /// not bind.
    explicit world(scenario s, std::uint32_t shards);

    world(const world&) = delete;
    world& operator=(const world&) = delete;

    const scenario& source() const { return scenario_; }
    std::uint32_t shards() const { return shards_; }
    duration step() const { return scenario_.time.step; }
    duration length() const { return *scenario_.time.length; }

    scenario scenario_;
    std::uint32_t shards_;
    dictionary texts;
    metric_table metrics;
    std::vector<compiled_fleet> fleets;
    std::vector<compiled_rule> rules;
    std::vector<compiled_aim> faults;
    bool rules_read_jobs = false;         ///< some rule looks at what became of a job
    bool reconnects = false;              ///< devices need time, or leave, to connect again
    bool buffers = false;                 ///< some devices keep what they can't send
    bool measures_latency = false;        ///< some messages take time on their way
    std::vector<population> populations;  ///< 0: all; then fleets, groups, filters
    std::uint32_t first_fleet_population = 1, first_group_population = 1,
                  first_filter_population = 1;
    std::vector<query::expression> expectations;  ///< parallel to the scenario's
    std::vector<std::uint32_t> job_population;    ///< of each job's group
    std::vector<std::uint64_t> job_key;           ///< of what each job's commands draw
    std::vector<std::uint32_t> series_template;   ///< by series: its template
    std::vector<std::uint32_t> series_signal;     ///< by series: its signal within the template
    std::vector<std::uint64_t> series_key;        ///< by series: hash of its path, for the digest
    std::vector<std::uint64_t> text_key;          ///< by code: hash of the text, for the digest
    std::uint64_t device_count = 0;

    std::uint32_t fault_index(const std::string& name) const;
    std::uint32_t group_population(const std::string& name) const;
    /// The value of a tag or property for the digest: a text counts, not the code it happens to
    /// have.
    std::uint64_t digest_bits(const attribute& a, double value) const;
    /// What tells apart the draws of a device's things: the hash of a path, never a position.
    static std::uint64_t draw_key(const std::string& path);
    /// Key of the randomness of one device.
    random_source random_of(std::uint64_t key) const;

private:
    void number_series();
    void compile_fleet(std::uint32_t index);
    void compile_attributes(compiled_fleet& f);
    void compile_signals(compiled_fleet& f);
    std::vector<std::uint32_t> faults_on(const signal_spec& signal) const;
    void compile_messages(compiled_fleet& f);
    void place_rule(compiled_fleet& f, std::uint32_t rule);
    void compile_firmware(compiled_fleet& f);
    void compile_commands(compiled_fleet& f);
    void compile_names(compiled_fleet& f);
    void compile_rules();
    void compile_faults();
    void compile_network(compiled_fleet& f);
    void compile_populations();
    void compile_expectations();
    query::expression bind(const condition& c, const query::scope& names) const;
    population make_population(std::string name, query::expression who, std::uint32_t fleet) const;

    std::vector<std::uint32_t> first_series_;  ///< by template
    std::uint64_t seed_key_;
};

}  // namespace muster
