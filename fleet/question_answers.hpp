#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// How a device stands to a question.
enum class answer_state : std::uint8_t {
    waiting,  ///< for its answer
    answered,
    no_value,  ///< it answered, and has none; of a command: it failed or was refused
    absent,    ///< was not connected when asked
    left,      ///< was connected, and no longer before it had answered
    timed_out,
};

/// No text.
inline constexpr std::uint32_t no_text = 0xffffffffU;

/// What devices of one fleet answered, a column for each thing; in the order of slots. One of
/// `numbers` and `texts` has as many entries as there are devices, the other has none.
struct fleet_answers {
    std::uint32_t fleet = 0;
    std::vector<std::uint32_t> ordinals;
    std::vector<answer_state> states;
    std::vector<duration> took;          ///< from asking to the answer, the leaving or the deadline
    std::vector<double> numbers;         ///< of who answered; a truth is 0 or 1
    std::vector<std::uint32_t> texts{};  ///< places in `shard_answers::texts`, or `no_text`: the
                                         ///< value of who answered, the reason of who has none

    std::size_t size() const { return ordinals.size(); }
};

/// What the devices of a shard answered. Bytes a device: 17 of texts, 21 of numbers.
struct shard_answers {
    std::vector<fleet_answers> fleets;
    std::vector<std::string> texts;  ///< each once

    bool empty() const { return fleets.empty(); }
};

}  // namespace muster
