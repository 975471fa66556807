#include <boost/test/unit_test.hpp>

#include <limits>

#include "report/format.hpp"
#include "report/style.hpp"
#include "report/text.hpp"

using namespace muster;
using namespace muster::report;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(format_test)

BOOST_AUTO_TEST_CASE(separates_thousands) {
    BOOST_TEST(count_text(0) == "0");
    BOOST_TEST(count_text(999) == "999");
    BOOST_TEST(count_text(1'000) == "1,000");
    BOOST_TEST(count_text(std::numeric_limits<std::uint64_t>::max()) ==
               "18,446,744,073,709,551,615");
    BOOST_TEST(count_text(1, "device") == "1 device");
    BOOST_TEST(count_text(2, "device") == "2 devices");
}

BOOST_AUTO_TEST_CASE(writes_values_with_four_significant_digits) {
    BOOST_TEST(number_text(0) == "0");
    BOOST_TEST(number_text(21.5349) == "21.53");
    BOOST_TEST(number_text(-0.00123456) == "-0.001235");
    BOOST_TEST(number_text(1640.25) == "1,640");
    BOOST_TEST(number_text(-1234567) == "-1,234,567");
    BOOST_TEST(number_text(999.96) == "1,000");
    BOOST_TEST(number_text(std::numeric_limits<double>::quiet_NaN()) == "-");
}

BOOST_AUTO_TEST_CASE(shortens_values_for_axes) {
    BOOST_TEST(compact_text(0) == "0");
    BOOST_TEST(compact_text(0.05) == "0.05");
    BOOST_TEST(compact_text(950) == "950");
    BOOST_TEST(compact_text(12'345) == "12.3k");
    BOOST_TEST(compact_text(999'999) == "1M");
    BOOST_TEST(compact_text(4.8e9) == "4.8G");
}

BOOST_AUTO_TEST_CASE(never_rounds_some_to_none_or_nearly_all_to_all) {
    BOOST_TEST(percent_text(0, 10) == "0 %");
    BOOST_TEST(percent_text(10, 10) == "100 %");
    BOOST_TEST(percent_text(1, 1'000'000) == "< 0.01 %");
    BOOST_TEST(percent_text(999'999, 1'000'000) == "> 99.99 %");
    BOOST_TEST(percent_text(412, 300'000) == "0.14 %");
    BOOST_TEST(percent_text(1, 0) == "-");
    BOOST_TEST(share_text(share{3'000'000}) == "0.3 %");
}

BOOST_AUTO_TEST_CASE(writes_sizes_in_their_units) {
    BOOST_TEST(bytes_text(999) == "999 B");
    BOOST_TEST(bytes_text(2'710'000'000) == "2.71 GB");
    BOOST_TEST(memory_text(176'000'000) == "168 MiB");
    BOOST_TEST(memory_text(24ull << 30) == "24 GiB");
}

BOOST_AUTO_TEST_CASE(writes_virtual_time_as_a_clock) {
    BOOST_TEST(span_text(0s) == "00:00:00");
    BOOST_TEST(span_text(26h + 3min + 4s) == "1d 02:03:04");
    BOOST_TEST(span_text(1s + 50ms) == "00:00:01.050");
    BOOST_TEST(words_text(90min) == "1h30m");
    BOOST_TEST(words_text(250ms) == "250ms");
    BOOST_TEST(words_text(0s) == "0s");
}

BOOST_AUTO_TEST_CASE(writes_wall_time_with_the_digits_that_matter) {
    BOOST_TEST(wall_text(0.42) == "0.4 s");
    BOOST_TEST(wall_text(245) == "4m 05s");
    BOOST_TEST(wall_text(7'830) == "2h 10m");
    BOOST_TEST(wall_text(std::numeric_limits<double>::infinity()) == "-");
}

BOOST_AUTO_TEST_CASE(writes_instants_in_the_zone_of_the_scenario) {
    time_settings time;
    time.start = std::chrono::sys_days{std::chrono::December / 31 / 2025} + 22h;
    time.zone_offset = 1h;
    BOOST_TEST(moment_text(time, 90min) == "01:30:00 (1 Jan 00:30:00)");
    BOOST_TEST(date_text(time.start, -(9h + 30min)) == "2025-12-31 12:30:00");
    BOOST_TEST(zone_text(-(9h + 30min)) == "-09:30");
    BOOST_TEST(zone_text(0s) == "UTC");
}

BOOST_AUTO_TEST_CASE(measures_and_clips_texts_in_columns) {
    BOOST_TEST(display_width("é漢\xCC\x81") == 3u);
    BOOST_TEST(clip("überlang", 5, true) == "über…");
    BOOST_TEST(clip("漢漢漢", 4, true) == "漢…");
    BOOST_TEST(clip("long", 3, false) == "lo~");
    BOOST_TEST(clip("long", 0, true) == "");
}

BOOST_AUTO_TEST_CASE(wraps_at_spaces_only) {
    const std::vector<std::string> expected{"one two", "a-very-long-word", "x"};
    BOOST_TEST(wrap("one two a-very-long-word x", 8) == expected, boost::test_tools::per_element());
    BOOST_TEST(wrap("", 8).size() == 1u);
}

BOOST_AUTO_TEST_CASE(gives_the_few_that_are_bad_a_cell_of_the_bar) {
    const style look{false, 80, false};
    const auto bar = [&](double good, double bad) {
        return stacked_bar(look, 10, {{ink::good, good}, {ink::bad, bad}}, 1000).render(look, 0);
    };
    BOOST_TEST(bar(500, 0) == "#####.....");
    BOOST_TEST(bar(500, 1) == "#####x....");
    BOOST_TEST(bar(1000, 0) == "##########");
    BOOST_TEST(bar(0, 0) == "..........");
    BOOST_TEST(stacked_bar(look, 4, {{ink::good, 1}}, 0).render(look, 0) == "....");
}

BOOST_AUTO_TEST_CASE(rounds_spans_for_people) {
    using namespace std::chrono_literals;
    BOOST_TEST(rough_text(39min + 51s + 438ms + 765us) == "39m51s");
    BOOST_TEST(rough_text(250ms) == "250ms");
    BOOST_TEST(rough_text(0ms) == "0s");
}

BOOST_AUTO_TEST_SUITE_END()
