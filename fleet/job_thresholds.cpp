#include "fleet/job_machine.hpp"

/// How many failures are too many, and how many successes are enough.
namespace muster {

bool job_machine::may_go_on() const {
    const auto& c = batches_[batch_].counts;
    const bool nobody_told = c.finished() == 0 && c.unreached > 0;
    if (nobody_told && spec_.next_batch.succeeded.ppb > 0) return false;
    return c.succeeded >= spec_.next_batch.succeeded.at_least_of(c.finished());
}

/// Failures of a batch, or of the whole job, as the threshold says.
std::uint64_t job_machine::failures_counted(std::size_t batch) const {
    return failures_counted(batch, spec_.cancel ? spec_.cancel->counts : failure_set());
}

std::uint64_t job_machine::failures_counted(std::size_t batch, failure_set kinds) const {
    if (by_batch()) return batches_[batch].failures(kinds);
    std::uint64_t all = 0;
    for (const auto& b : batches_)
        all += b.failures(kinds);
    return all;
}

failure_budget job_machine::budget(std::size_t batch) const {
    if (!spec_.cancel) return {};
    switch (spec_.cancel->of) {
        case cancel_spec::base::batch:
            return {*spec_.cancel, batches_[batch].size};
        case cancel_spec::base::job:
            return {*spec_.cancel, counts_.total};
        case cancel_spec::base::finished:
            return {*spec_.cancel, counts_.finished()};
    }
    return {};
}

/// The first batch whose failures exceed the limit, which may be one that has not begun, as its
/// devices may be given up before; where the limit is the job's, the current one.
std::optional<std::size_t> job_machine::exceeded() const {
    const auto end = by_batch() ? batches_.size() : batch_ + std::size_t{1};
    for (std::size_t b = by_batch() ? 0 : batch_; b < end; ++b)
        if (budget(b).exceeded(failures_counted(b))) return b;
    return std::nullopt;
}

/// `25 failed or timed out, more than the limit of 24, in batch 10%`.
std::string job_machine::cancel_reason(std::size_t batch) const {
    std::string how;
    for (std::size_t k = 0; k < failure_kinds; ++k) {
        auto kind = failure_set().set(k);
        if (failures_counted(batch, kind & spec_.cancel->counts) == 0) continue;
        how += (how.empty() ? " " : " or ") + std::string(told_of(static_cast<failure_kind>(k)));
    }
    return std::to_string(failures_counted(batch)) + how + ", more than the limit of " +
           std::to_string(budget(batch).limit()) + ", in batch " + batches_[batch].name;
}

}  // namespace muster
