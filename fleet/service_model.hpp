#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "fleet/mail.hpp"
#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Lets so many connect a second: a second's worth at once, then evenly (the generic cell rate
/// algorithm). Decisions are a function of the instants asked at, so asks have to come in order.
class connect_gate {
public:
    explicit connect_gate(const service_limit& limit);

    /// What becomes of a device that asks at `at`: let in then, let in later, or refused.
    connect_answer decide(const connect_ask& ask);

private:
    using nanoseconds = std::int64_t;
    nanoseconds each_;       ///< between two that are let in
    nanoseconds ahead_;      ///< by which the next turn may lie ahead of the clock
    nanoseconds next_turn_;  ///< when the next one would be let in at an even pace
    bool queues_;
};

/// Messages at a service that takes so many a second, step by step: at once what comes in a second,
/// or in a step where that is longer, and one in any case, then evenly. Nothing comes back to the
/// devices, so it is computed from what they sent, whenever that is known.
class service_gate {
public:
    service_gate(const service_limit& limit, duration step);

    /// One step in which so many arrived ends.
    void end_step(std::uint64_t arrived);
    /// How long the last one of the backlog will wait, in seconds.
    double wait() const;
    /// Writes down what became of all messages so far.
    void tell(service_counts& to) const;
    /// The longest backlog since the last call.
    std::uint64_t take_most() { return std::exchange(most_since_, backlog_); }

private:
    service_limit::overload over_;
    double per_step_, per_second_;
    double most_;  ///< messages that can be taken at once
    double room_;  ///< messages that earlier steps have left room for
    std::uint64_t asked_ = 0, accepted_ = 0, turned_away_ = 0, queued_ = 0, backlog_ = 0,
                  backlog_most_ = 0, most_since_ = 0;
};

}  // namespace muster
