#include "fleet/job_forecast.hpp"

#include <algorithm>
#include <numeric>

#include "fleet/job_command.hpp"
#include "fleet/job_machine.hpp"
#include "fleet/math.hpp"
#include "fleet/update_course.hpp"

namespace muster {

namespace {

/// What is asked of one batch.
struct course {
    std::uint64_t devices = 0;
    std::uint64_t awaited = 0;  ///< so many have to finish before the job goes on
    std::optional<std::uint64_t> window;
    std::optional<double> per_second;
    std::uint64_t before = 0;  ///< devices of earlier batches
    duration since{};          ///< from the first of these to the first of this one
};

/// From the first command to the last of so many, where a second's worth goes at once.
duration span_of(std::uint64_t commands, double per_second) {
    const double seconds = static_cast<double>(commands) / per_second - 1;
    return duration(static_cast<std::int64_t>(std::max(0.0, seconds) * 1e6));
}

/// How long the service and the job's own rate make it last, from the first command to the last.
duration pause_of(const course& c, std::uint64_t devices, const job_spec& job) {
    auto span = c.per_second ? span_of(devices, *c.per_second) : duration{};
    if (job.rate && devices > 0)
        span = std::max(span, job.rate->at_best(devices - 1, c.before, c.since));
    return span;
}

/// From being sent to the barrier at which the answer is known.
duration until_known(double us, duration step) {
    return duration(static_cast<std::int64_t>(std::max(0.0, us))) / step * step + step;
}

/// When so many answers of n devices are still to come that are sent the command one after the
/// other over such a span, counted from its end. The slowest of them is hardly ever the last to be
/// told. Quantiles lie the closer the rarer they are.
double end_of_paced(std::uint64_t n, double still, double span, const command_span& takes) {
    constexpr int points = 200;
    const double rarest = 0.25 / static_cast<double>(n);
    const double ratio = math::exp(math::log(rarest) / points);
    const auto later = [&](double tail) {
        double devices = 0;
        double beyond = 1;  // the part of commands that take longer than those looked at so far
        for (int i = 0; i < points; ++i, beyond *= ratio) {
            const double over = takes.at(1 - beyond * (1 + ratio) / 2) - tail;
            devices += beyond * (1 - ratio) * std::clamp(over / span, 0.0, 1.0);
        }
        return devices * static_cast<double>(n);
    };
    double low = -span, high = takes.at(1 - rarest);
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (later(middle) > still ? low : high) = middle;
    }
    return high;
}

/// From the first that is told to the barrier at which the awaited ones have answered. Half a
/// device, as expected, is later than this.
duration paced_length(const course& c, const job_spec& job, const command_span& takes,
                      duration slowest, duration step) {
    const auto paced = pause_of(c, c.awaited, job);
    const bool varies = takes.at(0.01) < takes.at(0.99);
    if (paced < step || !varies) return paced / step * step + slowest;
    const auto all = pause_of(c, c.devices, job);
    const auto still = static_cast<double>(c.devices - c.awaited) + 0.5;
    const auto tail = end_of_paced(c.devices, still, static_cast<double>(all.count()), takes);
    const auto last = all + duration(static_cast<std::int64_t>(tail));
    return std::max(slowest, std::max(last, paced) / step * step + step);
}

duration length_of(const course& c, const job_spec& job, const command_span& asked_for,
                   duration step) {
    if (c.devices == 0) return {};
    const command_span takes{asked_for.takes,
                             std::min(asked_for.most, static_cast<double>(job.finish.count()))};
    // The last of many is as slow as one in that many.
    const double last =
        (static_cast<double>(c.awaited) + 0.5) / (static_cast<double>(c.devices) + 1);
    const auto slowest = until_known(takes.at(last), step);
    const auto paced = paced_length(c, job, takes, slowest, step);
    const auto asked = c.per_second || job.rate ? step : duration{};  // who is ready, before any
    if (!c.window) return asked + paced;
    const auto at_once = std::clamp<std::uint64_t>(*c.window, 1, c.devices);
    const auto rounds = static_cast<std::int64_t>((c.awaited + at_once - 1) / at_once);
    const auto opening = step;  // the legs say how many are ready before the first permit
    return opening + std::max({slowest, until_known(takes.mean(), step) * rounds, paced});
}

}  // namespace

job_forecast forecast(const job_spec& job, const std::vector<std::uint64_t>& batches,
                      const command_span& takes, std::optional<std::uint64_t> overshoot,
                      duration step, std::optional<double> per_second, const open_hours* hours) {
    using base = cancel_spec::base;
    const auto total = std::accumulate(batches.begin(), batches.end(), std::uint64_t{0});
    job_forecast f;
    f.length = step;  // a job comes after all else of its instant, so it sends in the next step
    std::uint64_t before = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        course c{batches[b], batches[b], {}, per_second, before, f.length - step};
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

command_span command_takes(const scenario& s, const job_spec& job) {
    command_span slowest;
    for (const auto& fleet : s.fleets) {
        const auto& t = s.templates[fleet.template_index];
        const auto told = command_of(t, job);
        if (!told) continue;
        const auto note = [&](const command_span& takes) {
            if (takes.mean() > slowest.mean()) slowest = takes;
        };
        note({told->takes, job.update ? most_of(*t.update) : command_span{}.most});
        for (const auto& special : told->cases)
            if (special.takes) note({*special.takes});
    }
    return slowest;
}

/// Of batches each of which has a limit of its own, all but one may come up to theirs.
std::uint64_t worst_failures(const job_spec& job, const std::vector<std::uint64_t>& batches,
                             std::optional<std::uint64_t> overshoot) {
    const auto total = std::accumulate(batches.begin(), batches.end(), std::uint64_t{0});
    if (!job.cancel || !overshoot) return total;
    const auto limit_of = [&](std::uint64_t base) {
        return failure_budget(*job.cancel, base).limit();
    };
    std::uint64_t most = 0;
    if (job.cancel->of == cancel_spec::base::batch)
        for (const auto devices : batches)
            most += std::min(devices, limit_of(devices));
    else
        most = limit_of(total);
    return std::min(total, most + 1 + *overshoot);
}

}  // namespace muster
