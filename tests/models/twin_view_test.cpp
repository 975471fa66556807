#include <boost/test/unit_test.hpp>

#include "models/twin_view.hpp"

#include "models/json_text.hpp"
#include "tests/models/twin_lab.hpp"

using namespace muster;
using namespace muster::models;
using muster::test::twin_lab;

namespace {

std::string view_of(const twin_lab& lab, view_words words = view_words::central) {
    return compact_text(twin_view(lab.twin, words));
}

std::string reply_to(twin_lab& lab, const std::string& patch) {
    BOOST_REQUIRE(lab.set(patch));
    diagnostics problems;
    const auto document = parse_json(patch, "patch.json", problems, limits_of_patch);
    return compact_text(patch_reply(*document, lab.twin, test::lab_outline()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_view_test)

BOOST_AUTO_TEST_CASE(what_was_never_set_is_left_out) {
    twin_lab lab;
    BOOST_TEST(view_of(lab) == "{}");
    BOOST_REQUIRE(lab.set(R"({"count": 1})"));
    BOOST_REQUIRE(lab.set(R"({"count": null})"));
    BOOST_TEST(view_of(lab) == "{}");
}

BOOST_AUTO_TEST_CASE(a_view_shows_what_is_reported_beside_what_is_desired) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"unit": {"target": 30}, "customer": "Ada"})"));
    BOOST_REQUIRE(lab.report(R"({"unit": {"target": 12.5, "serial": "s-1"}})"));
    BOOST_TEST(view_of(lab) ==
               R"({"customer":"Ada","unit":{"serial":"s-1","target":12.5,)"
               R"("$metadata":{"serial":{"lastUpdateTime":"1970-01-01T00:00:02.000000Z"},)"
               R"("target":{"lastUpdateTime":"1970-01-01T00:00:02.000000Z",)"
               R"("desiredValue":30,"desiredVersion":1}}},)"
               R"("$metadata":{"customer":{"lastUpdateTime":"1970-01-01T00:00:01.000000Z"}}})");
}

BOOST_AUTO_TEST_CASE(a_view_shows_the_answer_and_where_asked_the_state) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 35})"));
    BOOST_TEST(
        view_of(lab, view_words::with_state) ==
        R"({"count":35,"$metadata":{"count":{"lastUpdateTime":"1970-01-01T00:00:01.000000Z",)"
        R"("desiredValue":35,"desiredVersion":1,"state":"pending"}}})");
    BOOST_REQUIRE(lab.report(R"({"count": {"value": 34, "ac": 200, "av": 1, "ad": "Processed"}})"));
    const std::string known =
        R"({"count":34,"$metadata":{"count":{"lastUpdateTime":"1970-01-01T00:00:02.000000Z",)"
        R"("desiredValue":35,"desiredVersion":1,"ackVersion":1,"ackCode":200,)"
        R"("ackDescription":"Processed")";
    BOOST_TEST(view_of(lab) == known + "}}}");
    BOOST_TEST(view_of(lab, view_words::with_state) == known + R"(,"state":"accepted"}}})");
}

BOOST_AUTO_TEST_CASE(a_write_is_answered_with_what_is_desired_now) {
    twin_lab lab;
    BOOST_TEST(reply_to(lab, R"({"unit": {"target": 25}})") ==
               R"({"unit":{"$metadata":{"target":{"desiredValue":25}}}})");
    BOOST_TEST(reply_to(lab, R"({"net": {"port": 1}, "customer": "Ada"})") ==
               R"({"$metadata":{"net":{"desiredValue":{"port":1}},)"
               R"("customer":{"desiredValue":"Ada"}}})");
    BOOST_TEST(reply_to(lab, R"({"net": {"host": "a"}, "customer": null})") ==
               R"({"$metadata":{"net":{"desiredValue":{"port":1,"host":"a"}},)"
               R"("customer":{"desiredValue":null}}})");
    BOOST_TEST(reply_to(lab, R"({"unit": null})") == "{}");
}

BOOST_AUTO_TEST_SUITE_END()
