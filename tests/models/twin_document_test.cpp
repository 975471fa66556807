#include <boost/test/unit_test.hpp>

#include "models/twin_document.hpp"

#include "models/json_text.hpp"
#include "tests/models/twin_lab.hpp"

using namespace muster;
using namespace muster::models;
using muster::test::after_seconds;
using muster::test::twin_lab;

namespace {

std::string state_of(const twin_lab& lab, std::string_view path) {
    return to_text(lab.twin.state_of(path));
}

std::string answer(int code, int version) {
    return R"({"count": {"value": 7, "ac": )" + std::to_string(code) + R"(, "av": )" +
           std::to_string(version) + "}}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_document_test)

BOOST_AUTO_TEST_CASE(a_patch_counts_once_where_anything_of_a_section_is_different_afterwards) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 1, "label": "a", "customer": "Ada"})"));
    BOOST_TEST(lab.twin.desired.version == 1);
    BOOST_TEST(lab.twin.cloud.version == 1);
    BOOST_TEST(lab.twin.reported.version == 0);
    BOOST_REQUIRE(lab.set(R"({"count": 2})"));
    BOOST_TEST(lab.twin.desired.version == 2);
    BOOST_TEST(lab.twin.cloud.version == 1);
    BOOST_REQUIRE(lab.set(R"({"label": null})"));
    BOOST_TEST(lab.twin.desired.version == 3);
    BOOST_TEST(lab.twin.desired.find("count")->version == 2);
    BOOST_TEST((lab.twin.desired.find("count")->at == after_seconds(2)));
}

BOOST_AUTO_TEST_CASE(what_is_said_again_counts_for_nothing) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"ratio": 20, "net": {"host": "a", "port": 1}})"));
    const auto before = lab.twin;
    for (const char* text : {R"({})", R"({"ratio": 20.0})", R"({"net": {"port": 1}})",
                             R"({"label": null})", R"({"unit": {}})", R"({"unit": null})"}) {
        BOOST_TEST(lab.set(text), text);
        BOOST_TEST((lab.twin == before), text);
    }
    BOOST_TEST(lab.put(R"({"net": {"port": 1, "host": "a"}, "ratio": 2e1})"));
    BOOST_TEST((lab.twin == before));
}

BOOST_AUTO_TEST_CASE(another_acknowledgement_of_the_same_value_counts) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 7})"));
    BOOST_REQUIRE(lab.report(answer(202, 1)));
    BOOST_REQUIRE(lab.report(answer(202, 1)));
    BOOST_TEST(lab.twin.reported.version == 1);
    BOOST_REQUIRE(lab.report(answer(200, 1)));
    BOOST_TEST(lab.twin.reported.version == 2);
    BOOST_REQUIRE(lab.report(R"({"count": 7})"));
    BOOST_TEST(lab.twin.reported.version == 3);
}

BOOST_AUTO_TEST_CASE(the_code_of_an_answer_says_where_the_property_stands) {
    const std::pair<int, std::string> states[] = {
        {100, "pending"},  {199, "pending"},  {200, "accepted"},
        {201, "pending"},  {202, "pending"},  {204, "accepted"},
        {299, "accepted"}, {300, "failed"},   {203, "device-initiated"},
        {400, "rejected"}, {499, "rejected"}, {500, "failed"},
        {599, "failed"}};
    for (const auto& [code, state] : states) {
        twin_lab lab;
        BOOST_REQUIRE(lab.set(R"({"count": 7})"));
        BOOST_TEST(state_of(lab, "count") == "pending");
        BOOST_REQUIRE(lab.report(answer(code, 1)));
        BOOST_TEST(state_of(lab, "count") == state, code);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_to_an_older_version_leaves_what_is_desired_pending) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 7})"));
    BOOST_REQUIRE(lab.set(R"({"count": 8})"));
    BOOST_REQUIRE(lab.report(answer(200, 1)));
    BOOST_TEST(state_of(lab, "count") == "pending");
    BOOST_REQUIRE(lab.report(answer(400, 2)));
    BOOST_TEST(state_of(lab, "count") == "rejected");
}

BOOST_AUTO_TEST_CASE(an_answer_to_the_whole_section_answers_what_was_set_before) {
    twin_lab lab;
    BOOST_REQUIRE(lab.set(R"({"count": 7})"));
    BOOST_REQUIRE(lab.set(R"({"label": "a"})"));
    BOOST_REQUIRE(lab.report(answer(200, 2)));
    BOOST_TEST(state_of(lab, "count") == "accepted");
    BOOST_TEST(state_of(lab, "label") == "pending");
}

BOOST_AUTO_TEST_CASE(a_default_is_the_device_s_until_something_is_desired) {
    twin_lab lab;
    BOOST_TEST(state_of(lab, "count") == "unset");
    BOOST_REQUIRE(lab.report(R"({"label": "a"})"));
    BOOST_TEST(state_of(lab, "label") == "unset");
    BOOST_REQUIRE(lab.report(answer(203, 0)));
    BOOST_TEST(state_of(lab, "count") == "device-initiated");
    BOOST_REQUIRE(lab.set(R"({"count": 7})"));
    BOOST_TEST(state_of(lab, "count") == "pending");
    BOOST_REQUIRE(lab.report(answer(200, 1)));
    BOOST_TEST(state_of(lab, "count") == "accepted");
    BOOST_REQUIRE(lab.report(R"({"count": 9})"));
    BOOST_TEST(state_of(lab, "count") == "pending");
    BOOST_REQUIRE(lab.set(R"({"count": null})"));
    BOOST_TEST(state_of(lab, "count") == "unset");
}

BOOST_AUTO_TEST_SUITE_END()
