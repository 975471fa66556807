#include "fleet/job_queue.hpp"

namespace muster {

std::vector<address> job_queue::decide(const std::vector<std::pair<address, job_turn_mail>>& said) {
    for (const auto& [job, turn] : said) {
        if (!turn.over) {
            waiting_.insert({turn.priority, asked_++, job});
            continue;
        }
        under_way_.erase(job);
        std::erase_if(waiting_, [who = job](const waiting& w) { return w.job == who; });
    }
    std::vector<address> begin;
    while (under_way_.size() < most_ && !waiting_.empty()) {
        const auto next = waiting_.begin()->job;
        waiting_.erase(waiting_.begin());
        under_way_.insert(next);
        begin.push_back(next);
    }
    return begin;
}

}  // namespace muster
