#include <boost/test/unit_test.hpp>

#include <deque>

#include "fleet/message_buffer.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

struct kept_message {
    message_buffer::entry e;
    std::vector<double> values;
};

bool same(const message_buffer::entry& a, const message_buffer::entry& b) {
    return a.message == b.message && a.whole == b.whole && a.tick == b.tick;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(message_buffer_test)

BOOST_AUTO_TEST_CASE(gives_back_in_order_what_it_was_given) {
    message_buffer buffer;
    BOOST_TEST(buffer.empty());
    for (std::uint32_t tick = 5; tick < 8; ++tick)
        buffer.push({0, false, tick}, {});
    buffer.push({1, true, 40}, std::vector<double>{1.5, 2.5});
    buffer.push({0, false, 8}, {});
    BOOST_TEST(buffer.messages() == 5U);
    for (std::uint32_t tick = 5; tick < 8; ++tick) {
        BOOST_TEST(buffer.front().tick == tick);
        BOOST_TEST(buffer.pop(0).empty());
    }
    BOOST_TEST((buffer.front().message == 1 && buffer.front().whole));
    const auto values = buffer.pop(2);
    BOOST_TEST((values[0] == 1.5 && values[1] == 2.5));
    BOOST_TEST(buffer.front().tick == 8U);
    buffer.pop(0);
    BOOST_TEST(buffer.empty());
}

BOOST_AUTO_TEST_CASE(behaves_as_a_queue_of_messages_however_it_is_used) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            message_buffer buffer;
            std::deque<kept_message> model;
            std::uint32_t ticks[3] = {};
            for (std::uint64_t i = 0; i < 2000; ++i) {
                const auto bits = philox::draw(seed, i, 0).first;
                if (bits % 100 < 55 || model.empty()) {
                    const auto message = static_cast<std::uint16_t>(bits / 100 % 3);
                    ticks[message] += bits / 1000 % 10 == 0 ? 2 : 1;
                    kept_message m{{message, bits / 10000 % 4 == 0, ticks[message]}, {}};
                    for (std::uint64_t v = 0; v < (m.e.whole ? 3U : message); ++v)
                        m.values.push_back(static_cast<double>(bits % 1000 + v));
                    buffer.push(m.e, m.values);
                    model.push_back(m);
                    continue;
                }
                BOOST_REQUIRE(same(buffer.front(), model.front().e));
                const auto values = buffer.pop(model.front().values.size());
                BOOST_REQUIRE(std::equal(values.begin(), values.end(), model.front().values.begin(),
                                         model.front().values.end()));
                model.pop_front();
                BOOST_REQUIRE(buffer.messages() == model.size());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
