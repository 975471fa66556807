#include <boost/test/unit_test.hpp>

#include "models/json_text.hpp"

#include <boost/json/serialize.hpp>

#include <bit>
#include <cmath>

#include "models/json_document.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace muster::models;

namespace {

boost::json::value value_of(const std::string& text) {
    diagnostics problems;
    auto read = parse_json(text, "v.json", problems);
    BOOST_REQUIRE_MESSAGE(read, text);
    unify_numbers(read->root);
    return std::move(read->root);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_text_test)

BOOST_AUTO_TEST_CASE(whole_numbers_are_written_alike_however_they_were_spelt) {
    for (const char* text : {"20", "20.0", "2e1", "200e-1", "20.000"})
        BOOST_TEST(compact_text(value_of(text)) == "20");
    BOOST_TEST(compact_text(value_of("-0.0")) == "0");
    BOOST_TEST(compact_text(value_of("20.5")) == "20.5");
    BOOST_TEST(compact_text(value_of("0.1")) == "0.1");
    BOOST_TEST(compact_text(value_of("1e300")) == "1e+300");
    BOOST_TEST(compact_text(value_of("18446744073709551615")) == "18446744073709551615");
    BOOST_TEST(compact_text(value_of("9007199254740993")) == "9007199254740993");
    BOOST_TEST(compact_text(value_of("9007199254740992.0")) == "9007199254740992");
}

BOOST_AUTO_TEST_CASE(blanks_stand_only_where_they_are_wanted) {
    const auto held = value_of(R"({"a": [1, {"b": "x\"y"}], "c": {}, "d": [], "e": null})");
    BOOST_TEST(compact_text(held) == R"({"a":[1,{"b":"x\"y"}],"c":{},"d":[],"e":null})");
    BOOST_TEST(indented_text(held) == R"({
  "a": [
    1,
    {
      "b": "x\"y"
    }
  ],
  "c": {},
  "d": [],
  "e": null
}
)");
}

BOOST_AUTO_TEST_CASE(every_number_reads_back_as_the_same_double) {
    for (const auto seed : testing::seeds(20)) {
        BOOST_TEST_INFO_SCOPE("replay with MUSTER_SEED=" << seed
                                                         << " ./dev test -R json_text_test");
        testing::dice dice(seed);
        for (int i = 0; i < 2'000; ++i) {
            const auto number = std::bit_cast<double>(dice.bits());
            if (!std::isfinite(number)) continue;
            boost::json::value held(number);
            unify_numbers(held);
            const auto text = compact_text(held);
            BOOST_REQUIRE_MESSAGE(value_of(text) == held, text);
            BOOST_REQUIRE_EQUAL(compact_text(value_of(text)), text);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
