#include <boost/test/unit_test.hpp>

#include "fleet/power_forecast.hpp"

using namespace muster;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

device_template sensor(duration every) {
    device_template t;
    t.messages.emplace_back().every = every;
    t.battery.emplace();
    t.battery->capacity = 100;
    t.battery->awake = 10;
    t.battery->asleep = 1;
    t.battery->message = 0.5;
    return t;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(power_forecast_test)

BOOST_AUTO_TEST_CASE(who_never_sleeps_sends_every_message_and_takes_all_of_it) {
    const auto t = sensor(15min);
    BOOST_TEST(messages_per_hour(t, t.messages[0]) == 4);
    BOOST_TEST(taken_per_hour(t) == 10 + 4 * 0.5, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_sleeper_sends_one_at_each_waking_and_those_due_while_it_is_awake) {
    for (const auto& [every, messages] :
         {std::pair<duration, double>{5min, 1 + 1.2}, {1h, 1}, {30min, 1 + 0.2}, {4h, 0.25}}) {
        auto t = sensor(every);
        t.duty_cycle.emplace();
        t.duty_cycle->every = 1h;
        t.duty_cycle->awake = 6min;
        BOOST_TEST(messages_per_hour(t, t.messages[0]) == messages, tt::tolerance(1e-12));
        BOOST_TEST(taken_per_hour(t) == 0.1 * 10 + 0.9 * 1 + 0.5 * messages, tt::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(messages_on_demand_are_in_no_forecast) {
    auto t = sensor(15min);
    t.messages[0].on_change = true;
    BOOST_TEST(taken_per_hour(t) == 10, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
