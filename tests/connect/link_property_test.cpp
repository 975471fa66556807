#include <boost/test/unit_test.hpp>

#include <random>

#include "connect/scripted_peer.hpp"
#include "tests/connect/link_lab.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

constexpr int steps_of_trouble = 60;  // of a second each

/// Numbers below a bound, the same on every machine.
class dice {
public:
    explicit dice(std::uint64_t seed) : source_(seed) {}
    std::uint64_t below(std::uint64_t n) { return source_() % n; }
    duration up_to(duration most) {
        return duration(static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most.count()))));
    }

private:
    std::mt19937_64 source_;
};

peer_script any_script(dice& d) {
    peer_script s;
    s.seed = d.below(1000);
    s.window = static_cast<std::uint32_t>(1 + d.below(8));
    s.answers_after = d.up_to(seconds(2));
    s.lost_after = d.up_to(seconds(5));
    for (auto n = d.below(12); n > 0; --n) {
        script_entry e;
        e.from = d.up_to(seconds(steps_of_trouble));
        e.lasts = d.up_to(seconds(10));
        e.what = static_cast<script_entry::act>(d.below(6));
        e.delay = d.up_to(seconds(3));
        e.part = {static_cast<std::int64_t>(d.below(share::whole + 1))};
        if (d.below(3) == 0) e.part = all_of_it;
        s.entries.push_back(e);
    }
    return s;
}

link_options any_options(dice& d) {
    link_options o;
    o.seed = d.below(1000);
    o.late = static_cast<late_policy>(d.below(8) == 0 ? 2 : d.below(2));
    o.late_after = d.up_to(seconds(20));
    o.waiting_messages = 1 + d.below(40);
    o.waiting_bytes = 20 + d.below(2000);
    o.reconnect = {static_cast<std::uint32_t>(1 + d.below(5)), d.up_to(seconds(2)), seconds(5)};
    return o;
}

/// What one random life of a sender came to, as text.
std::string live(std::uint64_t seed) {
    dice d(seed);
    const auto script = any_script(d);
    scripted_peer peer(script);
    watched_link watched(peer, script.window);
    std::uint64_t inputs = 0;
    auto options = any_options(d);
    options.on_inputs = [&inputs](const std::vector<link_input>& news) { inputs += news.size(); };
    sender_lab lab(watched, options, 10);
    const auto check = [&] {
        const auto c = lab.counts();
        if (!c.adds_up()) BOOST_ERROR("something was lost in silence");
        if (c.in_flight != watched.in_flight()) BOOST_ERROR("miscounts what is in flight");
        if (c.waiting > options.waiting_messages) BOOST_ERROR("lets too many wait");
    };
    for (int step = 0; step < steps_of_trouble; ++step) {
        std::vector<sim_time> last(10, lab.now);
        for (auto n = d.below(30); n > 0; --n) {
            const auto c = static_cast<connection_id>(d.below(10));
            last[c] += d.up_to(milliseconds(100));
            if (last[c] < lab.now + seconds(1)) lab.give(c, last[c], std::string(d.below(40), 'x'));
            check();
        }
        lab.end_step();
        check();
    }
    for (int step = 0; step < 300 && !lab.sender.settled(); ++step) {
        lab.end_step();
        check();
    }
    const auto c = lab.counts();
    BOOST_TEST(lab.sender.settled());
    BOOST_TEST(watched.breaches.empty());
    if (!watched.breaches.empty()) BOOST_TEST_MESSAGE(watched.breaches.front());
    BOOST_TEST(c.submitted == c.acknowledged + c.refused + c.lost + c.skipped);
    std::string story;
    for (const auto n :
         {c.submitted, c.acknowledged, c.refused, c.lost, c.skipped, c.connects, c.connects_refused,
          c.given_up, c.cuts, c.downlinks, inputs, static_cast<std::uint64_t>(c.lag_max.count())})
        story += std::to_string(n) + ' ';
    return story + std::to_string(lab.sender.latency().mean);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(link_property_test)

BOOST_AUTO_TEST_CASE(accounts_for_every_message_whatever_the_peer_does) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed)
        BOOST_TEST_CONTEXT("seed " << seed) {
            live(seed);
        }
}

BOOST_AUTO_TEST_CASE(lives_the_same_life_twice) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(live(seed) == live(seed));
        }
}

BOOST_AUTO_TEST_SUITE_END()
