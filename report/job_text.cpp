#include "report/job_text.hpp"

#include <algorithm>

#include "report/format.hpp"

namespace muster::report {

std::string answer_time_text(double seconds) {
    if (seconds < 60) return number_text(seconds) + " s";
    return rough_text(duration(static_cast<std::int64_t>(seconds * 1e6)));
}

std::vector<std::pair<std::string, std::uint64_t>> by_count(
    const std::map<std::string, std::uint64_t>& reasons) {
    std::vector<std::pair<std::string, std::uint64_t>> out(reasons.begin(), reasons.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

std::string conflict_text(const std::pair<const std::string, std::uint64_t>& conflict) {
    return "told " + count_text(conflict.second, "device") + " while " + conflict.first +
           ", which wants another value of the same property, was not done with them";
}

std::string since_text(const plan_facts::job_plan& plan) {
    if (!plan.since) return {};
    const auto& [before, more, less] = *plan.since;
    if (more + less == 0) return ", the same as in the run before";
    return ", " + count_text(more) + " more and " + count_text(less) + " less than the " +
           count_text(before) + " of the run before";
}

std::string ending_text(const time_settings& time, sim_time now, std::optional<sim_time> end) {
    if (!end) return {};
    if (*end - now < std::chrono::seconds(1)) return "ends any moment";
    const calendar_time date = time.start + *end;
    return "ends in about " + rough_text(std::max(duration{}, *end - now)) + " (" +
           day_text(date, time.zone_offset) + " " + clock_text(date, time.zone_offset) + ")";
}

}  // namespace muster::report
