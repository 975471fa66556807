#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fleet/counters.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/run_result.hpp"

namespace muster {

/// What the metrics of a run are read from at a barrier.
struct metric_sources {
    const counter_row* counters = nullptr;
    std::function<const job_result&(std::uint32_t job)> job;
    std::function<const act_result&(std::uint32_t act)> act;
    std::function<std::uint32_t(std::uint32_t job)> job_batch;  ///< the current one, from 1
    std::function<summary(std::uint32_t series)> series;        ///< statistics of a signal so far
    std::function<std::vector<std::uint64_t>(std::uint32_t population)>
        scan;                                  ///< counts by state of a volatile one
    std::function<summary()> message_latency;  ///< seconds
    std::function<service_counts()> service;
    double lag_us = 0;
};

/// The metrics of a run as a row of the query language. Built once; `read` aims it at a barrier.
class metric_row final : public query::row {
public:
    explicit metric_row(const world& w);

    void read(const metric_sources& from) { from_ = &from; }
    query::value get(query::field_id id) const override;
    double whole(query::field_id id) const override;
    /// When a job was over, if it is.
    std::optional<sim_time> job_end(std::uint32_t job) const { return from_->job(job).end; }

    /// Whether a metric is the sum of counters, so that it is known for every step of a longer
    /// visit.
    bool counted(query::field_id id) const;
    /// `412 of 300,000 (0.14 %)`, `cancelled`, `12.5`: for people.
    std::string observed(const query::expression& e) const;

private:
    enum class kind : std::uint8_t {
        state,
        total,
        flow_count,
        rule,
        fault,
        group,
        job,
        latency,
        update_step,
        signal,
        message_latency,
        service,
        planned,
        lag,
        act,          ///< counts and outcome
        act_numbers,  ///< of the answers to a question
        act_latency,
    };
    struct entry {
        kind what = kind::state;
        std::uint32_t index = 0;  ///< population, counter, job, act or series
        std::uint32_t part = 0;   ///< state, or field of a job, act, latency or signal
        bool is_volatile = false;
    };

    entry resolve(const metric& m) const;
    entry resolve_population(std::uint32_t population, const std::string& field) const;
    entry resolve_group(const std::string& name, const std::string& field) const;
    entry resolve_job(const std::string& job, const std::string& field,
                      const std::string& rest) const;
    entry resolve_step(const std::vector<std::string>& path) const;
    entry resolve_act(const std::vector<std::string>& path) const;
    entry resolve_signal(const std::vector<std::string>& path) const;
    double step_value(const entry& e) const;
    query::value job_value(const entry& e) const;
    query::value act_value(const entry& e) const;
    double count(std::uint32_t counter) const {
        return static_cast<double>((*from_->counters)[counter]);
    }
    double population_count(const entry& e) const;

    const world* world_;
    counter_layout layout_;
    std::vector<entry> entries_;  ///< by metric
    const metric_sources* from_ = nullptr;
};

}  // namespace muster
