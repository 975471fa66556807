#include <boost/test/unit_test.hpp>

#include <set>

#include "fleet/slot_bits.hpp"
#include "fleet/slot_set.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

slot_set set_of(const std::set<slot>& members) {
    return slot_set::of({members.begin(), members.end()});
}

std::set<slot> random_members(testing::dice& d) {
    std::set<slot> all;
    for (auto n = d.below(300); n > 0; --n)
        all.insert(d.small(d.chance(0.5) ? 400 : 200'000));
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slot_set_test)

BOOST_AUTO_TEST_CASE(acts_as_a_set_of_numbers) {
    for (const auto seed : testing::seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        const auto a = random_members(d), b = random_members(d);
        std::set<slot> both, either = a, rest;
        either.insert(b.begin(), b.end());
        for (const auto s : a)
            (b.contains(s) ? both : rest).insert(s);
        auto joined = set_of(a), common = set_of(a), left = set_of(a);
        joined |= set_of(b);
        common &= set_of(b);
        left -= set_of(b);
        BOOST_TEST((joined == set_of(either) && common == set_of(both) && left == set_of(rest)));
        BOOST_TEST(joined.size() == either.size());
        BOOST_TEST(joined.members() == std::vector<slot>(either.begin(), either.end()),
                   boost::test_tools::per_element());
        for (const auto s : b)
            BOOST_REQUIRE(joined.contains(s) && (common.contains(s) == a.contains(s)));
    }
}

BOOST_AUTO_TEST_CASE(adds_removes_ranks_and_ranges) {
    auto s = slot_set::range(10, 13);
    BOOST_TEST(s.size() == 3u);
    BOOST_TEST(s.rank(9) == 0u);
    BOOST_TEST(s.rank(11) == 2u);
    s.remove(11);
    s.add(70'000);
    BOOST_TEST((s == slot_set::of({10, 12, 70'000})));
    s.clear();
    BOOST_TEST(s.empty());
    BOOST_TEST((s == slot_set()));
    BOOST_TEST(slot_set::range(5, 5).empty());
    BOOST_TEST(slot_set::range(6, 5).empty());
}

BOOST_AUTO_TEST_CASE(bits_are_set_and_reset_one_by_one) {
    slot_bits bits(130);
    for (const slot s : {0U, 63U, 64U, 129U})
        bits.set(s);
    bits.reset(63);
    for (slot s = 0; s < 130; ++s)
        BOOST_TEST(bits.test(s) == (s == 0 || s == 64 || s == 129), s);
}

BOOST_AUTO_TEST_SUITE_END()
