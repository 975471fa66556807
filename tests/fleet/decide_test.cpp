#include <boost/test/unit_test.hpp>

#include <map>

#include "fleet/decide.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using shape = distribution::shape;

namespace {

const leg_change& leg_of(const change& c) {
    return std::get<leg_change>(c.what);
}

command_spec update() {
    command_spec c;
    c.name = "update";
    c.takes = {shape::uniform, 2e6, 4e6};
    c.fails = {{"download broke", {20'000'000}}, {"no space", {300'000'000}}};
    return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decide_test)

BOOST_AUTO_TEST_CASE(nobody_is_no_change) {
    std::vector<change> out;
    decide_outcome(out, 0, leg_outcome::failed, {}, 5s, "why");
    decide_lifecycle(out, lifecycle::crashed, {});
    decide_results(out, 0, {});
    BOOST_TEST(out.empty());
    BOOST_TEST(leg_results{}.empty());
}

BOOST_AUTO_TEST_CASE(results_come_as_one_change_per_outcome_and_reason_in_a_fixed_order) {
    leg_results results;
    results.succeeded = {{1, 5s}};
    results.failed["b"] = {{3, 7s}, {2, 7s + 900us}};
    results.failed["a"] = {{4, 5s}};
    results.timed_out["late"] = {{9, 5s + 12ms + 50us}, {5, 6s + 1us}, {7, 5s + 400us}};
    BOOST_TEST(!results.empty());
    std::vector<change> out;
    decide_results(out, 7, results);
    BOOST_REQUIRE(out.size() == 4u);
    const std::pair<leg_outcome, std::string> expected[] = {{leg_outcome::succeeded, ""},
                                                            {leg_outcome::failed, "a"},
                                                            {leg_outcome::failed, "b"},
                                                            {leg_outcome::timed_out, "late"}};
    for (std::size_t i = 0; i < out.size(); ++i) {
        BOOST_TEST((leg_of(out[i]).to == expected[i].first));
        BOOST_TEST(leg_of(out[i]).reason == expected[i].second);
        BOOST_TEST(leg_of(out[i]).job == 7u);
    }
    BOOST_TEST((leg_of(out[2]).devices == slot_set::of({2, 3})));
    BOOST_TEST((leg_of(out[2]).at == 7s && leg_of(out[2]).later.empty()));  // in one millisecond
    BOOST_TEST((leg_of(out[3]).devices == slot_set::of({5, 7, 9})));
    BOOST_TEST((leg_of(out[3]).at == 5s + 400us));
    BOOST_TEST(leg_of(out[3]).later == (std::vector<std::uint32_t>{1'000, 0, 12}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_change_of_life_names_its_devices) {
    std::vector<change> out;
    decide_lifecycle(out, lifecycle::quarantined, slot_set::of({9}));
    const auto& c = std::get<lifecycle_change>(out.at(0).what);
    BOOST_TEST((c.to == lifecycle::quarantined && c.devices == slot_set::of({9})));
}

BOOST_AUTO_TEST_CASE(a_command_goes_the_same_way_when_it_is_sent_again) {
    const auto device = testing::device_number(5);
    const auto once = decide_command(update(), nullptr, device, 3),
               again = decide_command(update(), nullptr, device, 3);
    BOOST_TEST((once.takes == again.takes && once.fails == again.fails));
    BOOST_TEST((decide_command(update(), nullptr, device, 4).takes != once.takes));
}

BOOST_AUTO_TEST_CASE(commands_take_and_fail_as_the_template_says) {
    std::map<std::string, int> reasons;
    std::vector<double> takes;
    constexpr int devices = 20'000;
    for (std::uint64_t n = 0; n < devices; ++n) {
        const auto course = decide_command(update(), nullptr, testing::device_number(n), 0);
        ++reasons[course.fails];
        takes.push_back(static_cast<double>(course.takes.count()));
    }
    BOOST_TEST(testing::ks_distance(takes, [](double x) { return (x - 2e6) / 2e6; }) < 1.95);
    BOOST_TEST(std::abs(reasons["download broke"] - 400) < 80);
    BOOST_TEST(std::abs(reasons["no space"] - 6000) < 260);
}

BOOST_AUTO_TEST_SUITE_END()
