#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/distribution.hpp"
#include "fleet/scenario.hpp"
#include "fleet/share.hpp"
#include "fleet/time.hpp"

/// The scalars of the scenario language: text in, typed value out, whatever YAML would guess.
namespace muster::scalars {

/// Why a text is no such value. `code` is stable; `expected` ends the sentence "found x, expected";
/// `remedy` is what to write instead.
struct refusal {
    std::string code;
    std::string expected;
    std::string remedy;
};

template <class T>
struct parsed {
    std::optional<T> value;
    refusal why;

    parsed(T good) : value(std::move(good)) {}
    parsed(refusal bad) : why(std::move(bad)) {}
    explicit operator bool() const { return value.has_value(); }
};

/// `250ms 90s 15m 24h 7d 1h30m`; a bare number is refused. At most 100 years.
parsed<duration> parse_duration(std::string_view text);
/// Whole numbers with `k` or `M`: `300k`, `2.5k`.
parsed<std::uint64_t> parse_count(std::string_view text);
/// A count from 1 to the most devices that a scenario may have.
parsed<std::uint64_t> parse_devices(std::string_view text);
/// A whole number without a suffix, all 64 bits of it: a seed.
parsed<std::uint64_t> parse_whole(std::string_view text);
/// A percentage, exact to a billionth; more than 100 % is allowed.
parsed<share> parse_percentage(std::string_view text);
/// A percentage from 0 % to 100 %.
parsed<share> parse_share(std::string_view text);
/// `1%` or `300`.
parsed<amount> parse_amount(std::string_view text);
/// A plain number in the signal's unit.
parsed<double> parse_number(std::string_view text);
/// `true` or `false`.
parsed<bool> parse_boolean(std::string_view text);

/// `500/s`, `20/m`, `3/h`, `1/d`; may be negative and have decimals.
struct rate {
    double amount = 0;
    duration per{};
};
parsed<rate> parse_rate(std::string_view text);
/// A rate or `low..high` of rates, as amounts per hour: `0.1/d`, `-0.2/d..0.2/d`.
parsed<distribution> parse_rates_per_hour(std::string_view text);
/// How long one takes at a rate: `4/h` is 15 minutes. Above zero.
parsed<duration> parse_span_of_rate(std::string_view text);
/// A percentage from -100 % to 100 %.
parsed<share> parse_signed_share(std::string_view text);

/// How many a second, above zero.
parsed<double> parse_per_second(std::string_view text);

/// An RFC 3339 instant with its zone; seconds may be left out.
struct instant {
    calendar_time at{};
    duration zone_offset{};
};
parsed<instant> parse_instant(std::string_view text);

/// A time of day: `14:00`, `6:30:15`.
parsed<duration> parse_clock(std::string_view text);

/// What `at` takes: an offset from the start, a clock time in the zone of the start (the next one),
/// or an instant. Refused where it lies before the start.
parsed<sim_time> parse_time(std::string_view text, const time_settings& time);

/// A constant or `low..high` of numbers.
parsed<distribution> parse_numbers(std::string_view text);
/// A percentage from 0 % to 100 % or `low..high` of these, as fractions.
parsed<distribution> parse_shares(std::string_view text);
/// A constant or `low..high` of durations, as microseconds.
parsed<distribution> parse_durations(std::string_view text);

/// The same of offsets, which may be negative: `-90d..-1d`.
parsed<distribution> parse_offsets(std::string_view text);

/// `max`, `realtime` or `60x`.
parsed<pace> parse_pace(std::string_view text);

/// The path of a reference, such as `params.x`: `root` is `params`, `request` or `env`.
struct reference {
    std::string root;
    std::string name;
};
std::optional<reference> parse_reference(std::string_view text);

/// Whether a text is a name: `[a-z][a-z0-9_]*`.
bool is_name(std::string_view text);
/// Whether a text is a name of DTDL, whose words may have capitals.
bool is_model_name(std::string_view text);
/// `on`, `off`, `yes`, `no`, `null`, `~`, in any case: never a word of the language.
bool is_forbidden_word(std::string_view text);

}  // namespace muster::scalars
