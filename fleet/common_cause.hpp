#pragma once

#include <vector>

#include "fleet/cause_counts.hpp"
#include "fleet/job_cause.hpp"

namespace muster {

/// The natural logarithm of a bound on the probability that, of `n` devices drawn from `all` of
/// which `with` have a thing, `k` or more have it; 0 where `k` is no more than is to be expected.
/// Hoeffding, "Probability inequalities for sums of bounded random variables", JASA 58 (1963),
/// theorem 1 with section 6 (drawing without replacement), taken in both directions: the smaller of
/// exp(-n D(k/n, with/all)) and exp(-with D(k/with, n/all)), D the relative entropy. Never below
/// the probability itself.
double log_chance(std::uint64_t k, std::uint64_t n, std::uint64_t with, std::uint64_t all);

/// What the devices that did not succeed have in common more often than chance explains, the
/// strongest first: by how much more frequent it is among them than among all (exactly), then by
/// how many have it, then by name and value. `docs/job-results.md` says what is named.
std::vector<job_cause> find_causes(const cause_counts& counted);

}  // namespace muster
