#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fleet/run_result.hpp"

namespace muster::report {

/// `held`, `breached`, `no data`, `pending`
std::string_view outcome_name(expectation_result::verdict outcome);

/// How the expectations of a run came out.
struct tally {
    std::uint64_t held = 0, breached = 0, no_data = 0, pending = 0;

    std::uint64_t total() const { return held + breached + no_data + pending; }
    std::uint64_t not_met() const { return breached + no_data; }
};

tally tally_of(const std::vector<expectation_result>& expectations);

/// True where the expectation counts against the run. One that is still pending does so only if the
/// run came to its end: an interrupted or aborted run could not decide it.
bool fails(const run_result& result, const expectation_result& expectation);

/// True where no expectation fails: with exit code 0 against 99.
bool expectations_met(const run_result& result);

/// `all 5 expectations held`, `2 of 5 expectations not met`, with what cut the run short. `failure`
/// is why the run itself failed, empty where it did not.
std::string verdict_text(const run_result& result, std::string_view failure);

/// What the scenario says of an expectation, by its path; null where the scenario has none of it.
const expectation_spec* spec_of(const scenario& about, const expectation_result& expectation);

/// True where an expectation is looked at once, at the end: before that it can't have failed.
bool waits_for_the_end(const scenario& about, const expectation_result& expectation);

/// The reason of the state of each job that the expectation speaks of, such as `fw: 412 failed,
/// more than …`: jobs that it names, jobs that install a firmware which starts a fault that it
/// names, and all jobs where it is about commands.
std::string job_reasons(const scenario& about, const run_result& result,
                        const expectation_result& expectation);

}  // namespace muster::report
