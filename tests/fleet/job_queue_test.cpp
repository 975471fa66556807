#include <boost/test/unit_test.hpp>

#include "fleet/job_queue.hpp"

using namespace muster;

using said = std::vector<std::pair<address, job_turn_mail>>;
using jobs = std::vector<address>;

BOOST_AUTO_TEST_SUITE(job_queue_test)

BOOST_AUTO_TEST_CASE(lets_as_many_begin_as_there_is_room) {
    job_queue queue(2);
    BOOST_TEST(queue.decide({{7, {}}, {8, {}}, {9, {}}}) == (jobs{7, 8}),
               boost::test_tools::per_element());
    BOOST_TEST(queue.decide({{7, {true, 0}}}) == jobs{9}, boost::test_tools::per_element());
    BOOST_TEST(queue.decide({{8, {true, 0}}}).empty());
}

BOOST_AUTO_TEST_CASE(the_highest_priority_goes_first_and_then_whoever_asked_first) {
    job_queue queue(1);
    queue.decide({{1, {}}});
    queue.decide({{2, {false, 0}}, {3, {false, 5}}, {4, {false, 5}}, {5, {false, -1}}});
    for (const address next : {3, 4, 2, 5}) {
        const auto over = next == 3 ? 1 : next == 4 ? 3 : next == 2 ? 4 : 2;
        BOOST_TEST(queue.decide({{static_cast<address>(over), {true, 0}}}) == jobs{next},
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(forgets_a_job_that_is_cancelled_while_it_waits) {
    job_queue queue(1);
    queue.decide({{1, {}}, {2, {}}, {3, {}}});
    BOOST_TEST(queue.decide({{2, {true, 0}}}).empty());
    BOOST_TEST(queue.decide({{1, {true, 0}}}) == jobs{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
