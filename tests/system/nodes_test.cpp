#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <thread>

#include "tests/system/trial.hpp"

using namespace muster::system_test;
namespace fs = std::filesystem;

namespace {

const char* const log_file = "outputs: {log: {ndjson: log.ndjson}}\n";

std::vector<std::string> scenario_files() {
    std::vector<std::string> files;
    for (const auto& item : fs::directory_iterator(MUSTER_SOURCE_DIR "/scenarios"))
        if (item.path().extension() == ".yaml") files.push_back(item.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// Processes of the nodes that work in the trial's folder.
std::vector<int> nodes_of(const trial& here) {
    std::vector<int> found;
    for (const auto& item : fs::directory_iterator("/proc")) {
        const auto name = item.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const auto command = content_of(item.path().string() + "/cmdline");
        std::error_code gone;
        const auto folder = fs::read_symlink(item.path() / "cwd", gone).string();
        if (!gone && folder + "/" == here.path("") &&
            command.find(std::string("muster\0node", 11)) != std::string::npos)
            found.push_back(std::stoi(name));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// On a machine that is busy a barrier with nodes waits for many a process to have its turn.
ending run_patiently(const trial& here, const std::vector<std::string>& arguments) {
    auto run = here.start(arguments);
    return run.wait(150);
}

/// Waits until no node of the trial is left.
bool all_gone(const trial& here) {
    for (int i = 0; i < 100 && !nodes_of(here).empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return nodes_of(here).empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nodes_test)

BOOST_AUTO_TEST_CASE(every_shipped_scenario_has_the_digest_of_one_process) {
    const trial here;
    for (const auto& file : scenario_files()) {
        const auto one = here.muster({"run", file, "--devices", "2000", "--quiet"});
        const auto three =
            run_patiently(here, {"run", file, "--devices", "2000", "--quiet", "--nodes", "3"});
        BOOST_TEST((one.code == 0 || one.code == 99), one.err);
        BOOST_TEST(three.code == one.code, three.err);
        BOOST_TEST(!digest_in(one.out).empty(), one.out);
        BOOST_TEST(three.out == one.out, file);
    }
    BOOST_TEST(all_gone(here));
}

BOOST_AUTO_TEST_CASE(what_is_chosen_and_limited_over_all_devices_is_so_over_all_nodes) {
    const trial here;
    here.write("s.yaml", R"(muster: 1
time: {for: 2h, warm_up: 20m}
templates:
  probe:
    telemetry: {temperature: {normal: 21, sd: 0.5}, starts: {counter: 0}}
    messages: {status: {every: 1m}}
    commands: {update: {takes: 2s..9s, fails: {broke: 1%}}}
    connectivity: {online: 90%, outages: {p50: 2m, p99: 10m}, boot: 5s, buffer: {keep: 1h}}
fleets:
  probes: {template: probe, count: 600, id: probe-###, tags: {site: {sequence: s-##, each: 30}}}
  far: {template: probe, count: 200, id: far-###, zone: Asia/Kolkata}
service: {preset: azure_iot_hub_s1, units: 2, messages: {limit: 12/s, over: queue}}
faults: {cut: {kind: power_off, share: 40%, at: 06:30, zone: device, for: 10m}}
rules:
  some: {when: temperature > 21, by: site, share: 30%, for: 2m}
  dark: {per: site, by: site, count: 7, when: devices.online < 50%, for: 1m, absorbs: gone}
  gone: {when: $connected = false, count: 300, draw: x}
jobs: {fw: {command: update, start: {at: 30m}, cancel: {failed: 5%, of: job}}}
expect: [{always: rules.gone.open <= 300}, service.commands.accepted > 100]
)");
    const auto one = here.muster({"run", "s.yaml", "--quiet", "--workers", "1"});
    const auto two = here.muster({"run", "s.yaml", "--quiet", "--workers", "2"});
    const auto three = run_patiently(here, {"run", "s.yaml", "--quiet", "--nodes", "3"});
    BOOST_TEST((one.code == 0 || one.code == 99), one.err);
    BOOST_TEST(!digest_in(one.out).empty(), one.out);
    BOOST_TEST(two.out == one.out);
    BOOST_TEST(three.out == one.out, three.err);
}

BOOST_AUTO_TEST_CASE(what_commands_answer_and_become_is_the_same_with_nodes) {
    const trial here;
    here.write("room-1.json", R"({"@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:room;1",
      "@type": "Interface", "contents": [
        {"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double",
         "unit": "degreeCelsius"},
        {"@type": "Property", "name": "serialNumber", "schema": "string"},
        {"@type": "Command", "name": "report", "request": {"name": "filter", "schema": {
          "@type": "Object", "fields": [{"name": "since", "schema": "dateTime"},
            {"name": "rooms", "schema": {"@type": "Array", "elementSchema": "integer"}}]}},
         "response": {"name": "report", "schema": {"@type": "Object", "fields": [
           {"name": "minTemp", "schema": "double"}, {"name": "currentTemp", "schema": "double"},
           {"name": "maxTemp", "schema": "double"}, {"name": "serialNumber", "schema": "string"},
           {"name": "startTime", "schema": "dateTime"},
           {"name": "endTime", "schema": "dateTime"}]}}}]})");
    here.write("s.yaml", R"(muster: 1
time: {for: 1h}
templates: {room: {model: room-1.json, commands: {report: {long_running: true}}}}
fleets: {rooms: {template: room, count: 600, id: room-###}}
faults: {cut: {kind: offline, where: $id = 'room-007', at: 5m, for: 20m}}
acts:
  one:
    at: 10m
    devices: room-003
    command: {name: report, request: {since: 2026-01-01T00:05:00Z, rooms: [1, 2]}}
  later:
    at: 10m
    devices: room-007
    command: {name: report, queue_for: 1h, request: {since: 2026-01-01T00:05:00Z}}
  many: {at: 20m, devices: [room-001, room-300, room-600], command: {name: report, request: {}}}
  blocked: {at: 30m, do: block, devices: room-009}
  refused: {at: 40m, devices: room-009, command: {name: report, request: {}}}
)");
    const auto one = here.muster({"run", "s.yaml", "--json", "--workers", "1"});
    const auto two = here.muster({"run", "s.yaml", "--json", "--workers", "2"});
    const auto three = run_patiently(here, {"run", "s.yaml", "--json", "--nodes", "3"});
    const auto result = [](const ending& end) {  // line 3
        std::istringstream lines(end.out);
        std::string line;
        for (int i = 0; i < 3; ++i)
            std::getline(lines, line);
        return line;
    };
    BOOST_TEST(one.code == 0, one.err);
    const auto wanted = result(one);
    BOOST_TEST(wanted.find(R"("ended":{"succeeded":1})") != std::string::npos, wanted);
    BOOST_TEST(wanted.find(R"("ended":{"succeeded":3})") != std::string::npos, wanted);
    BOOST_TEST(wanted.find(R"("ended":{"refused":1})") != std::string::npos, wanted);
    BOOST_TEST(wanted.find(R"(\"startTime\":\"2026-01-01T00:05:00Z\")") != std::string::npos,
               wanted);
    BOOST_TEST(result(two) == wanted);
    BOOST_TEST(result(three) == wanted, three.err);
}

BOOST_AUTO_TEST_CASE(what_is_deleted_runs_once_or_is_taken_back_is_the_same_with_nodes) {
    const trial here;
    here.write("jobs.yaml", R"(
muster: 1
time: {for: 3h}
templates:
  t:
    telemetry: {temp: {constant: 20}}
    messages: {m: {every: 1m}}
    properties: {mode: {values: [eco, boost], initial: eco, writable: true, takes: 2s, rejects: {warm: 20%}}}
    commands: {go: {takes: 5s..40m, fails: {x: 10%}}}
fleets: {f: {template: t, count: 200}}
jobs:
  a: {command: {name: go, finish: 50m}, start: {at: 1m}}
  b: {group: t, set: {mode: boost}, start: {at: 2m}}
  c: {revert: b, start: {at: 10m}}
  d: {rerun: c}
  e: {command: {name: go, finish: 50m}, start: {cron: "*/20 * * * *", overlap: skip}}
acts:
  x: {at: 90m, delete: a}
  y: {at: 2h, delete: d}
expect:
  - {at: 80m, check: jobs.a.succeeded >= 100}
  - jobs.a.state = deleted
  - groups.t.devices = 200
)");
    const auto one = here.muster({"run", "jobs.yaml", "--quiet"});
    BOOST_TEST(one.code == 0, one.err + one.out);
    BOOST_TEST(run_patiently(here, {"run", "jobs.yaml", "--quiet", "--nodes", "3"}).out == one.out);
    BOOST_TEST(here.muster({"run", "jobs.yaml", "--quiet", "--workers", "1"}).out == one.out);
}

BOOST_AUTO_TEST_CASE(outputs_are_written_byte_for_byte_as_by_one_process) {
    const trial here;
    here.write("s.yaml", small_scenario(log_file));
    BOOST_TEST(here.muster({"run", "s.yaml", "--quiet"}).code == 0);
    const auto one = here.read("log.ndjson");
    BOOST_TEST(here.muster({"run", "s.yaml", "--quiet", "--nodes", "2"}).code == 0);
    BOOST_TEST(one.size() > 100'000u);
    BOOST_TEST((here.read("log.ndjson") == one));
}

BOOST_AUTO_TEST_CASE(the_report_counts_nodes_their_workers_and_their_memory) {
    const trial here;
    here.write("s.yaml", small_scenario());
    const auto one = here.muster({"run", "s.yaml", "--json"});
    const auto end = here.muster({"run", "s.yaml", "--json", "--nodes", "2", "--workers", "3"});
    const auto number = [](const std::string& text, const std::string& field) {
        const auto at = text.find("\"" + field + "\":");
        return at == std::string::npos ? -1 : std::stod(text.substr(at + field.size() + 3));
    };
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(number(one.out, "nodes") == 0);
    BOOST_TEST(number(end.out, "nodes") == 2);
    BOOST_TEST(number(end.out, "workers") == 6);
    BOOST_TEST(number(end.out, "rssPeakBytes") > 2 * number(one.out, "rssPeakBytes"));
}

BOOST_AUTO_TEST_CASE(a_killed_node_ends_the_run_by_name_and_leaves_nobody_behind) {
    const trial here;
    here.write("slow.yaml", small_scenario(log_file));
    auto run = here.start({"run", "slow.yaml", "--speed", "realtime", "--nodes", "3", "--out",
                           "out", "--set", "templates.probe.messages.status.every=1s"});
    BOOST_TEST(wait_for_content(here.path("log.ndjson"), 20));
    const auto nodes = nodes_of(here);
    BOOST_TEST_REQUIRE(nodes.size() == 3u);
    kill(nodes[1], SIGKILL);
    const auto end = run.wait(5);
    BOOST_TEST(!end.timed_out);
    BOOST_TEST(end.code == 1, end.err);
    const auto line = "muster: the run failed: node 2 (pid " + std::to_string(nodes[1]) +
                      ") was killed by signal 9 (Killed)";
    BOOST_TEST(end.err.find(line) != std::string::npos, end.err);
    BOOST_TEST(here.read("out/report.json").find("\"verdict\":\"failed\"") != std::string::npos);
    BOOST_TEST(all_gone(here));
}

BOOST_AUTO_TEST_CASE(an_interrupt_ends_the_run_as_without_nodes) {
    const trial here;
    here.write("slow.yaml", small_scenario(log_file));
    auto run = here.start({"run", "slow.yaml", "--speed", "realtime", "--nodes", "2", "--set",
                           "templates.probe.messages.status.every=1s"});
    BOOST_TEST(wait_for_content(here.path("log.ndjson"), 20));
    // A terminal sends it to all.
    for (const auto node : nodes_of(here))
        kill(node, SIGINT);
    run.signal(SIGINT);
    const auto end = run.wait(20);
    BOOST_TEST(end.code == 130, end.err);
    BOOST_TEST(end.out.find("interrupted after 00:00:") != std::string::npos, end.out);
    BOOST_TEST(all_gone(here));
}

BOOST_AUTO_TEST_CASE(nodes_die_with_the_process_that_started_them) {
    const trial here;
    here.write("slow.yaml", small_scenario(log_file));
    auto run = here.start({"run", "slow.yaml", "--speed", "realtime", "--nodes", "2", "--set",
                           "templates.probe.messages.status.every=1s"});
    BOOST_TEST(wait_for_content(here.path("log.ndjson"), 20));
    BOOST_TEST(nodes_of(here).size() == 2u);
    run.signal(SIGKILL);
    run.wait(5);
    BOOST_TEST(all_gone(here));
}

BOOST_AUTO_TEST_CASE(a_scenario_that_can_be_read_only_once_is_refused) {
    const trial here;
    here.write("s.yaml", small_scenario());
    const auto end =
        process({"bash", "-c", MUSTER_BINARY_DIR "/muster run <(cat s.yaml) --nodes 2"},
                here.path(""))
            .wait(20);
    BOOST_TEST(end.code == 2, end.err);
    BOOST_TEST(end.err.find("--nodes: error[not-a-file]") != std::string::npos, end.err);
}

BOOST_AUTO_TEST_CASE(a_number_of_nodes_that_makes_no_sense_is_refused) {
    const trial here;
    here.write("s.yaml", small_scenario());
    for (const auto* n : {"0", "65", "many"}) {
        const auto end = here.muster({"run", "s.yaml", "--nodes", n});
        BOOST_TEST(end.code == 2, n);
        BOOST_TEST(end.err.find("--nodes: error[") != std::string::npos, end.err);
    }
}

BOOST_AUTO_TEST_SUITE_END()
