#include <boost/test/unit_test.hpp>

#include "models/twin_patch.hpp"

#include "models/json_text.hpp"
#include "models/limits.hpp"
#include "tests/models/twin_lab.hpp"

using namespace muster;
using muster::test::twin_lab;
using strings = std::vector<std::string>;

namespace {

std::string desired_of(const twin_lab& lab) {
    return models::compact_text(models::section_value(lab.twin.desired));
}

std::string reported_of(const twin_lab& lab) {
    return models::compact_text(models::section_value(lab.twin.reported));
}

std::string text_of_length(std::size_t length) {
    return "\"" + std::string(length, 'x') + "\"";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_patch_test)

BOOST_AUTO_TEST_CASE(an_operator_sets_own_inherited_component_and_cloud_properties) {
    twin_lab lab;
    BOOST_TEST(lab.set(R"({"count": 1, "site": "north", "unit": {"__t": "c", "target": 21.5},
                           "customer": "Ada"})"));
    BOOST_TEST(desired_of(lab) == R"({"count":1,"site":"north","unit":{"__t":"c","target":21.5}})");
    BOOST_TEST(models::compact_text(models::section_value(lab.twin.cloud)) ==
               R"({"customer":"Ada"})");
    BOOST_TEST(lab.set(R"({"unit": {"target": 22}})"));
    BOOST_TEST(models::compact_text(lab.twin.desired.find("unit.target")->value) == "22");
}

BOOST_AUTO_TEST_CASE(a_wrong_patch_changes_nothing_and_tells_all_its_problems) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 1})"));
    const auto before = lab.twin;
    BOOST_TEST(!lab.set(R"({"count": 2, "firmware": "1", "temperature": 20, "reboot": {},
                            "feeds": 1, "cuont": 3, "level": "high", "unit": {"serial": "a",
                            "power": 1, "owner": "b", "tagret": 1, "__t": "d"}, "$version": 3,
                            "__t": "c", "net": {"port": "x"}})"));
    BOOST_TEST(
        lab.problems ==
            (strings{"read-only-property /firmware", "not-a-property /temperature",
                     "not-a-property /reboot", "not-a-property /feeds", "unknown-property /cuont",
                     "wrong-type /level", "read-only-property /unit/serial",
                     "not-a-property /unit/power", "cloud-property /unit/owner",
                     "unknown-property /unit/tagret", "bad-marker /unit/__t",
                     "reserved-name /$version", "unknown-property /__t", "wrong-type /net/port"}),
        boost::test_tools::per_element());
    BOOST_TEST((lab.twin == before));
    BOOST_TEST(lab.said[1].text == "'temperature' is telemetry, not a property");
    BOOST_TEST(lab.said[2].text == "'reboot' is a command, not a property");
    BOOST_TEST(lab.said[4].remedy == "did you mean 'count'?");
    BOOST_TEST(lab.said[9].remedy == "did you mean 'target'?");
}

BOOST_AUTO_TEST_CASE(a_patch_is_an_object_and_a_component_too) {
    twin_lab lab;
    for (const char* text : {"1", "[]", "null", "\"x\""}) {
        BOOST_TEST(!lab.set(text));
        BOOST_TEST(lab.problems == strings{"wrong-type "}, boost::test_tools::per_element());
    }
    BOOST_TEST(!lab.set(R"({"unit": 3})"));
    BOOST_TEST(lab.problems == strings{"wrong-type /unit"}, boost::test_tools::per_element());
    BOOST_TEST(!lab.set(R"({"count": 1, "count": 2})"));
    BOOST_TEST(lab.problems == strings{"json-duplicate-key /count"},
               boost::test_tools::per_element());
    BOOST_TEST(!lab.set(R"({"net": {"port": 1, "port": 2}})"));
    BOOST_TEST(lab.problems == strings{"json-duplicate-key /net/port"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(null_removes_a_property_and_all_of_a_component) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 1, "label": "a", "unit": {"target": 1}})"));
    BOOST_TEST(lab.set(R"({"count": null, "unit": null, "flag": null})"));
    BOOST_TEST(desired_of(lab) == R"({"label":"a"})");
    BOOST_TEST(!lab.set(R"({"cuont": null})"));
    BOOST_TEST(!lab.set(R"({"firmware": null})"));
}

BOOST_AUTO_TEST_CASE(objects_and_maps_are_merged_and_lists_are_replaced) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"net": {"host": "a", "port": 1, "tls": {"on": true}},
                              "zones": {"a": 1, "b": 2}, "list": [1, 2, 3]})"));
    BOOST_TEST(lab.set(R"({"net": {"port": 2, "host": null, "tls": {"on": null}},
                           "zones": {"b": null, "c": 3}, "list": [4]})"));
    BOOST_TEST(desired_of(lab) ==
               R"({"list":[4],"net":{"port":2,"tls":{}},"zones":{"a":1,"c":3}})");
    BOOST_TEST(!lab.set(R"({"net": {"nose": null}})"));
    BOOST_TEST(lab.problems == strings{"unknown-field /net/nose"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_merge_would_leave_incomplete_is_refused) {
    twin_lab lab;
    BOOST_TEST(!lab.set(R"({"spot": {"lat": 52}})"));
    BOOST_TEST(lab.problems == strings{"missing-member /spot"}, boost::test_tools::per_element());
    BOOST_REQUIRE(lab.set(R"({"spot": {"lat": 52, "lon": 5, "alt": 1}})"));
    BOOST_TEST(lab.set(R"({"spot": {"lat": 53, "alt": null}})"));
    BOOST_TEST(desired_of(lab) == R"({"spot":{"lat":53,"lon":5}})");
    BOOST_TEST(!lab.set(R"({"spot": {"lon": null}})"));
    BOOST_TEST(lab.problems == strings{"missing-member /spot"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(replacing_removes_what_is_not_named_of_its_own_side_only) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 1, "label": "a", "customer": "Ada",
                              "net": {"host": "a", "port": 1}})"));
    BOOST_REQUIRE(lab.report(R"({"firmware": "1.0"})"));
    BOOST_TEST(lab.put(R"({"count": 2, "net": {"host": "b", "port": null}})"));
    BOOST_TEST(desired_of(lab) == R"({"count":2,"net":{"host":"b"}})");
    BOOST_TEST(lab.twin.cloud.held.empty());
    BOOST_TEST(reported_of(lab) == R"({"firmware":"1.0"})");
}

BOOST_AUTO_TEST_CASE(a_device_reports_anything_but_what_is_the_cloud_s) {
    twin_lab lab;
    BOOST_TEST(lab.report(R"({"firmware": "1.0", "count": 4, "unit": {"__t": "c", "serial": "s",
                              "target": {"value": 20, "ac": 203, "av": 0, "ad": "default"}}})"));
    BOOST_TEST(reported_of(lab) == R"({"count":4,"firmware":"1.0","unit":{"__t":"c","serial":"s",)"
                                   R"("target":{"value":20,"ac":203,"av":0,"ad":"default"}}})");
    BOOST_TEST(!lab.report(R"({"customer": "Ada", "temperature": 1, "frimware": "2"})"));
    BOOST_TEST(lab.problems == (strings{"cloud-property /customer", "not-a-property /temperature",
                                        "unknown-property /frimware"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_acknowledgement_is_held_to_its_form) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 1})"));
    const std::vector<std::pair<std::string, strings>> wrong{
        {R"({"value": 1})", {"missing-member /count", "missing-member /count"}},
        {R"({"value": 1, "ac": 200})", {"missing-member /count"}},
        {R"({"ac": 200, "av": 1})", {"missing-member /count"}},
        {R"({"value": 1, "ac": 99, "av": 1})", {"bad-acknowledgement /count/ac"}},
        {R"({"value": 1, "ac": 600, "av": 1})", {"bad-acknowledgement /count/ac"}},
        {R"({"value": 1, "ac": "200", "av": 1})", {"bad-acknowledgement /count/ac"}},
        {R"({"value": 1, "ac": 200, "av": -1})", {"bad-acknowledgement /count/av"}},
        {R"({"value": 1, "ac": 200, "av": 0.5})", {"bad-acknowledgement /count/av"}},
        {R"({"value": 1, "ac": 200, "av": 2})", {"future-version /count/av"}},
        {R"({"value": 1, "ac": 200, "av": 1, "ad": 5})", {"bad-acknowledgement /count/ad"}},
        {R"({"value": 1, "ac": 200, "av": 1, "da": "x"})", {"unknown-member /count/da"}},
        {R"({"value": "1", "ac": 200, "av": 1})", {"wrong-type /count/value"}},
        {R"({"value": null, "ac": 200, "av": 1})", {"wrong-type /count/value"}}};
    for (const auto& [text, problems] : wrong) {
        BOOST_TEST(!lab.report("{\"count\": " + text + "}"), text);
        BOOST_TEST(lab.problems == problems, text);
    }
    for (const char* code : {"100", "200", "599"})
        BOOST_TEST(lab.report(R"({"count": {"value": 1, "ac": )" + std::string(code) +
                              R"(, "av": 1, "ad": null}})"));
    BOOST_TEST(!lab.report(R"({"firmware": {"value": "1", "ac": 200, "av": 1}})"));
    BOOST_TEST(lab.problems == strings{"wrong-type /firmware"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_answer_merges_its_value_and_replaces_the_answer_before) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"net": {"port": 1}})"));
    BOOST_TEST(lab.report(R"({"net": {"value": {"host": "a", "port": 1}, "ac": 200, "av": 1,
                                      "ad": "done"}})"));
    BOOST_TEST(lab.report(R"({"net": {"value": {"port": 2}, "ac": 400, "av": 1}})"));
    BOOST_TEST(reported_of(lab) == R"({"net":{"value":{"host":"a","port":2},"ac":400,"av":1}})");
    BOOST_TEST(lab.report(R"({"net": {"port": 3}})"));
    BOOST_TEST(reported_of(lab) == R"({"net":{"host":"a","port":3}})");
}

BOOST_AUTO_TEST_CASE(a_map_that_comes_to_look_like_an_acknowledgement_is_refused) {
    twin_lab lab;
    BOOST_TEST(lab.report(R"({"zones": {"value": 1}})"));
    BOOST_TEST(!lab.report(R"({"zones": {"ac": 200}})"));
    BOOST_TEST(lab.problems == strings{"ambiguous-value /zones"}, boost::test_tools::per_element());
    BOOST_TEST(lab.report(R"({"zones": {"value": {"ac": 200}, "ac": 203, "av": 0}})"));
    BOOST_TEST(models::compact_text(lab.twin.reported.find("zones")->value) ==
               R"({"value":1,"ac":200})");
}

BOOST_AUTO_TEST_CASE(a_property_has_4096_bytes_of_json_at_most) {
    twin_lab lab;
    const auto fits = text_of_length(models::twin_property_bytes_max - 2);
    BOOST_TEST(lab.set("{\"label\": " + fits + "}"));
    BOOST_TEST(
        !lab.set("{\"label\": " + text_of_length(models::twin_property_bytes_max - 1) + "}"));
    BOOST_TEST(lab.problems == strings{"property-too-large /label"},
               boost::test_tools::per_element());
    BOOST_TEST(!lab.report(R"({"label": {"value": )" + fits + R"(, "ac": 200, "av": 1}})"));
    BOOST_TEST(lab.problems == strings{"property-too-large /label/value"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_section_has_32768_bytes_of_json_after_the_patch_at_most) {
    std::string model = R"([{"@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:wide;1",
                             "@type": "Interface", "contents": [)";
    for (int i = 0; i < 8; ++i)
        model += std::string(i == 0 ? "" : ", ") + R"({"@type": "Property", "name": "p)" +
                 std::to_string(i) + R"(", "schema": "string", "writable": true})";
    const auto outline = test::outline_of_text(model + "]}]");
    // Two braces, seven commas, eight times `"p0":` and seven texts of 4,096 bytes leave this.
    const std::size_t last = 32'768 - 2 - 7 - 8 * 5 - 7 * 4'096;
    const auto patch = [&](std::size_t bytes_of_last) {
        std::string text = "{";
        for (int i = 0; i < 7; ++i)
            text += "\"p" + std::to_string(i) + "\": " + text_of_length(4'094) + ", ";
        diagnostics problems;
        const auto document =
            models::parse_json(text + "\"p7\": " + text_of_length(bytes_of_last - 2) + "}",
                               "patch.json", problems, models::limits_of_patch);
        const auto after =
            models::patched({}, *outline, *document, models::patch_origin::operator_side,
                            models::patch_kind::merge, {}, problems);
        BOOST_TEST(after.has_value() == problems.items.empty());
        return problems.items.empty() ? "" : problems.items.front().code;
    };
    BOOST_TEST(patch(last) == "");
    BOOST_TEST(patch(last + 1) == "section-too-large");
}

BOOST_AUTO_TEST_CASE(a_patch_deeper_than_any_model_is_refused_before_it_is_looked_at) {
    twin_lab lab;
    const std::string deep(models::patch_depth_max, '[');
    BOOST_TEST(!lab.set("{\"list\": " + deep + std::string(models::patch_depth_max, ']') + "}"));
    BOOST_REQUIRE_EQUAL(lab.said.size(), 1);
    BOOST_TEST(lab.said[0].code == "json-too-deep");
    BOOST_TEST(lab.said[0].remedy == "no property of a model is that deep");
    BOOST_TEST(!lab.set(text_of_length(models::patch_bytes_max)));
    BOOST_TEST(lab.said[0].text == "a patch of more than 262144 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
