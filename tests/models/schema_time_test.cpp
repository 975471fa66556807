#include <boost/test/unit_test.hpp>

#include "models/schema_time.hpp"

using namespace muster;
using namespace muster::models;
using namespace std::chrono_literals;

namespace {

// 2026-01-20T11:00:00Z.
const calendar_time at = std::chrono::sys_days(std::chrono::year(2026) / 1 / 20) + 11h;

bool reads(primitive type, const char* text) {
    return read_instant(type, text, at).has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_time_test)

BOOST_AUTO_TEST_CASE(writes_instants_as_dates_times_and_both) {
    BOOST_TEST(instant_text(primitive::date_time, at) == "2026-01-20T11:00:00Z");
    BOOST_TEST(instant_text(primitive::date, at) == "2026-01-20");
    BOOST_TEST(instant_text(primitive::time, at + 65s) == "11:01:05Z");
    const auto age = std::chrono::years(9000);
    BOOST_TEST(instant_text(primitive::date_time, at + age) == "9999-12-31T23:59:59Z");
    BOOST_TEST(instant_text(primitive::date_time, at - age) == "0000-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(reads_offsets_and_fractions) {
    const auto read = [](primitive type, const char* text) {
        return read_instant(type, text, at).value();
    };
    BOOST_TEST((read(primitive::date_time, "2026-01-20T12:00:00+01:00") == at));
    BOOST_TEST((read(primitive::date_time, "2026-01-20t05:30:00.25-05:30") == at + 250ms));
    BOOST_TEST((read(primitive::date_time, "2026-01-20T11:00:00.1234567Z") == at + 123456us));
    BOOST_TEST((read(primitive::date, "2026-01-20") == at - 11h));
    BOOST_TEST((read(primitive::time, "10:00:00Z") == at - 1h));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_instant) {
    for (const auto* text :
         {"", "yesterday", "2026-01-20", "2026-02-30T00:00:00Z", "2026-01-20T24:00:00Z",
          "2026-01-20T11:00:00", "2026-01-20T11:00:00.Z", "2026-01-20T11:00:00Z!",
          "2026-1-20T11:00:00Z", "-026-01-20T11:00:00Z", "2026-01-20 11:00:00Z"})
        BOOST_TEST(!reads(primitive::date_time, text), text);
    BOOST_TEST(!reads(primitive::date, "2026-01-20T11:00:00Z"));
    BOOST_TEST(!reads(primitive::time, "11:00"));
}

BOOST_AUTO_TEST_CASE(writes_and_reads_spans) {
    const std::pair<std::chrono::seconds, const char*> spans[] = {
        {0s, "PT0S"}, {90s, "PT1M30S"}, {36h, "P1DT12H"}, {48h, "P2D"}, {3723s, "PT1H2M3S"}};
    for (const auto& [span, text] : spans) {
        BOOST_TEST(span_text(span) == text);
        BOOST_TEST((read_span(text) == span), text);
    }
    BOOST_TEST((read_span("P1W") == std::chrono::seconds(7 * 24h)));
    for (const auto* text : {"", "P", "PT", "1H", "P1H", "PT1D", "P1Y", "PT1.5S", "PT-1S", "PT9"})
        BOOST_TEST(!read_span(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
