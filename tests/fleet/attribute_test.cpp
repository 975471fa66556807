#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>

#include "fleet/attribute.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using form = attribute_source::form;

namespace {

struct maker {
    dictionary texts;
    std::uint64_t population = 1000;
    std::vector<attribute> siblings;

    attribute make(attribute_source source, value_kind kind = value_kind::text,
                   std::uint64_t index = 0, std::vector<std::string> words = {}) {
        return {"a" + std::to_string(index),
                kind,
                std::move(words),
                source,
                index,
                population,
                99,
                texts,
                siblings};
    }
    std::string text(const attribute& a, std::uint64_t ordinal) const {
        std::string buffer;
        return std::string(a.text_of(value(a, ordinal), texts, buffer));
    }
    static double value(const attribute& a, std::uint64_t ordinal) {
        return a.value_for({ordinal, testing::device_number(ordinal)});
    }
    std::map<std::string, std::uint64_t> counts(const attribute& a) const {
        std::map<std::string, std::uint64_t> all;
        for (std::uint64_t i = 0; i < population; ++i)
            ++all[text(a, i)];
        return all;
    }
};

attribute_source pick(std::vector<weighted_value> choices, std::string by = {}) {
    attribute_source s;
    s.kind = form::pick;
    s.choices = std::move(choices);
    s.by = std::move(by);
    return s;
}

attribute_source sequence(std::string pattern, std::uint64_t each) {
    attribute_source s;
    s.kind = form::sequence;
    s.pattern = std::move(pattern);
    s.each = each;
    return s;
}

attribute_source constant(plain_value fixed) {
    attribute_source s;
    s.fixed = std::move(fixed);
    return s;
}

constexpr share two_percent{20'000'000}, rest{980'000'000};

}  // namespace

BOOST_AUTO_TEST_SUITE(attribute_test)

BOOST_AUTO_TEST_CASE(a_pick_splits_the_population_exactly) {
    for (const std::uint64_t n : {1, 49, 50, 1000, 12'345}) {
        maker m;
        m.population = n;
        auto counts = m.counts(m.make(pick({{"bad", two_percent}, {"good", rest}})));
        const std::uint64_t expected = (2 * n + 50) / 100;
        BOOST_TEST(counts["bad"] == expected, n);
        BOOST_TEST(counts["good"] == n - expected, n);
    }
}

BOOST_AUTO_TEST_CASE(a_pick_depends_on_its_index_but_not_on_the_device_s_randomness) {
    maker m;
    const auto source = pick({{"a", {share::whole / 2}}, {"b", {share::whole / 2}}});
    const auto one = m.make(source, value_kind::text, 1), two = m.make(source, value_kind::text, 2);
    int alike = 0;
    for (std::uint64_t i = 0; i < 1000; ++i)
        alike += m.text(one, i) == m.text(two, i) ? 1 : 0;
    BOOST_TEST(std::abs(alike - 500) < 80);
    BOOST_TEST(one.value_for({7, random_source{1}}) == one.value_for({7, random_source{2}}));
}

BOOST_AUTO_TEST_CASE(a_pick_by_clusters_keeps_each_whole_and_splits_the_clusters_exactly) {
    maker m;
    m.siblings.push_back(m.make(sequence("site-##", 20), value_kind::text, 0));
    const auto region = m.make(pick({{"north", {400'000'000}}, {"south", {600'000'000}}}, "a0"),
                               value_kind::text, 1);
    std::map<std::string, std::map<std::string, int>> sites;
    for (std::uint64_t i = 0; i < m.population; ++i)
        ++sites[m.text(region, i)][m.text(m.siblings[0], i)];
    BOOST_TEST(sites["north"].size() == 20u);
    BOOST_TEST(sites["south"].size() == 30u);
    for (const auto& [name, members] : sites)
        for (const auto& [site, devices] : members)
            BOOST_TEST(devices == 20);
}

BOOST_AUTO_TEST_CASE(a_pick_by_picked_clusters_keeps_each_whole) {
    maker m;
    m.siblings.push_back(
        m.make(pick({{"x", {300'000'000}}, {"y", {300'000'000}}, {"z", {400'000'000}}})));
    const auto second =
        m.make(pick({{"p", {500'000'000}}, {"q", {500'000'000}}}, "a0"), value_kind::text, 1);
    std::map<std::string, std::string> of;
    for (std::uint64_t i = 0; i < m.population; ++i) {
        const auto& known = of.emplace(m.text(m.siblings[0], i), m.text(second, i)).first->second;
        BOOST_REQUIRE_EQUAL(known, m.text(second, i));
    }
    BOOST_TEST(of.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_sequence_counts_devices_in_the_order_of_their_ids) {
    maker m;
    const auto a = m.make(sequence("dcu-####", 250));
    BOOST_TEST(m.text(a, 0) == "dcu-0001");
    BOOST_TEST(m.text(a, 249) == "dcu-0001");
    BOOST_TEST(m.text(a, 250) == "dcu-0002");
    BOOST_TEST(a.cardinality().value() == 4u);
    BOOST_TEST((a.computed() && a.is_sequence()));
}

BOOST_AUTO_TEST_CASE(a_constant_is_the_same_for_all_and_of_any_kind) {
    maker m;
    BOOST_TEST(m.text(m.make(constant(std::string("north"))), 3) == "north");
    BOOST_TEST(m.value(m.make(constant(4.5), value_kind::number), 3) == 4.5);
    BOOST_TEST(m.value(m.make(constant(true), value_kind::boolean), 3) == 1);
    BOOST_TEST(m.value(m.make(constant(std::string("false")), value_kind::boolean), 3) == 0);
    const auto word = m.make(constant(std::string("night")), value_kind::word, 0, {"day", "night"});
    BOOST_TEST(m.value(word, 3) == 1);
    BOOST_TEST(m.text(word, 3) == "night");
    BOOST_TEST(std::isnan(m.value(m.make({}), 3)));
    BOOST_TEST(m.text(m.make({}), 3) == "");
    BOOST_TEST(m.make(constant(4.5)).cardinality().value() == 1u);
}

BOOST_AUTO_TEST_CASE(drawn_and_normal_values_have_their_distributions) {
    maker m;
    attribute_source uniform, normal;
    uniform.kind = form::drawn;
    uniform.values = {distribution::shape::uniform, 10, 20};
    normal.kind = form::normal;
    normal.mean = 20;
    normal.sd = 2;
    const auto u = m.make(uniform, value_kind::number), n = m.make(normal, value_kind::number);
    std::vector<double> us, ns;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        us.push_back(m.value(u, i));
        ns.push_back(m.value(n, i));
    }
    BOOST_TEST(testing::ks_distance(us, [](double x) { return (x - 10) / 10; }) < 1.95);
    BOOST_TEST(testing::ks_distance(
                   ns, [](double x) { return testing::normal_cdf((x - 20) / 2); }) < 1.95);
}

BOOST_AUTO_TEST_CASE(bounds_and_decimals_shape_what_is_drawn) {
    maker m;
    attribute_source source;
    source.kind = form::normal;
    source.mean = 20;
    source.sd = 5;
    source.min = 18;
    source.max = 22;
    source.decimals = 1;
    const auto fine = m.make(source, value_kind::number),
               whole = m.make(source, value_kind::integer);
    for (std::uint64_t i = 0; i < 500; ++i) {
        const double x = m.value(fine, i);
        BOOST_REQUIRE((x >= 18 && x <= 22));
        BOOST_REQUIRE_SMALL(x * 10 - std::round(x * 10), 1e-9);
        BOOST_REQUIRE_EQUAL(m.value(whole, i), std::round(m.value(whole, i)));
    }
}

BOOST_AUTO_TEST_CASE(values_drawn_by_cluster_are_shared_in_it) {
    maker m;
    m.siblings.push_back(m.make(sequence("site-##", 10)));
    attribute_source source;
    source.kind = form::drawn;
    source.values = {distribution::shape::uniform, 0, 1};
    source.by = "a0";
    const auto height = m.make(source, value_kind::number, 1);
    BOOST_TEST(m.value(height, 0) == m.value(height, 9));
    BOOST_TEST(m.value(height, 0) != m.value(height, 10));
}

BOOST_AUTO_TEST_SUITE_END()
