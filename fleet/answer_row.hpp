#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fleet/question_answers.hpp"
#include "fleet/question_order.hpp"
#include "fleet/question_result.hpp"

namespace muster {

/// What one device answered to a question.
struct answer_row {
    std::string device, fleet;  ///< its id; the fleet that it is of
    answer_state state = answer_state::timed_out;
    std::uint16_t code = 0;  ///< of a command that was answered, as in HTTP; 0: none
    plain_value value;       ///< of a command JSON; a span in seconds; nothing where there is none
    std::string reason;      ///< why there is no value; empty where there is one
    duration took{};         ///< from asking to the answer, the leaving or the deadline
};

/// `answered`, `no_value`, `gone`, `timed_out`: the four ways in which a question ends for a
/// device.
const char* to_text(answer_state state);

/// The answers to a question, by shard.
using answers_by_shard = std::map<std::uint32_t, shard_answers>;

/// How many devices a shard asked.
std::size_t size_of(const shard_answers& answers);
/// Of the devices of a shard, at most `most` from the one at `first` on.
std::vector<answer_row> rows_of(const world& w, const question_order& order,
                                const shard_answers& answers, std::size_t first, std::size_t most);

/// All answers in one. A pure function of what each shard's devices said.
question_result summarize(const question_order& order, const answers_by_shard& answers);

}  // namespace muster
