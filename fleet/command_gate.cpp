#include "fleet/command_gate.hpp"

#include <algorithm>

#include "fleet/share.hpp"

namespace muster {

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// When the next one goes. Its turn stays where it is less than one overdue: jobs ask at the ends
/// of steps, and what lies between two turns would be lost at each of them.
std::int64_t turn_at(std::int64_t now, std::int64_t next, std::int64_t each) {
    return now - next < each ? next : now;
}

}  // namespace

command_gate::command_gate(const service_limit& limit, duration step)
    : each_(std::max<nanoseconds>(
          1, static_cast<nanoseconds>(static_cast<double>(second) / limit.per_second))),
      ahead_(std::max<nanoseconds>(0, std::max(second, step.count() * 1000) - each_)),
      next_turn_(-ahead_ - each_),
      queues_(limit.over == service_limit::overload::queue) {}

std::uint64_t command_gate::room(nanoseconds now) const {
    const auto turn = turn_at(now, next_turn_, each_);
    return turn - ahead_ > now ? 0 : static_cast<std::uint64_t>((now + ahead_ - turn) / each_) + 1;
}

std::uint64_t command_gate::take(nanoseconds now, std::uint64_t wanted) {
    const auto taken = std::min(room(now), wanted);
    next_turn_ = turn_at(now, next_turn_, each_) + static_cast<nanoseconds>(taken) * each_;
    return taken;
}

std::vector<command_gate::answer> command_gate::decide(sim_time now,
                                                       const std::vector<asked>& jobs) {
    std::uint64_t all = 0;
    std::vector<std::uint64_t> wanted;
    for (const auto& [job, ask] : jobs) {
        wanted.push_back(ask.wanted);
        all += ask.wanted;
    }
    const auto at = now.count() * 1000;
    const auto parts = split_by_largest_remainder(take(at, all), wanted);
    const sim_time again((std::max(next_turn_ - ahead_, at) + 999) / 1000);
    std::vector<answer> answers;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const command_room_mail given{parts[i], queues_ ? 0 : wanted[i] - parts[i], again};
        count(jobs[i].first, wanted[i], given);
        if (wanted[i] > 0) answers.emplace_back(jobs[i].first, given);
    }
    return answers;
}

/// Who waited asks again for what he waits for, which counts once.
void command_gate::count(address job, std::uint64_t wanted, const command_room_mail& given) {
    auto& waiting = waiting_[job];
    const auto before = std::min(waiting, wanted);
    backlog_ -= waiting;
    asked_ += wanted - before;
    waiting = wanted - given.accepted - given.refused;
    queued_ += waiting - std::min(waiting, before);
    backlog_ += waiting;
    backlog_most_ = std::max(backlog_most_, backlog_);
}

void command_gate::tell(service_counts& to) const {
    to.commands_asked = asked_;
    to.commands_queued = queued_;
    to.commands_backlog = backlog_;
    to.commands_backlog_most = backlog_most_;
}

}  // namespace muster
