#pragma once

#include <string>

#include "fleet/random.hpp"
#include "fleet/update_spec.hpp"

namespace muster {

/// How an update goes on one device. Each answer is drawn from the device and the key of the job
/// and of nothing else, so whoever asks again hears the same.
class update_course {
public:
    update_course(const update_spec& how, const random_source& device, std::uint64_t job_key)
        : how_(how), device_(device), key_(job_key) {}

    /// Why the device says no at once; empty: it does not.
    const std::string& rejection() const;
    /// Whether it begins with a deferral.
    bool defers() const;
    duration length(update_step step) const;
    /// The reason the step fails with; empty: it does not.
    const std::string& failure(update_step step) const;

private:
    philox::block drawn(std::uint64_t counter) const {
        return device_.block(stream::update, key_, counter);
    }

    const update_spec& how_;
    random_source device_;
    std::uint64_t key_;
};

/// How long all steps take together, for a forecast: the sum of the medians, and a 99th percentile
/// as of independent steps. Without deferrals.
distribution whole_update(const update_spec& how);

/// The least that a step can take.
duration least_of(const update_step_spec& step);
/// The most that all steps can take together, in microseconds; infinite where one has no end.
double most_of(const update_spec& how);

/// `no progress within 10m`: why a device is given up whose step has a timer.
std::string no_progress_text(duration timer);
/// `not finished within 2h`
std::string not_finished_text(duration finish);
/// `reports 2.3.1, not 2.4.0`
std::string reports_text(const std::string& version, const std::string& wanted);

inline constexpr const char* reason_other_update = "another update is under way";

}  // namespace muster
