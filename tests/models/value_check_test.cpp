#include <boost/test/unit_test.hpp>

#include "models/value_check.hpp"

#include "models/json_text.hpp"
#include "tests/models/twin_lab.hpp"

using namespace muster;
using namespace muster::models;
using strings = std::vector<std::string>;

namespace {

std::vector<diagnostic> found_in(const std::string& property, const std::string& text,
                                 value_part part = value_part::whole) {
    diagnostics said;
    auto read = parse_json(text, "v.json", said);
    BOOST_REQUIRE_MESSAGE(read, text);
    unify_numbers(read->root);
    bounded_problems problems(said, twin_problems_max);
    check_value(read->root, *test::lab_outline().find(property)->type, {read->file}, problems,
                part);
    return said.items;
}

/// `wrong-type /pointer` of each problem of a value of that property of the lab model.
strings problems_of(const std::string& property, const std::string& text,
                    value_part part = value_part::whole) {
    strings codes;
    for (const auto& item : found_in(property, text, part))
        codes.push_back(item.code + " " + item.where.pointer);
    return codes;
}

void fit(const std::string& property, const strings& texts) {
    for (const auto& text : texts)
        BOOST_TEST(problems_of(property, text).empty(), property << ": " << text);
}

void do_not_fit(const std::string& property, const std::string& problem, const strings& texts) {
    for (const auto& text : texts)
        BOOST_TEST(problems_of(property, text) == strings{problem}, property << ": " << text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(value_check_test)

BOOST_AUTO_TEST_CASE(booleans_and_texts_are_what_json_calls_so) {
    fit("flag", {"true", "false"});
    do_not_fit("flag", "wrong-type ", {"0", "1", "\"true\"", "null", "[]", "{}"});
    fit("label", {"\"\"", "\"x\""});
    do_not_fit("label", "wrong-type ", {"0", "true", "null", "[\"x\"]"});
}

BOOST_AUTO_TEST_CASE(whole_numbers_have_the_bits_of_their_schema) {
    fit("count", {"0", "-2147483648", "2147483647", "20.0", "2e1"});
    do_not_fit("count", "out-of-range ", {"2147483648", "-2147483649", "1e300"});
    do_not_fit("count", "wrong-type ", {"0.5", "\"1\"", "true", "null"});
    fit("total", {"9223372036854775807", "-9223372036854775808", "1e18"});
    do_not_fit("total", "out-of-range ", {"9223372036854775808", "1e19", "1e300"});
}

BOOST_AUTO_TEST_CASE(real_numbers_are_finite_as_floats_and_doubles) {
    fit("ratio", {"0", "1.7976931348623157e308", "-0.5", "18446744073709551615"});
    do_not_fit("ratio", "wrong-type ", {"\"NaN\"", "null", "true"});
    fit("level", {"3.4028234e38", "-3.4028234e38"});
    do_not_fit("level", "out-of-range ", {"3.5e38", "-1e300"});
}

BOOST_AUTO_TEST_CASE(times_are_texts_of_their_form) {
    fit("day", {"\"2026-02-28\""});
    do_not_fit("day", "bad-time ", {"\"2026-02-29\"", "\"\"", "\"2026-02-28T00:00:00Z\""});
    do_not_fit("day", "wrong-type ", {"20260228", "null"});
    fit("moment", {"\"2026-02-28T06:30:00.5+01:00\""});
    do_not_fit("moment", "bad-time ", {"\"2026-02-28\"", "\"2026-02-28T06:30:00\""});
    fit("clock", {"\"06:30:00Z\""});
    do_not_fit("clock", "bad-time ", {"\"06:30\"", "\"06:30:00\""});
    fit("delay", {"\"PT90S\"", "\"P1DT12H\""});
    do_not_fit("delay", "bad-time ", {"\"90s\"", "\"P\""});
}

BOOST_AUTO_TEST_CASE(an_enum_is_its_value_and_the_remedy_knows_its_name) {
    fit("mode", {"0", "3", "3.0"});
    do_not_fit("mode", "bad-enum-value ", {"1", "\"0\"", "\"heating\"", "true", "null", "0.5"});
    BOOST_TEST(found_in("mode", "\"heating\"")[0].remedy == "write 3, the value of 'heating'");
    BOOST_TEST(found_in("mode", "1")[0].remedy == "write one of 0, 3");
    fit("colour", {"\"r-1\"", "\"g-1\""});
    do_not_fit("colour", "bad-enum-value ", {"\"red\"", "\"r-2\"", "0"});
    BOOST_TEST(found_in("colour", "\"red\"")[0].remedy == "write 'r-1', the value of 'red'");
    BOOST_TEST(found_in("colour", "\"g-2\"")[0].remedy == "did you mean 'g-1'?");
}

BOOST_AUTO_TEST_CASE(an_object_may_lack_fields_but_has_no_others) {
    fit("net", {"{}", R"({"host": "a"})", R"({"port": 1, "tls": {"on": true}})"});
    do_not_fit("net", "wrong-type ", {"null", "[]", "1"});
    BOOST_TEST(problems_of("net", R"({"prot": 1, "host": 2, "tls": {"on": 3, "off": 4}})") ==
                   (strings{"unknown-field /prot", "wrong-type /host", "wrong-type /tls/on",
                            "unknown-field /tls/off"}),
               boost::test_tools::per_element());
    BOOST_TEST(found_in("net", R"({"prot": 1})")[0].remedy == "did you mean 'port'?");
    do_not_fit("net", "wrong-type /host", {R"({"host": null})"});
    BOOST_TEST(
        problems_of("net", R"({"host": null, "tls": {"on": null}})", value_part::patch).empty());
    BOOST_TEST(problems_of("net", R"({"hots": null})", value_part::patch) ==
               strings{"unknown-field /hots"});
}

BOOST_AUTO_TEST_CASE(a_map_has_names_for_keys_and_values_of_one_schema) {
    fit("zones", {"{}", R"({"north": 20.5, "South_2": 18})"});
    do_not_fit("zones", "bad-name /2nd", {R"({"2nd": 1})"});
    do_not_fit("zones", "bad-name /a~1b", {R"({"a/b": 1})"});
    do_not_fit("zones", "bad-name /", {R"({"": 1})"});
    do_not_fit("zones", "bad-name /a_", {R"({"a_": 1})"});
    do_not_fit("zones", "bad-name /" + std::string(65, 'a'),
               {"{\"" + std::string(65, 'a') + "\": 1}"});
    do_not_fit("zones", "wrong-type /a", {R"({"a": "warm"})", R"({"a": null})"});
}

BOOST_AUTO_TEST_CASE(a_list_is_checked_item_by_item) {
    fit("list", {"[]", "[1, 2]"});
    BOOST_TEST(
        problems_of("list", R"([1, "2", 3, null])") == (strings{"wrong-type /1", "wrong-type /3"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(vectors_need_three_axes_and_positions_two) {
    fit("accel", {R"({"x": 0, "y": -1.5, "z": 9.81})"});
    do_not_fit("accel", "missing-member ", {R"({"x": 0, "y": 1})"});
    do_not_fit("accel", "unknown-field /w", {R"({"x": 0, "y": 1, "z": 2, "w": 3})"});
    fit("spot", {R"({"lat": 52.4, "lon": 4.9})", R"({"lat": 52.4, "lon": 4.9, "alt": 2})"});
    do_not_fit("spot", "missing-member ", {R"({"lat": 52.4, "alt": 2})"});
    do_not_fit("spot", "wrong-type /alt", {R"({"lat": 52.4, "lon": 4.9, "alt": "high"})"});
    BOOST_TEST(problems_of("spot", R"({"alt": 2})", value_part::patch).empty());
}

BOOST_AUTO_TEST_CASE(shapes_are_those_of_geojson) {
    fit("pole", {R"({"type": "Point", "coordinates": [4.9, 52.4]})",
                 R"({"type": "Point", "coordinates": [4.9, 52.4, 2], "bbox": [4, 52, 5, 53]})"});
    fit("poles", {R"({"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]})"});
    fit("road", {R"({"type": "LineString", "coordinates": [[0, 0], [1, 1]]})"});
    fit("roads", {R"({"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]]]})"});
    fit("area", {R"({"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]})"});
    fit("areas", {R"({"type": "MultiPolygon", "coordinates": [[[[0,0],[1,0],[1,1],[0,0]]]]})"});
}

BOOST_AUTO_TEST_CASE(shapes_that_are_cut_open_or_of_another_type_are_refused) {
    do_not_fit("pole", "bad-geometry /type", {R"({"type": "LineString", "coordinates": [0, 0]})"});
    do_not_fit("pole", "bad-geometry /coordinates",
               {R"({"type": "Point", "coordinates": [0]})",
                R"({"type": "Point", "coordinates": [0, "0"]})",
                R"({"type": "Point", "coordinates": {"lat": 0}})",
                R"({"type": "Point", "coordinates": [0, 0, 0, 0]})"});
    do_not_fit("pole", "missing-member ", {R"({"type": "Point"})", R"({"coordinates": [0, 0]})"});
    do_not_fit("pole", "unknown-field /typ", {R"({"type": "Point", "coordinates": [0, 0],
                                                  "typ": 1})"});
    do_not_fit("road", "bad-geometry /coordinates",
               {R"({"type": "LineString", "coordinates": [[0, 0]]})"});
    do_not_fit("area", "bad-geometry /coordinates/0",
               {R"({"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]})",
                R"({"type": "Polygon", "coordinates": [[[0,0],[1,0],[0,0]]]})"});
}

BOOST_AUTO_TEST_CASE(of_very_many_problems_the_first_hundred_are_said) {
    std::string text = "[\"x\"";
    for (int i = 0; i < 5'000; ++i)
        text += ",\"x\"";
    const auto found = problems_of("list", text + "]");
    BOOST_REQUIRE_EQUAL(found.size(), twin_problems_max + 1);
    BOOST_TEST(found.back() == "too-many-problems ");
}

BOOST_AUTO_TEST_SUITE_END()
