#include "fleet/fingerprint.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "fleet/shard_count.hpp"
#include "tests/scenarios/folder.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const std::string rooms = R"(muster: 1
seed: 7
templates:
  room: {telemetry: {temperature: {walk: 20, step: 0.5}}, messages: {status: {every: 5s}}}
fleets:
  rooms: {template: room, count: 400, id: room-###, tags: {region: {pick: {north: 40%, south: rest}}}}
time: {for: 4m}
)";

std::uint64_t fingerprint_of(const std::vector<std::string>& sets = {}) {
    auto s = scenario_of(rooms, sets);
    const auto shards = shard_count_for(s.device_count());
    return fingerprint(world(std::move(s), shards));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fingerprint_test)

BOOST_AUTO_TEST_CASE(two_worlds_of_one_scenario_have_one) {
    BOOST_TEST(fingerprint_of() == fingerprint_of());
}

BOOST_AUTO_TEST_CASE(worlds_that_name_things_differently_have_different_ones) {
    const std::set<std::uint64_t> all{
        fingerprint_of(),
        fingerprint_of({"seed=8"}),
        fingerprint_of({"time.for=5m"}),
        fingerprint_of({"time.step=2s"}),
        fingerprint_of({"fleets.rooms.count=401"}),
        fingerprint_of({"groups={north: region = 'north'}"}),
        fingerprint_of({"fleets.rooms.tags.region={pick: {east: rest}}"})};
    BOOST_TEST(all.size() == 7u);
}

BOOST_AUTO_TEST_CASE(worlds_of_other_data_in_the_same_files_have_different_ones) {
    const folder here;
    const auto write = [&](const std::string& fleet, const std::string& day, const std::string& ids,
                           const std::string& last_stop = "4.9") {
        here.write("routes.csv", "lat,lon\n52,5\n52," + last_stop + "\n");
        here.write("fleet.csv", fleet);
        here.write("day.csv", day);
        here.write("ids.txt", ids);
        auto s = here.read_good("a.yaml");
        const auto shards = shard_count_for(s.device_count());
        return fingerprint(world(std::move(s), shards));
    };
    here.write("a.yaml", R"(muster: 1
templates:
  room:
    telemetry:
      power: {replay: {file: day.csv, time: at}}
      way: {route: {file: routes.csv, speed: 50}}
    properties: {limit: {type: number}}
fleets: {rooms: {template: room, from: fleet.csv}}
groups: {some: {devices: {file: ids.txt}}}
)");
    const std::string fleet = "id,limit,side\na,1,east\nb,2,west\nc,2,east\n";
    const std::string day = "at,power\n0,7\n60,8\n";
    const std::set<std::uint64_t> all{
        write(fleet, day, "a\n"),
        write("id,limit,side\na,1,east\nb,3,west\nc,3,east\n", day, "a\n"),
        write("id,limit,side\na,1,east\nb,2,east\nc,2,west\n", day, "a\n"),
        write("id,limit,side\na,1,east\nd,2,west\nc,2,east\n", day, "a\n"),
        write(fleet, "at,power\n0,7\n60,9\n", "a\n"),
        write(fleet, "at,power\n0,7\n61,8\n", "a\n"),
        write(fleet, day, "b\n"),
        write(fleet, day, "a\n", "4.8")};
    BOOST_TEST(all.size() == 8u);
    BOOST_TEST(all.contains(write(fleet, day, "a\n")));
}

BOOST_AUTO_TEST_SUITE_END()
