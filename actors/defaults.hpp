#pragma once

#include <cstddef>
#include <cstdint>

/// Limits of the facade, and of what hosts tell.
namespace muster::defaults {

inline constexpr std::size_t idempotency_keys = 10'000;  ///< acts whose answer is remembered
inline constexpr std::size_t events_kept = 100'000;      ///< for subscribers who come late
/// Commands outside of jobs that a device may have at once, waiting ones included.
inline constexpr std::size_t commands_under_way = 10;
/// Of what a device answers a command with; a longer answer is not kept. Shards keep the last 1,000
/// commands each.
inline constexpr std::size_t command_answer_bytes = 8'192;
inline constexpr std::size_t page = 100;  ///< devices of a list, where not said
inline constexpr std::size_t largest_page = 10'000;
/// Questions from outside of which each device's answer is kept for further pages.
inline constexpr std::size_t questions_kept = 16;
inline constexpr std::size_t answers_at_once = 8'192;  ///< of an act's, to whoever writes them down
/// Moves, events or changes in one item of news: a few MiB at most, where a message of the wire
/// holds 64.
inline constexpr std::size_t news_of_a_kind = 8'192;
/// Shards whose targets of a job are at hand at once.
inline constexpr std::uint32_t shards_of_targets = 16;
inline constexpr std::size_t changes_in_news = 1'024;  ///< each speaks of many devices

}  // namespace muster::defaults
