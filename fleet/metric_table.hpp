#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/device_names.hpp"
#include "fleet/query/expression.hpp"

namespace muster {

/// One figure of a run that an expectation can name.
struct metric {
    std::string path;  ///< `jobs.fw.failed`; of a filtered one `devices.online(region = 'coast')`
    query::type kind = query::type::number;
    std::optional<std::uint32_t> whole;  ///< index of the metric of which it is part
    std::vector<std::string> words;      ///< of a state
    bool filterable = false;
    std::optional<std::uint32_t> filter;  ///< index into `filters()`; empty: not filtered
    std::uint32_t base = 0;               ///< of a filtered one: index of the unfiltered metric
};

/// Some of the devices, over which any number of metrics are counted.
struct metric_filter {
    query::expression filter;  ///< over `metric_table::devices()`
    std::string text;          ///< canonical text of the filter; equal texts are equal filters
};

/// The metrics of a scenario's run: the scope of expectations. A field's id is its index in
/// `all()`. Binding an expectation may add filtered metrics at the end (one for each metric and
/// filter, and `devices.total` with the same filter as its whole), so everything is bound before
/// the table is shared between threads.
class metric_table final : public query::scope {
public:
    explicit metric_table(const scenario& s);

    query::lookup find(std::string_view path) const override;
    query::lookup filtered(std::string_view path, const query::node_ptr& filter,
                           std::vector<query::problem>& problems) const override;
    std::vector<std::string> names() const override;

    const std::vector<metric>& all() const { return all_; }
    const std::vector<metric_filter>& filters() const { return filters_; }
    const device_names& devices() const { return devices_; }
    /// A name that the group's condition reads and whose changes nothing tells of, so that members
    /// have to be scanned for; null where membership is kept, and where the condition is wrong.
    const device_name* scanned_by(const group_spec& group) const;

private:
    std::uint32_t add(std::string path, query::type kind = query::type::number,
                      std::optional<std::uint32_t> whole = std::nullopt);
    std::uint32_t add_filtered(std::uint32_t base, const query::expression& filter,
                               const std::string& text) const;
    std::uint32_t filter_index(const query::expression& filter, const std::string& text) const;
    void alias(std::string path, std::uint32_t id);
    void add_fleet_wide();
    void add_service(const scenario& s);
    void add_populations(const scenario& s);
    void add_faults_and_rules(const scenario& s);
    void add_job(const job_spec& job);
    void add_act(const act_spec& act);
    void add_signals(const device_template& t);
    query::lookup answer(std::uint32_t id) const;

    device_names devices_;
    // Binding registers filtered metrics through the const interface of a scope.
    mutable std::vector<metric> all_;
    mutable std::vector<metric_filter> filters_;
    std::map<std::string, std::uint32_t, std::less<>> by_path_;
    std::uint32_t devices_total_ = 0;
};

}  // namespace muster
