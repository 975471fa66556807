#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/models/answer_checks.hpp"
#include "tests/models/asked_model.hpp"

using namespace muster;
using namespace muster::test;
namespace json = boost::json;

namespace {

constexpr std::uint64_t devices = 200;

std::string text_of(const json::value& held) {
    return std::string(held.as_string());
}

calendar_time instant_of(const json::value& held) {
    return models::read_instant(models::primitive::date_time, text_of(held), noon).value();
}

double number_of(const json::value& held) {
    return held.to_number<double>();
}

/// The thermostat of Plug and Play.
const std::string thermostat =
    R"({"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double",
        "unit": "degreeCelsius"},
       {"@type": "Command", "name": "getMaxMinReport",
        "request": {"name": "since", "schema": "dateTime"},
        "response": {"name": "tempReport", "schema": {"@type": "Object", "fields": [)" +
    field("maxTemp", "double") + "," + field("minTemp", "double") + "," +
    field("avgTemp", "double") + "," + field("startTime", "dateTime") + "," +
    field("endTime", "dateTime") + "]}}}";

}  // namespace

BOOST_AUTO_TEST_SUITE(plausible_answer_test)

BOOST_AUTO_TEST_CASE(a_report_since_an_instant_begins_there_and_ends_when_it_is_made) {
    const asked_model model(thermostat);
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("getMaxMinReport", device, R"("2026-02-28T09:30:00+01:00")");
        BOOST_TEST(text_of(made.at("startTime")) == "2026-02-28T09:30:00+01:00");
        BOOST_TEST(text_of(made.at("endTime")) == "2026-03-01T12:00:00Z");
        BOOST_TEST(number_of(made.at("minTemp")) <= number_of(made.at("avgTemp")));
        BOOST_TEST(number_of(made.at("avgTemp")) <= number_of(made.at("maxTemp")));
        BOOST_TEST(number_of(made.at("minTemp")) >= 15);
        BOOST_TEST(number_of(made.at("maxTemp")) <= 28);
    }
}

BOOST_AUTO_TEST_CASE(the_request_may_be_written_under_its_name) {
    const asked_model model(thermostat);
    const auto made = model.answer("getMaxMinReport", 1, R"({"since": "2026-02-28T00:00:00Z"})");
    BOOST_TEST(text_of(made.at("startTime")) == "2026-02-28T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_report_since_the_future_is_empty_and_one_without_since_is_of_the_past) {
    const asked_model model(thermostat);
    const auto coming = model.answer("getMaxMinReport", 1, R"("2027-01-01T00:00:00.5Z")");
    BOOST_TEST(text_of(coming.at("startTime")) == "2027-01-01T00:00:00.5Z");
    BOOST_TEST(text_of(coming.at("endTime")) == "2027-01-01T00:00:01Z");
    for (const auto* request : {"", R"("soon")", "17"}) {
        const auto made = model.answer("getMaxMinReport", 1, request);
        BOOST_TEST((instant_of(made.at("startTime")) < instant_of(made.at("endTime"))));
        BOOST_TEST((instant_of(made.at("endTime")) <= noon));
    }
}

BOOST_AUTO_TEST_CASE(the_same_device_answers_the_same_and_another_something_else) {
    const asked_model model(thermostat);
    BOOST_TEST((model.answer("getMaxMinReport", 7) == model.answer("getMaxMinReport", 7)));
    BOOST_TEST((model.answer("getMaxMinReport", 7) != model.answer("getMaxMinReport", 8)));
}

BOOST_AUTO_TEST_CASE(a_field_that_comes_does_not_move_the_others) {
    const auto level = field("level", "double");
    const asked_model one(command_with(level)),
        two(command_with(field("code", "string") + "," + level));
    BOOST_TEST((one.answer("report").at("level") == two.answer("report").at("level")));
}

BOOST_AUTO_TEST_CASE(extremes_are_within_the_range_of_what_is_measured_in_its_unit) {
    const asked_model model(
        R"({"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double",
            "unit": "degreeFahrenheit"},)" +
        command_with(field("lowestTemperature", "double") + "," + field("highTemp", "double")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        BOOST_TEST(number_of(made.at("lowestTemperature")) >= 59);
        BOOST_TEST(number_of(made.at("highTemp")) <= 82.4);
        BOOST_TEST(number_of(made.at("lowestTemperature")) <= number_of(made.at("highTemp")));
    }
}

BOOST_AUTO_TEST_CASE(integers_keep_the_order_of_the_numbers_beside_them) {
    const asked_model model(command_with(field("min", "double") + "," +
                                         field("average", "integer") + "," +
                                         field("max", "double", R"(, "maxValue": 10)")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        BOOST_TEST(made.at("average").is_int64());
        BOOST_TEST(number_of(made.at("min")) <= number_of(made.at("average")));
        BOOST_TEST(number_of(made.at("average")) <= number_of(made.at("max")));
        BOOST_TEST(number_of(made.at("max")) <= 10);
    }
}

BOOST_AUTO_TEST_CASE(a_field_of_the_request_s_name_has_the_request_s_value) {
    const asked_model model(
        command_with(field("serialNumber", "integer") + "," + field("max", "integer") + "," +
                         field("min", "integer"),
                     field("SerialNumber", "integer") + "," + field("max", "integer")));
    const auto made = model.answer("report", 1, R"({"SerialNumber": 4711, "max": 3})");
    BOOST_TEST(made.at("serialNumber").as_int64() == 4711);
    BOOST_TEST(made.at("max").as_int64() == 3);
    BOOST_TEST(made.at("min").as_int64() <= 3);
    const auto other = model.answer("report", 1, R"({"SerialNumber": "4711", "max": 2.5})");
    BOOST_TEST(other.at("serialNumber").is_int64());
    BOOST_TEST(other.at("max").is_int64());
}

BOOST_AUTO_TEST_CASE(spans_are_from_start_to_end) {
    const asked_model model(command_with(
        field("begin", "dateTime") + "," + field("end", "dateTime") + "," +
        field("duration", "duration") + "," + field("durationMinutes", "integer") + "," +
        field("elapsed", "double", R"(, "@type": "TimeSpan", "unit": "millisecond")") + "," +
        field("pause", "duration")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        const auto span = std::chrono::duration_cast<std::chrono::seconds>(
            instant_of(made.at("end")) - instant_of(made.at("begin")));
        BOOST_TEST((span >= std::chrono::minutes(1) && span <= std::chrono::hours(2)));
        BOOST_TEST((models::read_span(text_of(made.at("duration"))) == span));
        BOOST_TEST(made.at("durationMinutes").as_int64() == span.count() / 60);
        BOOST_TEST(made.at("elapsed").as_double() == static_cast<double>(span.count()) * 1000);
    }
}

BOOST_AUTO_TEST_CASE(times_of_day_begin_before_they_end_also_after_midnight) {
    const asked_model model(command_with(field("from", "time") + "," + field("to", "time")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto at = noon - std::chrono::hours(12) + std::chrono::minutes(device);
        const auto made = model.answer("report", device, "", at);
        BOOST_TEST(text_of(made.at("from")) <= text_of(made.at("to")));
    }
}

BOOST_AUTO_TEST_CASE(what_expires_does_so_later_and_what_was_seen_was_seen_before) {
    const asked_model model(
        command_with(field("createdAt", "dateTime") + "," + field("lastSeen", "dateTime") + "," +
                     field("expiresOn", "date") + "," + field("time", "string")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        BOOST_TEST((instant_of(made.at("createdAt")) <= noon));
        BOOST_TEST((instant_of(made.at("lastSeen")) <= noon));
        BOOST_TEST(text_of(made.at("expiresOn")) >= "2026-03-01");
        BOOST_TEST(text_of(made.at("time")) == "2026-03-01T12:00:00Z");
    }
}

BOOST_AUTO_TEST_CASE(counts_fit_the_lists_beside_them) {
    const std::string tags = R"({"@type": "Array", "elementSchema": "string"})";
    const asked_model model(command_with(
        field("tags", tags) + "," + field("tagCount", "integer", R"(, "minValue": 2)") + "," +
            field("errors", tags) + "," + field("numberOfErrors", "integer"),
        field("tagCount", "integer")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        const auto size = [&](const char* name) {
            return static_cast<std::int64_t>(made.at(name).as_array().size());
        };
        BOOST_TEST(made.at("tagCount").as_int64() == size("tags"));
        BOOST_TEST(size("tags") >= 2);
        BOOST_TEST(made.at("numberOfErrors").as_int64() == size("errors"));
    }
    const auto asked = model.answer("report", 1, R"({"tagCount": 7})");
    BOOST_TEST(asked.at("tags").as_array().size() == 7u);
}

BOOST_AUTO_TEST_CASE(totals_are_the_sums_of_their_parts) {
    const asked_model model(
        command_with(field("total", "integer", R"(, "maxValue": 60)") + "," +
                     field("succeeded", "integer") + "," + field("failed", "integer") + "," +
                     field("failedPercent", "integer") + "," + field("totalMemory", "double") +
                     "," + field("freeMemory", "double") + "," + field("usedMemory", "double") +
                     "," + field("totalStorage", "double") + "," + field("usedStorage", "double")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device);
        const auto value = [&](const char* name) { return number_of(made.at(name)); };
        BOOST_TEST(value("total") == value("succeeded") + value("failed"));
        BOOST_TEST(value("total") <= 60);
        BOOST_TEST(value("failed") < 4);
        BOOST_TEST(value("totalMemory") == value("freeMemory") + value("usedMemory"),
                   boost::test_tools::tolerance(1e-12));
        BOOST_TEST(value("usedStorage") <= value("totalStorage"));
    }
}

BOOST_AUTO_TEST_CASE(items_follow_each_other_within_what_was_asked_for) {
    const std::string events = R"({"@type": "Array", "elementSchema": {"@type": "Object",
        "fields": [)" + field("timestamp", "dateTime") +
                               "]}}";
    const asked_model model(command_with(field("events", events), field("since", "dateTime")));
    for (std::uint64_t device = 1; device <= devices; ++device) {
        const auto made = model.answer("report", device, R"({"since": "2026-03-01T10:00:00Z"})");
        std::string last = "2026-03-01T10:00:00Z";
        for (const auto& event : made.at("events").as_array()) {
            BOOST_TEST(text_of(event.at("timestamp")) >= last);
            last = text_of(event.at("timestamp"));
        }
        BOOST_TEST(last <= "2026-03-01T12:00:00Z");
    }
}

BOOST_AUTO_TEST_CASE(texts_look_as_their_names_say) {
    std::string fields;
    const std::pair<const char*, const char*> forms[] = {
        {"serialNumber", R"(SN-\d{6})"},
        {"firmwareVersion", R"(\d+\.\d+\.\d+)"},
        {"macAddress", R"([0-9a-f]{12})"},
        {"ipAddress", R"(\d+\.\d+\.\d+\.\d+)"},
        {"hostname", R"(unit-\d{6})"},
        {"downloadUrl", "https://.*"},
        {"emailAddress", ".+@.+\\..+"},
        {"displayName", R"(unit-\d{6})"},
        {"city", "[A-Z][a-z]+"},
        {"uuid", R"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"},
        {"jobId", R"(id-\d{6})"},
        {"errorMessage", "none"},
        {"message", "done"},
        {"status", "ok"},
        {"result", "ok"},
    };
    for (const auto& [name, form] : forms)
        fields += (fields.empty() ? "" : ",") + field(name, "string");
    const asked_model model(command_with(fields));
    for (std::uint64_t device = 1; device <= 20; ++device) {
        const auto made = model.answer("report", device);
        for (const auto& [name, form] : forms)
            BOOST_TEST(checked::has_form(made.at(name), form), name << ": " << made.at(name));
    }
}

BOOST_AUTO_TEST_CASE(what_a_device_is_called_is_the_same_in_all_its_answers) {
    const asked_model model(
        command_with(field("serialNumber", "string") + "," + field("level", "double")));
    const auto& asked = model.command("report");
    const auto answer = [&](std::uint64_t number) {
        return models::plausible_answer({asked, "report", {}, nullptr}, {{1}, number, noon});
    };
    BOOST_TEST((answer(0).at("serialNumber") == answer(1).at("serialNumber")));
    BOOST_TEST((answer(0).at("level") != answer(1).at("level")));
    BOOST_TEST((answer(0).at("serialNumber") != model.answer("report", 2).at("serialNumber")));
}

BOOST_AUTO_TEST_CASE(a_plain_response_is_what_its_command_is_named_after) {
    const asked_model model(
        R"({"@type": "Command", "name": "getMode",
            "response": {"name": "response", "schema": "string"}},
           {"@type": "Command", "name": "echoText", "request": {"name": "text", "schema": "string"},
            "response": {"name": "echo", "schema": "string"}},
           {"@type": "Command", "name": "reboot"})");
    for (std::uint64_t device = 1; device <= 20; ++device) {
        const auto mode = text_of(model.answer("getMode", device));
        BOOST_TEST((mode == "auto" || mode == "manual" || mode == "eco"), mode);
    }
    BOOST_TEST(text_of(model.answer("echoText", 1, R"("well?")")) == "well?");
    BOOST_TEST(model.answer("reboot").is_null());
}

BOOST_AUTO_TEST_SUITE_END()
