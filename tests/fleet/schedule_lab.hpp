#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "fleet/schedule.hpp"
#include "scenarios/format.hpp"
#include "scenarios/scalars.hpp"

namespace muster::testing {

inline calendar_time instant(const std::string& text) {
    return scalars::parse_instant(text).value.value().at;
}

inline cron_expression cron(const std::string& text) {
    auto parsed = parse_cron(text);
    BOOST_REQUIRE_MESSAGE(parsed.value.has_value(), text << ": " << parsed.why.text);
    return *parsed.value;
}

inline schedule daily(const std::string& clock, const std::string& zone, const std::string& begin) {
    schedule s;
    s.at = *scalars::parse_clock(clock).value;
    s.zone = zone;
    s.begin = instant(begin);
    return s;
}

inline schedule by_cron(const std::string& text, const std::string& zone,
                        const std::string& begin) {
    schedule s;
    s.every = schedule::form::cron;
    s.cron = cron(text);
    s.zone = zone;
    s.begin = instant(begin);
    return s;
}

/// The occurrences up to `end`, not more than `most`: `2026-03-29T01:00Z 2026-03-30T00:30Z`.
inline std::string runs_of(const schedule& s, const std::string& end, int most = 20) {
    std::string all;
    schedule_walk walk(s, instant(end));
    for (auto found = walk.next(); found && most > 0; found = walk.next(), --most)
        all += (all.empty() ? "" : " ") + format_instant(found->at, {});
    return all;
}

}  // namespace muster::testing
