#pragma once

#include <cstddef>
#include <cstdint>

/// Limits of what is found out about a job's devices, and of what devices are asked.
namespace muster::defaults {

/// Tags and properties that are compared between devices; further ones are left out.
inline constexpr std::size_t cause_attributes = 24;
/// Different values of one of them; one that has more tells devices apart, not groups of them.
inline constexpr std::size_t cause_values = 1'024;
/// Pairs of values of two of them: where their numbers of values multiply to more, only each alone
/// is looked at.
inline constexpr std::size_t cause_cells = 2'048;
/// Devices that did not succeed and have a thing in common, at least, for it to be named.
inline constexpr std::uint64_t cause_support = 5;
/// One in so many of those that did not succeed has to have it.
inline constexpr std::uint64_t cause_part = 10;
/// How much more frequent it has to be among them than among all, in hundredths.
inline constexpr std::uint64_t cause_lift_percent = 150;
/// The chance that a job without any cause is said to have one, at most.
inline constexpr double cause_chance = 0.01;
/// Named of each job.
inline constexpr std::size_t causes = 5;
/// Texts that the devices of a shard answer one question with, each counted once; further ones are
/// not kept.
inline constexpr std::size_t question_text_bytes = std::size_t{8} << 20;
/// Values of an answer that are told with their numbers of devices.
inline constexpr std::size_t frequent_values = 20;

}  // namespace muster::defaults
