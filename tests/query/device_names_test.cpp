#include <boost/test/unit_test.hpp>

#include <string>

#include "fleet/device_names.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/query/parser.hpp"
#include "tests/query/small_scenario.hpp"

using namespace muster;
using outcome = query::lookup::outcome;
using source = device_name::source;

namespace {

std::string problem_of(const device_names& names, const std::string& text) {
    const auto parsed = query::parse(text);
    BOOST_REQUIRE_MESSAGE(parsed.tree, text);
    const auto result = query::bind(parsed.tree, names, query::type::boolean);
    return result.problems.empty() ? "" : result.problems.front().code;
}

const device_name& entry(const device_names& names, const std::string& path) {
    const auto answer = names.find(path);
    BOOST_REQUIRE_MESSAGE(answer.what == outcome::found, path);
    return names.all()[answer.found.id];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(device_names_test)

BOOST_AUTO_TEST_CASE(names_telemetry_properties_and_tags_in_short_and_in_full) {
    const device_names names(small_scenario());
    BOOST_TEST((entry(names, "voltage").from == source::signal));
    BOOST_TEST((entry(names, "telemetry.voltage").from == source::signal));
    BOOST_TEST((entry(names, "firmware").from == source::property));
    BOOST_TEST((entry(names, "properties.firmware").from == source::property));
    BOOST_TEST((entry(names, "region").from == source::tag));
    BOOST_TEST((entry(names, "tags.region").from == source::tag));
    BOOST_TEST((names.find("telemetry.region").what == outcome::unknown));
    BOOST_TEST(names.find("tags.region").found.id == names.find("region").found.id);
}

BOOST_AUTO_TEST_CASE(names_members_of_components_and_fields_of_objects) {
    const device_names names(small_scenario());
    BOOST_TEST(entry(names, "thermostat1.temperature").name == "thermostat1.temperature");
    BOOST_TEST(entry(names, "telemetry.thermostat1.temperature").name == "thermostat1.temperature");
    BOOST_TEST(entry(names, "accel.x").name == "accel.x");
    BOOST_TEST((names.find("temperature").what == outcome::unknown));
}

BOOST_AUTO_TEST_CASE(shows_both_meanings_of_an_ambiguous_name) {
    const device_names names(small_scenario());
    const auto answer = names.find("lot");
    BOOST_REQUIRE((answer.what == outcome::ambiguous));
    const std::vector<std::string> both{"properties.lot", "tags.lot"};
    BOOST_TEST(answer.spellings == both, boost::test_tools::per_element());
    BOOST_TEST(problem_of(names, "lot = 'x'") == "ambiguous-name");
    BOOST_TEST(problem_of(names, "tags.lot = 'x'") == "");
    BOOST_TEST(problem_of(names, "properties.lot = 'x'") == "");
}

BOOST_AUTO_TEST_CASE(unites_the_words_of_all_templates) {
    const device_names names(small_scenario());
    const std::vector<std::string> words{"day", "night", "eco"};
    BOOST_TEST(entry(names, "tariff").words == words, boost::test_tools::per_element());
    BOOST_TEST(problem_of(names, "tariff = eco") == "");
    BOOST_TEST(problem_of(names, "tariff = 'off'") == "unknown-word");
}

BOOST_AUTO_TEST_CASE(widens_kinds_that_go_together_and_refuses_others) {
    const device_names names(small_scenario());
    BOOST_TEST((entry(names, "power").kind == value_kind::number));
    BOOST_TEST((entry(names, "status").kind == value_kind::text));
    BOOST_TEST(entry(names, "status").words.empty());
    const auto answer = names.find("level");
    BOOST_REQUIRE((answer.what == outcome::conflicting));
    BOOST_TEST(answer.spellings[0] == "a number in template meter");
    BOOST_TEST(answer.spellings[1] == "a text in template sensor");
}

BOOST_AUTO_TEST_CASE(finds_the_kind_of_a_tag_in_its_values) {
    const device_names names(small_scenario());
    BOOST_TEST((entry(names, "region").kind == value_kind::text));
    BOOST_TEST((entry(names, "floor_number").kind == value_kind::number));
    BOOST_TEST((entry(names, "metered").kind == value_kind::boolean));
    BOOST_TEST(entry(names, "tags.\"Serial No\"").name == "Serial No");
}

BOOST_AUTO_TEST_CASE(takes_the_kind_of_a_property_from_its_template) {
    const device_names names(small_scenario());
    BOOST_TEST((entry(names, "tariff").kind == value_kind::word));
    BOOST_TEST((entry(names, "imported").from == source::property));
}

BOOST_AUTO_TEST_CASE(names_what_every_device_has) {
    const device_names names(small_scenario());
    for (const auto* good :
         {"$id LIKE 'm-%'", "$connected", "$last_seen > 5m", "$state = quarantined",
          "$template = meter", "$fleet = 'meters'", "$simulated = true", "$elapsed / 60 > 2",
          "contains($displayName, 'a')", "jobs.fw.state = failed", "jobs.fw.state IS NULL"}) {
        BOOST_TEST_CONTEXT(good) {
            BOOST_TEST(problem_of(names, good) == "");
        }
    }
    BOOST_TEST((entry(names, "$last_seen").which == platform_field::last_seen));
    BOOST_TEST(entry(names, "jobs.night.state").job == 1u);
}

BOOST_AUTO_TEST_CASE(refuses_what_a_device_does_not_have) {
    const device_names names(small_scenario());
    BOOST_TEST(problem_of(names, "$state = online") == "unknown-word");
    BOOST_TEST(problem_of(names, "$fleet = 'metres'") == "unknown-word");
    BOOST_TEST(problem_of(names, "jobs.nope.state = failed") == "unknown-name");
    BOOST_TEST(problem_of(names, "jobs.fw.state = running") == "unknown-word");
    BOOST_TEST(problem_of(names, "$enrollment = true") == "not-available");
    BOOST_TEST(problem_of(names, "devices.online > 3") == "not-available");
    BOOST_TEST(problem_of(names, "devices.online(region = 'x') > 3") == "not-available");
    BOOST_TEST(problem_of(names, "region = north") == "unquoted-text");
    BOOST_TEST(problem_of(names, "voltage < 20%") == "no-whole");
}

BOOST_AUTO_TEST_SUITE_END()
