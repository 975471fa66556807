#include "fleet/act_register.hpp"

#include <boost/test/unit_test.hpp>

using namespace muster;
using verdict = act_register::verdict;

namespace {

act pausing(const std::string& job, const std::string& key, const std::string& who = "ada") {
    return {{who, "", key, {}}, job_act{job, job_verb::pause}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_register_test)

BOOST_AUTO_TEST_CASE(an_act_without_a_key_is_always_fresh) {
    act_register r(10);
    BOOST_TEST((r.enter(1, pausing("fw", "")).first == verdict::fresh));
    BOOST_TEST((r.enter(2, pausing("fw", "")).first == verdict::fresh));
}

BOOST_AUTO_TEST_CASE(a_repeat_has_the_number_and_the_answer_of_the_first) {
    act_register r(10);
    r.enter(1, pausing("fw", "k"));
    BOOST_TEST((r.enter(2, pausing("fw", "k")) == std::pair(verdict::repeat, std::uint64_t(1))));
    BOOST_TEST(!r.answer_of(1));
    act_answer answer;
    answer.version = 7;
    r.answered(1, answer);
    BOOST_TEST(r.answer_of(1).value().version == 7U);
}

BOOST_AUTO_TEST_CASE(a_key_with_another_act_is_misuse_but_another_principal_has_its_own_keys) {
    act_register r(10);
    r.enter(1, pausing("fw", "k"));
    BOOST_TEST((r.enter(2, pausing("other", "k")).first == verdict::misuse));
    BOOST_TEST((r.enter(3, pausing("other", "k", "bob")).first == verdict::fresh));
}

BOOST_AUTO_TEST_CASE(the_oldest_keys_are_forgotten_first) {
    act_register r(2);
    for (const char* key : {"a", "b", "c"})
        r.enter(static_cast<std::uint64_t>(key[0]), pausing("fw", key));
    BOOST_TEST((r.enter(200, pausing("fw", "b")).first == verdict::repeat));
    BOOST_TEST((r.enter(201, pausing("fw", "a")).first == verdict::fresh));
}

BOOST_AUTO_TEST_SUITE_END()
