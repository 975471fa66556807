#include "report/act_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace muster;
using namespace muster::report;

namespace {

act_result told() {
    act_result act;
    act.outcome = "done";
    act.commands = {{"accepted", 1200}, {"failed", 1}};
    act.ended = act.commands;
    return act;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_text_test)

BOOST_AUTO_TEST_CASE(an_end_is_told_where_it_is_another_than_the_answer) {
    auto act = told();
    BOOST_TEST(act_text(act) == "done: 1,200 accepted, 1 failed");
    act.ended = {{"succeeded", 1198}, {"failed", 2}, {"under-way", 1}};
    act.reasons = {{"flash checksum", 2}};
    BOOST_TEST(act_text(act) ==
               "done: 1,200 accepted, 1 failed, at the end 2 failed, 1,198 succeeded, 1 under-way "
               "(2 flash checksum)");
}

BOOST_AUTO_TEST_CASE(commands_without_an_answer_to_their_act_have_an_end_too) {
    act_result act;
    act.outcome = "unknown";
    act.ended = {{"under-way", 3}};
    act.problem = "the run ended while it was under way";
    BOOST_TEST(act_text(act) == "unknown: 3 under-way; the run ended while it was under way");
}

BOOST_AUTO_TEST_CASE(a_long_answer_is_cut_between_two_characters) {
    auto act = told();
    BOOST_TEST(answer_text(act) == "");
    act.answer = "{\"t\":1}";
    BOOST_TEST(answer_text(act) == "answered {\"t\":1}");
    act.answer = std::string(199, 'x') + "\u00e9" + "more";  // of two bytes, 200 and 201
    BOOST_TEST(answer_text(act) == "answered " + std::string(199, 'x') + "...");
}

BOOST_AUTO_TEST_SUITE_END()
