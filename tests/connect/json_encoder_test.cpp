#include <boost/test/unit_test.hpp>

#include <boost/json.hpp>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

#include "connect/json_encoder.hpp"
#include "connect/json_text.hpp"
#include "connect/message_runs.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;

namespace {

world house() {
    return world(testing::scenario_of(R"(
muster: 1
time: {start: 2026-06-21T00:00+02:00, for: 1h}
templates:
  meter:
    telemetry:
      power: {unit: watt, normal: 400, sd: 10}
      door: {values: [open, shut]}
    messages:
      load: {every: 15m}
fleets:
  meters: {template: meter, count: 20, id: 'm-"###'}
)"),
                 4);
}

reading_batch batch_of(std::initializer_list<double> values) {
    reading_batch b;
    for (const auto x : values) {
        const auto i = b.count++;
        b.key[i] = 1;
        b.ordinal[i] = 4;
        b.fleet[i] = b.message[i] = 0;
        b.series[i] = static_cast<std::uint32_t>(i);
        b.tick[i] = 3;
        b.at[i] = std::chrono::milliseconds(7'250);
        b.value[i] = x;
        b.sent[i] = true;
    }
    return b;
}

std::string encoded(const reading_batch& b) {
    const world w = house();
    std::string text = "before ";
    json_encoder(w).append(text, b, 0, b.count);
    return text.substr(7);
}

std::string timestamp(std::int64_t microseconds) {
    std::string text;
    append_timestamp(text, calendar_time(std::chrono::microseconds(microseconds)));
    return text;
}

std::string number(double x) {
    std::string text;
    append_json_number(text, x);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_encoder_test)

BOOST_AUTO_TEST_CASE(writes_a_message_as_one_object) {
    BOOST_TEST(encoded(batch_of({412.5, 1})) ==
               R"({"device":"m-\"005","fleet":"meters","message":"load","tick":3,)"
               R"("time":"2026-06-20T22:00:07.25Z","readings":{"power":412.5,"door":"shut"}})");
}

BOOST_AUTO_TEST_CASE(writes_what_a_parser_reads) {
    for (const auto x : {0.0, -1.5, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
        const auto text = encoded(batch_of({x, 0}));
        boost::json::error_code failure;
        const auto read = boost::json::parse(text, failure);
        BOOST_TEST(!failure);
        BOOST_TEST(read.at("readings").at("door").as_string() == "open");
    }
}

BOOST_AUTO_TEST_CASE(writes_a_word_that_there_is_not_as_its_number) {
    BOOST_TEST(encoded(batch_of({1, 2})).find(R"("door":2})") != std::string::npos);
    BOOST_TEST(encoded(batch_of({1, -1})).find(R"("door":-1})") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_numbers_that_read_back_equal) {
    BOOST_TEST(number(0.1) == "0.1");
    BOOST_TEST(number(-18.25) == "-18.25");
    BOOST_TEST(number(3) == "3");
    BOOST_TEST(number(std::numeric_limits<double>::infinity()) == "null");
    std::mt19937_64 random(11);
    for (int i = 0; i < 20'000; ++i) {
        const auto bits = random();
        double x = 0;
        std::memcpy(&x, &bits, sizeof x);
        if (x - x != 0) continue;
        BOOST_REQUIRE(std::strtod(number(x).c_str(), nullptr) == x);
    }
}

BOOST_AUTO_TEST_CASE(writes_timestamps_with_as_many_digits_as_they_need) {
    BOOST_TEST(timestamp(0) == "1970-01-01T00:00:00Z");
    BOOST_TEST(timestamp(-1) == "1969-12-31T23:59:59.999999Z");
    BOOST_TEST(timestamp(1'709'164'800'000'000) == "2024-02-29T00:00:00Z");
    BOOST_TEST(timestamp(1'709'251'199'000'050) == "2024-02-29T23:59:59.00005Z");
    BOOST_TEST(timestamp(253'402'300'799'500'000) == "9999-12-31T23:59:59.5Z");
}

BOOST_AUTO_TEST_CASE(escapes_what_json_does_not_allow) {
    std::string text;
    append_json_text(text, "a\"b\\c\n\x01 \xc3\xa9");
    BOOST_TEST(text == "\"a\\\"b\\\\c\\u000a\\u0001 \xc3\xa9\"");
}

BOOST_AUTO_TEST_CASE(finds_the_messages_of_a_batch) {
    auto b = batch_of({1, 2, 3, 4, 5});
    b.tick[2] = b.tick[3] = 4;
    b.key[3] = 9;
    b.message[4] = 1;
    b.key[4] = 9;
    b.tick[4] = 4;
    std::vector<std::size_t> ends;
    for_each_message(b, [&](std::size_t, std::size_t end) { ends.push_back(end); });
    BOOST_TEST(ends == (std::vector<std::size_t>{2, 3, 4, 5}), boost::test_tools::per_element());
    for_each_message(reading_batch{},
                     [](std::size_t, std::size_t) { BOOST_ERROR("there is none"); });
}

BOOST_AUTO_TEST_SUITE_END()
