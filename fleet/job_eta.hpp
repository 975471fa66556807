#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fleet/job_rate.hpp"
#include "fleet/time.hpp"

namespace muster {

/// How fast a job's devices come to their end, over the last part of its course: since a quarter of
/// those that are done now was still to be done. Time in which the job rests (between batches, or
/// paused) does not count, nor do devices that come to their end in it. Keeps few samples, so that
/// a job of any length costs the same. Owned by one job.
class job_pace {
public:
    /// So many devices are done. Neither time nor devices run backwards; the first call begins.
    void note(sim_time now, std::uint64_t done);
    void rest(sim_time now);
    void go_on(sim_time now);
    /// How long so many more take at this pace; empty where none is done yet.
    std::optional<duration> time_for(std::uint64_t devices, sim_time now) const;

private:
    struct sample {
        duration busy{};
        std::uint64_t done = 0;
    };

    /// Time in which it did not rest.
    duration busy(sim_time now) const;
    std::uint64_t counted() const { return last_ - at_rest_; }

    std::vector<sample> samples_;  ///< in ascending order of both
    std::uint64_t apart_ = 1;      ///< devices between two samples, at least
    std::uint64_t last_ = 0;       ///< done as of the last note
    std::uint64_t at_rest_ = 0;    ///< of these, done while it rested
    sim_time begin_{};
    duration rested_{};
    std::optional<sim_time> rests_since_;
};

/// Where a running job stands.
struct job_course {
    struct batch {
        std::uint64_t devices = 0, done = 0;
        std::uint64_t pending = 0;  ///< of those not done: not sent the command yet
        std::uint64_t awaited = 0;  ///< so many are done before the next batch begins
    };
    std::vector<batch> batches;  ///< at least one
    std::size_t current = 0;     ///< the one that began last
    duration soak{};             ///< between the end of a batch and the next one's begin
    std::optional<sim_time> soaks_until;
    std::optional<rate_spec> rate;     ///< no more are sent the command than it says ...
    std::uint64_t told = 0;            ///< ... and so many were
    std::optional<sim_time> given_up;  ///< when who is still pending is given up
    duration finish{};                 ///< so long a device may take once it was sent the command
};

/// When a running job may end, at its pace of late. Batch by batch from the current one on, with t
/// beginning at `now`: n devices are still awaited (in the last batch all that are left of any);
/// they take n / pace, and no less than their pending ones by `rate`; but no longer than until
/// `given_up` + `finish`; then comes the soak, of which what is over is left out. Gates are taken
/// to open. Empty where nothing tells how long the next devices take: none is done yet, and there
/// is neither a rate nor an end of waiting.
std::optional<sim_time> job_eta(sim_time now, const job_course& course, const job_pace& pace);

}  // namespace muster
