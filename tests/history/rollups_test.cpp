#include <boost/test/unit_test.hpp>

#include <limits>

#include "history/rollups.hpp"
#include "tests/history/batches.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

one_reading reading(std::uint32_t series, double value) {
    one_reading r;
    r.series = series;
    r.value = value;
    return r;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rollups_test)

BOOST_AUTO_TEST_CASE(a_window_holds_what_came_since_the_last_and_the_total_all_of_it) {
    rollups r(2, std::vector<sketch_scale>(2));
    r.consume(0, batch_of(reading(0, 1), reading(1, 100)));
    r.consume(1, batch_of(reading(0, 3)));
    auto window = r.close_window();
    BOOST_TEST(
        (window[0].count == 2 && window[0].mean == 2 && window[0].min == 1 && window[0].max == 3));
    BOOST_TEST((window[1].count == 1 && window[1].mean == 100));
    r.consume(1, batch_of(reading(0, 8)));
    BOOST_TEST(r.totals()[0].count == 2u);
    BOOST_TEST((r.current(0).count == 3 && r.current(0).mean == 4 && r.current(1).count == 1));
    window = r.close_window();
    BOOST_TEST((window[0].count == 1 && window[0].min == 8 && window[1].count == 0));
    BOOST_TEST((r.totals()[0].count == 3 && r.totals()[0].max == 8));
    BOOST_TEST(r.close_window()[0].count == 0u);
}

BOOST_AUTO_TEST_CASE(a_window_of_another_process_counts_as_if_it_were_collected_here) {
    rollups there(3, std::vector<sketch_scale>(1)), here(3, std::vector<sketch_scale>(1)),
        all(3, std::vector<sketch_scale>(1));
    for (std::uint32_t s = 0; s < 3; ++s) {
        const auto batch = batch_of(reading(0, 1e16 / (s + 1)), reading(0, 0.1 * s));
        (s == 1 ? there : here).consume(s, batch);
        all.consume(s, batch);
    }
    here.load(1, 0, there.open(1, 0));
    BOOST_TEST(here.current(0).mean == all.current(0).mean);
    const auto loaded = here.close_window()[0], own = all.close_window()[0];
    BOOST_TEST((loaded.count == 6 && loaded.mean == own.mean && loaded.p50 == own.p50));
    BOOST_TEST(here.open(1, 0).count() == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_no_value_counts_for_nothing) {
    rollups r(1, std::vector<sketch_scale>(1));
    r.consume(0, batch_of(reading(0, std::numeric_limits<double>::quiet_NaN()), reading(0, 4)));
    BOOST_TEST((r.current(0).count == 1 && r.current(0).mean == 4));
}

// Sums of doubles depend on their order, so each shard keeps its own and they merge by number.
BOOST_AUTO_TEST_CASE(is_the_same_to_the_last_bit_whatever_shard_came_first) {
    const double values[] = {1e16, 1, -1e16, 0.1, 3e-7};
    rollups forward(5, std::vector<sketch_scale>(1)), backward(5, std::vector<sketch_scale>(1));
    for (std::uint32_t s = 0; s < 5; ++s) {
        forward.consume(s, batch_of(reading(0, values[s])));
        backward.consume(4 - s, batch_of(reading(0, values[4 - s])));
    }
    const auto a = forward.close_window()[0], b = backward.close_window()[0];
    BOOST_TEST((a.mean == b.mean && a.p50 == b.p50 && a.min == b.min && a.max == b.max));
    BOOST_TEST(forward.totals()[0].mean == a.mean);
}

BOOST_AUTO_TEST_SUITE_END()
