#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace json = boost::json;

namespace {

/// Pumps that are asked everything that a group can ask.
const std::string pumps = R"(muster: 1
title: Pumps with everything that a group can ask
seed: 3
time: {start: 2026-06-21T00:00Z, for: 2h}
areas:
  depot: {around: [52.37, 4.89], within: 20}
templates:
  pump:
    telemetry:
      pressure: {unit: bar, normal: 4, sd: 0.5}
      valve: {pick: {open: 50%, shut: rest}}
      position: {roams: {around: [52.37, 4.89], within: 40, speed: 30}}
    properties:
      firmware: {initial: {pick: {1.0: 60%, 1.1: rest}}}
      mode: {values: [eco, boost], initial: eco, writable: true, rejects: {too hot: 30%}}
      owner: {values: [city, state], initial: city, cloud: true}
    battery: {capacity: 100, start: 20%..100%, awake: 20}
    messages: {status: {every: 5m}}
    commands:
      update: {takes: 1m..3m, installs: request.version, fails: {flash error: 40%, no space: 20%}}
  pump_v2:
    telemetry:
      pressure: {unit: bar, normal: 4, sd: 0.5}
    properties:
      mode: {values: [eco, boost], initial: eco, writable: true}
      interval: {type: integer, initial: 5, writable: true}
    messages: {status: {every: 5m}}
fleets:
  pumps: {template: pump, count: 16, id: p-##, tags: {region: {pick: {north: 50%, south: rest}}}}
  late: {template: pump, count: 4, id: l-#, approve: by_hand, tags: {region: north}}
faults:
  cut: {kind: offline, where: "$id IN ['p-03', 'p-05']", at: 90m}
  crash: {kind: crash, where: $id = 'p-04', at: 100m, for: 1h}
rules:
  low: {when: pressure < 4}
  gone: {when: $connected = false, for: 5m}
acts:
  boost: {at: 20m, set: {mode: boost}, where: $id LIKE 'p-0_'}
  own: {at: 20m, set: {owner: state}, where: region = 'north'}
  lock: {at: 30m, do: block, devices: [p-06]}
  let_in: {at: 30m, do: approve, devices: [l-1, l-2]}
  scrap: {at: 40m, do: remove, devices: p-16}
  move: {at: 50m, migrate: pump_v2, devices: [p-15, p-14]}
  scrap_moved: {at: 55m, do: remove, devices: p-14}
  ask: {at: 80m, ask: pressure, where: region = 'north', within: 30s}
groups:
  chosen: {devices: [p-01, p-02, l-1]}
  old: firmware = '1.0' AND region = 'north'
  failed: jobs.fw.state = failed
  flash: jobs.fw.state = failed AND jobs.fw.reason LIKE 'flash%'
  alarmed: $open_alerts > 0
  waits: desired.mode != mode
  refused: acknowledged.mode = 400
  taken: desired.mode = boost AND acknowledged.mode = 200
  unasked: desired.mode IS NULL
  dark: NOT $connected
  odd: $state != running
  silent: age($last_seen) > 10m
  fresh: $last_seen < 5m
  locked: $blocked
  unlet: NOT $approved
  registered: NOT $provisioned
  flat: $battery < 50%
  empty: $battery < 20
  pressed: pressure > 4 AND valve = open
  near: inside(position, depot)
  far: distance(position, 52.37, 4.89) > 10
  late: $elapsed > 3600 AND $fleet = late
  second: $template = pump_v2 OR interval = 5
  mine: owner = state
  nested: groups.failed AND NOT groups.chosen OR groups.silent
  deep: groups.nested AND groups.alarmed OR groups.locked
jobs:
  fw: {group: all, command: {name: update, request: {version: 1.2}, reach: 10m}, start: {at: 60m}}
)";

/// Runs the pumps, with their tables in `out`; what the report says of the result.
json::object run_pumps(const trial& here, const std::string& more = {}) {
    const auto run = here.muster(
        {"run", here.write("pumps.yaml", pumps + more), "--out", "out", "--tables", "--quiet"});
    BOOST_REQUIRE_MESSAGE(run.code == 0, run.err);
    return object_of(here.read("out/report.json")).at("result").as_object();
}

json::array ask(const trial& here, const std::string& query) {
    const auto end = here.muster({"query", query, "--from", "out", "-o", "json"});
    BOOST_REQUIRE_MESSAGE(end.code == 0, query << ": " << end.err);
    return object_of(end.out).at("results").as_array();
}

std::string text(const json::value& v) {
    return v.is_string() ? v.as_string().c_str() : "";
}

/// The value of the only row's only column.
json::value only(const trial& here, const std::string& query) {
    const auto all = ask(here, query);
    BOOST_REQUIRE_MESSAGE(all.size() == 1u, query);
    return all.front().as_object().begin()->value();
}

ending why(const trial& here, const std::string& device, const std::string& what) {
    return here.muster({"query", "--why", device, what, "--from", "out"});
}

std::string why_text(const trial& here, const std::string& device, const std::string& what) {
    const auto end = why(here, device, what);
    BOOST_TEST(end.err.empty(), end.err);
    return end.out;
}

json::object line_of(const trial& here, const std::string& device) {
    std::istringstream lines(here.read("out/devices.ndjson"));
    for (std::string line; std::getline(lines, line);)
        if (auto object = object_of(line); text(object.at("device")) == device) return object;
    throw std::runtime_error("no line of " + device);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(group_query_test)

BOOST_AUTO_TEST_CASE(explains_every_group_of_every_device_as_the_run_counted_it) {
    const trial here;
    const auto groups = run_pumps(here).at("groups").as_object();
    BOOST_REQUIRE(groups.size() == 26u);
    const auto devices = ask(here, "SELECT $id FROM devices");
    for (const auto& group : groups) {
        const std::string name(group.key());
        std::set<std::string> members;
        for (const auto& row : ask(here, "SELECT $id FROM devices WHERE groups." + name))
            members.insert(text(row.at("$id")));
        BOOST_TEST(members.size() == group.value().at("devices").to_number<std::size_t>(), name);
        for (const auto& row : devices) {
            const auto id = text(row.at("$id"));
            const auto end = why(here, id, "GROUP " + name);
            BOOST_TEST(end.err.empty(), end.err);
            BOOST_TEST(end.code == (members.contains(id) ? 0 : 99), id << " in " << name);
        }
    }
}

BOOST_AUTO_TEST_CASE(explains_lists_everybody_and_groups_within_groups) {
    const trial here;
    run_pumps(here);
    BOOST_TEST(why_text(here, "p-01", "GROUP chosen") ==
               "groups.chosen is true: p-01 is on the list\n");
    BOOST_TEST(why_text(here, "p-03", "GROUP chosen") ==
               "groups.chosen is false: p-03 is not on the list\n");
    BOOST_TEST(why_text(here, "p-03", "GROUP all") ==
               "groups.all is true: every device is in it\n");
    BOOST_TEST(why_text(here, "p-06", "GROUP deep")
                   .find("  groups.locked is true\n    $blocked is "
                         "true\n") != std::string::npos);
    BOOST_TEST(why_text(here, "p-03", "age($last_seen) > 10m") ==
               "age($last_seen) > 10m is true: it is 31m47s955.213ms\n");
}

BOOST_AUTO_TEST_CASE(devices_are_what_they_are_at_the_end) {
    const trial here;
    const auto result = run_pumps(here);
    BOOST_TEST(only(here, "SELECT count(*) FROM devices").to_number<std::uint64_t>() ==
               result.at("devices").at("total").to_number<std::uint64_t>());
    const auto& job = result.at("jobs").at("fw").at("counts").as_object();
    BOOST_TEST(only(here, "SELECT count(*) FROM devices WHERE firmware = '1.2'") ==
               job.at("succeeded"));
    BOOST_TEST(only(here, "SELECT count(*) FROM devices WHERE jobs.fw.state = succeeded") ==
               job.at("succeeded"));
    const auto p01 = line_of(here, "p-01");
    BOOST_TEST(p01.at("desired").at("mode") == "boost");
    BOOST_TEST(p01.at("properties").at("owner").is_string());
    BOOST_TEST(p01.at("connected").is_bool());
    BOOST_TEST(p01.at("groups").at("chosen").as_bool());
    BOOST_TEST(text(p01.at("last_seen")).ends_with("Z"));
    BOOST_TEST(line_of(here, "p-06").at("blocked").as_bool());
    BOOST_TEST(!line_of(here, "l-3").at("approved").as_bool());
}

BOOST_AUTO_TEST_CASE(a_device_that_moved_is_one_row_and_a_removed_one_keeps_its_tags_alone) {
    const trial here;
    run_pumps(here);
    const auto moved = ask(here, "SELECT $template, interval FROM devices WHERE $id = 'p-15'");
    BOOST_REQUIRE(moved.size() == 1u);
    BOOST_TEST(moved[0].at("$template") == "pump_v2");
    BOOST_TEST(moved[0].at("interval") == 5);
    for (const auto* gone : {"p-16", "p-14"}) {
        BOOST_TEST(
            ask(here, "SELECT $id FROM devices WHERE $id = '" + std::string(gone) + "'").empty());
        const auto line = line_of(here, gone);
        BOOST_TEST(line.at("removed").as_bool());
        BOOST_TEST(!line.contains("connected"));
        const auto end = why(here, gone, "GROUP all");
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.find("at the end of the run") != std::string::npos, end.err);
    }
    BOOST_TEST(only(here, "SELECT count(*) FROM messages WHERE $id = 'p-16' AND region IS NULL") ==
               0);
}

BOOST_AUTO_TEST_CASE(what_happened_before_the_start_is_as_long_ago_as_it_was) {
    const trial here;
    auto warm = pumps;
    warm.replace(warm.find("for: 2h}"), 8, "for: 2h, warm_up: 1h}");
    const auto run =
        here.muster({"run", here.write("warm.yaml", warm), "--out", "out", "--tables", "--quiet"});
    BOOST_REQUIRE_MESSAGE(run.code == 0, run.err);
    const auto groups = object_of(here.read("out/report.json")).at("result").at("groups");
    BOOST_TEST(only(here, "SELECT count(*) FROM devices WHERE age($last_seen) > 10m") ==
               groups.at("silent").at("devices"));
    BOOST_TEST(only(here, "SELECT max($elapsed) FROM devices") == 7200);
}

BOOST_AUTO_TEST_CASE(devices_come_in_the_order_of_the_scenario_alike_for_any_number_of_workers) {
    const trial here;
    const auto file = here.write("pumps.yaml", pumps);
    std::set<std::string> all;
    for (const auto* workers : {"1", "2"}) {
        const auto run = here.muster(
            {"run", file, "--out", workers, "--tables", "--quiet", "--workers", workers});
        BOOST_REQUIRE_MESSAGE(run.code == 0, run.err);
        all.insert(here.read(std::string(workers) + "/devices.ndjson"));
    }
    BOOST_TEST(all.size() == 1u);
    BOOST_TEST(all.begin()->starts_with("{\"device\":\"l-1\",\"fleet\":\"late\","));
}

BOOST_AUTO_TEST_CASE(jobs_and_questions_are_tables_of_the_devices_in_them) {
    const trial here;
    const auto result = run_pumps(here);
    for (const auto& row :
         ask(here, "SELECT state, count(*) AS n FROM jobs.fw GROUP BY state ORDER BY n"))
        if (const auto state = text(row.at("state")); state != "timed_out")
            BOOST_TEST(row.at("n") == result.at("jobs").at("fw").at("counts").at(state));
    BOOST_TEST(only(here,
                    "SELECT count(*) FROM jobs.fw WHERE state = failed AND region = 'north' "
                    "AND ended > sent")
                   .to_number<int>() > 0);
    BOOST_TEST(
        only(here, "SELECT count(*) FROM jobs.fw WHERE state = failed AND code IN (400, 500)") ==
        result.at("jobs").at("fw").at("counts").at("failed"));
    const auto& asked = result.at("acts").at("ask").at("question").at("asked");
    BOOST_TEST(only(here, "SELECT count(*) FROM acts.ask") == asked);
    BOOST_TEST(only(here, "SELECT max(value) FROM acts.ask WHERE state = answered").is_number());
}

BOOST_AUTO_TEST_CASE(progress_of_jobs_has_the_counts_and_the_estimated_end) {
    const trial here;
    const auto result = run_pumps(here);
    const auto rows = ask(here,
                          "SELECT last(succeeded) s, last(failed) f, last(total) t, last(batch) b, "
                          "max(estimated_end) > '2026-06-21T01:00:00Z' later FROM events "
                          "WHERE kind = 'job.progress'");
    BOOST_REQUIRE(rows.size() == 1u);
    const auto& job = result.at("jobs").at("fw").at("counts").as_object();
    BOOST_TEST(rows[0].at("t") == job.at("total"));
    BOOST_TEST(rows[0].at("s") == job.at("succeeded"));
    BOOST_TEST(rows[0].at("f") == job.at("failed"));
    BOOST_TEST(rows[0].at("b") == 1);
    BOOST_TEST(rows[0].at("later").as_bool());
}

BOOST_AUTO_TEST_CASE(telemetry_points_at_what_only_devices_have) {
    const trial here;
    run_pumps(here);
    const auto end =
        here.muster({"query", "SELECT count(*) FROM messages WHERE groups.old OR groups.failed",
                     "--from", "out"});
    BOOST_TEST(end.code == 2);
    const std::string rows = "; these rows are joined with its tags only";
    BOOST_TEST(
        end.err ==
            "query:1:37: error[not-joined]: `firmware` is a property of the device" + rows +
                ", not with its properties; ask the table devices\n"
                "  SELECT count(*) FROM messages WHERE groups.old OR groups.failed\n"
                "                                      ^^^^^^^^^^\n"
                "query:1:51: error[not-joined]: `jobs.fw.state` is what the device is at the "
                "end of the run" +
                rows +
                "; ask the table devices\n"
                "  SELECT count(*) FROM messages WHERE groups.old OR groups.failed\n"
                "                                                    ^^^^^^^^^^^^^\n",
        end.err);
}

BOOST_AUTO_TEST_CASE(tables_of_a_run_that_was_interrupted_are_of_that_instant) {
    const trial here;
    const auto file = here.write("pumps.yaml", pumps +
                                                   "expect: [{always: devices.online >= 18, "
                                                   "abort: true}]\n");
    const auto run = here.muster({"run", file, "--out", "out", "--tables", "--quiet"});
    BOOST_TEST(run.code == 99);
    const auto result = object_of(here.read("out/report.json")).at("result").as_object();
    BOOST_TEST(only(here, "SELECT max($elapsed) FROM devices") == result.at("end"));
    BOOST_TEST(only(here, "SELECT count(*) FROM devices WHERE groups.dark") ==
               result.at("groups").at("dark").at("devices"));
}

BOOST_AUTO_TEST_SUITE_END()
