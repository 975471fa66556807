#include "fleet/failure_budget.hpp"

#include <algorithm>

namespace muster {

failure_budget::failure_budget(const cancel_spec& spec, std::uint64_t base)
    : limited_(true),
      limit_(spec.failed.is_share ? std::max(spec.failed.part.of(base), spec.at_least)
                                  : spec.failed.count),
      overshoot_(spec.overshoot) {}

failure_set ends_by_permit(const job_spec& job) {
    return job.cancel && job.cancel->overshoot ? job.cancel->counts : failure_set();
}

std::optional<std::uint64_t> failure_budget::window(std::uint64_t failures) const {
    if (!limited_ || !overshoot_) return std::nullopt;
    return failures > limit_ ? 0 : limit_ - failures + 1 + *overshoot_;
}

}  // namespace muster
