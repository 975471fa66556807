#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/summary.hpp"
#include "fleet/time.hpp"

namespace muster {

/// A value and how many devices answered with it.
struct answered_value {
    std::string value;
    std::uint64_t devices = 0;

    bool operator==(const answered_value&) const = default;
};

/// What became of a question to devices, once it is over. Every device that was asked is counted in
/// exactly one of the four ways.
struct question_result {
    std::string asked_for;  ///< `temperature`, or `command diagnose`
    duration within{};
    std::uint64_t asked = 0;
    std::uint64_t answered = 0;      ///< with a value; of a command: it succeeded
    std::uint64_t no_value = 0;      ///< answered that it has none; of a command: failed or refused
    std::uint64_t gone = 0;          ///< not connected when asked, or no longer before it answered
    std::uint64_t timed_out = 0;     ///< connected, and silent up to the deadline
    duration took{};                 ///< from asking until nobody was waited for any more
    std::optional<summary> numbers;  ///< of the answers, where they are numbers; spans: seconds
    std::vector<answered_value> values;  ///< of texts and truths, the most frequent first
    std::uint64_t other_values = 0;      ///< devices that answered with a value not listed there
    std::map<std::uint16_t, std::uint64_t> codes;  ///< of a command: answers, as in HTTP
    std::map<std::string, std::uint64_t> reasons;  ///< why devices gave no value, or no answer
    summary latency;  ///< seconds from asking to the answer, of those that answered
};

}  // namespace muster
