#include "fleet/coded_column.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

#include "tests/fleet/dice.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(coded_column_test)

BOOST_AUTO_TEST_CASE(a_slot_has_what_was_set_last) {
    coded_column<std::string> column;
    column.set(slot_set::range(2, 5), "a");
    column.set(slot_set::of({3}), "b");
    BOOST_TEST((column.at(0) == nullptr));
    BOOST_TEST(*column.at(2) == "a");
    BOOST_TEST(*column.at(3) == "b");
    BOOST_TEST(*column.at(4) == "a");
    BOOST_TEST((column.at(99) == nullptr));
}

BOOST_AUTO_TEST_CASE(columns_are_the_same_by_what_slots_have_and_not_by_how_they_came_to_it) {
    coded_column<int> one, other;
    one.set(slot_set::range(0, 4), 1);
    other.set(slot_set::range(0, 2), 7);
    other.set(slot_set::range(2, 4), 1);
    BOOST_TEST(!(one == other));
    other.set(slot_set::range(0, 2), 1);
    BOOST_TEST((one == other));
    other.set(slot_set::of({9}), 1);
    BOOST_TEST(!(one == other));
}

BOOST_AUTO_TEST_CASE(it_does_what_a_map_does) {
    for (const auto seed : testing::seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        coded_column<std::uint64_t> column;
        std::map<slot, std::uint64_t> naive;
        for (int i = 0; i < 200; ++i) {
            slot_set some;
            for (auto n = d.below(4); n > 0; --n)
                some.add(static_cast<slot>(d.below(30)));
            const auto value = d.below(5);
            column.set(some, value);
            for (const auto s : some.members())
                naive[s] = value;
        }
        for (slot s = 0; s < 40; ++s) {
            const auto known = naive.find(s);
            BOOST_REQUIRE((column.at(s) == nullptr) == (known == naive.end()));
            if (known != naive.end()) BOOST_REQUIRE(*column.at(s) == known->second);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
