#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/cluster_rule.hpp"
#include "fleet/compiled_aim.hpp"
#include "fleet/compiled_fleet.hpp"
#include "fleet/compiled_job.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/expected_figure.hpp"
#include "fleet/metric_table.hpp"
#include "fleet/population_index.hpp"
#include "fleet/scenario.hpp"
#include "fleet/sketch_scale.hpp"

namespace muster {

struct compiled_rule {
    query::expression who, when;  ///< `when` of a rule over clusters: over `cluster_names`
    duration lasts{};
};

/// A set of devices that is counted by state: all, a fleet, a group, the filter of a metric.
struct population {
    std::string name;
    query::expression who;       ///< empty: every device of `fleet`
    std::uint32_t fleet = none;  ///< none: of all fleets
    bool follows_properties = false;
    bool is_volatile = false;  ///< depends on readings or the clock: counted by a scan when asked
    std::shared_ptr<const std::vector<std::uint64_t>>
        listed;  ///< keys of the ids, ascending; or null

    /// Some of the devices do not belong to it.
    bool selects() const { return listed || static_cast<bool>(who); }
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
    device_template unassigned;  ///< of devices without a template: does nothing
    dictionary texts;
    metric_table metrics;
    /// The scenario's, then those of devices that come to have another template.
    std::vector<compiled_fleet> fleets;
    std::vector<compiled_rule> rules;
    std::vector<compiled_aim> faults;
    std::vector<compiled_aim> rule_aims;      ///< parallel to `rules`
    std::vector<cluster_rule> cluster_rules;  ///< of the rules with `per`
    bool rules_read_jobs = false;             ///< some rule looks at what became of a job
    bool reconnects = false;                  ///< devices need time, or leave, to connect again
    bool buffers = false;                     ///< some devices keep what they can't send
    bool measures_latency = false;            ///< some messages take time on their way
    std::vector<population> populations;      ///< 0: all; then fleets, groups, filters
    population_index readers;                 ///< populations by what they read
    std::uint32_t first_fleet_population = 1, first_group_population = 1,
                  first_filter_population = 1;
    std::vector<query::expression> expectations;  ///< parallel to the scenario's
    std::vector<expected_figure> figures;         ///< parallel to the expectations
    std::vector<std::uint32_t> job_population;    ///< of each job's group
    std::vector<std::uint64_t> job_key;           ///< of what each job's commands draw
    std::vector<bool> job_asks;                   ///< each job has to ask its devices
    std::vector<compiled_job> jobs;               ///< the rest of each job
    std::vector<std::uint32_t> series_template;   ///< by series: its template
    std::vector<std::uint32_t> series_signal;     ///< by series: its signal within the template
    std::vector<sketch_scale> series_scale;       ///< by series: where its values are expected
    std::vector<std::uint64_t> series_key;        ///< by series: hash of its path, for the digest
    std::vector<std::uint64_t> text_key;          ///< by code: hash of the text, for the digest
    std::uint64_t device_count = 0;

    std::uint32_t fault_index(const std::string& name) const;
    std::uint32_t group_population(const std::string& name) const;
    /// Whether the device with this key is on the list that the group is.
    bool is_listed(std::uint32_t group, std::uint64_t key) const;
    /// The value of a tag or property for the digest: a text counts, not the code it happens to
    /// have.
    std::uint64_t digest_bits(const attribute& a, double value) const;
    /// What the devices with this one's value of a tag draw together from; the device's own key
    /// where it has no value.
    std::uint64_t cluster_key(const attribute& tag, const attribute_subject& who) const;
    /// What tells apart the draws of a device's things: the hash of a path, never a position.
    static std::uint64_t draw_key(const std::string& path);
    /// What a job tells the devices of a fleet. A text that the scenario never names is no value.
    compiled_command compile_command(const compiled_fleet& f, const job_spec& job) const;
    /// The compiled fleet of these devices once they have the template; none: they can't have it.
    std::uint32_t fleet_with(std::uint32_t native, std::uint32_t template_index) const;
    /// Key of the randomness of one device.
    random_source random_of(std::uint64_t key) const;

private:
    void number_series();
    compiled_fleet& add_fleet(std::uint32_t native, const device_template& kind);
    void compile_fleet(std::uint32_t index);
    void compile_moves();
    void compile_parts(compiled_fleet& f);
    void compile_attributes(compiled_fleet& f);
    void compile_zones(compiled_fleet& f);
    void compile_device_clocks(const compiled_fleet& f);
    void compile_signals(compiled_fleet& f);
    signal_bindings bindings_of(const behaviour& shape) const;
    std::vector<std::shared_ptr<signal_draw>> signal_draws(compiled_fleet& f) const;
    void compile_messages(compiled_fleet& f);
    void place_followers(compiled_fleet& f) const;
    void place_rule(compiled_fleet& f, std::uint32_t rule);
    void compile_firmware(compiled_fleet& f);
    void compile_commands(compiled_fleet& f);
    void compile_effects(const compiled_fleet& f, const job_spec& job, compiled_command& c) const;
    void add_texts(const compiled_fleet& f, const std::vector<property_effect>& sets,
                   const job_spec& job);
    void compile_names(compiled_fleet& f);
    void compile_rules();
    void compile_cluster_rules();
    void compile_faults();
    compiled_aim compile_aim(const aim& target, const std::string& path) const;
    void compile_network(compiled_fleet& f);
    void expand_gates();
    void compile_populations();
    void compile_jobs();
    compiled_job compile_job(const job_spec& spec) const;
    void compile_window(const daily_window& window, compiled_job& job) const;
    void compile_expectations();
    query::expression bind(const condition& c, const query::scope& names) const;
    population make_population(std::string name, query::expression who, std::uint32_t fleet) const;

    std::vector<std::uint32_t> first_series_;  ///< by template
    std::uint64_t seed_key_;
};

}  // namespace muster
