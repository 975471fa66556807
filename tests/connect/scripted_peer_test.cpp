#include <boost/test/unit_test.hpp>

#include "connect/scripted_peer.hpp"
#include "tests/connect/link_lab.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

using step = script_entry::act;
using kind = link_event_kind;

/// A peer with `connections` open connections at instant 0.
struct peer_lab {
    explicit peer_lab(peer_script script, connection_id connections = 1) : peer(std::move(script)) {
        for (connection_id c = 0; c < connections; ++c)
            peer.connect(c, sim_time{});
        poll(microseconds(1));
    }
    bool send(sim_time at, std::uint64_t number, connection_id c = 0) {
        return peer.submit({c, 7, number, at, at, "{}"});
    }
    const std::vector<link_event>& poll(sim_time now) {
        events.clear();
        peer.poll(now, events);
        return events;
    }
    std::size_t count(kind k) const {
        return static_cast<std::size_t>(std::count_if(events.begin(), events.end(),
                                                      [&](const auto& e) { return e.kind == k; }));
    }

    scripted_peer peer;
    std::vector<link_event> events;
};

script_entry entry(step what, duration from, duration lasts, duration delay = {},
                   share part = all_of_it) {
    return {from, lasts, what, delay, part, {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scripted_peer_test)

BOOST_AUTO_TEST_CASE(accepts_at_once_without_a_script) {
    peer_lab lab({});
    BOOST_TEST(lab.count(kind::connected) == 1u);
    BOOST_TEST(lab.send(seconds(1), 1));
    BOOST_REQUIRE(lab.poll(seconds(2)).size() == 1u);
    BOOST_TEST((lab.events[0].kind == kind::acknowledged));
    BOOST_TEST(lab.events[0].at.count() == 1'000'000);
    BOOST_TEST(lab.events[0].device == 7u);
}

BOOST_AUTO_TEST_CASE(takes_nothing_on_a_connection_that_is_not_open) {
    peer_lab lab({}, 0);
    BOOST_TEST(!lab.send(seconds(1), 1));
    lab.peer.connect(0, seconds(1));
    BOOST_TEST(!lab.send(seconds(1), 1));
    lab.poll(seconds(2));
    BOOST_TEST(lab.send(seconds(2), 1));
}

BOOST_AUTO_TEST_CASE(holds_its_window) {
    peer_lab lab({{}, seconds(1), {}, 2, 1}, 0);
    lab.peer.connect(0, {});
    lab.poll(seconds(2));
    BOOST_TEST(lab.send(seconds(2), 1));
    BOOST_TEST(lab.send(seconds(2), 2));
    BOOST_TEST(!lab.send(seconds(2), 3));
    BOOST_TEST(lab.poll(seconds(3)).empty());  // an answer at 3 s is not before 3 s
    BOOST_TEST(lab.poll(seconds(4)).size() == 2u);
    BOOST_TEST(lab.send(seconds(4), 3));
}

BOOST_AUTO_TEST_CASE(delays_for_a_while_and_keeps_answers_in_order) {
    peer_lab lab(
        {{entry(step::delay, seconds(1), seconds(1), seconds(5))}, milliseconds(100), {}, 9, 1}, 0);
    lab.peer.connect(0, {});
    lab.poll(seconds(1));
    lab.send(milliseconds(1900), 1);
    lab.send(milliseconds(2000), 2);
    BOOST_REQUIRE(lab.poll(seconds(9)).size() == 2u);
    BOOST_TEST(lab.events[0].number == 1u);
    BOOST_TEST(lab.events[0].at.count() == 7'000'000);
    BOOST_TEST(lab.events[1].at.count() == 7'000'000);  // not before the one in front of it
}

BOOST_AUTO_TEST_CASE(refuses_connects_and_messages_while_told_to) {
    peer_lab lab({{entry(step::refuse, seconds(1), seconds(1))}, {}, {}, 9, 1});
    lab.peer.connect(5, seconds(1));
    lab.send(milliseconds(1999), 1);
    lab.send(seconds(2), 2);
    lab.poll(seconds(3));
    BOOST_TEST(lab.count(kind::connect_refused) == 1u);
    BOOST_TEST(lab.count(kind::refused) == 1u);
    BOOST_TEST(lab.count(kind::acknowledged) == 1u);
}

BOOST_AUTO_TEST_CASE(loses_about_the_share_it_is_told_to) {
    peer_lab lab({{entry(step::lose, seconds(0), seconds(99), {}, share{share::whole / 4})},
                  {},
                  seconds(10),
                  5000,
                  3});
    for (std::uint64_t i = 1; i <= 4000; ++i)
        lab.send(seconds(1), i);
    lab.poll(seconds(2));
    BOOST_TEST(lab.count(kind::acknowledged) > 2850u);
    BOOST_TEST(lab.count(kind::acknowledged) < 3150u);
    const auto answered = lab.count(kind::acknowledged);
    lab.poll(seconds(12));
    BOOST_TEST(lab.count(kind::lost) == 4000u - answered);
}

BOOST_AUTO_TEST_CASE(cuts_after_reporting_what_is_lost_and_refuses_until_it_is_over) {
    peer_lab lab(
        {{entry(step::cut, milliseconds(1500), seconds(2))}, seconds(1), seconds(60), 9, 1}, 0);
    lab.peer.connect(0, sim_time{});
    lab.poll(milliseconds(1200));
    lab.send(milliseconds(1300), 1);
    lab.send(milliseconds(1800), 2);  // into the dead line: nobody knows yet
    BOOST_REQUIRE(lab.poll(seconds(2)).size() == 3u);
    BOOST_TEST((lab.events[0].kind == kind::lost));
    BOOST_TEST((lab.events[1].kind == kind::lost));
    BOOST_TEST((lab.events[2].kind == kind::cut));
    BOOST_TEST(lab.events[2].at.count() == 1'800'000);
    BOOST_TEST(!lab.send(seconds(2), 3));
    lab.peer.connect(0, seconds(2));
    lab.poll(seconds(4));
    BOOST_TEST(lab.count(kind::connect_refused) == 1u);
    lab.peer.connect(0, seconds(4));
    lab.poll(seconds(6));
    BOOST_TEST(lab.count(kind::connected) == 1u);
    BOOST_TEST(lab.send(seconds(6), 3));
}

BOOST_AUTO_TEST_CASE(cuts_the_same_part_of_the_connections_every_time) {
    const auto cuts = [](std::uint64_t seed) {
        peer_lab lab(
            {{entry(step::cut, seconds(1), {}, {}, share{share::whole / 2})}, {}, {}, 9, seed},
            1000);
        lab.poll(seconds(2));
        std::vector<connection_id> who;
        for (const auto& e : lab.events)
            who.push_back(e.connection);
        return who;
    };
    const auto once = cuts(1);
    BOOST_TEST(once.size() > 400u);
    BOOST_TEST(once.size() < 600u);
    BOOST_TEST((once == cuts(1)));
    BOOST_TEST((once != cuts(2)));
}

BOOST_AUTO_TEST_CASE(tells_open_connections_what_it_has_to_say) {
    auto hello = entry(step::tell, seconds(3), {});
    hello.text = "hello";
    peer_lab lab({{hello}, {}, {}, 9, 1}, 3);
    BOOST_TEST(lab.poll(seconds(3)).empty());
    BOOST_REQUIRE(lab.poll(seconds(4)).size() == 3u);
    BOOST_TEST((lab.events[2].kind == kind::downlink));
    BOOST_TEST(lab.events[2].connection == 2u);
    BOOST_TEST(lab.events[2].payload == "hello");
}

BOOST_AUTO_TEST_CASE(lets_the_last_entry_that_covers_an_instant_hold) {
    peer_lab lab(
        {{entry(step::refuse, seconds(0), seconds(9)), entry(step::accept, seconds(2), seconds(1))},
         {},
         {},
         9,
         1},
        0);
    for (int i = 0; i < 4; ++i)
        lab.peer.connect(static_cast<connection_id>(i), seconds(i));
    lab.poll(seconds(9));
    BOOST_REQUIRE(lab.events.size() == 4u);
    BOOST_TEST(lab.count(kind::connect_refused) == 3u);
    BOOST_TEST((lab.events[2].kind == kind::connected));
}

BOOST_AUTO_TEST_SUITE_END()
