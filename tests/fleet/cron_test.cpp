#include <boost/test/unit_test.hpp>

#include "tests/fleet/schedule_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono;

namespace {

bool takes(const std::string& text, int y, unsigned m, unsigned d) {
    return cron(text).takes(year(y) / month(m) / day(d));
}

std::string why(const std::string& text) {
    const auto parsed = parse_cron(text);
    BOOST_TEST(!parsed.value.has_value(), text);
    const auto& at = parsed.why.where;
    return parsed.why.code + ' ' + std::to_string(at.offset) + '+' + std::to_string(at.length);
}

std::string remedy(const std::string& text) {
    return parse_cron(text).why.remedy;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cron_test)

BOOST_AUTO_TEST_CASE(numbers_ranges_lists_and_steps_make_sets) {
    const auto c = cron("0,30 8-17/3 1,15-17 */4 1-5");
    BOOST_TEST(c.minutes == (1ULL | 1ULL << 30));
    BOOST_TEST(c.hours == (1U << 8 | 1U << 11 | 1U << 14 | 1U << 17));
    BOOST_TEST(c.month_days == (1U << 1 | 7U << 15));
    BOOST_TEST(c.months == (1U << 1 | 1U << 5 | 1U << 9));
    BOOST_TEST(c.weekdays == 0b0111110U);
    BOOST_TEST(cron("59 23 31 12 6").minutes == 1ULL << 59);
    BOOST_TEST(c.times().size() == 8u);
    BOOST_TEST((c.times().front() == hours(8)));
    BOOST_TEST((c.times().back() == hours(17) + minutes(30)));
}

BOOST_AUTO_TEST_CASE(names_stand_for_numbers_in_any_case) {
    BOOST_TEST(cron("0 0 * jan-MAR,Dec *").months == (7U << 1 | 1U << 12));
    BOOST_TEST(cron("0 0 * * Mon,WED-fri").weekdays == 0b0111010U);
    BOOST_TEST(cron("0 0 * * fri-sun").weekdays == 0b1100001U);
    BOOST_TEST(cron("0 0 * * sun-tue").weekdays == 0b0000111U);
}

BOOST_AUTO_TEST_CASE(sunday_is_both_0_and_7) {
    BOOST_TEST(cron("0 0 * * 0").weekdays == 1U);
    BOOST_TEST(cron("0 0 * * 7").weekdays == 1U);
    BOOST_TEST(cron("0 0 * * 5-7").weekdays == 0b1100001U);
    BOOST_TEST(cron("0 0 * * *").weekdays == 0x7fU);
}

BOOST_AUTO_TEST_CASE(of_two_restricted_fields_for_days_one_is_enough) {
    // 2026-02-13 is a Friday, 2026-03-13 too.
    BOOST_TEST(takes("0 0 13 * fri", 2026, 2, 13));
    BOOST_TEST(takes("0 0 13 * fri", 2026, 2, 6));
    BOOST_TEST(takes("0 0 13 * fri", 2026, 4, 13));
    BOOST_TEST(!takes("0 0 13 * fri", 2026, 4, 14));
}

BOOST_AUTO_TEST_CASE(a_star_in_one_field_for_days_leaves_the_other_alone) {
    BOOST_TEST(takes("0 0 * * fri", 2026, 2, 13));
    BOOST_TEST(!takes("0 0 * * fri", 2026, 2, 14));
    BOOST_TEST(takes("0 0 13 * *", 2026, 4, 13));
    BOOST_TEST(!takes("0 0 13 * *", 2026, 2, 6));
    // Also where it has a step: both have to hold, as in Vixie cron.
    BOOST_TEST(takes("0 0 */2 * fri", 2026, 2, 13));
    BOOST_TEST(!takes("0 0 */2 * fri", 2026, 2, 6));
    BOOST_TEST(!takes("0 0 */2 * fri", 2026, 2, 15));
}

BOOST_AUTO_TEST_CASE(l_is_the_last_day_of_each_month) {
    BOOST_TEST(takes("0 0 L * *", 2026, 2, 28));
    BOOST_TEST(!takes("0 0 L * *", 2028, 2, 28));
    BOOST_TEST(takes("0 0 l * *", 2028, 2, 29));
    BOOST_TEST(takes("0 0 1,L * *", 2026, 4, 30));
    BOOST_TEST(takes("0 0 1,L * *", 2026, 4, 1));
}

BOOST_AUTO_TEST_CASE(words_with_an_at_are_short_for_five_fields) {
    BOOST_TEST(cron("@daily").hours == 1U);
    BOOST_TEST(cron("@Weekly").weekdays == 1U);
    BOOST_TEST(cron("@hourly").open_times);
    BOOST_TEST(cron("@yearly").months == 2U);
    BOOST_TEST(cron("@daily").text == "@daily");
    BOOST_TEST(why("@reboot") == "cron-macro 0+7");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_its_place) {
    BOOST_TEST(why("61 * * * *") == "cron-value 0+2");
    BOOST_TEST(why("0 24 * * *") == "cron-value 2+2");
    BOOST_TEST(why("0 0 0 * *") == "cron-value 4+1");
    BOOST_TEST(why("0 0 1,32 * *") == "cron-value 6+2");
    BOOST_TEST(why("0 0 * 13 *") == "cron-value 6+2");
    BOOST_TEST(why("0 0 * * 8") == "cron-value 8+1");
    BOOST_TEST(why("0 0 * * 99999999999") == "cron-value 8+11");
    BOOST_TEST(why("0 0 * * -1") == "cron-value 8+0");
    BOOST_TEST(why("0 L * * *") == "cron-value 2+1");
    BOOST_TEST(why("0  22-4 * * *") == "cron-range 3+4");
    BOOST_TEST(why("*/0 * * * *") == "cron-step 2+1");
    BOOST_TEST(why("*/x * * * *") == "cron-step 2+1");
    BOOST_TEST(why("5/15 * * * *") == "cron-step 0+4");
    BOOST_TEST(why("0 0 1,,2 * *") == "cron-item 6+0");
    BOOST_TEST(why("0 0 * *") == "cron-fields 0+7");
    BOOST_TEST(why("") == "cron-fields 0+0");
    BOOST_TEST(why("0 0 * * * 2026") == "cron-fields 10+4");
}

BOOST_AUTO_TEST_CASE(what_to_write_instead_is_right) {
    BOOST_TEST(remedy("5/15 * * * *") == "write `5-59/15`");
    BOOST_TEST(remedy("0 22-4 * * *") == "write two ranges: `22-23,0-4`");
    BOOST_TEST(remedy("0 0 * * fri-mon") == "write two ranges: `fri-6,0-mon`");
    BOOST_TEST(cron("0 0 * * fri-6,0-mon").weekdays == 0b1100011U);
    BOOST_TEST(remedy("0 0 * * monday") == "write `mon`");
    BOOST_TEST(remedy("0 0 ? * mon") == "write `*`: whatever the day");
    BOOST_TEST(remedy("0 0 0 * * *") == "leave out the seconds or the year");
}

BOOST_AUTO_TEST_CASE(an_expression_for_a_day_that_never_comes_is_refused) {
    BOOST_TEST(why("0 0 31 2 *") == "cron-never 4+2");
    BOOST_TEST(why("0 0 30,31 2 *") == "cron-never 4+5");
    BOOST_TEST(why("0 0 31 4,6,9,11 *") == "cron-never 4+2");
    BOOST_TEST(takes("0 0 31 2 mon", 2026, 2, 2));  // the weekday is enough
    BOOST_TEST(takes("0 0 29 2 *", 2028, 2, 29));
}

BOOST_AUTO_TEST_SUITE_END()
