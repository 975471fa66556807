#include <boost/test/unit_test.hpp>

#include <vector>

#include "fleet/permutation.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

std::vector<std::uint64_t> order_of(std::uint64_t n, std::uint64_t key) {
    const permutation p(n, key);
    std::vector<std::uint64_t> order;
    for (std::uint64_t i = 0; i < n; ++i)
        order.push_back(p(i));
    return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(permutation_test)

BOOST_AUTO_TEST_CASE(gives_every_element_a_place_of_its_own) {
    for (const std::uint64_t n : {1, 2, 3, 4, 5, 16, 17, 1000, 4097, 70'000}) {
        std::vector<bool> taken(n);
        for (const auto place : order_of(n, 99)) {
            BOOST_REQUIRE_LT(place, n);
            BOOST_REQUIRE(!taken[place]);
            taken[place] = true;
        }
    }
}

BOOST_AUTO_TEST_CASE(depends_on_the_key_and_on_nothing_else) {
    BOOST_TEST(order_of(100, 1) == order_of(100, 1));
    BOOST_TEST(order_of(100, 1) != order_of(100, 2));
}

BOOST_AUTO_TEST_CASE(puts_each_element_anywhere_with_equal_chance) {
    for (const std::uint64_t n : {3, 10, 100}) {
        std::vector<std::uint64_t> first(n), last(n);
        for (std::uint64_t key = 0; key < 20'000; ++key) {
            const permutation p(n, testing::device_number(key).key);
            ++first[p(0)];
            ++last[p(n - 1)];
        }
        BOOST_TEST(testing::chi_square_excess(first) < 4);
        BOOST_TEST(testing::chi_square_excess(last) < 4);
    }
}

BOOST_AUTO_TEST_CASE(tears_neighbours_apart) {
    const std::uint64_t n = 10'000;
    const auto order = order_of(n, 5);
    std::uint64_t close = 0;
    for (std::size_t i = 1; i < n; ++i)
        close += order[i] - order[i - 1] + 100 <= 200 ? 1 : 0;
    // By chance 2 % of the neighbours lie within a hundred places.
    BOOST_TEST(close < 260u);
    BOOST_TEST(close > 140u);
}

BOOST_AUTO_TEST_SUITE_END()
