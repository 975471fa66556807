#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "tests/system/json_object.hpp"
#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace json = boost::json;

namespace {

/// Three meters that say their number every ten minutes for an hour, one of them in the south.
std::string three_meters() {
    return R"(muster: 1
title: Three meters
time: {start: 2026-06-21T00:00Z, for: 1h}
templates:
  meter:
    telemetry: {power: {unit: watt, counter: 10, step: 10}, door: {pick: {open: 50%, shut: rest}}}
    messages: {load: {every: 10m}}
fleets:
  meters: {template: meter, count: 3, id: m-#, tags: {region: {pick: {north: 67%, south: rest}}}}
groups: {northern: region = 'north'}
)";
}

json::array results_of(const ending& end) {
    BOOST_REQUIRE_MESSAGE(end.code == 0, end.err);
    return object_of(end.out).at("results").as_array();
}

json::object only_result(const ending& end) {
    const auto all = results_of(end);
    BOOST_REQUIRE(all.size() == 1u);
    return all.front().as_object();
}

std::string text(const json::value& v) {
    return v.as_string().c_str();
}

/// The answer to a query of the folder `out`, as JSON.
ending ask(const trial& here, const std::string& query) {
    return here.muster({"query", query, "--from", "out", "-o", "json"});
}

/// A run of the cold rooms with its tables in `out`, and with outputs of its own where they are
/// given.
json::object run_rooms(const trial& here, const std::string& outputs = {}) {
    const auto scenario = content_of(shipped("first-fleet")) + "\n" + outputs;
    const auto file = here.write("rooms.yaml", scenario);
    std::filesystem::create_directories(here.path("out"));
    const auto end = here.muster({"run", file, "--devices", "200", "--out", "out", "--tables"});
    BOOST_REQUIRE_MESSAGE(end.code == 99 || end.code == 0, end.err);
    return object_of(here.read("out/report.json"));
}

const json::object& signal_in(const json::object& report, const std::string& name) {
    for (const auto& s : report.at("result").at("signals").as_array())
        if (text(s.at("signal")) == name) return s.as_object();
    throw std::runtime_error("no signal " + name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_test)

BOOST_AUTO_TEST_CASE(counts_what_the_report_counted) {
    const trial here;
    const auto report = run_rooms(here);
    const auto& readings = report.at("result").at("readings").as_object();
    const auto messages = report.at("result").at("messages").at("sent").to_number<double>();
    const auto all = only_result(
        ask(here,
            "SELECT count(*) AS messages, count(temperature) + count(humidity) + count(power) + "
            "count(energy) AS readings FROM cold_room"));
    BOOST_TEST(all.at("messages").to_number<double>() == messages);
    BOOST_TEST(all.at("readings").to_number<double>() == readings.at("sent").to_number<double>());
    const auto narrow = only_result(ask(here, "SELECT count(*) n, count(value) v FROM readings"));
    BOOST_TEST(narrow.at("n").to_number<double>() == readings.at("sent").to_number<double>());
    BOOST_TEST(narrow.at("v").to_number<double>() == readings.at("sent").to_number<double>());
}

BOOST_AUTO_TEST_CASE(computes_the_report_s_means_where_nothing_is_lost) {
    const trial here;
    const auto file = here.write("calm.yaml", R"(muster: 1
time: {start: 2026-06-21T00:00Z, for: 6h}
templates:
  meter:
    telemetry: {power: {unit: watt, daily: {low: 200, high: 900, peak: 05:00}, noise: 5%}}
    messages: {load: {every: 1m}}
fleets: {meters: {template: meter, count: 50}}
)");
    BOOST_REQUIRE(here.muster({"run", file, "--out", "out", "--tables"}).code == 0);
    const auto report = object_of(here.read("out/report.json"));
    const auto& power = signal_in(report, "power");
    const auto row = only_result(
        ask(here,
            "SELECT count(power) n, avg(power) mean, min(power) least, max(power) most, "
            "p50(power) p50, p95(power) p95 FROM meter"));
    const auto is = [&](const char* own, const char* reported, double tolerance) {
        BOOST_TEST(row.at(own).to_number<double>() == power.at(reported).to_number<double>(),
                   boost::test_tools::tolerance(tolerance));
    };
    BOOST_TEST(row.at("n").to_number<int>() == 50 * 360);
    is("mean", "mean", 1e-12);
    is("least", "min", 0);
    is("most", "max", 0);
    is("p50", "p50", 0.02);  // both are histograms, each with its own buckets
    is("p95", "p95", 0.02);
}

BOOST_AUTO_TEST_CASE(answers_alike_from_every_form_of_output) {
    const trial here;
    run_rooms(here,
              "outputs:\n  a: {ndjson: out/a.ndjson}\n  b: {ndjson: out/b.ndjson.zst}\n"
              "  c: {csv: out/c.csv}\n  d: {csv: out/d.csv.zst}\n");
    for (const auto* query :
         {"SELECT $id, $message, count(*), avg(temperature), last(power), max($ts) FROM messages "
          "GROUP BY $id, $message ORDER BY $id",
          "SELECT signal, count(*), sum(value), count(word) FROM readings GROUP BY signal ORDER BY "
          "signal"}) {
        std::string first;
        for (const auto* file :
             {"out/a.ndjson", "out/b.ndjson.zst", "out/c.csv", "out/d.csv.zst"}) {
            const auto end = here.muster({"query", query, "--from", file});
            BOOST_TEST(end.code == 0, end.err);
            if (first.empty()) first = end.out;
            BOOST_TEST(end.out.size() > 100u);
            BOOST_TEST(end.out == first, file);
        }
    }
}

BOOST_AUTO_TEST_CASE(tells_devices_events_and_parts_of_the_report) {
    const trial here;
    const auto report = run_rooms(here);
    const auto& result = report.at("result").as_object();
    BOOST_TEST(only_result(ask(here, "SELECT count(*) n FROM devices")).at("n") == 200);
    const auto& old = result.at("groups").at("old_firmware").at("devices");
    BOOST_TEST(
        only_result(ask(here, "SELECT count(*) n FROM devices WHERE firmware = '1.7.0'")).at("n") ==
        old.to_number<int>());
    const auto crashes =
        only_result(ask(here, "SELECT count(*) n FROM events WHERE kind = 'device.crashed'"));
    BOOST_TEST(crashes.at("n") == result.at("devices").at("failures").to_number<int>());
    const auto fired = only_result(ask(here, "SELECT fired FROM rules WHERE name = 'too_warm'"));
    BOOST_TEST(fired.at("fired") == result.at("rules").at("too_warm").at("fired").to_number<int>());
    const auto windows = only_result(
        ask(here, "SELECT sum(readings.sent) sent, min($ts) begin, count(*) n FROM windows"));
    BOOST_TEST(windows.at("sent") == result.at("readings").at("sent").to_number<int>());
    BOOST_TEST(windows.at("n") == result.at("windows").as_array().size());
}

BOOST_AUTO_TEST_CASE(knows_the_tags_of_the_devices_that_sent_messages) {
    const trial here;
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out",
                               "--tables", "--quiet"})
                      .code == 0);
    const auto by_region = results_of(
        ask(here, "SELECT region, count(*) n, sum(power) s FROM meter GROUP BY region ORDER BY n"));
    BOOST_REQUIRE(by_region.size() == 2u);
    BOOST_TEST(text(by_region[0].at("region")) == "south");
    BOOST_TEST(by_region[0].at("n") == 6);
    BOOST_TEST(by_region[0].at("s") == 10 + 20 + 30 + 40 + 50 + 60);
    BOOST_TEST(by_region[1].at("n") == 12);
    BOOST_TEST(by_region[1].at("s") == 2 * 210);
}

BOOST_AUTO_TEST_CASE(knows_the_groups_of_the_scenario) {
    const trial here;
    auto scenario = three_meters();
    const std::string one = "groups: {northern: region = 'north'}\n";
    scenario.replace(scenario.find(one), one.size(), R"(groups:
  northern: region = 'north'
  chosen: {devices: [m-1, m-3]}
  steep: groups.northern AND groups.chosen
  dark: NOT $connected
faults: {cut: {kind: offline, at: 30m}}
)");
    const auto file = here.write("m.yaml", scenario);
    const auto run = here.muster({"run", file, "--out", "out", "--tables", "--quiet"});
    BOOST_REQUIRE_MESSAGE(run.code == 0, run.err);
    const auto count = [&](const std::string& rest) {
        return only_result(ask(here, "SELECT count(*) n FROM " + rest)).at("n").to_number<int>();
    };
    BOOST_TEST(count("devices WHERE groups.northern") == 2);
    BOOST_TEST(count("devices WHERE groups.chosen") == 2);
    BOOST_TEST(count("devices WHERE NOT groups.chosen") == 1);
    BOOST_TEST(count("messages WHERE groups.chosen AND age($ts) > 50m") == 2);
    BOOST_TEST(count("devices WHERE groups.steep") + count("devices WHERE NOT groups.steep") == 3);
    BOOST_TEST(count("events WHERE kind = 'group.joined' AND subject = 'dark'") == 1);
    BOOST_TEST(only_result(ask(here, "SELECT sum(count) n FROM events WHERE kind = 'group.joined'"))
                   .at("n") == 3);
    const auto wrong = ask(here, "SELECT count(*) FROM devices WHERE groups.northen");
    BOOST_TEST(wrong.code == 2);
    BOOST_TEST(wrong.err.find("did you mean groups.northern?") != std::string::npos, wrong.err);
    const auto why = here.muster({"query", "--why", "m-1", "GROUP steep", "--from", "out"});
    BOOST_TEST(why.out.find("  groups.northern is ") != std::string::npos, why.out);
}

BOOST_AUTO_TEST_CASE(writing_tables_does_not_alter_the_result) {
    const trial here;
    const auto plain = here.muster({"run", shipped("first-fleet"), "--devices", "300", "--quiet"});
    const auto tables = here.muster({"run", shipped("first-fleet"), "--devices", "300", "--quiet",
                                     "--out", "out", "--tables", "--workers", "2"});
    BOOST_TEST(digest_in(plain.out) == digest_in(tables.out));
}

BOOST_AUTO_TEST_CASE(tables_are_of_one_run_in_one_process) {
    const trial here;
    const auto file = here.write("m.yaml", three_meters());
    for (const auto& [option, code] :
         {std::pair("--seeds", "many-runs"), std::pair("--nodes", "nodes-tell-nothing")}) {
        const auto end = here.muster({"run", file, "--out", "out", "--tables", option, "2"});
        BOOST_TEST(end.code == 2);
        BOOST_TEST(end.err.find(code) != std::string::npos, end.err);
    }
}

BOOST_AUTO_TEST_CASE(takes_nothing_of_an_earlier_run_for_this_one_s) {
    const trial here;
    const auto file = here.write("m.yaml", three_meters());
    BOOST_REQUIRE(here.muster({"run", file, "--out", "out", "--tables"}).code == 0);
    here.write("out/notes.ndjson", "{\"text\":\"mine\"}\n");
    BOOST_REQUIRE(here.muster({"run", file, "--out", "out", "--seed", "9"}).code == 0);
    for (const auto* table : {"messages", "meter", "devices", "events"})
        BOOST_TEST(ask(here, std::string("SELECT count(*) FROM ") + table).code == 2, table);
    BOOST_TEST(only_result(ask(here, "SELECT text FROM notes")).at("text") == "mine");
}

BOOST_AUTO_TEST_CASE(has_events_of_a_run_in_which_nothing_happened) {
    const trial here;
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out",
                               "--tables", "--quiet"})
                      .code == 0);
    BOOST_TEST(only_result(ask(here, "SELECT count(*) n, max($ts) t FROM events")).at("n") == 0);
}

BOOST_AUTO_TEST_CASE(says_why_a_device_is_in_a_group_or_not) {
    const trial here;
    const auto file = here.write("meters.yaml", three_meters());
    const auto run = here.muster({"run", file, "--out", "out", "--tables"});
    BOOST_REQUIRE_MESSAGE(run.code == 0, run.err);
    int in = 0;
    for (const auto* id : {"m-1", "m-2", "m-3"}) {
        const auto end = here.muster({"query", "--why", id, "GROUP northern", "--from", "out"});
        const bool holds = end.code == 0;
        in += holds ? 1 : 0;
        BOOST_TEST(end.out == (holds ? "region = 'north' is true: it is 'north'\n"
                                     : "region = 'north' is false: it is 'south'\n"));
    }
    BOOST_TEST(in == 2);
    const auto end =
        here.muster({"query", "--why", "m-1", "where power > 5 AND $id = 'm-2'", "--from", "out"});
    BOOST_TEST(end.code == 99);
    BOOST_TEST(
        end.out.starts_with("power > 5 AND $id = 'm-2' is false\n  power > 5 is true: it is "),
        end.out);
    const auto nobody = here.muster({"query", "--why", "m-9", "power > 5", "--from", "out"});
    BOOST_TEST(nobody.code == 2);
    BOOST_TEST(nobody.err.find("there is no device `m-9`") != std::string::npos, nobody.err);
    const auto no_group = here.muster({"query", "--why", "m-1", "GROUP northen", "--from", "out"});
    BOOST_TEST(no_group.code == 2);
    BOOST_TEST(no_group.err.find("did you mean northern?") != std::string::npos, no_group.err);
}

BOOST_AUTO_TEST_CASE(writes_tables_json_lines_and_csv) {
    const trial here;
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out",
                               "--tables", "--quiet"})
                      .code == 0);
    const std::string query =
        "SELECT window(30m) AS t, count(*) AS n, max(power) - min(power) AS rise, t - t AS x, "
        "last(door) IS NULL AS none FROM meter GROUP BY window(30m)";
    const auto wrong = here.muster({"query", query, "--from", "out"});
    BOOST_TEST(wrong.code == 2);  // `t` is an alias, which SELECT does not see
    const auto as = [&](const std::string& form) {
        return here
            .muster({"query",
                     "SELECT window(30m) AS t, count(*) AS n, last($ts) - first($ts) > 1s AS long "
                     "FROM meter GROUP BY window(30m)",
                     "--from", "out", "--output", form})
            .out;
    };
    BOOST_TEST(as("csv") ==
               "t,n,long\r\n2026-06-21T00:00:00Z,9,true\r\n2026-06-21T00:30:00Z,9,true\r\n");
    BOOST_TEST(as("ndjson") ==
               "{\"t\":\"2026-06-21T00:00:00Z\",\"n\":9,\"long\":true}\n"
               "{\"t\":\"2026-06-21T00:30:00Z\",\"n\":9,\"long\":true}\n");
    BOOST_TEST(as("json") ==
               "{\"results\":[{\"t\":\"2026-06-21T00:00:00Z\",\"n\":9,\"long\":true},\n"
               "{\"t\":\"2026-06-21T00:30:00Z\",\"n\":9,\"long\":true}]}\n");
    BOOST_TEST(as("table") ==
               "t                     n  long\n"
               "2026-06-21T00:00:00Z  9  true\n"
               "2026-06-21T00:30:00Z  9  true\n"
               "2 rows\n");
}

BOOST_AUTO_TEST_CASE(puts_a_caret_under_what_is_wrong) {
    const trial here;
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out",
                               "--tables", "--quiet"})
                      .code == 0);
    const auto end =
        here.muster({"query", "SELECT avg(powr)\nFROM meter WHERE regio = 1", "--from", "out"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.out == "");
    BOOST_TEST(end.err ==
                   "query:1:12: error[unknown-name]: `powr` is unknown; did you mean power?\n"
                   "  SELECT avg(powr)\n"
                   "             ^^^^\n"
                   "query:2:18: error[unknown-name]: `regio` is unknown; did you mean region?\n"
                   "  FROM meter WHERE regio = 1\n"
                   "                   ^^^^^\n",
               end.err);
    const auto table = here.muster({"query", "SELECT power FROM metre", "--from", "out"});
    BOOST_TEST(table.code == 2);
    BOOST_TEST(table.err ==
                   "query:1:19: error[unknown-table]: there is no table `metre`; did you "
                   "mean meter?\n  SELECT power FROM metre\n"
                   "                    ^^^^^\n",
               table.err);
}

BOOST_AUTO_TEST_CASE(says_what_a_folder_lacks) {
    const trial here;
    const auto missing = here.muster({"query", "SELECT power", "--from", "nowhere"});
    BOOST_TEST(missing.code == 2);
    BOOST_TEST(missing.err ==
               "--from: error[no-folder]: there is no folder `nowhere`; give the "
               "folder that `muster run --out` wrote\n");
    const auto empty = here.muster({"query", "SELECT power"});
    BOOST_TEST(empty.code == 2);
    BOOST_TEST(empty.err.find("error[no-tables]") != std::string::npos, empty.err);
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out"}).code ==
                  0);
    const auto end = here.muster({"query", "SELECT power FROM messages", "--from", "out"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err.find("`muster run --out FOLDER --tables` writes what the devices send") !=
                   std::string::npos,
               end.err);
    const auto no_out = here.muster({"run", here.path("m.yaml"), "--tables"});
    BOOST_TEST(no_out.code == 2);
    BOOST_TEST(no_out.err.find("add `--out FOLDER`") != std::string::npos, no_out.err);
}

BOOST_AUTO_TEST_CASE(leaves_out_lines_that_are_broken_and_fails_where_a_file_is) {
    const trial here;
    here.write(
        "r.ndjson",
        "{\"device\":\"a\",\"fleet\":\"f\",\"message\":\"m\",\"tick\":0,\"time\":\"2026-06-21T00:"
        "00:00Z\",\"readings\":{\"x\":1}}\n{\"device\":\"a\",\"fleet\":\"f\n\nnonsense\n");
    const auto end = here.muster({"query", "SELECT count(*) n", "--from", "r.ndjson"});
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.out == "{\"n\":1}\n");
    BOOST_TEST(end.err.find("2 lines are no row") != std::string::npos, end.err);
    run_rooms(here);
    const auto whole = here.read("out/messages.ndjson.zst");
    here.write("cut.ndjson.zst", whole.substr(0, whole.size() / 2));
    const auto cut = here.muster({"query", "SELECT count(*) n", "--from", "cut.ndjson.zst"});
    BOOST_TEST(cut.code == 1);
    BOOST_TEST(cut.out == "");
    BOOST_TEST(cut.err.find("ends in the middle") != std::string::npos, cut.err);
}

BOOST_AUTO_TEST_CASE(explains_how_a_query_is_understood_without_reading_rows) {
    const trial here;
    BOOST_REQUIRE(here.muster({"run", here.write("m.yaml", three_meters()), "--out", "out",
                               "--tables", "--quiet"})
                      .code == 0);
    const auto end = here.muster({"query", "SELECT avg(power) FROM meter WHERE within_window(1h)",
                                  "--from", "out", "--explain"});
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(end.out.starts_with("table meter, the messages of devices of this template: out"));
    BOOST_TEST(end.out.find("reads 2 of ") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("  within_window(1h): a truth value\n") != std::string::npos, end.out);
    BOOST_TEST(end.out.find("power      number") != std::string::npos, end.out);
}

BOOST_AUTO_TEST_SUITE_END()
