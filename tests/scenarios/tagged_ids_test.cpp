#include <boost/test/unit_test.hpp>

#include <set>

#include "fleet/find_named.hpp"
#include "fleet/world.hpp"
#include "tests/scenarios/fixture.hpp"
#include "tests/scenarios/folder.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

std::string fleet(const std::string& rest) {
    return "muster: 1\nfleets:\n  meters: {" + rest + "}\n";
}

std::string refusal_of(const std::string& rest) {
    return codes_of(read(fleet(rest)).problems);
}

const std::string by_region =
    "count: 1000, id: <region>-<dcu>-####, tags: {region: {pick: {north: "
    "30%, south: rest}, by: dcu}, dcu: {sequence: d##, each: 250}}";

}  // namespace

BOOST_AUTO_TEST_SUITE(tagged_ids_test)

BOOST_AUTO_TEST_CASE(an_id_has_its_devices_tags_and_its_number) {
    const world w(read_good(fleet(by_region)), 4);
    const auto& f = w.fleets[0];
    const auto& region = f.tags[attribute_index(f.tags, "region")];
    std::set<std::string> regions;
    for (std::uint64_t i : {0u, 249u, 250u, 500u, 999u}) {
        std::string buffer;
        const std::string own(region.text_of(region.value_for({i}), w.texts, buffer));
        const auto number = std::to_string(i + 1);
        BOOST_TEST(f.ids.text(i) == own + "-d0" + std::to_string(i / 250 + 1) + '-' +
                                        std::string(4 - number.size(), '0') + number);
        regions.insert(own);
    }
    BOOST_TEST(regions.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_text_may_stand_in_an_id_and_parameters_are_replaced) {
    const auto s = read_good("muster: 1\nparams: {site: a}\n" +
                             fleet("count: 3, id: "
                                   "<params.site>-<kind>##x, tags: {kind: boiler}")
                                 .substr(10));
    BOOST_TEST(world(s, 1).fleets[0].ids.text(2) == "a-boiler03x");
}

BOOST_AUTO_TEST_CASE(names_that_are_no_tags_or_no_texts_are_refused) {
    const auto region = std::string("tags: {region: {pick: {a: 50%, b: rest}}}");
    BOOST_TEST(refusal_of("count: 9, id: <regio>-#, " + region) == "unknown-tag 3:26");
    BOOST_TEST(refusal_of("count: 9, id: <region>, " + region) == "bad-pattern 3:26");
    BOOST_TEST(refusal_of("count: 9, id: <n>-#, tags: {n: {normal: 5, sd: 1}}") ==
               "wrong-type 3:26");
    BOOST_TEST(refusal_of("count: 9, id: <n>-#, tags: {n: 1..2}") == "wrong-type 3:26");
    BOOST_TEST(refusal_of("count: 9, id: \"<r>-#\", tags: {r: {pick: {a b: 50%, b: rest}}}") ==
               "bad-id 3:3");
    BOOST_TEST(refusal_of("count: 9, tags: {r: {sequence: <id>#}}") == "bad-pattern 3:43");
}

BOOST_AUTO_TEST_CASE(two_devices_with_one_id_are_found_whatever_tags_make_of_it) {
    const auto text =
        "count: 999, id: <a>###<b>, tags: {a: {pick: {1: 50%, '12': rest}}, "
        "b: {pick: {4: 50%, 44: rest}}}";
    BOOST_TEST(contains(lines_of(read(fleet(text)).problems), "same-id"));
    // The first 250 devices are of one region, whichever that is.
    const auto with_pump = [](const std::string& id) {
        return lines_of(
            read(fleet(by_region) + "  pumps: {count: 9, id: '" + id + "'}\n").problems);
    };
    BOOST_TEST(contains(with_pump("north-d01-000#") + with_pump("south-d01-000#"), "same-id"));
}

BOOST_AUTO_TEST_CASE(a_list_finds_devices_by_ids_with_tags) {
    const folder here;
    const world w(read_good(fleet(by_region)), 4);
    here.write("ids.txt", w.fleets[0].ids.text(7) + '\n');
    here.write("a.yaml", fleet(by_region) + "groups: {some: {devices: {file: ids.txt}}}\n");
    BOOST_TEST(here.problems("a.yaml") == "");
    here.write("ids.txt", "west-d01-0008\n");
    BOOST_TEST(here.problems("a.yaml") == "ids.txt:1:1 unknown-device");
}

BOOST_AUTO_TEST_SUITE_END()
