#include "fleet/property_order.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/fleet/compiled_shard.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const char* const rooms = R"(
templates:
  room:
    telemetry: {t: 20..30}
    properties:
      gain: {type: number, initial: 1, writable: true}
      floors: {type: integer, initial: 3, writable: true}
      mode: {values: [eco, normal, boost], initial: eco, writable: true}
      lit: {type: boolean, initial: false, writable: true}
      owner: {values: [city, state], initial: city, cloud: true}
      serial: {type: integer, initial: 7}
  door:
    telemetry: {open: 0..1}
fleets:
  rooms: {template: room, count: 10, id: room-##, tags: {half: {pick: {a: 50%, b: rest}}}}
  doors: {template: door, count: 5, id: door-##}
)";

struct lab : compiled_shard {
    lab() : compiled_shard(rooms) {}

    property_order order(const std::string& property, plain_value value, device_target who = {}) {
        return property_order(w, {std::move(who), {{property, std::move(value)}}});
    }
    /// How many devices it means and how many it changes; the changes are made.
    std::pair<std::uint64_t, std::uint64_t> perform(const property_order& o) {
        const auto devices = o.who().matched(columns, row, {});
        std::uint64_t changed = 0;
        for (const auto& c : o.decide(columns, state, row, devices)) {
            const auto* desired = std::get_if<desired_change>(&c.what);
            changed += desired != nullptr ? desired->devices.size()
                                          : std::get<property_change>(c.what).devices.size();
            apply(state, c);
        }
        return {devices.size(), changed};
    }
};

using counts = std::pair<std::uint64_t, std::uint64_t>;

}  // namespace

BOOST_AUTO_TEST_SUITE(property_order_test)

BOOST_AUTO_TEST_CASE(every_device_that_has_the_property_gets_the_value) {
    lab l;
    BOOST_TEST((l.perform(l.order("mode", "boost")) == counts(15, 10)));
    BOOST_TEST(l.count("desired.mode = 'boost'") == 10U);
}

BOOST_AUTO_TEST_CASE(a_second_time_changes_nothing) {
    lab l;
    l.perform(l.order("gain", 2.5));
    BOOST_TEST((l.perform(l.order("gain", 2.5)) == counts(15, 0)));
}

BOOST_AUTO_TEST_CASE(each_other_value_is_a_version_more_of_its_own_property) {
    lab l;
    l.perform(l.order("gain", 2.0, {{"room-01", "room-02"}, ""}));
    l.perform(l.order("gain", 3.0));
    l.perform(l.order("mode", "boost"));
    const auto version = [&](slot s, std::uint32_t property) {
        return l.state.twin(1, property)->desired.at(s)->version;
    };
    std::size_t first = 0, second = 0;
    for (slot s = 5; s < 15; ++s)  // the rooms, behind the doors
        ++(version(s, 0) == 2 ? second : first);
    BOOST_TEST(first == 8U);
    BOOST_TEST(second == 2U);
    BOOST_TEST(l.count("desired.gain = 3") == 10U);
    BOOST_TEST(l.count("gain = 1") == 10U);
    BOOST_TEST(l.count("acknowledged.gain = 200") == 0U);
}

BOOST_AUTO_TEST_CASE(a_cloud_property_has_its_value_at_once_and_what_devices_report_is_refused) {
    lab l;
    BOOST_TEST((l.perform(l.order("owner", "state")) == counts(15, 10)));
    BOOST_TEST(l.count("owner = 'state'") == 10U);
    BOOST_TEST(l.order("serial", 8.0).problem().find("only the device reports it") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_wrong_setting_refuses_them_all) {
    lab l;
    const property_order o(l.w, {{}, {{"gain", 2.0}, {"mode", std::string("turbo")}}});
    BOOST_TEST(o.problem().find("turbo") == std::string::npos);
    BOOST_TEST(o.problem() == "the property 'mode' takes one of eco, normal, boost");
}

BOOST_AUTO_TEST_CASE(a_condition_chooses_the_devices) {
    lab l;
    BOOST_TEST((l.perform(l.order("lit", true, {{}, "half = 'a'"})) == counts(5, 5)));
    BOOST_TEST(l.count("desired.lit") == 5U);
}

BOOST_AUTO_TEST_CASE(ids_choose_the_devices_each_once) {
    lab l;
    const auto o = l.order("gain", 3.0, {{"room-03", "room-07", "room-03", "room-99"}, ""});
    BOOST_TEST(o.who().ids() == 3U);
    BOOST_TEST((l.perform(o) == counts(2, 2)));
    BOOST_TEST(l.count("desired.gain = 3") == 2U);
}

BOOST_AUTO_TEST_CASE(a_value_of_another_kind_is_refused_with_what_it_takes) {
    lab l;
    BOOST_TEST(l.order("mode", "turbo").problem() ==
               "the property 'mode' takes one of eco, normal, boost");
    BOOST_TEST(l.order("gain", "much").problem() == "the property 'gain' takes a number");
    BOOST_TEST(l.order("floors", 1.5).problem() != "");
    BOOST_TEST(l.order("lit", 1.0).problem() == "the property 'lit' takes true or false");
}

BOOST_AUTO_TEST_CASE(an_unknown_property_or_condition_names_the_nearest) {
    lab l;
    BOOST_TEST(l.order("gian", 1.0).problem() ==
               "no fleet has a property 'gian'; did you mean 'gain'?");
    BOOST_TEST(l.order("gain", 1.0, {{}, "hlaf = 'a'"}).problem().find("half") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
