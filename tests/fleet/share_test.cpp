#include <boost/test/unit_test.hpp>

#include <numeric>

#include "fleet/share.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(share_test)

BOOST_AUTO_TEST_CASE(two_percent_of_300k_is_6000) {
    BOOST_TEST(share{20'000'000}.of(300'000) == 6'000u);
    BOOST_TEST(all_of_it.of(10'000'000) == 10'000'000u);
    BOOST_TEST(share{3'000'000}.of(333) == 0u);
}

BOOST_AUTO_TEST_CASE(a_minimum_is_never_less_than_its_share) {
    BOOST_TEST(share{900'000'000}.at_least_of(1) == 1u);
    BOOST_TEST(share{970'000'000}.at_least_of(10) == 10u);
    BOOST_TEST(share{900'000'000}.at_least_of(10) == 9u);
    BOOST_TEST(share{1}.at_least_of(1'000'000'000) == 1u);
    BOOST_TEST(share{1}.at_least_of(1'000'000'001) == 2u);
    BOOST_TEST(share{0}.at_least_of(10) == 0u);
    BOOST_TEST(all_of_it.at_least_of(10'000'000) == 10'000'000u);
}

BOOST_AUTO_TEST_CASE(splits_add_up_to_the_whole) {
    for (std::uint64_t n : {0ULL, 1ULL, 7ULL, 99'999ULL, 10'000'000ULL}) {
        std::vector<std::uint64_t> weights{333'333'333, 333'333'333, 333'333'334};
        auto parts = split_by_largest_remainder(n, weights);
        BOOST_TEST(std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}) == n);
    }
}

BOOST_AUTO_TEST_CASE(the_largest_remainder_gets_the_odd_device_and_ties_go_to_the_earlier) {
    std::vector<std::uint64_t> halves{1, 1};
    auto tie = split_by_largest_remainder(3, halves);
    BOOST_TEST(tie[0] == 2u);
    BOOST_TEST(tie[1] == 1u);
    std::vector<std::uint64_t> weights{1, 2};
    auto parts = split_by_largest_remainder(10, weights);
    BOOST_TEST(parts[0] == 3u);
    BOOST_TEST(parts[1] == 7u);
}

BOOST_AUTO_TEST_CASE(weights_of_zero_get_nothing) {
    std::vector<std::uint64_t> weights{0, 5, 0};
    auto parts = split_by_largest_remainder(4, weights);
    BOOST_TEST(parts[0] == 0u);
    BOOST_TEST(parts[1] == 4u);
    std::vector<std::uint64_t> none{0, 0};
    BOOST_TEST(split_by_largest_remainder(4, none)[0] == 0u);
    BOOST_TEST(split_by_largest_remainder(4, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
