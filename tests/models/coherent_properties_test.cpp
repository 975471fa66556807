#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "fleet/find_named.hpp"
#include "models/load.hpp"
#include "tests/models/model_folder.hpp"

using namespace muster;

namespace {

std::string interface_of(const std::string& contents) {
    return R"({"@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:thing;1",
               "@type": "Interface", "contents": [)" +
           contents + "]}";
}

std::string number(const std::string& type, const std::string& name, const std::string& more = "") {
    return R"({"@type": [")" + type + R"(", "Temperature"], "name": ")" + name +
           R"(", "schema": "double", "unit": "degreeCelsius")" + more + "}";
}
const std::string writable = R"(, "writable": true)";

device_template made_of(const std::string& contents) {
    const test::model_folder folder;
    folder.write("thing-1.json", interface_of(contents));
    diagnostics problems;
    auto made = load_template("thing-1.json", folder.path(), problems);
    for (const auto& item : problems.items)
        BOOST_TEST_MESSAGE(to_text(item));
    BOOST_REQUIRE(made);
    return *made;
}

/// The property that a signal approaches; empty: it does as it likes.
std::string target_of(const device_template& made, const std::string& name) {
    const auto& signal = made.signals[index_of(made.signals, name)];
    const auto* shape = std::get_if<approach_signal>(&signal.shape);
    return shape ? shape->target.text : "";
}

const attribute_source& first_of(const device_template& made, const std::string& name) {
    return *made.properties[index_of(made.properties, name)].initial;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coherent_properties_test)

BOOST_AUTO_TEST_CASE(a_temperature_approaches_its_target_with_a_room_s_half_life) {
    const auto made = made_of(number("Telemetry", "temperature") + "," +
                              number("Property", "targetTemperature", writable));
    BOOST_TEST(target_of(made, "temperature") == "properties.targetTemperature");
    const auto& shape = std::get<approach_signal>(made.signals.front().shape);
    BOOST_TEST((shape.half_life == std::chrono::minutes(20)));
    BOOST_TEST(shape.target.tree != nullptr);
    BOOST_TEST(shape.from->a == 15);
    BOOST_TEST(shape.from->b == 28);
    BOOST_TEST(std::get<double>(first_of(made, "targetTemperature").fixed) == 21.5);
}

BOOST_AUTO_TEST_CASE(readings_can_get_to_whatever_the_target_may_be_set_to) {
    const auto made = made_of(
        number("Telemetry", "temperature") + "," +
        number("Property", "targetTemperature", writable + R"(, "minValue": -30, "maxValue": 90)"));
    BOOST_TEST(made.signals.front().min.value() == -30);
    BOOST_TEST(made.signals.front().max.value() == 90);
}

BOOST_AUTO_TEST_CASE(readings_begin_about_a_target_that_the_model_puts_elsewhere) {
    const auto made =
        made_of(number("Telemetry", "temperature") + "," +
                number("Property", "setpoint", writable + R"(, "initialValue": -18)"));
    BOOST_TEST(target_of(made, "temperature") == "properties.setpoint");
    const auto& shape = std::get<approach_signal>(made.signals.front().shape);
    BOOST_TEST(shape.from->a == -24.5);
    BOOST_TEST(shape.from->b == -11.5);
    BOOST_TEST(made.signals.front().min.value() < -24.5);
    BOOST_TEST(std::get<double>(first_of(made, "setpoint").fixed) == -18);
}

BOOST_AUTO_TEST_CASE(of_several_the_name_and_then_the_title_says_which_is_meant) {
    const auto both = number("Telemetry", "flow_temperature") + "," +
                      number("Telemetry", "return_temperature") + ",";
    const auto named = made_of(both + number("Property", "targetFlowTemperature", writable));
    BOOST_TEST(target_of(named, "flow_temperature") == "properties.targetFlowTemperature");
    BOOST_TEST(target_of(named, "return_temperature") == "");
    const auto titled = made_of(both + number("Property", "target_temperature",
                                              writable + R"(, "displayName": "Return target")"));
    BOOST_TEST(target_of(titled, "return_temperature") == "properties.target_temperature");
    const auto unclear = made_of(both + number("Property", "target_temperature", writable));
    BOOST_TEST(target_of(unclear, "flow_temperature") == "");
    BOOST_TEST(target_of(unclear, "return_temperature") == "");
}

BOOST_AUTO_TEST_CASE(what_is_read_only_or_of_another_unit_or_no_target_is_not_followed) {
    const std::string kelvin =
        R"({"@type": ["Property", "Temperature"], "name": "targetTemperature",
        "schema": "double", "unit": "kelvin", "writable": true})";
    for (const auto& other : {number("Property", "targetTemperature"), kelvin,
                              number("Property", "temperatureOffset", writable)})
        BOOST_TEST(target_of(made_of(number("Telemetry", "temperature") + "," + other),
                             "temperature") == "");
}

BOOST_AUTO_TEST_CASE(numbers_without_a_semantic_type_are_followed_by_their_names) {
    const auto made = made_of(
        R"({"@type": "Telemetry", "name": "fanSpeed", "schema": "integer"},
           {"@type": "Property", "name": "targetFanSpeed", "schema": "integer", "writable": true})");
    BOOST_TEST(target_of(made, "fanSpeed") == "properties.targetFanSpeed");
    const auto& shape = std::get<approach_signal>(made.signals.front().shape);
    BOOST_TEST((shape.half_life == std::chrono::seconds(10)));
    const double first = std::get<double>(first_of(made, "targetFanSpeed").fixed);
    BOOST_TEST((first == std::floor(first)));
}

BOOST_AUTO_TEST_CASE(reported_extremes_begin_beyond_what_is_measured) {
    const auto made = made_of(number("Telemetry", "temperature") + "," +
                              number("Property", "maxTempSinceLastReboot") + "," +
                              number("Property", "minTemperature") + "," +
                              number("Property", "averageTemperature"));
    const auto values = [&](const char* name) { return first_of(made, name).values; };
    // The plausible temperatures are 15 to 28, a tenth of that is 1.3, a quarter 3.25.
    BOOST_TEST(values("maxTempSinceLastReboot").a == 28);
    BOOST_TEST(values("maxTempSinceLastReboot").b == 29.3, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(values("minTemperature").a == 13.7, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(values("minTemperature").b == 15);
    BOOST_TEST(values("averageTemperature").a == 18.25);
    BOOST_TEST(values("averageTemperature").b == 24.75);
}

BOOST_AUTO_TEST_CASE(each_component_keeps_to_itself) {
    const test::model_folder folder;
    folder.write("dtmi/org/inner-1.json",
                 R"({"@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:inner;1",
                     "@type": "Interface", "contents": [)" +
                     number("Telemetry", "temperature") + "," +
                     number("Property", "targetTemperature", writable) + "]}");
    folder.write("dtmi/org/thing-1.json", interface_of(number("Telemetry", "temperature") +
                                                       R"(, {"@type": "Component", "name": "inside",
                                          "schema": "dtmi:org:inner;1"})"));
    diagnostics problems;
    const auto made = load_template("dtmi/org/thing-1.json", folder.path(), problems);
    BOOST_REQUIRE(made);
    BOOST_TEST(target_of(*made, "temperature") == "");
    const auto& inner = std::get<approach_signal>(made->signals.at(1).shape);
    BOOST_TEST(inner.target.text == "properties.inside.targetTemperature");
}

BOOST_AUTO_TEST_SUITE_END()
