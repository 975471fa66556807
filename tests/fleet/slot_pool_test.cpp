#include <boost/test/unit_test.hpp>

#include <map>

#include "fleet/slot_pool.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace muster::testing;

BOOST_AUTO_TEST_SUITE(slot_pool_test)

BOOST_AUTO_TEST_CASE(holds_what_a_map_holds) {
    for (const auto seed : seeds(3)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        slot_pool<std::uint32_t> pool;
        std::map<slot, std::uint32_t> naive;
        for (int i = 0; i < 20'000; ++i) {
            const auto s = static_cast<slot>(d.below(50));
            const bool drains = i % 1000 > 800;  // so that it is empty again and again
            if (drains || d.below(2) == 0) {
                pool.erase(s);
                naive.erase(s);
            } else {
                const auto value = static_cast<std::uint32_t>(d.below(1000));
                pool.put(s, value);
                naive[s] = value;
            }
            BOOST_REQUIRE(pool.empty() == naive.empty());
            for (slot one = 0; one < 50; ++one) {
                const auto known = naive.find(one);
                const auto* found = pool.find(one);
                BOOST_REQUIRE(pool.contains(one) == (known != naive.end()));
                BOOST_REQUIRE((found == nullptr) == (known == naive.end()));
                if (found != nullptr) BOOST_REQUIRE(*found == known->second);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
