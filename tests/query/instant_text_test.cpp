#include <boost/test/unit_test.hpp>

#include "fleet/query/instant_text.hpp"

using namespace muster::query;

BOOST_AUTO_TEST_SUITE(instant_text_test)

BOOST_AUTO_TEST_CASE(reads_times_with_and_without_their_small_parts) {
    constexpr double day = 1'782'000'000e6;  // 2026-06-21
    for (const auto& [text, expected] :
         {std::pair("2026-06-21T00:00:00Z", day), std::pair("2026-06-21", day),
          std::pair("2026-06-21T00:00", day), std::pair("2026-06-21 00:01:02.25z", day + 62.25e6),
          std::pair("2026-06-21T02:00:00.000001+02:00", day + 1),
          std::pair("2026-06-20T19:30:00-04:30", day), std::pair("1970-01-01T00:00:00Z", 0.0),
          std::pair("1969-12-31T23:59:59Z", -1e6)}) {
        const auto read = read_instant(text);
        BOOST_REQUIRE_MESSAGE(read, text);
        BOOST_TEST(*read == expected, text);
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_time) {
    for (const auto* text :
         {"", "noon", "2026", "2026-13-01", "2026-02-29", "2026-06-21T", "2026-06-21T24:00",
          "2026-06-21T00:60", "2026-06-21T00:00:61", "2026-06-21T00:00:00+2",
          "2026-06-21T00:00:00Zx", "26-06-21", "2026-6-21"})
        BOOST_TEST(!read_instant(text), text);
}

BOOST_AUTO_TEST_CASE(writes_what_it_reads) {
    for (const auto* text :
         {"2026-06-21T00:15:07.25Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z",
          "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
        BOOST_TEST(instant_text(*read_instant(text)) == text);
    BOOST_TEST(instant_text(1e300) == "beyond the calendar");
}

BOOST_AUTO_TEST_SUITE_END()
