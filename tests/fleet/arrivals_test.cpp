#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

#include "fleet/arrivals.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

std::vector<sim_time> times_of(const std::vector<arrival_stage>& stages, std::uint64_t devices) {
    const arrivals a(stages, devices, 12345);
    std::vector<sim_time> all;
    for (std::uint64_t i = 0; i < devices; ++i)
        all.push_back(a.of(i));
    return all;
}

/// How many are there when everything that happens before `at` has happened.
std::uint64_t there(const std::vector<sim_time>& times, sim_time at) {
    return static_cast<std::uint64_t>(
        std::count_if(times.begin(), times.end(), [&](auto t) { return t < at; }));
}

constexpr share part(int percent) {
    return share{percent * (share::whole / 100)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrivals_test)

BOOST_AUTO_TEST_CASE(exactly_its_share_is_there_at_the_end_of_each_stage) {
    for (const std::uint64_t devices : {1, 7, 99, 1000, 12345}) {
        BOOST_TEST_CONTEXT(devices) {
            const auto times =
                times_of({{2min, part(10)}, {0min, part(30)}, {8min, part(100)}}, devices);
            BOOST_TEST(there(times, 2min) == part(10).of(devices));
            BOOST_TEST(there(times, 2min + 1us) >= part(30).of(devices));
            BOOST_TEST(there(times, 10min) == devices);
        }
    }
}

BOOST_AUTO_TEST_CASE(within_a_stage_they_come_evenly) {
    const auto times = times_of({{100s, part(100)}}, 1000);
    for (int s = 1; s <= 100; ++s)
        BOOST_TEST(there(times, std::chrono::seconds(s)) == static_cast<std::uint64_t>(s * 10));
}

BOOST_AUTO_TEST_CASE(a_first_stage_of_no_length_is_there_from_the_start) {
    const auto times = times_of({{0s, part(25)}, {10s, part(50)}}, 400);
    BOOST_TEST(std::count(times.begin(), times.end(), sim_time{}) == 101);
    BOOST_TEST(std::count(times.begin(), times.end(), never) == 200);
    BOOST_TEST(there(times, 10s) == 200u);
}

BOOST_AUTO_TEST_CASE(who_comes_first_is_drawn_and_not_the_first_in_the_file) {
    const auto times = times_of({{100s, part(100)}}, 1000);
    std::uint64_t early = 0;
    for (std::size_t i = 0; i < 500; ++i)
        early += times[i] < 50s ? 1 : 0;
    BOOST_TEST(early > 200u);
    BOOST_TEST(early < 300u);
}

BOOST_AUTO_TEST_SUITE_END()
