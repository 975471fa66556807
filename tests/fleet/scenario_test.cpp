#include <boost/test/unit_test.hpp>

#include "fleet/scenario.hpp"

using namespace muster;

namespace {

scenario with_fleets(std::initializer_list<std::uint64_t> counts) {
    scenario s;
    for (auto count : counts) {
        s.fleets.emplace_back();
        s.fleets.back().count = count;
    }
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_test)

BOOST_AUTO_TEST_CASE(counts_the_devices_of_all_fleets) {
    BOOST_TEST(with_fleets({3, 4}).device_count() == 7u);
    BOOST_TEST(scenario{}.device_count() == 0u);
}

BOOST_AUTO_TEST_CASE(scales_fleets_in_proportion) {
    auto s = with_fleets({900'000, 100'000});
    scale_devices(s, 1'000);
    BOOST_TEST(s.fleets[0].count == 900u);
    BOOST_TEST(s.fleets[1].count == 100u);
    scale_devices(s, 5'000'000);
    BOOST_TEST(s.fleets[0].count == 4'500'000u);
}

BOOST_AUTO_TEST_CASE(leaves_every_fleet_at_least_one_device) {
    auto s = with_fleets({1'000'000, 1, 1});
    scale_devices(s, 10);
    BOOST_TEST(s.fleets[0].count == 8u);
    BOOST_TEST(s.fleets[1].count == 1u);
    BOOST_TEST(s.fleets[2].count == 1u);
    BOOST_TEST(s.device_count() == 10u);
}

BOOST_AUTO_TEST_CASE(fleets_keep_their_templates_when_both_are_put_in_order) {
    auto s = with_fleets({1, 2, 3});
    const char* fleets[] = {"c", "a", "b"};
    const std::uint32_t kinds[] = {0, 1, 0};
    s.templates.resize(2);
    s.templates[0].name = "z";
    s.templates[1].name = "y";
    for (std::size_t i = 0; i < 3; ++i) {
        s.fleets[i].name = fleets[i];
        s.fleets[i].template_index = kinds[i];
    }
    order_by_name(s);
    BOOST_TEST((s.fleets[0].name == "a" && s.fleets[0].count == 2));
    BOOST_TEST((s.fleets[1].name == "b" && s.fleets[2].name == "c"));
    BOOST_TEST((s.templates[0].name == "y" && s.templates[1].name == "z"));
    BOOST_TEST((s.fleets[0].template_index == 0 && s.fleets[1].template_index == 1 &&
                s.fleets[2].template_index == 1));
}

BOOST_AUTO_TEST_SUITE_END()
