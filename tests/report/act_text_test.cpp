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

namespace {

act_result asked() {
    act_result act;
    act.outcome = "done";
    auto& q = act.question.emplace();
    q.asked_for = "temperature";
    q.asked = 1'000, q.answered = 970, q.no_value = 3, q.gone = 20, q.timed_out = 7;
    q.latency = {973, 0.1, 0.05, 2, 0.05, 0.1, 0.9, 1.5, 0.8};
    return act;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_question_says_how_many_answered_and_what) {
    auto act = asked();
    BOOST_TEST(act_text(act) ==
               "done: 970 of 1,000 answered, 3 without a value, 20 gone, 7 timed out");
    act.question->numbers = summary{970, 21.5, 12, 30, 15, 21, 25, 28, 24};
    BOOST_TEST(question_text(act) ==
               "temperature: mean 21.5, min 12, p50 21, p95 25, p99 28, max 30; in p50 0.1 s, p99 "
               "1.5 s, max 2 s");
    BOOST_TEST(question_text(told()).empty());
}

BOOST_AUTO_TEST_CASE(the_most_frequent_values_and_the_codes_are_told) {
    auto act = asked();
    act.question->latency = {};
    BOOST_TEST(question_text(act) == "temperature: no values");
    for (const auto* word : {"a", "b", "c", "d", "e", "f"})
        act.question->values.push_back({word, 100});
    act.question->other_values = 370;
    BOOST_TEST(question_text(act) == "temperature: a 100, b 100, c 100, d 100, e 100, 470 other");
    act.question->values.clear();
    act.question->codes = {{200, 970}, {500, 3}};
    BOOST_TEST(question_text(act) == "temperature: code 200 970, code 500 3");
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
