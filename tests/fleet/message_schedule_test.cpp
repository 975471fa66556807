#include <boost/test/unit_test.hpp>

#include "fleet/message_schedule.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using shape = distribution::shape;

namespace {

const auto ten_past_noon =
    calendar_time(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 12h + 10min);

message_spec every(duration period, bool aligned = false) {
    message_spec m;
    m.every = period;
    m.aligned = aligned;
    return m;
}

double micros(duration d) {
    return static_cast<double>(d.count());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(message_schedule_test)

BOOST_AUTO_TEST_CASE(each_device_has_a_phase_of_its_own_spread_over_the_period) {
    const message_schedule s(every(1min), 0, ten_past_noon);
    std::vector<double> phases;
    for (std::uint64_t n = 0; n < 10'000; ++n)
        phases.push_back(micros(s.instant(testing::device_number(n), 0)));
    BOOST_TEST(testing::ks_distance(phases, [](double x) { return x / 60e6; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(messages_of_one_device_have_phases_that_do_not_follow_from_each_other) {
    std::vector<double> between;
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        const auto device = testing::device_number(n);
        const auto a = message_schedule(every(1min), 0, {}).instant(device, 0);
        const auto b = message_schedule(every(1min), 1, {}).instant(device, 0);
        between.push_back(micros(b - a + (b < a ? duration(1min) : duration{})));
    }
    BOOST_TEST(testing::ks_distance(between, [](double x) { return x / 60e6; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(comes_at_every_period_from_the_first) {
    const message_schedule s(every(5min), 0, {});
    const auto device = testing::device_number(3);
    for (std::uint64_t k = 0; k < 1000; ++k)
        BOOST_REQUIRE((s.instant(device, k + 1) - s.instant(device, k) == 5min));
    BOOST_TEST((s.every() == 5min));
}

BOOST_AUTO_TEST_CASE(aligned_messages_come_at_whole_periods_of_the_calendar) {
    const message_schedule quarter(every(15min, true), 0, ten_past_noon);
    for (std::uint64_t n = 0; n < 5; ++n) {
        BOOST_TEST((quarter.instant(testing::device_number(n), 0) == 5min));
        BOOST_TEST((quarter.instant(testing::device_number(n), 2) == 35min));
    }
    BOOST_TEST((message_schedule(every(10min, true), 0, ten_past_noon).instant({1}, 0) == 0min));
    const auto before_1970 = calendar_time(-1min);
    BOOST_TEST((message_schedule(every(15min, true), 0, before_1970).instant({1}, 0) == 1min));
}

BOOST_AUTO_TEST_CASE(jitter_is_added_to_the_instant_and_stays_in_its_range) {
    auto spec = every(15min, true);
    spec.jitter = {shape::uniform, 0, 45e6};
    const message_schedule s(spec, 0, {});
    std::vector<double> added;
    for (std::uint64_t k = 0; k < 10'000; ++k)
        added.push_back(micros(s.instant({5}, k) - 15min * k));
    BOOST_TEST(testing::ks_distance(added, [](double x) { return x / 45e6; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(jitter_within_the_period_keeps_messages_in_order) {
    auto spec = every(1min);
    spec.jitter_of_period = 1;
    const message_schedule s(spec, 0, {});
    for (std::uint64_t n = 0; n < 50; ++n)
        for (std::uint64_t k = 0; k < 200; ++k)
            BOOST_REQUIRE((s.instant({n}, k) <= s.instant({n}, k + 1)));
}

BOOST_AUTO_TEST_CASE(jitter_never_puts_a_message_before_its_instant) {
    auto spec = every(1min, true);
    spec.jitter = {shape::uniform, -30e6, 30e6};
    const message_schedule s(spec, 0, {});
    for (std::uint64_t k = 0; k < 200; ++k)
        BOOST_REQUIRE((s.instant({1}, k) >= 1min * k));
}

BOOST_AUTO_TEST_SUITE_END()
