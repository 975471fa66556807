#include "fleet/job_queue.hpp"

#include <algorithm>

namespace muster {

void job_queue::end(address job) {
    under_way_.erase(job);
    std::erase_if(waiting_, [job](const waiting& w) { return w.job == job; });
}

bool job_queue::is_under_way(std::uint32_t series) const {
    return series != 0 && std::any_of(under_way_.begin(), under_way_.end(),
                                      [series](const auto& job) { return job.second == series; });
}

bool job_queue::is_awaited(std::uint32_t series) const {
    return series != 0 && std::any_of(waiting_.begin(), waiting_.end(),
                                      [series](const auto& w) { return w.series == series; });
}

job_queue::decision job_queue::decide(const std::vector<std::pair<address, job_turn_mail>>& said) {
    decision made;
    std::set<address> over;
    for (const auto& [job, turn] : said)
        if (turn.over) over.insert(job);
    for (const auto job : over)
        end(job);
    for (const auto& [job, turn] : said) {
        if (over.contains(job)) continue;  // also one that asked, and was cancelled at once
        if (turn.skips && (is_under_way(turn.series) || is_awaited(turn.series)))
            made.left_out.push_back(job);
        else
            waiting_.insert({turn.priority, asked_++, job, turn.series});
    }
    for (auto next = waiting_.begin(); next != waiting_.end() && under_way_.size() < most_;) {
        if (is_under_way(next->series)) {
            ++next;
            continue;
        }
        under_way_.emplace(next->job, next->series);
        made.begin.push_back(next->job);
        next = waiting_.erase(next);
    }
    return made;
}

}  // namespace muster
