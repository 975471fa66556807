#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fleet/agenda.hpp"
#include "fleet/mail.hpp"
#include "fleet/question_board.hpp"

namespace muster {

class shard;

/// The QUESTIONS that a shard's devices are asked. A device answers with what it has in the step in
/// which it is asked, or begins then with what it is told; the answer takes its latency. One
/// question is one mail to the shard and one back, and nobody has a timer: what is open lies in
/// columns. A part of its shard; works within the shard's turns and touches the device's own slot
/// only. A question is no durable state: whoever asks after a break asks again.
class shard_questions {
public:
    explicit shard_questions(shard& owner) : s_(owner) {}

    void deliver(const question_mail& m, sim_time at);
    /// When anything of any question is next due; `never` where none is open.
    sim_time next() const;
    /// Adds the turns of devices that are through with their command before `end`.
    void gather(sim_time end, std::vector<turn>& to);
    /// A device is through with its command, or late.
    void finish(const turn& t);
    /// The device is not connected any more: who asked it waits no longer.
    void leave(slot place, sim_time at);
    /// Tells what all devices answered, of questions that wait for nobody after this step.
    void end_step();
    /// The device carries out a command that it was asked for.
    bool busy(slot place) const;

private:
    void ask(open_question& question, slot place, sim_time at);
    void ask_value(open_question& question, slot place, sim_time at);
    void tell(open_question& question, slot place, sim_time at);
    duration latency_of(const open_question& question, slot place) const;
    void give_up(slot place, sim_time at, const std::string& reason, bool late);
    void conclude(open_question& question, const turn& t);

    shard& s_;
    question_board open_;
};

}  // namespace muster
