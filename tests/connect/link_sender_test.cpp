#include <boost/test/unit_test.hpp>

#include "connect/null_link.hpp"
#include "connect/scripted_peer.hpp"
#include "tests/connect/link_lab.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

using step = script_entry::act;

link_options without_luck() {
    link_options o;
    o.reconnect = {4, milliseconds(10), milliseconds(10)};  // every pause is the least one
    return o;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(link_sender_test)

BOOST_AUTO_TEST_CASE(opens_a_connection_with_its_first_message) {
    null_link nowhere;
    sender_lab lab(nowhere);
    lab.end_step();
    BOOST_TEST(lab.counts().connects == 0u);
    lab.give(2, seconds(1), "abc");
    lab.give(2, seconds(1), "defg");
    BOOST_TEST(lab.counts().waiting == 2u);
    lab.end_step();
    BOOST_TEST(lab.counts().connects == 1u);
    BOOST_TEST(lab.counts().connections == 1u);
    BOOST_TEST(lab.counts().acknowledged == 2u);
    BOOST_TEST(lab.counts().bytes == 7u);
    BOOST_TEST(nowhere.messages() == 2u);
    BOOST_TEST(lab.sender.settled());
}

BOOST_AUTO_TEST_CASE(keeps_the_order_of_a_connection_through_a_narrow_window) {
    scripted_peer peer({{}, milliseconds(300), seconds(10), 2, 1});
    watched_link watched(peer, 2);
    sender_lab lab(watched);
    for (int i = 0; i < 10; ++i)
        lab.give(1, milliseconds(i * 10), "message " + std::to_string(i));
    lab.run_until(seconds(3));
    BOOST_TEST(lab.counts().acknowledged == 10u);
    BOOST_TEST(watched.breaches.empty());
    BOOST_REQUIRE(watched.payloads.size() == 10u);
    for (std::size_t i = 0; i < 10; ++i)
        BOOST_TEST(watched.payloads[i] == "message " + std::to_string(i));
}

BOOST_AUTO_TEST_CASE(lets_a_message_leave_at_the_instant_its_place_becomes_free) {
    scripted_peer peer({{}, milliseconds(300), seconds(10), 1, 1});
    watched_link watched(peer, 1);
    sender_lab lab(watched);
    for (int i = 0; i < 3; ++i)
        lab.give(0, milliseconds(100));
    lab.run_until(seconds(2));
    BOOST_REQUIRE(watched.sent.size() == 3u);
    BOOST_TEST(watched.sent[0].sent.count() == 400'000);  // when the connection was open
    BOOST_TEST(watched.sent[1].sent.count() == 700'000);
    BOOST_TEST(watched.sent[2].sent.count() == 1'000'000);
    BOOST_TEST(lab.counts().lag_max.count() == 900'000);
}

BOOST_AUTO_TEST_CASE(counts_latency_from_the_intended_instant) {
    scripted_peer peer({{}, milliseconds(250), seconds(10), 1, 1});
    sender_lab lab(peer);
    lab.give(0, milliseconds(0));
    lab.give(0, milliseconds(0));
    lab.run_until(seconds(2));
    const auto latency = lab.sender.latency();
    BOOST_TEST(latency.count == 2u);
    BOOST_TEST(latency.min == 0.5);   // connect and answer
    BOOST_TEST(latency.max == 0.75);  // and the wait for the only place
}

BOOST_AUTO_TEST_CASE(tries_a_refused_connection_again_until_it_opens) {
    scripted_peer peer(
        {{{seconds(0), milliseconds(25), step::refuse, {}, all_of_it, {}}}, {}, {}, 9, 1});
    sender_lab lab(peer, without_luck());
    lab.give(0, seconds(0));
    lab.end_step();
    BOOST_TEST(lab.counts().connects == 4u);  // at 0, 10, 20 and 30 ms
    BOOST_TEST(lab.counts().connects_refused == 3u);
    BOOST_TEST(lab.counts().acknowledged == 1u);
}

BOOST_AUTO_TEST_CASE(gives_up_after_the_last_attempt_and_starts_again_with_a_new_message) {
    scripted_peer peer({{{seconds(0), seconds(1), step::refuse, {}, all_of_it, {}}}, {}, {}, 9, 1});
    sender_lab lab(peer, without_luck());
    lab.give(0, seconds(0));
    lab.give(0, seconds(0));
    lab.end_step();
    BOOST_TEST(lab.counts().connects == 4u);
    BOOST_TEST(lab.counts().given_up == 1u);
    BOOST_TEST(lab.counts().refused == 2u);
    lab.run_until(seconds(5));
    BOOST_TEST(lab.counts().connects == 4u);
    lab.give(0, seconds(5));
    lab.end_step();
    BOOST_TEST(lab.counts().acknowledged == 1u);
    BOOST_TEST(lab.counts().adds_up());
}

BOOST_AUTO_TEST_CASE(loses_with_a_cut_what_was_in_flight_and_goes_on_with_what_waits) {
    scripted_peer peer(
        {{{milliseconds(1500), {}, step::cut, {}, all_of_it, {}}}, milliseconds(400), {}, 3, 1});
    watched_link watched(peer, 3);
    std::vector<link_event_kind> heard;
    auto o = without_luck();
    o.on_inputs = [&heard](const std::vector<link_input>& inputs) {
        for (const auto& i : inputs)
            heard.push_back(i.what.kind);
    };
    sender_lab lab(watched, o);
    lab.give(0, seconds(0));
    lab.end_step();
    for (int i = 0; i < 5; ++i)
        lab.give(0, milliseconds(1200));
    lab.end_step();
    BOOST_TEST(lab.counts().lost == 3u);
    BOOST_TEST(lab.counts().cuts == 1u);
    BOOST_TEST(lab.counts().in_flight == 2u);  // sent again since the reconnect at 1.91 s
    lab.run_until(seconds(4));
    BOOST_TEST(lab.counts().acknowledged == 3u);
    BOOST_TEST(lab.counts().connects == 2u);
    BOOST_TEST(watched.breaches.empty());
    using kind = link_event_kind;
    const std::vector<kind> wanted{kind::connected, kind::acknowledged, kind::lost,
                                   kind::lost,      kind::lost,         kind::cut,
                                   kind::connected, kind::acknowledged, kind::acknowledged};
    BOOST_TEST((heard == wanted));
}

BOOST_AUTO_TEST_CASE(counts_what_the_peer_refuses_and_what_gets_no_answer) {
    scripted_peer peer({{{seconds(1), seconds(1), step::refuse, {}, all_of_it, {}},
                         {seconds(2), seconds(1), step::lose, {}, all_of_it, {}}},
                        {},
                        seconds(5),
                        9,
                        1});
    sender_lab lab(peer);
    for (int i = 0; i < 3; ++i) {
        lab.give(0, seconds(i));
        lab.end_step();
    }
    BOOST_TEST(lab.counts().acknowledged == 1u);
    BOOST_TEST(lab.counts().refused == 1u);
    BOOST_TEST(lab.counts().in_flight == 1u);
    lab.run_until(seconds(8));
    BOOST_TEST(lab.counts().lost == 1u);
    BOOST_TEST(lab.counts().adds_up());
}

BOOST_AUTO_TEST_CASE(drops_the_oldest_where_there_is_no_room_to_wait) {
    scripted_peer peer(
        {{{seconds(0), seconds(2), step::refuse, {}, all_of_it, {}}}, {}, {}, 99, 1});
    watched_link watched(peer, 99);
    link_options o;
    o.waiting_messages = 3;
    o.reconnect = {99, seconds(4), seconds(4)};
    sender_lab lab(watched, o);
    for (int i = 0; i < 5; ++i)
        lab.give(static_cast<connection_id>(i % 2), milliseconds(i), std::to_string(i));
    BOOST_TEST(lab.counts().skipped == 2u);
    BOOST_TEST(lab.counts().waiting == 3u);
    lab.run_until(seconds(30));
    auto arrived = watched.payloads;
    std::sort(arrived.begin(), arrived.end());
    BOOST_TEST(arrived == (std::vector<std::string>{"2", "3", "4"}),
               boost::test_tools::per_element());
    BOOST_TEST(lab.counts().adds_up());
}

BOOST_AUTO_TEST_CASE(bounds_the_bytes_that_wait) {
    scripted_peer peer(
        {{{seconds(0), seconds(9), step::refuse, {}, all_of_it, {}}}, {}, {}, 99, 1});
    link_options o;
    o.waiting_bytes = 100;
    sender_lab lab(peer, o);
    for (int i = 0; i < 10; ++i)
        lab.give(0, milliseconds(i), std::string(30, 'x'));
    BOOST_TEST(lab.counts().waiting == 3u);
    BOOST_TEST(lab.counts().skipped == 7u);
}

BOOST_AUTO_TEST_CASE(hears_answers_before_it_drops_anything) {
    null_link nowhere;
    link_options o;
    o.waiting_messages = 10;
    sender_lab lab(nowhere, o, 1000);
    for (connection_id c = 0; c < 1000; ++c)
        lab.give(c, milliseconds(1));
    lab.end_step();
    BOOST_TEST(lab.counts().acknowledged == 1000u);
    BOOST_TEST(lab.counts().skipped == 0u);
}

BOOST_AUTO_TEST_CASE(skips_what_is_late_where_it_is_told_to) {
    scripted_peer peer({{}, milliseconds(900), seconds(10), 1, 1});
    watched_link watched(peer, 1);
    link_options o;
    o.late = late_policy::skip;
    o.late_after = seconds(2);
    sender_lab lab(watched, o);
    for (int i = 0; i < 6; ++i)
        lab.give(0, milliseconds(0));
    lab.run_until(seconds(9));
    BOOST_TEST(lab.counts().acknowledged == 2u);  // those that left after 0.9 and 1.8 s
    BOOST_TEST(lab.counts().skipped == 4u);
    BOOST_TEST((lab.counts().lag_max <= seconds(2)));
}

BOOST_AUTO_TEST_CASE(aborts_where_it_is_told_to) {
    scripted_peer peer({{}, milliseconds(900), seconds(10), 1, 1});
    std::vector<std::string> told;
    link_options o;
    o.late = late_policy::abort;
    o.on_abort = [&told](const std::string& why) { told.push_back(why); };
    sender_lab lab(peer, o);
    for (int i = 0; i < 6; ++i)
        lab.give(0, milliseconds(0));
    lab.run_until(seconds(3));
    lab.give(0, seconds(3));
    lab.give(1, seconds(3));
    lab.run_until(seconds(9));
    BOOST_TEST(lab.counts().acknowledged == 1u);
    BOOST_TEST(lab.counts().skipped == 7u);
    BOOST_TEST(lab.counts().waiting == 0u);
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0] == "messages leave 1.8 s late, more than the 1 s that `late: abort` allows");
    BOOST_TEST(lab.sender.failure() == told[0]);
}

BOOST_AUTO_TEST_CASE(shows_how_far_the_run_lags_behind_the_wall_clock) {
    null_link nowhere;
    watched_link watched(nowhere, 99);
    link_options o;
    o.clock = [] { return sim_time(milliseconds(2500)); };
    sender_lab lab(watched, o);
    lab.give(0, milliseconds(500));
    lab.give(0, milliseconds(2600));
    lab.run_until(seconds(3));
    BOOST_REQUIRE(watched.sent.size() == 2u);
    BOOST_TEST(watched.sent[0].sent.count() == 2'500'000);
    BOOST_TEST(watched.sent[1].sent.count() == 2'600'000);
    BOOST_TEST(lab.counts().lag_max.count() == 2'000'000);
    BOOST_TEST(lab.sender.latency().max == 2.0);
}

BOOST_AUTO_TEST_CASE(stamps_what_comes_back_with_the_step_after_it) {
    scripted_peer peer({{{milliseconds(3100), {}, step::tell, {}, all_of_it, "reboot"}},
                        milliseconds(700),
                        {},
                        9,
                        1});
    std::vector<link_input> heard;
    std::string text;
    link_options o;
    o.on_inputs = [&](const std::vector<link_input>& inputs) {
        for (const auto& i : inputs) {
            heard.push_back(i);
            text += i.what.payload;
        }
    };
    sender_lab lab(peer, o);
    lab.give(3, milliseconds(200));
    lab.run_until(seconds(6));
    BOOST_REQUIRE(heard.size() == 3u);
    BOOST_TEST((heard[0].what.kind == link_event_kind::connected));
    BOOST_TEST(heard[0].step == 1);  // at 0.9 s
    BOOST_TEST((heard[1].what.kind == link_event_kind::acknowledged));
    BOOST_TEST(heard[1].step == 2);  // at 1.6 s
    BOOST_TEST(heard[1].what.device == 103u);
    BOOST_TEST(heard[1].what.number == 1u);
    BOOST_TEST((heard[2].what.kind == link_event_kind::downlink));
    BOOST_TEST(heard[2].step == 4);
    for (std::uint64_t i = 0; i < 3; ++i)
        BOOST_TEST(heard[i].sequence == i);
    BOOST_TEST(text == "reboot");
    BOOST_TEST(lab.counts().downlinks == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
