#pragma once

#include <cstdint>
#include <string>

#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// `1,234,567`
std::string count_text(std::uint64_t n);
/// `1,234,567 devices`, `1 device`
std::string count_text(std::uint64_t n, const char* singular);

/// A measured value as a person reads it: four significant digits, separators from a thousand on;
/// `-` where it is no finite number.
std::string number_text(double value);
/// Of a summary of seconds: `p50 0.04 s, p99 0.9 s, max 21.2 s`.
std::string spread_text(const summary& seconds);

/// `950`, `12.3k`, `1.21M`, `4.8G`: for axes and rates, at most five characters and a sign.
std::string compact_text(double value);

/// `3.96 %` of a whole. Rounding never makes none of something, nor all of nearly everything: `<
/// 0.01 %`,
/// `> 99.99 %`. `-` where the whole is 0.
std::string percent_text(std::uint64_t part, std::uint64_t whole);
/// A share with all its digits: `0.3 %`.
std::string share_text(share part);

/// Traffic: `2.71 GB`, powers of 1000.
std::string bytes_text(std::uint64_t bytes);
/// Memory: `1.21 GiB`, powers of 1024.
std::string memory_text(std::uint64_t bytes);

/// A span of virtual time as a clock: `1d 02:03:04`, `00:00:01.250`.
std::string span_text(duration span);
/// A span in words of the scenario language: `1h30m`, `40m`, `250ms`, `0s`.
std::string words_text(duration span);
/// The same for a reader who measures nothing with it: whole seconds from a second on.
std::string rough_text(duration span);
/// Wall time: `0.4 s`, `12.3 s`, `4m 05s`, `2h 10m`.
std::string wall_text(double seconds);
/// Whether a span shows in `wall_text` as more than nothing.
constexpr bool shows(double seconds) {
    return seconds >= 0.05;
}

/// `2026-01-20 14:00:00`, in the zone whose offset is given; no fractions.
std::string date_text(calendar_time at, duration zone_offset);
/// `14:00:00`
std::string clock_text(calendar_time at, duration zone_offset);
/// `20 Jan`
std::string day_text(calendar_time at, duration zone_offset);
/// `+01:00`, `UTC`
std::string zone_text(duration zone_offset);

/// An instant of a run, with the clock of the scenario's zone: `02:00:00 (20 Jan 14:00:00)`.
std::string moment_text(const time_settings& time, sim_time at);

/// A value of the scenario language: `40m`, `20s..60s`, `p50 4m, p99 25m`. `spans`: microseconds
/// are written as words.
std::string distribution_text(const distribution& d, bool spans);

}  // namespace muster::report
