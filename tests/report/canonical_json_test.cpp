#include <boost/test/unit_test.hpp>

#include <limits>

#include "report/canonical_json.hpp"
#include "report/digest.hpp"

using namespace muster;
using namespace muster::report;

BOOST_AUTO_TEST_SUITE(canonical_json_test)

BOOST_AUTO_TEST_CASE(writes_keys_in_the_order_they_are_given) {
    json_writer w;
    w.open_object().field("b", std::uint64_t{1}).field("a", true).key("c").open_array();
    w.number(1.5).text("x").null().open_object().close_object().close_array().close_object();
    BOOST_TEST(w.take() == R"({"b":1,"a":true,"c":[1.5,"x",null,{}]})");
}

BOOST_AUTO_TEST_CASE(writes_doubles_in_their_shortest_form) {
    json_writer w;
    w.open_array().number(0.1).number(1e300).number(-2.5).number(21).number(1.0 / 3).close_array();
    BOOST_TEST(w.take() == "[0.1,1e+300,-2.5,21,0.3333333333333333]");
}

BOOST_AUTO_TEST_CASE(writes_what_is_no_number_as_null) {
    json_writer w;
    w.open_array().number(std::numeric_limits<double>::infinity());
    w.number(std::numeric_limits<double>::quiet_NaN()).put(std::optional<double>{}).close_array();
    BOOST_TEST(w.take() == "[null,null,null]");
}

BOOST_AUTO_TEST_CASE(writes_integers_in_full) {
    json_writer w;
    w.count(std::numeric_limits<std::uint64_t>::max());
    BOOST_TEST(w.take() == "18446744073709551615");
}

BOOST_AUTO_TEST_CASE(writes_spans_as_exact_seconds) {
    json_writer w;
    w.open_array()
        .seconds(std::chrono::hours(24 * 365))
        .seconds(duration{1})
        .seconds(duration{250'000});
    w.seconds(duration{-1'500'000}).seconds(duration{-1}).seconds(duration{0}).close_array();
    BOOST_TEST(w.take() == "[31536000,0.000001,0.25,-1.5,-0.000001,0]");
}

BOOST_AUTO_TEST_CASE(escapes_texts_and_mends_ill_formed_ones) {
    json_writer w;
    w.text("a\"b\\c\n\x01 \xC3\xA9 \xFF \xED\xA0\x80");
    BOOST_TEST(
        w.take() ==
        "\"a\\\"b\\\\c\\n\\u0001 \xC3\xA9 \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

BOOST_AUTO_TEST_CASE(writes_hashes_as_32_digits) {
    json_writer w;
    w.hash({0x0123456789abcdef, 0xf});
    BOOST_TEST(w.take() == "\"0123456789abcdef000000000000000f\"");
}

BOOST_AUTO_TEST_CASE(digest_is_sha256) {
    BOOST_TEST(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

BOOST_AUTO_TEST_SUITE_END()
