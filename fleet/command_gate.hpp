#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "fleet/mail.hpp"
#include "fleet/run_result.hpp"
#include "fleet/service_spec.hpp"

namespace muster {

/// The commands of all jobs at a service that lets so many a second be sent: at once what comes in
/// a second, or in a step where that is longer, then evenly. What is too much waits, job by job, or
/// is refused. Pure; owned by the service's actor, which alone calls `decide`.
class command_gate {
public:
    command_gate(const service_limit& limit, duration step);

    using asked = std::pair<address, command_ask_mail>;
    using answer = std::pair<address, command_room_mail>;
    /// What the jobs ask for at one barrier, each once. Where there is not enough for all, it is
    /// split in proportion to what each asks for. Those who want nothing get no answer.
    std::vector<answer> decide(sim_time now, const std::vector<asked>& jobs);
    /// Writes down what was asked for, had to wait and waits.
    void tell(service_counts& to) const;

private:
    using nanoseconds = std::int64_t;
    std::uint64_t room(nanoseconds now) const;
    std::uint64_t take(nanoseconds now, std::uint64_t wanted);
    void count(address job, std::uint64_t wanted, const command_room_mail& given);

    nanoseconds each_;       ///< between two commands
    nanoseconds ahead_;      ///< by which the next turn may lie ahead of the clock
    nanoseconds next_turn_;  ///< when the next one would go at an even pace
    bool queues_;
    std::map<address, std::uint64_t> waiting_;  ///< commands, by job
    std::uint64_t asked_ = 0, queued_ = 0, backlog_ = 0, backlog_most_ = 0;
};

}  // namespace muster
