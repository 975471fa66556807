#include <boost/test/unit_test.hpp>

#include "fleet/job_queue.hpp"

using namespace muster;

using said = std::vector<std::pair<address, job_turn_mail>>;
using jobs = std::vector<address>;

BOOST_AUTO_TEST_SUITE(job_queue_test)

BOOST_AUTO_TEST_CASE(lets_as_many_begin_as_there_is_room) {
    job_queue queue(2);
    BOOST_TEST(queue.decide({{7, {}}, {8, {}}, {9, {}}}).begin == (jobs{7, 8}),
               boost::test_tools::per_element());
    BOOST_TEST(queue.decide({{7, {true}}}).begin == jobs{9}, boost::test_tools::per_element());
    BOOST_TEST(queue.decide({{8, {true}}}).begin.empty());
}

BOOST_AUTO_TEST_CASE(the_highest_priority_goes_first_and_then_whoever_asked_first) {
    job_queue queue(1);
    queue.decide({{1, {}}});
    queue.decide({{2, {false, 0}}, {3, {false, 5}}, {4, {false, 5}}, {5, {false, -1}}});
    for (const address next : {3, 4, 2, 5}) {
        const auto over = next == 3 ? 1 : next == 4 ? 3 : next == 2 ? 4 : 2;
        BOOST_TEST(queue.decide({{static_cast<address>(over), {true}}}).begin == jobs{next},
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(forgets_a_job_that_is_cancelled_while_it_waits) {
    job_queue queue(1);
    queue.decide({{1, {}}, {2, {}}, {3, {}}});
    BOOST_TEST(queue.decide({{2, {true}}}).begin.empty());
    BOOST_TEST(queue.decide({{1, {true}}}).begin == jobs{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_a_series_one_is_under_way_at_a_time) {
    job_queue queue(job_queue::any_number);
    const job_turn_mail waits{false, 0, 5, false};
    BOOST_TEST(queue.decide({{1, waits}, {2, waits}, {3, {}}}).begin == (jobs{1, 3}),
               boost::test_tools::per_element());
    const auto after = queue.decide({{1, {true}}, {4, waits}});
    BOOST_TEST(after.begin == jobs{2}, boost::test_tools::per_element());
    BOOST_TEST(after.left_out.empty());
    BOOST_TEST(queue.decide({{2, {true}}}).begin == jobs{4}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_asks_and_is_over_at_one_barrier_holds_no_turn) {
    job_queue queue(1);
    BOOST_TEST(queue.decide({{1, {}}, {1, {true}}}).begin.empty());
    BOOST_TEST(queue.decide({{2, {true}}, {2, {}}, {3, {}}}).begin == jobs{3},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_skips_is_left_out_while_one_of_its_series_is_under_way_or_waits) {
    job_queue queue(1);
    const job_turn_mail skips{false, 0, 5, true};
    BOOST_TEST(queue.decide({{1, {}}, {2, skips}}).begin == jobs{1},
               boost::test_tools::per_element());
    const auto now = queue.decide({{3, skips}, {4, {false, 0, 6, true}}});
    BOOST_TEST(now.begin.empty());
    BOOST_TEST(now.left_out == jobs{3}, boost::test_tools::per_element());
    BOOST_TEST(queue.decide({{1, {true}}}).begin == jobs{2}, boost::test_tools::per_element());
    // One that ends at that very barrier is in nobody's way, whoever spoke first.
    const auto same = queue.decide({{1, skips}, {2, {true}}});
    BOOST_TEST(same.left_out.empty());
}

BOOST_AUTO_TEST_SUITE_END()
