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
      gain: {type: number, initial: 1}
      floors: {type: integer, initial: 3}
      mode: {values: [eco, normal, boost], initial: eco}
      lit: {type: boolean, initial: false}
  door:
    telemetry: {open: 0..1}
fleets:
  rooms: {template: room, count: 10, id: room-##, tags: {half: {pick: {a: 50%, b: rest}}}}
  doors: {template: door, count: 5, id: door-##}
)";

struct lab : compiled_shard {
    lab() : compiled_shard(rooms) {}

    property_order order(const std::string& property, plain_value value, device_target who = {}) {
        return property_order(w, {std::move(who), property, std::move(value)});
    }
    /// How many devices it means and how many it changes; the changes are made.
    std::pair<std::uint64_t, std::uint64_t> perform(const property_order& o) {
        const auto devices = o.matched(columns, row, {});
        std::uint64_t changed = 0;
        for (const auto& c : o.decide(columns, row, devices)) {
            changed += std::get<property_change>(c.what).devices.size();
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
    BOOST_TEST(l.count("mode = 'boost'") == 10U);
}

BOOST_AUTO_TEST_CASE(a_second_time_changes_nothing) {
    lab l;
    l.perform(l.order("gain", 2.5));
    BOOST_TEST((l.perform(l.order("gain", 2.5)) == counts(15, 0)));
}

BOOST_AUTO_TEST_CASE(a_condition_chooses_the_devices) {
    lab l;
    BOOST_TEST((l.perform(l.order("lit", true, {{}, "half = 'a'"})) == counts(5, 5)));
    BOOST_TEST(l.count("lit") == 5U);
}

BOOST_AUTO_TEST_CASE(ids_choose_the_devices_each_once) {
    lab l;
    const auto o = l.order("gain", 3.0, {{"room-03", "room-07", "room-03", "room-99"}, ""});
    BOOST_TEST(o.ids() == 3U);
    BOOST_TEST((l.perform(o) == counts(2, 2)));
    BOOST_TEST(l.count("gain = 3") == 2U);
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
