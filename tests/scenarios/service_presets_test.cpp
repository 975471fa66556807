#include <boost/test/unit_test.hpp>

#include "fixture.hpp"
#include "scenarios/service_presets.hpp"
#include "scenarios/writer.hpp"

using namespace muster;
using namespace muster::testing;
using over = service_limit::overload;

namespace {

service_spec service_of(const std::string& text) {
    return *read_good("muster: 1\nfleets: {f: {count: 10}}\nservice: " + text + '\n').service;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_presets_test)

BOOST_AUTO_TEST_CASE(a_unit_adds_to_the_limits_once_it_is_more_than_the_least) {
    for (const auto& [units, rate] : {std::pair(1, 100.), {8, 100.}, {9, 108.}, {200, 2400.}}) {
        const auto s =
            service_of("{preset: azure_iot_hub_s1, units: " + std::to_string(units) + "}");
        BOOST_TEST(s.connects->per_second == rate);
        BOOST_TEST(s.messages->per_second == rate);
        BOOST_TEST(s.commands->per_second == 10);
    }
    const auto large = service_of("{preset: azure_iot_hub_s3, units: 2}");
    BOOST_TEST(large.connects->per_second == 12'000);
    BOOST_TEST(large.commands->per_second == 100);
}

BOOST_AUTO_TEST_CASE(what_is_written_replaces_what_the_preset_says_key_by_key) {
    const auto s = service_of(
        "{messages: {over: queue}, commands: {limit: 3/s}, "
        "preset: azure_iot_central}");
    BOOST_TEST(!s.connects.has_value());
    BOOST_TEST(s.messages->per_second == 200);
    BOOST_TEST((s.messages->over == over::queue));
    BOOST_TEST(s.commands->per_second == 3);
    BOOST_TEST((s.commands->over == over::queue));
}

BOOST_AUTO_TEST_CASE(commands_wait_unless_said_otherwise) {
    BOOST_TEST((service_of("{commands: {limit: 20/s}}").commands->over == over::queue));
    BOOST_TEST(
        (service_of("{commands: {limit: 20/s, over: refuse}}").commands->over == over::refuse));
}

BOOST_AUTO_TEST_CASE(the_whole_file_shows_what_a_preset_became) {
    for (const auto& preset : service_presets()) {
        const auto s = read_good(
            "muster: 1\nfleets: {f: {count: 10}}\nservice: {preset: " + preset.name + "}\n");
        const auto text = write_scenario_yaml(s);
        BOOST_TEST(!contains(text, "preset"), text);
        const auto again = read_good(text);
        BOOST_TEST(again.service->messages->per_second == s.service->messages->per_second);
        BOOST_TEST(again.service->commands->per_second == s.service->commands->per_second);
    }
}

BOOST_AUTO_TEST_SUITE_END()
