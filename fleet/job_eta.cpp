#include "fleet/job_eta.hpp"

#include <algorithm>

#include "fleet/uint128.hpp"

namespace muster {

namespace {

constexpr std::size_t most_samples = 64;

/// The devices that the job waits for in this batch.
std::uint64_t still_awaited(const job_course::batch& b) {
    return b.awaited > b.done ? b.awaited - b.done : 0;
}

/// What is left to do of all batches, as it is taken off batch by batch.
struct work_left {
    std::uint64_t devices = 0, pending = 0;
};

work_left all_of(const job_course& course) {
    work_left all;
    for (const auto& b : course.batches) {
        all.devices += b.devices - std::min(b.done, b.devices);
        all.pending += b.pending;
    }
    return all;
}

/// How long so much takes, where so many were told before.
std::optional<duration> time_of(const work_left& work, const job_course& course,
                                const job_pace& pace, std::uint64_t told, sim_time now) {
    if (work.devices == 0) return duration{};
    auto takes = pace.time_for(work.devices, now);
    if (course.rate) {
        const auto& rate = *course.rate;
        const auto paced = rate.at_best(told + work.pending) - rate.at_best(told);
        takes = std::max(takes.value_or(duration{}), paced);
    }
    return takes;
}

}  // namespace

duration job_pace::busy(sim_time now) const {
    return rests_since_.value_or(now) - begin_ - rested_;
}

void job_pace::note(sim_time now, std::uint64_t done) {
    if (samples_.empty()) {
        begin_ = now;
        last_ = at_rest_ = done;
        samples_.push_back({});
    }
    if (rests_since_) at_rest_ += done - last_;
    last_ = done;
    if (rests_since_ || counted() < samples_.back().done + apart_) return;
    if (samples_.size() == most_samples) {  // every second one will do
        for (std::size_t i = 0; i < most_samples / 2; ++i)
            samples_[i] = samples_[2 * i];
        samples_.resize(most_samples / 2);
        apart_ *= 2;
    }
    samples_.push_back({busy(now), counted()});
}

void job_pace::rest(sim_time now) {
    if (!rests_since_) rests_since_ = now;
}

void job_pace::go_on(sim_time now) {
    if (!rests_since_) return;
    rested_ += now - *rests_since_;
    rests_since_.reset();
}

std::optional<duration> job_pace::time_for(std::uint64_t devices, sim_time now) const {
    const auto done = counted();
    if (done == 0) return std::nullopt;
    const auto before = done - std::max<std::uint64_t>(1, done / 4);
    auto from = samples_.rbegin();
    while (from->done > before)
        ++from;  // the first sample has none
    const auto span = static_cast<uint128>((busy(now) - from->busy).count());
    const auto count = done - from->done;
    return duration(static_cast<std::int64_t>((span * devices + count - 1) / count));
}

std::optional<sim_time> job_eta(sim_time now, const job_course& course, const job_pace& pace) {
    auto left = all_of(course);
    auto told = course.told;
    auto t = now;
    for (std::size_t b = course.current; b < course.batches.size(); ++b) {
        const bool last = b + 1 == course.batches.size();
        const auto& batch = course.batches[b];
        const auto devices = last ? left.devices : still_awaited(batch);
        const work_left work{devices, std::min(devices, last ? left.pending : batch.pending)};
        left.devices -= std::min(left.devices, work.devices);
        left.pending -= std::min(left.pending, work.pending);
        auto takes = time_of(work, course, pace, told, now);
        told += work.pending;
        if (course.given_up) {
            const auto most = std::max(duration{}, *course.given_up + course.finish - t);
            takes = takes ? std::min(*takes, most) : most;
        }
        if (!takes) return std::nullopt;
        t += *takes;
        if (last) break;
        const bool soaks = b == course.current && course.soaks_until;
        t = soaks ? std::max(t, *course.soaks_until) : t + course.soak;
    }
    return t;
}

}  // namespace muster
