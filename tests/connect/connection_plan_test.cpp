#include <boost/test/unit_test.hpp>

#include <set>

#include "connect/connection_plan.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;

namespace {

using form = connection_choice::form;

world two_fleets() {
    return world(testing::scenario_of(R"(
muster: 1
time: {for: 1h}
templates:
  meter: {telemetry: {power: {normal: 400, sd: 10}}}
fleets:
  north:
    template: meter
    count: 60
    id: n-###
    tags: {dcu: {sequence: dcu-##, each: 25}, region: {pick: {east: 50%, west: rest}}}
  south:
    template: meter
    count: 40
    id: s-###
    tags: {dcu: {sequence: dcu-##, each: 10}, region: west}
)"),
                 4);
}

connection_plan plan(const connection_choice& choice) {
    const world w = two_fleets();
    diagnostics problems;
    auto made = connection_plan::make(w, choice, problems);
    BOOST_REQUIRE(made);
    BOOST_TEST(problems.items.empty());
    return std::move(*made);
}

std::string problem(const connection_choice& choice) {
    const world w = two_fleets();
    diagnostics problems;
    BOOST_TEST(!connection_plan::make(w, choice, problems));
    BOOST_REQUIRE(!problems.items.empty());
    return to_text(problems.items.front());
}

std::uint64_t key(std::uint64_t n) {
    return device_key("device " + std::to_string(n));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_plan_test)

BOOST_AUTO_TEST_CASE(gives_every_device_its_own) {
    const auto p = plan({});
    BOOST_TEST(p.connections() == 100u);
    BOOST_TEST(!p.shared());
    BOOST_TEST(p.of(0, 59, key(1)) == 59u);
    BOOST_TEST(p.of(1, 0, key(1)) == 60u);
    BOOST_TEST(p.name(59) == "n-060");
    BOOST_TEST(p.name(60) == "s-001");
    BOOST_TEST(p.name(99) == "s-040");
}

BOOST_AUTO_TEST_CASE(joins_devices_by_a_tag_across_fleets) {
    const auto p = plan({form::per_tag, "dcu", 1, {}});
    BOOST_TEST(p.connections() == 4u);  // dcu-01 to dcu-03 in the north, to dcu-04 in the south
    BOOST_TEST(p.shared());
    BOOST_TEST(p.name(p.of(0, 0, key(1))) == "dcu-01");
    BOOST_TEST(p.name(p.of(0, 25, key(1))) == "dcu-02");
    BOOST_TEST(p.of(0, 30, key(1)) == p.of(1, 15, key(2)));
    BOOST_TEST(p.name(p.of(1, 39, key(1))) == "dcu-04");
}

BOOST_AUTO_TEST_CASE(joins_devices_by_a_drawn_tag) {
    const auto p = plan({form::per_tag, "region", 1, {}});
    BOOST_TEST(p.connections() == 2u);
    std::size_t east = 0;
    for (std::uint32_t i = 0; i < 60; ++i)
        east += p.name(p.of(0, i, key(i))) == "east" ? 1 : 0;
    BOOST_TEST(east == 30u);
    BOOST_TEST(p.name(p.of(1, 7, key(1))) == "west");
}

BOOST_AUTO_TEST_CASE(spreads_devices_over_a_pool) {
    const auto p = plan({form::pooled, "", 8, {}});
    BOOST_TEST(p.connections() == 8u);
    BOOST_TEST(p.name(0) == "1");
    std::map<connection_id, int> used;
    for (std::uint64_t i = 0; i < 8000; ++i)
        ++used[p.of(0, 0, key(i))];
    BOOST_TEST(used.size() == 8u);
    for (const auto& [connection, devices] : used)
        BOOST_TEST((devices > 850 && devices < 1150));
}

BOOST_AUTO_TEST_CASE(says_which_fleet_lacks_the_tag) {
    const auto text = problem({form::per_tag, "dcv", 1, {"a.yaml", 3, 9, ""}});
    BOOST_TEST(text ==
               "a.yaml:3:9: error[unknown-tag]: fleet 'north' has no tag 'dcv', which says who "
               "shares a connection; "
               "did you mean 'dcu'?");
}

BOOST_AUTO_TEST_CASE(refuses_a_pool_of_none_and_one_that_is_too_large) {
    BOOST_TEST(problem({form::pooled, "", 0, {}}).find("no-connections") != std::string::npos);
    BOOST_TEST(problem({form::pooled, "", 20'000'000, {}}).find("too-many-connections") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
