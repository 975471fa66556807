#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "history/digest_sink.hpp"
#include "tests/history/batches.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const std::vector<std::uint64_t> paths{101, 211, 307, 401, 503, 601};  // keys of the series

std::array<std::uint64_t, 2> digest(const std::vector<one_reading>& all) {
    digest_sink sink(1, paths);
    for (const auto& r : all)
        sink.consume(0, batch_of(r));
    return sink.total();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(digest_sink_test)

BOOST_AUTO_TEST_CASE(does_not_depend_on_order_batches_or_shards) {
    const one_reading a, b{12, 0, 9, sim_time(7), -1}, c{13, 5, 3, sim_time(4), 5};
    const auto whole = digest({a, b, c});
    BOOST_TEST((digest({c, a, b}) == whole));
    digest_sink apart(8, paths), together(8, paths);
    apart.consume(7, batch_of(b));
    apart.consume(0, batch_of(c));
    apart.consume(7, batch_of(a));
    together.consume(3, batch_of(c, b, a));
    BOOST_TEST((apart.total() == whole && together.total() == whole));
}

BOOST_AUTO_TEST_CASE(feels_device_signal_tick_time_and_value) {
    const one_reading base;
    const auto whole = digest({base});
    std::vector<one_reading> others(5, base);
    ++others[0].key;
    ++others[1].series;
    ++others[2].tick;
    ++others[3].at;
    others[4].value = std::nextafter(base.value, 6.0);
    for (std::size_t i = 0; i < others.size(); ++i)
        BOOST_TEST((digest({others[i]}) != whole), i);
    auto swapped = base;
    std::swap(swapped.series, swapped.tick);
    BOOST_TEST((digest({swapped}) != whole));
    BOOST_TEST((digest({base, base}) != whole));
    BOOST_TEST((digest({}) != whole));
}

BOOST_AUTO_TEST_CASE(no_value_is_no_value_however_it_came_about) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    one_reading a, b;
    a.value = nan;
    b.value = -nan;
    BOOST_TEST((digest({a}) == digest({b})));
}

BOOST_AUTO_TEST_SUITE_END()
