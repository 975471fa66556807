#include <boost/test/unit_test.hpp>

#include "fleet/series_scale.hpp"

using namespace muster;
using shape = distribution::shape;

namespace {

sketch_scale scale_with(behaviour what, double noise = 0) {
    signal_spec s;
    s.shape = std::move(what);
    s.noise_relative = noise;
    return scale_of(s);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(series_scale_test)

BOOST_AUTO_TEST_CASE(a_scale_lies_where_the_readings_will) {
    BOOST_TEST((scale_with(normal_signal{1013, 0.5}) == sketch_scale{1013, 0.5}));
    BOOST_TEST(
        (scale_with(drawn_signal{{shape::uniform, 1000, 1001}}) == sketch_scale{1000.5, 0.5}));
    BOOST_TEST((scale_with(daily_signal{80, 900, {}}) == sketch_scale{490, 256}));
    BOOST_TEST((scale_with(drawn_signal{{shape::log_normal, 40, 250}}) == sketch_scale{0, 32}));
    BOOST_TEST((scale_with(drawn_signal{{shape::constant, 230, 0}}, 0.01) == sketch_scale{230, 2}));
}

BOOST_AUTO_TEST_CASE(what_says_nothing_of_its_values_has_the_common_scale) {
    BOOST_TEST((scale_with(formula_signal{}) == sketch_scale{}));
    BOOST_TEST((scale_with(normal_signal{5, 0}) == sketch_scale{5, sketch_scale{}.unit}));
}

BOOST_AUTO_TEST_CASE(what_grows_is_fine_from_where_it_starts) {
    BOOST_TEST((scale_with(integral_signal{"x", 1, 120'000}) ==
                sketch_scale{120'000, sketch_scale{}.unit}));
    BOOST_TEST((scale_with(counter_signal{500, {shape::constant, 3, 0}}) == sketch_scale{500, 2}));
}

BOOST_AUTO_TEST_CASE(words_count_in_ones) {
    signal_spec s;
    s.kind = value_kind::word;
    s.shape = choice_signal{};
    BOOST_TEST((scale_of(s) == sketch_scale{0, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
