#include <boost/test/unit_test.hpp>

#include "scenarios/format.hpp"
#include "scenarios/scalars.hpp"

using namespace muster;
using namespace muster::scalars;
using namespace std::chrono_literals;

namespace {

template <class T>
std::string remedy(const parsed<T>& result) {
    return result ? "no error" : result.why.code + ": " + result.why.remedy;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

time_settings starting(const char* instant_text) {
    time_settings time;
    auto start = *parse_instant(instant_text).value;
    time.start = start.at;
    time.zone_offset = start.zone_offset;
    return time;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scalars_test)

BOOST_AUTO_TEST_CASE(durations_carry_a_unit) {
    BOOST_TEST((*parse_duration("250ms").value == 250ms));
    BOOST_TEST((*parse_duration("90s").value == 90s));
    BOOST_TEST((*parse_duration("1h30m").value == 90min));
    BOOST_TEST((*parse_duration("7d").value == 168h));
    BOOST_TEST((*parse_duration("1.5h").value == 90min));
    BOOST_TEST((*parse_duration("0s").value == 0s));
}

BOOST_AUTO_TEST_CASE(a_bare_number_is_no_duration_and_the_error_names_the_fix) {
    BOOST_TEST(contains(remedy(parse_duration("30")), "missing-unit: write `30s`"));
    BOOST_TEST(contains(remedy(parse_duration("0")), "missing-unit"));
}

BOOST_AUTO_TEST_CASE(wrong_units_are_told_apart) {
    BOOST_TEST(contains(remedy(parse_duration("5M")), "did you mean `5m`?"));
    BOOST_TEST(contains(remedy(parse_duration("10min")), "did you mean `10m`?"));
    BOOST_TEST(contains(remedy(parse_duration("2w")), "7d"));
    BOOST_TEST(contains(remedy(parse_duration("PT15M")), "`15m`"));
    BOOST_TEST(contains(remedy(parse_duration("30m1h")), "larger unit first"));
    for (const char* bad :
         {"", "s", "-5m", "1h 30m", "0.0000001s", "99999999999999999999s", "1e3s"})
        BOOST_TEST(!parse_duration(bad), bad);
    BOOST_TEST(contains(remedy(parse_duration("36526d")), "out-of-range"));
}

BOOST_AUTO_TEST_CASE(counts_take_k_and_m) {
    BOOST_TEST(*parse_count("300k").value == 300'000u);
    BOOST_TEST(*parse_count("1M").value == 1'000'000u);
    BOOST_TEST(*parse_count("2.5k").value == 2'500u);
    BOOST_TEST(*parse_count("010").value == 10u);
    BOOST_TEST(contains(remedy(parse_count("5m")), "did you mean `5M`?"));
    BOOST_TEST(contains(remedy(parse_count("5K")), "did you mean `5k`?"));
    BOOST_TEST(contains(remedy(parse_count("1_000")), "without separators"));
    BOOST_TEST(contains(remedy(parse_count("1e6")), "`k` or `M`"));
    BOOST_TEST(contains(remedy(parse_count("2.5")), "no parts of a device"));
    BOOST_TEST(!parse_count("-3"));
    BOOST_TEST(!parse_count("99999999999999999999"));
}

BOOST_AUTO_TEST_CASE(seeds_have_all_64_bits) {
    BOOST_TEST(*parse_whole("18446744073709551615").value == 18446744073709551615u);
    BOOST_TEST(!parse_whole("18446744073709551616"));
    BOOST_TEST(!parse_whole("1k"));
}

BOOST_AUTO_TEST_CASE(percentages_are_exact) {
    BOOST_TEST(parse_share("2%").value->ppb == 20'000'000);
    BOOST_TEST(parse_share("0.3%").value->ppb == 3'000'000);
    BOOST_TEST(parse_share("33.3333333%").value->ppb == 333'333'333);
    BOOST_TEST(parse_share("100%").value->ppb == share::whole);
    BOOST_TEST(parse_share("1000000000000%").why.expected == "a percentage from 0% to 100%");
    BOOST_TEST(remedy(parse_percentage("1000000000000%")) ==
               "out-of-range: the number is too large");
    BOOST_TEST(remedy(parse_percentage("100000001%")) == "out-of-range: the number is too large");
    BOOST_TEST(parse_percentage("0.00000001%").why.code == "bad-share");
    BOOST_TEST(contains(remedy(parse_share("0.5")), "missing-percent: write `50%` or `0.5%`"));
    BOOST_TEST(contains(remedy(parse_share("0.003")), "`0.3%` or `0.003%`"));
    BOOST_TEST(contains(remedy(parse_share("101%")), "out-of-range"));
    BOOST_TEST(parse_percentage("300%").value->ppb == 3 * share::whole);
    BOOST_TEST(!parse_share("0.00000001%"));
    BOOST_TEST(!parse_share("-1%"));
}

BOOST_AUTO_TEST_CASE(amounts_are_percentages_or_counts) {
    BOOST_TEST(parse_amount("1%").value->is_share);
    BOOST_TEST(parse_amount("2k").value->count == 2'000u);
    BOOST_TEST(contains(remedy(parse_amount("0.5")), "missing-percent"));
}

BOOST_AUTO_TEST_CASE(numbers_have_no_units_glued_on) {
    BOOST_TEST(*parse_number("-21.5").value == -21.5);
    BOOST_TEST(*parse_number("+3").value == 3.0);
    BOOST_TEST(*parse_number("1e-6").value == 1e-6);
    BOOST_TEST(contains(remedy(parse_number("21degC")), "`unit:`"));
    BOOST_TEST(contains(remedy(parse_number("5%")), "percentage"));
    BOOST_TEST(remedy(parse_number("1k")) == "bad-number: write `1000`");
    BOOST_TEST(remedy(parse_number("-2.5M")) == "bad-number: write `-2500000`");
    BOOST_TEST(remedy(parse_number("0x10")) == "bad-number: write `16`");
    BOOST_TEST(remedy(parse_number("4 ")) == "bad-number: write `4`");
    BOOST_TEST(remedy(parse_number("4 kg")) ==
               "bad-number: write `4` and say the unit with `unit:`");
    BOOST_TEST(remedy(parse_number("2..3")) == "bad-number: ");
    for (const char* bad : {"", "inf", "-inf", "nan", "0x10", "--1", "-", "1e999"})
        BOOST_TEST(!parse_number(bad), bad);
}

BOOST_AUTO_TEST_CASE(truth_is_true_or_false) {
    BOOST_TEST(*parse_boolean("true").value);
    BOOST_TEST(contains(remedy(parse_boolean("yes")), "write `true`"));
    BOOST_TEST(contains(remedy(parse_boolean("Off")), "write `false`"));
}

BOOST_AUTO_TEST_CASE(rates_are_per_second_minute_hour_or_day) {
    BOOST_TEST(parse_rate("500/s").value->amount == 500.0);
    BOOST_TEST((parse_rate("1/d").value->per == 24h));
    BOOST_TEST(parse_rate("20k/s").value->amount == 20'000.0);
    BOOST_TEST(parse_rate("-0.5/h").value->amount == -0.5);
    for (const char* bad : {"5", "5/", "/s", "5/w", "5/s/s"})
        BOOST_TEST(!parse_rate(bad), bad);
}

BOOST_AUTO_TEST_CASE(instants_carry_a_zone) {
    auto noon = parse_instant("2026-01-20T12:00+01:00");
    BOOST_TEST((noon.value->at == std::chrono::sys_days(std::chrono::year(2026) / 1 / 20) + 11h));
    BOOST_TEST((noon.value->zone_offset == 1h));
    BOOST_TEST(contains(remedy(parse_instant("2026-01-20T12:00")), "missing-zone"));
    BOOST_TEST(contains(remedy(parse_instant("2026-01-20")), "`2026-01-20T00:00Z`"));
    for (const char* bad : {"2026-02-30T00:00Z", "2026-13-01T00:00Z", "2026-01-20T24:00Z", "now"})
        BOOST_TEST(!parse_instant(bad), bad);
}

BOOST_AUTO_TEST_CASE(a_clock_time_is_the_next_one_in_the_zone_of_the_start) {
    auto time = starting("2026-01-20T12:00+01:00");
    BOOST_TEST((*parse_time("14:00", time).value == 2h));
    BOOST_TEST((*parse_time("11:59", time).value == 24h - 1min));
    BOOST_TEST((*parse_time("12:00", time).value == 0h));
    BOOST_TEST((*parse_time("1d", time).value == 24h));
    BOOST_TEST((*parse_time("2026-01-20T12:00Z", time).value == 1h));
    BOOST_TEST(contains(remedy(parse_time("2026-01-20T10:59Z", time)), "out-of-range"));
    BOOST_TEST(contains(remedy(parse_clock("1930")), "`19:30`"));
    BOOST_TEST((*parse_clock("6:05").value == 6h + 5min));
}

BOOST_AUTO_TEST_CASE(values_vary_in_the_forms_of_the_language) {
    auto range = *parse_durations("0s..45s").value;
    BOOST_TEST((range == distribution{distribution::shape::uniform, 0, 45e6}));
    BOOST_TEST(
        (*parse_numbers("-5..5").value == distribution{distribution::shape::uniform, -5, 5}));
    BOOST_TEST((*parse_numbers("7").value == distribution{distribution::shape::constant, 7, 0}));
    BOOST_TEST(contains(remedy(parse_numbers("5..1")), "write `1..5`"));
    BOOST_TEST(contains(remedy(parse_durations("1..5")), "missing-unit"));
    BOOST_TEST(!parse_numbers(".."));
    BOOST_TEST(remedy(parse_numbers("1 .. 2")) == "bad-range: write `1..2`");
    BOOST_TEST(remedy(parse_durations("1h.. 2h")) == "bad-range: write `1h..2h`");
    BOOST_TEST(remedy(parse_numbers("1..2..3")) == "bad-range: a range has two ends");
}

BOOST_AUTO_TEST_CASE(paces_are_max_realtime_or_a_factor) {
    BOOST_TEST((parse_pace("max").value->kind == pace::mode::max));
    BOOST_TEST(parse_pace("realtime").value->factor == 1.0);
    BOOST_TEST(parse_pace("1000x").value->factor == 1000.0);
    for (const char* bad : {"fast", "x", "0x", "-1x"})
        BOOST_TEST(!parse_pace(bad), bad);
    BOOST_TEST(!parse_pace("1e3x"));
    BOOST_TEST(!parse_pace("-5x"));
}

BOOST_AUTO_TEST_CASE(references_are_whole_words) {
    BOOST_TEST(parse_reference("params.limit")->name == "limit");
    BOOST_TEST(parse_reference("request.version")->root == "request");
    BOOST_TEST(!parse_reference("params.limit + 1"));
    BOOST_TEST(!parse_reference("params."));
    BOOST_TEST(!parse_reference("param.x"));
}

BOOST_AUTO_TEST_CASE(what_is_formatted_reads_back_the_same) {
    for (const char* text : {"0s", "250ms", "1h30m", "7d", "1d1us", "90d12h5m1s3ms"})
        BOOST_TEST(format_duration(*parse_duration(text).value) == text);
    for (const char* text : {"0%", "2%", "0.3%", "33.3333333%", "100%", "0.0000001%"})
        BOOST_TEST(format_share(*parse_share(text).value) == text);
    for (const char* text :
         {"2026-01-20T12:00+01:00", "2026-01-20T12:00:30Z", "1999-12-31T23:59:59.250000-05:30"}) {
        auto at = *parse_instant(text).value;
        BOOST_TEST(format_instant(at.at, at.zone_offset) == text);
    }
    BOOST_TEST(format_clock(19h + 30min) == "19:30");
    BOOST_TEST(format_number(0.1) == "0.1");
    BOOST_TEST(format_durations(*parse_durations("0s..45s").value) == "0s..45s");
}

BOOST_AUTO_TEST_SUITE_END()
