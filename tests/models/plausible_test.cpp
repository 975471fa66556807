#include <boost/test/unit_test.hpp>

#include <cmath>

#include "models/plausible.hpp"
#include "models/plausible_words.hpp"
#include "models/units.hpp"

using namespace muster;
using namespace muster::models;

namespace {

name_words named(const std::string& name) {
    return {words_of(name), words_of(name)};
}

plausible_number number(const std::string& semantic, const std::string& unit,
                        const std::string& name = "value") {
    return plausible_for({.semantic = semantic,
                          .unit = unit,
                          .name = named(name),
                          .min = {},
                          .max = {},
                          .initial = {},
                          .decimals = {}});
}

plausible_number bounded(const std::string& name, std::optional<double> min,
                         std::optional<double> max, std::optional<double> initial = {}) {
    return plausible_for({.semantic = {},
                          .unit = {},
                          .name = named(name),
                          .min = min,
                          .max = max,
                          .initial = initial,
                          .decimals = {}});
}

bool is_sound(const plausible_number& made) {
    return std::isfinite(made.min) && std::isfinite(made.max) && made.min <= made.low &&
           made.low <= made.high && made.high <= made.max && made.typical >= made.min &&
           made.typical <= made.max;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plausible_test)

BOOST_AUTO_TEST_CASE(has_a_finite_range_for_each_semantic_type_in_each_of_its_units) {
    for (const auto& semantic : all_semantic_types()) {
        for (const auto& unit : all_units()) {
            if (unit.type != semantic.unit_type) continue;
            const auto made = number(std::string(semantic.name), std::string(unit.name));
            BOOST_TEST_CONTEXT(semantic.name << " in " << unit.name) {
                BOOST_TEST(is_sound(made));
                BOOST_TEST(made.low < made.high);
                // Not the range of numbers that nothing is known of.
                BOOST_TEST(!(made.low == 0 && made.high == 100));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(makes_a_room_temperature_in_every_unit) {
    const auto celsius = number("Temperature", "degreeCelsius");
    BOOST_TEST(celsius.low == 15);
    BOOST_TEST(celsius.high == 28);
    const auto fahrenheit = number("Temperature", "degreeFahrenheit");
    BOOST_TEST(fahrenheit.low == 59);
    BOOST_TEST(fahrenheit.high == 82.4);
    const auto kelvin = number("Temperature", "kelvin");
    BOOST_TEST(kelvin.low == 288.15);
    BOOST_TEST(kelvin.high == 301.15);
    BOOST_TEST(std::holds_alternative<daily_signal>(kelvin.shape));
}

BOOST_AUTO_TEST_CASE(makes_air_pressure_in_bar_and_psi) {
    BOOST_TEST(number("Pressure", "bar").low == 0.98);
    BOOST_TEST(number("Pressure", "bar").high == 1.04);
    const auto psi = number("Pressure", "poundPerSquareInch");
    BOOST_TEST(psi.low > 14);
    BOOST_TEST(psi.high < 15.2);
}

BOOST_AUTO_TEST_CASE(scales_the_steps_of_a_counter_with_the_unit) {
    const auto made = number("Energy", "kilowattHour");
    const auto& counter = std::get<counter_signal>(made.shape);
    BOOST_TEST(counter.step.b == 0.05);
    BOOST_TEST(made.decimals.value_or(0) == 3);
}

BOOST_AUTO_TEST_CASE(guesses_from_the_name_without_a_semantic_type) {
    const auto low_high = [](const std::string& name) {
        const auto made = number("", "", name);
        return std::pair(made.low, made.high);
    };
    BOOST_TEST((low_high("batteryLevel") == std::pair(20.0, 100.0)));
    BOOST_TEST((low_high("RSSI") == std::pair(-92.0, -48.0)));
    BOOST_TEST((low_high("Signal Strength") == std::pair(-92.0, -48.0)));
    BOOST_TEST((low_high("roomTemp") == std::pair(15.0, 28.0)));
    BOOST_TEST((low_high("Humidity2") == std::pair(35.0, 65.0)));
    BOOST_TEST((low_high("whatever") == std::pair(0.0, 100.0)));
    BOOST_TEST(std::holds_alternative<counter_signal>(number("", "", "eventCount").shape));
}

BOOST_AUTO_TEST_CASE(lets_the_words_of_a_battery_change_a_voltage) {
    BOOST_TEST(number("Voltage", "volt", "mains").low == 225);
    BOOST_TEST(number("Voltage", "millivolt", "batteryLevel").low == 2900);
}

BOOST_AUTO_TEST_CASE(takes_the_bounds_and_the_first_value_of_the_model) {
    const auto narrowed = bounded("heart rate", 70, 300);
    BOOST_TEST(narrowed.min == 70);
    BOOST_TEST(narrowed.high == 105);
    const auto elsewhere = bounded("heart rate", 500, 600);
    BOOST_TEST(elsewhere.min == 500);
    BOOST_TEST(elsewhere.max == 600);
    const auto unknown = bounded("whatever", 0, 300);
    BOOST_TEST(unknown.max == 300);
    const auto above = bounded("whatever", 1000, {});
    BOOST_TEST(above.min == 1000);
    BOOST_TEST(above.max == 1100);
    const auto below = bounded("whatever", {}, -5);
    BOOST_TEST(below.min == -105);
    BOOST_TEST(below.max == -5);
    const auto begun = bounded("whatever", {}, {}, 7);
    BOOST_TEST(std::get<walk_signal>(begun.shape).from == 7);
    for (const auto& made : {narrowed, elsewhere, unknown, above, below, begun}) {
        BOOST_TEST(is_sound(made));
    }
}

BOOST_AUTO_TEST_CASE(keeps_whole_numbers_within_their_schema) {
    const auto made = plausible_for({.semantic = "DataSize",
                                     .unit = "bit",
                                     .name = named("x"),
                                     .type = primitive::integer,
                                     .min = {},
                                     .max = {},
                                     .initial = {},
                                     .decimals = {}});
    BOOST_TEST(made.max == 2147483647.0);
    BOOST_TEST(is_sound(made));
}

BOOST_AUTO_TEST_CASE(makes_words_of_trouble_rare) {
    const auto sum = [](const choice_signal& choice) {
        std::int64_t total = 0;
        for (const auto& weight : choice.weights)
            total += weight.ppb;
        return total;
    };
    const auto status = plausible_choice({"NotConnected", "Connected", "Idle"}, named("port"));
    BOOST_TEST(status.weights.at(0).ppb == 40'000'000);
    BOOST_TEST(sum(status) == share::whole);
    const auto alarm = plausible_choice({"ON", "OFF"}, named("systemAlarm"));
    BOOST_TEST(alarm.weights.at(0).ppb == 20'000'000);
    BOOST_TEST(plausible_choice({"Red", "Green"}, named("lamp")).weights.empty());
    BOOST_TEST(plausible_truth(named("lowBattery")).weights.at(1).ppb == 20'000'000);
    BOOST_TEST(plausible_truth(named("running")).weights.at(1).ppb == 950'000'000);
    BOOST_TEST(plausible_truth(named("lamp")).weights.empty());
}

BOOST_AUTO_TEST_CASE(splits_names_into_words) {
    using words = std::vector<std::string>;
    BOOST_TEST((words_of("peakRssiCdbm") == words{"peak", "rssi", "cdbm"}));
    BOOST_TEST((words_of("l1Current") == words{"l", "1", "current"}));
    BOOST_TEST((words_of("RSSIValue") == words{"rssi", "value"}));
    BOOST_TEST((words_of("Battery Level_2") == words{"battery", "level", "2"}));
    BOOST_TEST(words_of("").empty());
    BOOST_TEST(has_phrase({"battery", "level"}, "level battery"));
    BOOST_TEST(!has_phrase({"battery"}, "battery level"));
}

BOOST_AUTO_TEST_SUITE_END()
