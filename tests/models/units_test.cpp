#include <boost/test/unit_test.hpp>

#include <set>

#include "models/units.hpp"

using namespace muster::models;

namespace {

double converted(double x, const char* from, const char* to) {
    return find_unit(to)->from_base(find_unit(from)->to_base(x));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(units_test, *boost::unit_test::tolerance(1e-6))

BOOST_AUTO_TEST_CASE(has_the_42_semantic_types_and_172_units_of_dtdl) {
    BOOST_TEST(all_semantic_types().size() == 42);
    std::set<std::string_view> names, types, used;
    for (const auto& unit : all_units())
        names.insert(unit.name), types.insert(unit.type);
    for (const auto& semantic : all_semantic_types())
        used.insert(semantic.unit_type);
    BOOST_TEST(names.size() == 172);
    BOOST_TEST((types == used));
}

BOOST_AUTO_TEST_CASE(begins_each_unit_type_with_its_base) {
    for (const auto& semantic : all_semantic_types()) {
        const auto* base = find_unit(base_unit(semantic.name));
        BOOST_REQUIRE(base);
        BOOST_TEST(base->factor == 1.0);
        BOOST_TEST(base->offset == 0.0);
    }
}

BOOST_AUTO_TEST_CASE(converts) {
    BOOST_TEST(converted(100, "degreeCelsius", "degreeFahrenheit") == 212.0);
    BOOST_TEST(converted(-40, "degreeFahrenheit", "degreeCelsius") == -40.0);
    BOOST_TEST(converted(20, "degreeCelsius", "kelvin") == 293.15);
    BOOST_TEST(converted(1, "bar", "pascal") == 1e5);
    BOOST_TEST(converted(1, "bar", "poundPerSquareInch") == 14.503773773);
    BOOST_TEST(converted(101.325, "kilopascal", "millimetresOfMercury") == 760.0);
    BOOST_TEST(converted(101.325, "kilopascal", "inchesOfMercury") == 29.921255);
    BOOST_TEST(converted(1, "gForce", "metrePerSecondSquared") == 9.80665);
    BOOST_TEST(converted(180, "degreeOfArc", "radian") == 3.14159265358979);
    BOOST_TEST(converted(3000, "revolutionPerMinute", "radianPerSecond") == 314.159265358979);
    BOOST_TEST(converted(1, "kilowattHour", "megajoule") == 3.6);
    BOOST_TEST(converted(1, "mebibyte", "kibibit") == 8192.0);
    BOOST_TEST(converted(1, "yobibyte", "zebibyte") == 1024.0);
    BOOST_TEST(converted(1, "exbibytePerSecond", "tebibytePerSecond") == 1048576.0);
    BOOST_TEST(converted(100, "kilometrePerHour", "milePerHour") == 62.1371192);
    BOOST_TEST(converted(10, "knot", "metrePerSecond") == 5.14444444);
    BOOST_TEST(converted(1, "gallon", "litre") == 3.785411784);
    BOOST_TEST(converted(1, "gallon", "fluidOunce") == 128.0);
    BOOST_TEST(converted(3.6, "litrePerHour", "millilitrePerSecond") == 1.0);
    BOOST_TEST(converted(1, "acre", "squareFoot") == 43560.0);
    BOOST_TEST(converted(1, "ton", "pound") == 2000.0);
    BOOST_TEST(converted(1, "pound", "ounce") == 16.0);
    BOOST_TEST(converted(1, "year", "day") == 365.25);
    BOOST_TEST(converted(50, "percent", "unity") == 0.5);
    BOOST_TEST(converted(8766, "kilowattHourPerYear", "watt") == 1000.0);
    BOOST_TEST(converted(1, "footcandle", "lux") == 10.7639104);
}

BOOST_AUTO_TEST_CASE(knows_which_unit_fits_which_type) {
    BOOST_TEST(unit_fits("watt", "Luminosity"));
    BOOST_TEST(unit_fits("gramPerCubicMetre", "Humidity"));
    BOOST_TEST(!unit_fits("percent", "Humidity"));
    BOOST_TEST(!unit_fits("volts", "Voltage"));
    BOOST_TEST(!unit_fits("volt", "Tension"));
    BOOST_TEST(units_of("Illuminance") == "lux, footcandle");
}

BOOST_AUTO_TEST_SUITE_END()
