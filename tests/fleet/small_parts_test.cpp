#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

#include "fleet/counters.hpp"
#include "fleet/dictionary.hpp"
#include "fleet/event.hpp"
#include "fleet/shard_count.hpp"
#include "tests/fleet/compiled_shard.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(small_parts_test)

BOOST_AUTO_TEST_CASE(a_dictionary_gives_each_text_one_code) {
    dictionary d;
    std::vector<std::string_view> first;
    for (int i = 0; i < 1000; ++i) {
        BOOST_TEST(d.add("text " + std::to_string(i)) == static_cast<unsigned>(i));
        first.push_back(d.text(0));
    }
    BOOST_TEST(d.add("text 7") == 7u);
    BOOST_TEST(d.size() == 1000u);
    BOOST_TEST(d.find("text 999").value() == 999u);
    BOOST_TEST(!d.find("text").has_value());
    BOOST_TEST(first.front().data() == first.back().data());
}

BOOST_AUTO_TEST_CASE(a_small_fleet_has_few_shards_and_a_large_one_1024) {
    BOOST_TEST(shard_count_for(1) == 16u);
    BOOST_TEST(shard_count_for(10'000) == 32u);
    BOOST_TEST(shard_count_for(1'000'000) == 1024u);
    BOOST_TEST(shard_count_for(10'000'000) == 1024u);
}

BOOST_AUTO_TEST_CASE(every_kind_of_event_has_its_own_name) {
    std::set<std::string> names;
    for (int k = 0; k <= static_cast<int>(event_kind::job_changed); ++k)
        names.insert(to_text(static_cast<event_kind>(k)));
    BOOST_TEST(names.size() == 16u);
    BOOST_TEST(to_text(event_kind::command_timed_out) == std::string("command.timed_out"));
}

BOOST_AUTO_TEST_CASE(no_two_counters_share_a_place) {
    testing::compiled_shard shard(
        "fleets: {f: {count: 3}}\nfaults: {a: {kind: offline}, b: {kind: offline}}\n"
        "rules: {r: {when: value > 1}, s: {when: value > 2}}\n");
    const counter_layout& l = shard.layout;
    std::set<std::uint32_t> places;
    std::size_t asked = 0;
    const auto put = [&](std::uint32_t place) {
        places.insert(place);
        ++asked;
    };
    for (std::uint32_t p = 0; p < shard.w.populations.size(); ++p)
        for (unsigned s = 0; s < device_states_count; ++s)
            put(counter_layout::of(p, static_cast<device_state>(s)));
    for (unsigned f = 0; f < static_cast<unsigned>(flow::count_); ++f)
        put(l.of(static_cast<flow>(f)));
    for (std::uint32_t i = 0; i < 2; ++i) {
        for (unsigned c = 0; c < static_cast<unsigned>(rule_count::count_); ++c)
            put(l.of(i, static_cast<rule_count>(c)));
        for (unsigned c = 0; c < static_cast<unsigned>(fault_count::count_); ++c)
            put(l.of(i, static_cast<fault_count>(c)));
    }
    BOOST_TEST(places.size() == asked);
    BOOST_TEST(l.size() == asked);
    BOOST_TEST(*places.rbegin() + 1 == asked);
}

BOOST_AUTO_TEST_SUITE_END()
