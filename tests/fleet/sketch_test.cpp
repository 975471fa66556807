#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "fleet/sketch.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

/// Values over twelve orders of magnitude, of both signs, some zero.
std::vector<double> wild_values(testing::dice& d, std::size_t n) {
    std::vector<double> all(n);
    for (auto& x : all)
        x = d.chance(0.1) ? 0 : (d.chance(0.3) ? -1 : 1) * std::pow(10, 12 * d.unit() - 6);
    return all;
}

double true_quantile(std::vector<double> all, double p) {
    std::sort(all.begin(), all.end());
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(all.size())));
    return all[std::max<std::size_t>(rank, 1) - 1];
}

sketch sketch_of(const std::vector<double>& all) {
    sketch s;
    for (const double x : all)
        s.add(x);
    return s;
}

constexpr double asked[] = {0, 0.01, 0.05, 0.3, 0.5, 0.77, 0.95, 0.99, 1};

void check_equal(const sketch& a, const sketch& b) {
    BOOST_TEST(a.total() == b.total());
    for (const double p : asked)
        BOOST_TEST(a.quantile(p) == b.quantile(p));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sketch_test)

BOOST_AUTO_TEST_CASE(quantiles_are_within_a_32nd_of_the_true_ones) {
    for (const auto seed : testing::seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        const auto all = wild_values(d, 1 + d.below(2000));
        const auto s = sketch_of(all);
        for (const double p : asked) {
            const double is = true_quantile(all, p);
            BOOST_TEST(std::fabs(s.quantile(p) - is) <= std::fabs(is) / 32 + 1e-9);
        }
    }
}

BOOST_AUTO_TEST_CASE(quantiles_near_the_center_of_the_scale_are_fine) {
    testing::dice d(7);
    for (const double center : {1013.0, -230.0, 5e-10, 1e6}) {
        const double half = std::fabs(center) / 2000;
        sketch s(sketch_scale{center, half});
        std::vector<double> all(20'000);
        for (auto& x : all) {
            x = center + half * (2 * d.unit() - 1);
            s.add(x);
        }
        for (const double p : {0.05, 0.3, 0.5, 0.95, 0.99})
            BOOST_TEST(std::fabs(s.quantile(p) - true_quantile(all, p)) <= half / 32);
    }
}

BOOST_AUTO_TEST_CASE(small_whole_numbers_are_counted_exactly) {
    sketch s(sketch_scale{0, 1});
    for (std::uint32_t n = 0; n <= sketch::exact_up_to; ++n)
        for (std::uint32_t times = 0; times < n % 5; ++times)
            s.add(n);
    for (std::uint32_t n = 0; n <= sketch::exact_up_to; ++n)
        BOOST_TEST(s.count_of(n) == n % 5);
    BOOST_TEST(sketch().count_of(3) == 0u);
}

BOOST_AUTO_TEST_CASE(a_bucket_holds_more_than_32_bits_count) {
    sketch many = sketch_of({5, 5, 5}), one = sketch_of({1'000});
    for (int doubled = 0; doubled < 33; ++doubled)
        many.merge(sketch(many));
    one.merge(many);
    BOOST_TEST(one.total() == 3 * (std::uint64_t{1} << 33) + 1);
    BOOST_TEST(std::fabs(one.quantile(0.5) - 5) <= 5.0 / 64);
    BOOST_TEST(std::fabs(one.quantile(1) - 1'000) <= 1'000.0 / 64);
}

BOOST_AUTO_TEST_CASE(merges_in_any_order_to_the_same_counts) {
    for (const auto seed : testing::seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        std::vector<std::vector<double>> parts;
        std::vector<double> all;
        for (int i = 0; i < 5; ++i) {
            parts.push_back(wild_values(d, d.below(100)));
            all.insert(all.end(), parts.back().begin(), parts.back().end());
        }
        sketch forward, backward;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            forward.merge(sketch_of(parts[i]));
            backward.merge(sketch_of(parts[parts.size() - 1 - i]));
        }
        check_equal(forward, backward);
        check_equal(forward, sketch_of(all));
    }
}

BOOST_AUTO_TEST_CASE(an_empty_sketch_says_zero_and_a_cleared_one_is_empty) {
    sketch s;
    BOOST_TEST(s.quantile(0.5) == 0);
    s.merge(sketch());
    s.add(3);
    s.clear();
    BOOST_TEST(s.total() == 0u);
    BOOST_TEST(s.quantile(0.5) == 0);
    s.add(-1e-12);
    BOOST_TEST(s.quantile(0.5) == 0);
    s.add(1e9);
    check_equal(s, sketch_of({0, 1e9}));
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_does_no_harm) {
    const auto s = sketch_of({1, INFINITY, -INFINITY});
    BOOST_TEST(s.total() == 3u);
    BOOST_TEST(s.quantile(0.5) == 1, boost::test_tools::tolerance(1.0 / 64));
}

BOOST_AUTO_TEST_CASE(an_accumulator_sums_up_what_was_added) {
    accumulator a, b;
    for (const double x : {4.0, -2.0})
        a.add(x);
    for (const double x : {1.0, 9.0, 3.0})
        b.add(x);
    a.merge(b);
    const auto s = a.summarize();
    BOOST_TEST(s.count == 5u);
    BOOST_TEST(s.mean == 3.0);
    BOOST_TEST(s.min == -2);
    BOOST_TEST(s.max == 9);
    BOOST_TEST(s.p50 == 3.0, boost::test_tools::tolerance(1.0 / 64));
    BOOST_TEST(s.p5 >= s.min);
    BOOST_TEST(s.p99 <= s.max);
    a.clear();
    BOOST_TEST(a.summarize().count == 0u);
    BOOST_TEST(a.summarize().max == 0);
    a.add(7);
    BOOST_TEST(a.summarize().min == 7);
    BOOST_TEST(a.summarize().p50 == 7);
}

BOOST_AUTO_TEST_SUITE_END()
