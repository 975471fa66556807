#include <boost/test/unit_test.hpp>

#include "models/load.hpp"
#include "scenarios/reader.hpp"
#include "scenarios/writer.hpp"

using namespace muster;

/// Requests of commands, as acts and jobs write them.
namespace {

using form = request_value::form;

read_result read(const std::string& rest) {
    const auto loader = [](const std::string& path, const std::string&, diagnostics& problems) {
        return load_template(path, MUSTER_SOURCE_DIR "/tests/data/broken", problems);
    };
    return read_scenario_text(
        "muster: 1\ntime: {for: 1h}\n"
        "templates:\n"
        "  asked: {model: models/controller-1.json}\n"
        "  other: {commands: {wait: {takes: 1s}, go: {takes: 1s}}}\n" +
            rest,
        {"x.yaml", {}, loader});
}

const std::string asked_only = "fleets: {f: {template: asked, count: 9, id: c-#}}\n";

command_request_fields request_in(const read_result& read) {
    BOOST_TEST_REQUIRE(read.value.has_value());
    return read.value->acts.at(0).told.request;
}

std::string acting(const std::string& command, const std::string& request) {
    return "acts: {a: {at: 1m, devices: c-1, command: {name: " + command + ", request: " + request +
           "}}}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(request_language_test)

BOOST_AUTO_TEST_CASE(a_model_types_what_is_written) {
    const command_request_fields five{{"delay", 5.0}};
    BOOST_TEST((request_in(read(asked_only + acting("wait", "{delay: 5}"))) == five));
    BOOST_TEST((request_in(read(asked_only + acting("wait", "{delay: '5'}"))) == five));
    BOOST_TEST((request_in(read(asked_only + acting("wait", "5"))) == five));
    const command_request_fields filter{
        {"open", true},
        {"rooms", request_value(form::list, {{"", 1.0}, {"", 2.0}})},
        {"near", request_value(form::object, {{"floor", 3.0}})}};
    BOOST_TEST(
        (request_in(read(asked_only +
                         acting("listEvents", "{open: true, rooms: [1, 2], near: {floor: 3}}"))) ==
         filter));
    const command_request_fields nothing{{"", request_value(form::object, {})}};
    BOOST_TEST((request_in(read(asked_only + acting("listEvents", "{}"))) == nothing));
}

BOOST_AUTO_TEST_CASE(without_a_model_texts_and_truths_stay_what_they_are) {
    const std::string other = "fleets: {f: {template: other, count: 9, id: c-#}}\n";
    const command_request_fields texts{
        {"delay", std::string("5")},
        {"now", true},
        {"rooms", request_value(form::list, {{"", std::string("a")}, {"", false}})}};
    BOOST_TEST((request_in(read(
                    other + acting("go", "{delay: 5, now: true, rooms: [a, false]}"))) == texts));
}

BOOST_AUTO_TEST_CASE(a_request_has_to_fit_one_of_the_templates_that_have_the_command) {
    const std::string fleets =
        "fleets: {f: {template: asked, count: 9, id: c-#}, "
        "g: {template: other, count: 9, id: d-#}}\n";
    const auto fits = read(fleets + acting("wait", "{delay: 5}"));
    BOOST_TEST(fits.problems.items.empty());
    const auto doubtful = read(fleets + acting("wait", "{delay: soon}"));
    BOOST_TEST(doubtful.value.has_value());
    BOOST_TEST_REQUIRE(doubtful.problems.items.size() == 1U);
    BOOST_TEST(to_text(doubtful.problems.items[0]) ==
               "x.yaml:7:73: warning[wrong-type]: devices of `asked` refuse it: a whole number of "
               "32 bits was expected, this is a text");
}

BOOST_AUTO_TEST_CASE(a_request_is_written_as_it_is_read) {
    const auto full = read(asked_only + acting("listEvents", "{rooms: [1, 2], near: {floor: 3}}"));
    BOOST_TEST_REQUIRE(full.value.has_value());
    const auto text = write_scenario_yaml(*full.value);
    BOOST_TEST(text.find("request: {rooms: [1, 2], near: {floor: 3}}") != std::string::npos, text);
    const auto again = read_scenario_text(text, {"y.yaml", {}, {}});
    BOOST_TEST_REQUIRE(again.value.has_value());
    const command_request_fields texts{
        {"rooms", request_value(form::list, {{"", std::string("1")}, {"", std::string("2")}})},
        {"near", request_value(form::object, {{"floor", std::string("3")}})}};
    BOOST_TEST((request_in(again) == texts));  // it has no model any more
}

BOOST_AUTO_TEST_SUITE_END()
