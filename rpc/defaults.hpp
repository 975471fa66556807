#pragma once

#include <cstddef>
#include <cstdint>

/// Limits of the wire.
namespace muster::wire_limits {

/// A message that is longer is neither sent nor read; also the memory that a peer may demand. Cap'n
/// Proto's own default, written down because both sides have to agree on it. In words of 8 bytes.
inline constexpr std::uint64_t message_words = 8ULL << 20;
/// A level of a command's request (`request_levels_max`) takes three.
inline constexpr int nesting = 64;
/// Answers and mail are cut into parts of about this many bytes: large enough that a part's two
/// system calls do not count, small enough to keep few of them in memory.
inline constexpr std::size_t part_bytes = 1U << 20;
/// Questions that one node may owe an answer; more are answered with nothing. What the conductor
/// calls for is not refused: it waits for all of a barrier's calls before it makes the next.
inline constexpr std::size_t questions_open = 16'384;
/// Answers of a node of which a part has not been asked for yet.
inline constexpr std::size_t answers_open = 2 * questions_open;
/// Seconds in which a node has to say hello, which it does once it has read its scenario.
inline constexpr int hello_seconds = 120;

}  // namespace muster::wire_limits
