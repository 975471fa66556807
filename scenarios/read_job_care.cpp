#include <algorithm>

#include "scenarios/defaults.hpp"
#include "scenarios/read_job_parts.hpp"
#include "scenarios/sections.hpp"

/// When a job is cancelled or paused by itself, and whom it tells again.
namespace muster::sections {

namespace {

/// What `cancel.counts` lists.
void read_kinds(reading& r, const yaml::node& found, failure_set& counted) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < failure_kinds; ++k)
        words.emplace_back(to_text(static_cast<failure_kind>(k)));
    if (!r.is_filled_list(found, "a list of outcomes", "write `counts: [failed, unreached]`"))
        return;
    counted.reset();
    for (const auto* item : r.one_or_more(found, "an outcome")) {
        if (!r.known(*item, "unknown-word", "such failure", words)) continue;
        counted.set(static_cast<std::size_t>(std::find(words.begin(), words.end(), item->text) -
                                             words.begin()));
    }
}

void read_in_flight(reading& r, const yaml::node& map, job_spec& job) {
    const auto* found = reading::get(map, "in_flight");
    std::string word;
    if (found != nullptr && r.text(*found, word) &&
        r.known(*found, "unknown-word", "such answer", {"wait", "force"}))
        job.force = word == "force";
}

void read_base(reading& r, const yaml::node& map, cancel_spec& cancel) {
    const auto* of = reading::get(map, "of");
    if (of == nullptr) {
        if (cancel.failed.is_share && map.find("of") == nullptr && !map.incomplete)
            r.error("missing-key", map.find("failed")->where,
                    "a percentage of failures needs its base",
                    "add `of: batch`, `of: job` or `of: finished`");
        return;
    }
    if (!of->is_scalar()) return r.wrong_type(*of, "`batch`, `job` or `finished`");
    if (!r.known(*of, "unknown-word", "such base", {"batch", "job", "finished"})) return;
    cancel.of = of->text == "batch" ? cancel_spec::base::batch
                : of->text == "job" ? cancel_spec::base::job
                                    : cancel_spec::base::finished;
}

void read_cancel(reading& r, const yaml::node& map, job_spec& job) {
    cancel_spec cancel;
    r.missing(map, "failed", "`cancel`");
    r.scalar(map, "failed", cancel.failed, scalars::parse_amount);
    r.scalar(map, "at_least", cancel.at_least, scalars::parse_count);
    read_base(r, map, cancel);
    const auto* overshoot = reading::get(map, "overshoot");
    std::uint64_t most = 0;
    if (overshoot != nullptr && overshoot->is_scalar() && overshoot->text == "any")
        cancel.overshoot.reset();
    else if (overshoot != nullptr && r.scalar(*overshoot, most, scalars::parse_count))
        cancel.overshoot = most;
    if (const auto* counts = reading::get(map, "counts")) read_kinds(r, *counts, cancel.counts);
    read_in_flight(r, map, job);
    job.cancel = cancel;
}

/// A count, or a mapping with `times`.
void read_retry_course(reading& r, const yaml::node& map, const char* key, retry_course& course) {
    const auto* found = reading::get(map, key);
    if (found == nullptr) return;
    std::uint64_t times = 0;
    if (found->is_scalar()) {
        if (!r.scalar(*found, times, scalars::parse_count)) return;
    } else {
        if (!r.is_map(*found, "a count, or a mapping such as `{times: 3, first: 1m}`")) return;
        r.missing(*found, "times", ticked(key));
        if (!r.scalar(*found, "times", times, scalars::parse_count)) return;
        read_back_off(r, *found, course.pauses);
    }
    if (times > scenario_limits::repeats)
        r.error(
            "out-of-range", found->where,
            "a device is told again at most " + std::to_string(scenario_limits::repeats) + " times",
            "write a smaller number");
    course.times =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(times, scenario_limits::repeats));
}

void read_retry(reading& r, const yaml::node& map, job_spec& job) {
    retry_spec retry;
    read_retry_course(r, map, "failed", retry.failed);
    read_retry_course(r, map, "timed_out", retry.timed_out);
    amount budget;
    if (const auto* found = reading::get(map, "budget"))
        if (r.scalar(*found, budget, scalars::parse_amount)) retry.budget = budget;
    if (retry.failed.times + retry.timed_out.times == 0 && !r.problems().has_errors())
        r.warn("no-effect", map.where, "nobody is told again",
               "say how often, such as `retry: {failed: 3}`");
    job.retry = retry;
}

void read_outage(reading& r, const yaml::node& map, job_spec& job) {
    outage_spec outage;
    r.missing(map, "lost", "`pause`");
    r.scalar(map, "lost", outage.lost, scalars::parse_share);
    r.scalar(map, "within", outage.within, scalars::parse_duration);
    if (const auto* within = map.find("within"); within != nullptr && outage.within <= duration{})
        r.error("out-of-range", within->where, "nobody loses a connection in no time",
                "write `within: 1m`");
    job.outage = outage;
}

}  // namespace

void read_job_care(reading& r, const yaml::node& map, job_spec& job) {
    if (const auto* cancel = r.get_map(map, "cancel")) read_cancel(r, *cancel, job);
    if (const auto* retry = r.get_map(map, "retry")) read_retry(r, *retry, job);
    if (const auto* pause = r.get_map(map, "pause")) read_outage(r, *pause, job);
    r.text(map, "on_cancel", job.on_cancel);
}

}  // namespace muster::sections
