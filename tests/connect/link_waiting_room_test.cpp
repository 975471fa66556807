#include <boost/test/unit_test.hpp>

#include <deque>
#include <random>

#include "connect/waiting_room.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(link_waiting_room_test)

BOOST_AUTO_TEST_CASE(gives_back_what_was_put_in) {
    waiting_room room;
    waiting_list list;
    room.push(list, {3, 11, 5, sim_time(70), sim_time(80), "text"});
    const auto m = room.front(list);
    BOOST_TEST(m.connection == 3u);
    BOOST_TEST(m.device == 11u);
    BOOST_TEST(m.number == 5u);
    BOOST_TEST(m.intended.count() == 70);
    BOOST_TEST(m.payload == "text");
    BOOST_TEST(room.bytes() == 4u);
    room.pop(list);
    BOOST_TEST(list.empty());
    BOOST_TEST(room.size() == 0u);
    BOOST_TEST(room.bytes() == 0u);
}

BOOST_AUTO_TEST_CASE(keeps_both_orders_under_any_use) {
    std::mt19937_64 random(5);
    waiting_room room;
    std::vector<waiting_list> lists(4);
    std::deque<std::pair<connection_id, std::uint64_t>> model;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto c = static_cast<connection_id>(random() % 4);
        const auto what = random() % 5;
        if (what < 2) {
            room.push(lists[c], {c, 0, i, sim_time(static_cast<std::int64_t>(i)), {}, "12"});
            model.emplace_back(c, i);
        } else if (what == 2 && !lists[c].empty()) {
            const auto first = std::find_if(model.begin(), model.end(),
                                            [&](const auto& m) { return m.first == c; });
            BOOST_REQUIRE(room.front(lists[c]).number == first->second);
            room.pop(lists[c]);
            model.erase(first);
        } else if (what == 3 && !model.empty()) {
            BOOST_REQUIRE(room.oldest() == model.front().first);
            BOOST_REQUIRE(room.oldest_intended().count() ==
                          static_cast<std::int64_t>(model.front().second));
            room.pop(lists[room.oldest()]);
            model.pop_front();
        }
        BOOST_REQUIRE(room.size() == model.size());
        BOOST_REQUIRE(room.bytes() == model.size() * 2);
    }
}

BOOST_AUTO_TEST_SUITE_END()
