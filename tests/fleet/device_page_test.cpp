#include "fleet/device_page.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/fleet/compiled_shard.hpp"

using namespace muster;
using namespace muster::testing;

BOOST_AUTO_TEST_SUITE(device_page_test)

BOOST_AUTO_TEST_CASE(a_cursor_leads_back_to_its_place) {
    for (const list_place at : {list_place{0, 0}, list_place{1023, 9'765}, list_place{~0U, ~0U}})
        BOOST_TEST((from_cursor(to_cursor(at, "x = 1"), "x = 1") == at));
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_list_or_no_cursor_leads_nowhere) {
    BOOST_TEST(!from_cursor(to_cursor({1, 2}, "x = 1"), "x = 2"));
    for (const char* text : {"", "-", "1-2", "1-2-3", "zz-1-2", "1-2-3-4", "fffffffffffffffff-0-0"})
        BOOST_TEST(!from_cursor(text, ""));
}

BOOST_AUTO_TEST_CASE(a_description_has_tags_properties_and_last_values) {
    compiled_shard s(R"(
templates:
  room:
    telemetry: {t: 20..30, h: 1..2}
    properties: {mode: {values: [eco, boost], initial: boost}, lit: {type: boolean, initial: true}}
fleets: {rooms: {template: room, count: 3, id: room-#, tags: {floor: {pick: {low: 100%}}}}}
)");
    s.columns.cohorts[0].last[0][1] = 21.5;
    const auto d = describe(s.w, s.columns, s.state, 1);
    BOOST_TEST(d.summary.id == "room-2");
    BOOST_TEST(d.summary.fleet == "rooms");
    BOOST_TEST(d.summary.template_name == "room");
    BOOST_TEST((d.tags.at("floor") == plain_value("low")));
    BOOST_TEST((d.properties.at("mode") == plain_value("boost")));
    BOOST_TEST((d.properties.at("lit") == plain_value(true)));
    BOOST_TEST((d.signals.at("t") == plain_value(21.5)));
    BOOST_TEST(!d.signals.contains("h"));
}

BOOST_AUTO_TEST_SUITE_END()
