#include "fleet/job_forecast.hpp"

#include "fleet/job_command.hpp"

#include <algorithm>
#include <numeric>

#include "fleet/job_machine.hpp"

namespace muster {

namespace {

/// What is asked of one batch.
struct course {
    std::uint64_t devices = 0;
    std::uint64_t awaited = 0;  ///< so many have to finish before the job goes on
    std::optional<std::uint64_t> window;
    std::optional<double> per_second;
    std::uint64_t before = 0;  ///< devices of earlier batches
};

/// From the first command to the last of so many, where a second's worth goes at once.
duration span_of(std::uint64_t commands, double per_second) {
    const double seconds = static_cast<double>(commands) / per_second - 1;
    return duration(static_cast<std::int64_t>(std::max(0.0, seconds) * 1e6));
}

/// How long the service and the job's own rate make it last, from the first command to the last.
duration pause_of(const course& c, const job_spec& job) {
    auto span = c.per_second ? span_of(c.awaited, *c.per_second) : duration{};
    if (job.rate && c.awaited > 0)
        span = std::max(span,
                        job.rate->at_best(c.before + c.awaited - 1) - job.rate->at_best(c.before));
    return span;
}

/// From being sent to the barrier at which the answer is known.
duration until_known(double us, const job_spec& job, duration step) {
    const auto takes = std::min(duration(static_cast<std::int64_t>(std::max(0.0, us))), job.finish);
    return takes / step * step + step;
}

duration length_of(const course& c, const job_spec& job, const distribution& takes, duration step) {
    if (c.devices == 0) return {};
    // The last of many is as slow as one in that many.
    const double last =
        (static_cast<double>(c.awaited) + 0.5) / (static_cast<double>(c.devices) + 1);
    const auto slowest = until_known(takes.at(last), job, step);
    const auto paced = pause_of(c, job);
    const auto asked = c.per_second || job.rate ? step : duration{};  // who is ready, before any
    if (!c.window) return asked + paced / step * step + slowest;
    const auto at_once = std::clamp<std::uint64_t>(*c.window, 1, c.devices);
    const auto rounds = static_cast<std::int64_t>((c.awaited + at_once - 1) / at_once);
    const auto opening = step;  // the legs say how many are ready before the first permit
    return opening + std::max({slowest, until_known(takes.mean(), job, step) * rounds,
                               paced / step * step + slowest});
}

}  // namespace

job_forecast forecast(const job_spec& job, const std::vector<std::uint64_t>& batches,
                      const distribution& takes, std::optional<std::uint64_t> overshoot,
                      duration step, std::optional<double> per_second, const open_hours* hours) {
    using base = cancel_spec::base;
    const auto total = std::accumulate(batches.begin(), batches.end(), std::uint64_t{0});
    job_forecast f;
    f.length = step;  // a job comes after all else of its instant, so it sends in the next step
    std::uint64_t before = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        course c{batches[b], batches[b], {}, per_second, before};
        if (b + 1 < batches.size()) c.awaited = job.next_batch.finished.at_least_of(c.devices);
        if (job.cancel) {
            auto threshold = *job.cancel;
            threshold.overshoot = overshoot;
            // A limit that follows what is finished is taken as it is in the middle of the batch.
            const auto of = threshold.of == base::job     ? total
                            : threshold.of == base::batch ? c.devices
                                                          : before + c.devices / 2;
            c.window = failure_budget(threshold, of).window(0);
        }
        f.last_batch = f.length;
        f.in_flight = std::max(f.in_flight, std::min(c.devices, c.window.value_or(c.devices)));
        const auto here = length_of(c, job, takes, step);
        f.length = hours == nullptr ? f.length + here
                                    : hours->after(job.start + f.length, here) - job.start;
        if (b + 1 < batches.size()) f.length += job.next_batch.soak;
        before += c.devices;
    }
    return f;
}

distribution command_takes(const scenario& s, const job_spec& job) {
    distribution slowest;
    for (const auto& fleet : s.fleets)
        if (const auto told = command_of(s.templates[fleet.template_index], job)) {
            const auto note = [&](const distribution& takes) {
                if (takes.mean() > slowest.mean()) slowest = takes;
            };
            note(told->takes);
            for (const auto& special : told->cases)
                if (special.takes) note(*special.takes);
        }
    return slowest;
}

}  // namespace muster
