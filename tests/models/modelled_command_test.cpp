#include <boost/test/unit_test.hpp>

#include <boost/json/parse.hpp>

#include "fleet/find_named.hpp"
#include "models/load.hpp"
#include "tests/models/model_folder.hpp"
#include "tests/models/model_problems.hpp"

using namespace muster;

namespace {

using form = request_value::form;

const calendar_time noon =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

const std::string number_enum = R"({"@type": "Enum", "valueSchema": "integer", "enumValues": [
    {"name": "low", "enumValue": 1}, {"name": "high", "enumValue": 2}]})";

const std::string contents = R"(
    {"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double",
     "unit": "degreeCelsius"},
    {"@type": "Telemetry", "name": "windowOpen", "schema": "boolean"},
    {"@type": "Telemetry", "name": "level", "schema": )" +
                             number_enum + R"(},
    {"@type": "Property", "name": "serialNumber", "schema": "string"},
    {"@type": "Command", "name": "reboot"},
    {"@type": "Command", "name": "wait", "request": {"name": "delay", "schema": "integer"}},
    {"@type": "Command", "name": "raise", "request": {"name": "to", "schema": )" +
                             number_enum + R"(}},
    {"@type": "Command", "name": "place", "request": {"name": "where", "schema": "point"}},
    {"@type": "Command", "name": "find", "request": {"name": "filter", "schema": {
        "@type": "Object", "fields": [
        {"name": "since", "schema": "dateTime"}, {"name": "open", "schema": "boolean"},
        {"name": "name", "schema": "string"},
        {"name": "rooms", "schema": {"@type": "Array", "elementSchema": "integer"}}]}}},
    {"@type": "Command", "name": "report", "response": {"name": "report", "schema": {
        "@type": "Object", "fields": [
        {"name": "minTemperature", "schema": "double"},
        {"name": "currentTemperature", "schema": "double"},
        {"name": "maxTemperature", "schema": "double"},
        {"name": "windowOpen", "schema": "boolean"}, {"name": "level", "schema": )" +
                             number_enum + R"(},
        {"name": "serialNumber", "schema": "string"}]}}})";

/// The commands of a model whose repository is gone.
struct modelled {
    test::model_folder folder;
    device_template made;

    modelled() {
        diagnostics problems;
        const auto file = folder.write("thing-1.json", test::interface_of(contents));
        auto loaded = load_template("thing-1.json", folder.path(), problems);
        BOOST_REQUIRE(loaded);
        made = std::move(*loaded);
    }
    const command_model& of(const std::string& name) const {
        return *made.commands.at(index_of(made.commands, name)).model;
    }
    std::string misfit(const std::string& name, const command_request_fields& request) const {
        return misfit_text(of(name).misfits(request));
    }
    boost::json::value report(const device_values& values, std::uint64_t device = 1) const {
        return boost::json::parse(of("report").answer({{}, {device}, 7, noon, values}));
    }
};

command_request_fields field(const std::string& name, request_value value) {
    return {{name, std::move(value)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(modelled_command_test)

BOOST_AUTO_TEST_CASE(requests_are_held_against_the_schema_of_the_command) {
    const modelled some;
    BOOST_TEST(some.misfit("reboot", {}) == "");
    BOOST_TEST(some.misfit("reboot", field("delay", 1.0)) ==
               "request: the command takes no request; leave it out");
    BOOST_TEST(some.misfit("wait", field("delay", 5.0)) == "");
    BOOST_TEST(some.misfit("wait", field("", 5.0)) == "");
    BOOST_TEST(some.misfit("wait", {}) ==
               "request: the command wait needs a request; write `request: {delay: ...}`");
    BOOST_TEST(some.misfit("wait", field("delay", 0.5)) ==
               "request.delay: a whole number of 32 bits was expected, this is a fraction; "
               "round it");
    BOOST_TEST(some.misfit("wait", field("delay", std::string("5"))) ==
               "request.delay: a whole number of 32 bits was expected, this is a text");
    BOOST_TEST(some.misfit("raise", field("to", 2.0)) == "");
    BOOST_TEST(some.misfit("raise", field("to", 3.0)) ==
               "request.to: 3 is no value of the Enum; write one of 1, 2");
    BOOST_TEST(some.misfit("raise", field("to", std::string("high"))) ==
               "request.to: \"high\" is no value of the Enum; write 2, the value of 'high'");
}

BOOST_AUTO_TEST_CASE(fields_of_objects_are_named_by_their_path) {
    const modelled some;
    const request_value rooms(form::list, {{"", 1.0}, {"", std::string("two")}});
    command_request_fields wrong{{"rooms", rooms}, {"opne", true}};
    BOOST_TEST(some.misfit("find", wrong) ==
               "request.rooms.1: a whole number of 32 bits was expected, this is a text (and 1 "
               "more)");
    wrong.erase(wrong.begin());
    BOOST_TEST(some.misfit("find", wrong) ==
               "request.opne: there is no field 'opne'; did you mean 'open'?");
    BOOST_TEST(some.misfit("find", field("", request_value(form::object, {}))) == "");
    BOOST_TEST(some.misfit("find", {}) ==
               "request: the command find needs a request; write `request: {since: ...}`");
}

BOOST_AUTO_TEST_CASE(what_is_written_as_text_is_typed_by_the_schema) {
    const modelled some;
    BOOST_TEST((some.of("wait").typed(field("delay", std::string("5"))) == field("delay", 5.0)));
    BOOST_TEST((some.of("wait").typed(field("", std::string("5"))) == field("delay", 5.0)));
    BOOST_TEST((some.of("wait").typed(field("delay", std::string("5s"))) ==
                field("delay", std::string("5s"))));
    BOOST_TEST((some.of("raise").typed(field("to", std::string("2"))) == field("to", 2.0)));
    const auto texts = [](const char* a, const char* b) {
        return request_value(form::list, {{"", std::string(a)}, {"", std::string(b)}});
    };
    const command_request_fields written{
        {"open", std::string("true")}, {"name", std::string("12")}, {"rooms", texts("1", "two")}};
    const command_request_fields typed{
        {"open", true},
        {"name", std::string("12")},
        {"rooms", request_value(form::list, {{"", 1.0}, {"", std::string("two")}})}};
    BOOST_TEST((some.of("find").typed(written) == typed));
    const command_request_fields shape{{"type", std::string("Point")},
                                       {"coordinates", texts("13.5", "52")}};
    BOOST_TEST(some.misfit("place", some.of("place").typed(shape)) == "");
    BOOST_TEST(some.misfit("place", shape) != "");
    BOOST_TEST((some.of("reboot").typed(written) == written));
}

BOOST_AUTO_TEST_CASE(an_answer_names_what_the_device_has) {
    const modelled some;
    const auto told = some.report({{"temperature", 21.375},
                                   {"windowOpen", true},
                                   {"level", std::string("high")},
                                   {"serialNumber", std::string("SN-0815")}});
    BOOST_TEST(told.at("currentTemperature").to_number<double>() == 21.38);  // two decimals
    BOOST_TEST(told.at("windowOpen").as_bool());
    BOOST_TEST(told.at("level").as_int64() == 2);
    BOOST_TEST(told.at("serialNumber").as_string() == "SN-0815");
}

BOOST_AUTO_TEST_CASE(no_minimum_is_above_what_is_so_right_now_nor_a_maximum_below) {
    const modelled some;
    for (std::uint64_t device = 1; device <= 50; ++device) {
        for (const double now : {-5.0, 20.0, 45.0}) {
            const auto told = some.report({{"temperature", now}}, device);
            BOOST_TEST(told.at("currentTemperature").to_number<double>() == now);
            BOOST_TEST(told.at("minTemperature").to_number<double>() <= now);
            BOOST_TEST(told.at("maxTemperature").to_number<double>() >= now);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_the_device_has_no_value_of_is_plausible) {
    const modelled some;
    const auto told = some.report({});
    BOOST_TEST(told.at("minTemperature").to_number<double>() <=
               told.at("currentTemperature").to_number<double>());
    BOOST_TEST(told.at("currentTemperature").to_number<double>() <=
               told.at("maxTemperature").to_number<double>());
    BOOST_TEST(told.at("serialNumber").is_string());
    BOOST_TEST((told == some.report({})));
    BOOST_TEST(some.of("reboot").answer({{}, {1}, 7, noon, {}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
