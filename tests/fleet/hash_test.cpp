#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "fleet/hash.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

std::string counting_bytes(std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i)
        text += static_cast<char>(i);
    return text;
}

using entry = std::array<std::uint64_t, 4>;

hash_sum sum_of(const std::vector<entry>& all) {
    hash_sum sum;
    for (const auto& [a, b, c, d] : all)
        sum.add(a, b, c, d);
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hash_test)

// From a separate implementation that gives the authors' answers for SipHash-2-4.
BOOST_AUTO_TEST_CASE(gives_the_known_answers_of_siphash_1_3) {
    const std::pair<std::size_t, std::uint64_t> known[] = {
        {0, 0xabac0158050fc4dc},  {1, 0xc9f49bf37d57ca93},  {7, 0xd3927d989bb11140},
        {8, 0x369095118d299a8e},  {15, 0xd320d86d2a519956}, {16, 0xcc4fdd1a7d908b66},
        {63, 0x9d199062b7bbb3a8}, {300, 0x4016a23bda5a2224}};
    for (const auto& [length, answer] : known)
        BOOST_TEST(keyed_hash(counting_bytes(length), 0x0706050403020100, 0x0f0e0d0c0b0a0908) ==
                   answer);
    BOOST_TEST(device_key("hp-000001") == 0x331a27fdc96adbe6u);
}

BOOST_AUTO_TEST_CASE(spreads_running_numbers_evenly_over_shards) {
    for (const std::uint32_t shards : {16U, 100U, 1024U}) {
        std::vector<std::uint64_t> devices(shards);
        for (int i = 0; i < 100'000; ++i)
            ++devices.at(shard_of(device_key("device-" + std::to_string(i)), shards));
        BOOST_TEST(testing::chi_square_excess(devices) < 4);
    }
    BOOST_TEST(shard_of(0, 1024) == 0u);
    BOOST_TEST(shard_of(~std::uint64_t{0}, 1024) == 1023u);
}

BOOST_AUTO_TEST_CASE(a_sum_does_not_depend_on_order_or_on_who_adds) {
    for (const auto seed : testing::seeds(20)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        std::vector<entry> all(50);
        for (auto& e : all)
            e = {d.below(5), d.below(5), d.below(5), d.bits()};
        const auto whole = sum_of(all).words();
        for (std::size_t i = all.size() - 1; i > 0; --i)
            std::swap(all[i], all[d.below(i + 1)]);
        BOOST_TEST((sum_of(all).words() == whole));
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(d.below(all.size()));
        hash_sum parts = sum_of({middle, all.end()});
        parts.add(sum_of({all.begin(), middle}));
        BOOST_TEST((parts.words() == whole));
    }
}

BOOST_AUTO_TEST_CASE(a_sum_feels_every_field_and_every_repetition) {
    const entry one{1, 2, 3, 4};
    const auto base = sum_of({one}).words();
    for (std::size_t field = 0; field < 4; ++field) {
        auto other = one;
        ++other[field];
        BOOST_TEST((sum_of({other}).words() != base));
    }
    auto order = one;
    do {
        if (order != one) BOOST_TEST((sum_of({order}).words() != base));
    } while (std::next_permutation(order.begin(), order.end()));
    BOOST_TEST((sum_of({one, one}).words() != base));
    BOOST_TEST((sum_of({{0, 0, 0, 0}}).words() != sum_of({}).words()));
}

BOOST_AUTO_TEST_CASE(every_nan_and_both_zeros_read_alike) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(value_bits(nan) == value_bits(std::copysign(nan, -1.0)));
    BOOST_TEST(value_bits(0.0) == value_bits(-0.0));
    BOOST_TEST(value_bits(1.0) != value_bits(-1.0));
}

BOOST_AUTO_TEST_SUITE_END()
