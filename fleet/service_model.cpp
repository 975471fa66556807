#include "fleet/service_model.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::int64_t second = 1'000'000'000;
/// Ten times a tenth of a message is a whole one, though the sum falls short by a rounding.
constexpr double roundings = 1e-6;

}  // namespace

connect_gate::connect_gate(const service_limit& limit)
    : each_(std::max<nanoseconds>(
          1, static_cast<nanoseconds>(static_cast<double>(second) / limit.per_second))),
      ahead_(std::max<nanoseconds>(0, second - each_)),
      next_turn_(-second),
      queues_(limit.over == service_limit::overload::queue) {}

connect_answer connect_gate::decide(const connect_ask& ask) {
    const nanoseconds now = ask.at.count() * 1000;
    const auto turn = std::max(next_turn_, now);
    const auto early = turn - ahead_ - now;  // by which it comes before its turn
    if (early > 0 && !queues_) return {ask.device, ask.attempt, false, ask.at};
    next_turn_ = turn + each_;
    const auto wait = early > 0 ? (early + 999) / 1000 : 0;
    return {ask.device, ask.attempt, true, ask.at + duration(wait)};
}

service_gate::service_gate(const service_limit& limit, duration step)
    : over_(limit.over),
      per_step_(limit.per_second * static_cast<double>(step.count()) / 1e6),
      per_second_(limit.per_second),
      most_(std::max({1.0, per_second_, per_step_})),
      room_(most_) {}

void service_gate::end_step(std::uint64_t arrived) {
    asked_ += arrived;
    const auto waiting = backlog_ + arrived;
    // Where no whole message is left over, its part goes on, so that a backlog is taken at the
    // pace of the limit.
    room_ = room_ < 1 ? room_ + per_step_ : std::min(most_, room_ + per_step_);
    const auto taken = std::min(waiting, static_cast<std::uint64_t>(room_ + roundings));
    room_ -= static_cast<double>(taken);
    accepted_ += taken;
    const auto left = waiting - taken;
    if (over_ != service_limit::overload::queue) {
        turned_away_ += left;
        return;
    }
    queued_ += std::min(left, arrived);
    backlog_ = left;
    backlog_most_ = std::max(backlog_most_, backlog_);
    most_since_ = std::max(most_since_, backlog_);
}

double service_gate::wait() const {
    return static_cast<double>(backlog_) / per_second_;
}

void service_gate::tell(service_counts& to) const {
    to.messages_asked = asked_;
    to.messages_accepted = accepted_;
    (over_ == service_limit::overload::drop ? to.messages_dropped : to.messages_refused) =
        turned_away_;
    to.messages_queued = queued_;
    to.backlog = backlog_;
    to.backlog_most = backlog_most_;
    to.wait_most = static_cast<double>(backlog_most_) / per_second_;
}

}  // namespace muster
