#include <boost/test/unit_test.hpp>

#include "models/describe.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(describe_test)

BOOST_AUTO_TEST_CASE(shows_every_kind_of_behaviour) {
    device_template shown;
    shown.name = "probe";
    const auto add = [&shown](behaviour shape) {
        signal_spec signal;
        signal.name = "s" + std::to_string(shown.signals.size());
        signal.shape = std::move(shape);
        shown.signals.push_back(std::move(signal));
    };
    add(drawn_signal{{distribution::shape::uniform, 1, 2}});
    add(normal_signal{230, 1.5});
    add(walk_signal{5, 0.1, 0.05});
    add(wave_signal{0, 1, std::chrono::hours(2)});
    add(daily_signal{80, 900, std::chrono::minutes(19 * 60 + 30)});
    add(counter_signal{});
    add(integral_signal{"s4", 0.001});
    add(choice_signal{});
    shown.signals[1].component = "left";
    shown.signals[1].noise_relative = 0.1;
    const std::string expected =
        "probe\n\nsignals (8)\n"
        "  s0       number  drawn 1..2\n"
        "  left.s1  number  normal 230, sd 1.5, noise 10%\n"
        "  s2       number  walk from 5, step 0.1, pull 0.05\n"
        "  s3       number  sine 0..1 every 2h\n"
        "  s4       number  daily 80..900, peak at 1170m\n"
        "  s5       number  counter from 0, step 1\n"
        "  s6       number  integral of s4 times 0.001\n"
        "  s7       number  any of them\n";
    BOOST_TEST(describe_template(shown) == expected);
}

BOOST_AUTO_TEST_CASE(shows_a_template_without_anything_as_its_name) {
    device_template shown;
    shown.title = "Nothing";
    shown.dtmi = "dtmi:a;1";
    BOOST_TEST(describe_template(shown) == "Nothing  dtmi:a;1\n");
}

BOOST_AUTO_TEST_SUITE_END()
