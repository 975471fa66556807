#include <boost/test/unit_test.hpp>

#include <set>
#include <utility>

#include "fleet/random.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(random_test)

// The known-answer file of Random123, philox2x64-10.
BOOST_AUTO_TEST_CASE(gives_the_known_answers_of_philox) {
    struct answer {
        std::uint64_t low, high, key, first, second;
    };
    constexpr auto ones = ~std::uint64_t{0};
    const answer known[] = {{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
                            {ones, ones, ones, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
                            {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0,
                             0x0a5e742c2997341c, 0xb0f883d38000de5d}};
    for (const auto& k : known) {
        const auto is = philox::draw(k.key, k.low, k.high);
        BOOST_TEST(is.first == k.first);
        BOOST_TEST(is.second == k.second);
    }
}

BOOST_AUTO_TEST_CASE(units_lie_strictly_between_zero_and_one) {
    BOOST_TEST(unit_interval(0) > 0.0);
    BOOST_TEST(unit_interval(~std::uint64_t{0}) < 1.0);
    BOOST_TEST(unit_interval(std::uint64_t{1} << 63) > 0.5);
    BOOST_TEST(unit_interval((std::uint64_t{1} << 63) - 1) < 0.5);
}

BOOST_AUTO_TEST_CASE(a_value_depends_on_key_stream_index_and_counter_alone) {
    const random_source a{7}, b{8};
    BOOST_TEST(a.bits(stream::signal, 3, 9) == random_source{7}.bits(stream::signal, 3, 9));
    BOOST_TEST(a.bits(stream::signal, 3, 9) != b.bits(stream::signal, 3, 9));
    BOOST_TEST(a.bits(stream::signal, 3, 9) != a.bits(stream::signal, 4, 9));
    BOOST_TEST(a.bits(stream::signal, 3, 9) != a.bits(stream::signal, 3, 10));
    BOOST_TEST(a.bits(stream::signal, 3, 9) != a.bits(stream::message, 3, 9));
}

BOOST_AUTO_TEST_CASE(streams_never_share_numbers) {
    const random_source device{42};
    std::set<std::uint64_t> seen;
    std::size_t drawn = 0;
    for (const auto of : {stream::outage, stream::command, stream::firmware, stream::fault_length,
                          stream::fault_chance, stream::attribute, stream::message, stream::signal,
                          stream::signal_start})
        for (std::uint64_t index = 0; index < 500; ++index, ++drawn)
            seen.insert(device.bits(of, index, 0));
    BOOST_TEST(seen.size() == drawn);
}

BOOST_AUTO_TEST_CASE(units_are_uniform_along_counters_and_along_devices) {
    std::vector<double> along, across;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        along.push_back(random_source{1}.unit(stream::outage, 0, i));
        across.push_back(random_source{i}.unit(stream::outage, 0, 0));
    }
    BOOST_TEST(testing::ks_distance(along, [](double x) { return x; }) < 1.95);
    BOOST_TEST(testing::ks_distance(across, [](double x) { return x; }) < 1.95);
}

BOOST_AUTO_TEST_SUITE_END()
