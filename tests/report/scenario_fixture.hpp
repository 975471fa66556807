#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster::report::fixture {

using namespace std::chrono_literals;

inline place at_line(std::uint32_t line) {
    return {"scenarios/bad-lot.yaml", line, 3, {}};
}

inline condition written(const std::string& text) {
    return {text, {}, std::make_shared<query::node>()};
}

inline device_template controller_template() {
    device_template controller;
    controller.name = "controller";
    controller.signals.resize(2);
    controller.signals[0].name = "temperature";
    controller.signals[1].name = "power";
    message_spec status;
    status.name = "status";
    status.every = 5min;
    status.jitter_of_period = 0.1;
    status.signals = {0, 1};
    controller.messages.push_back(status);
    command_spec update;
    update.name = "update";
    update.takes = {distribution::shape::log_normal, 240e6, 1500e6};
    update.installs = "version";
    controller.commands.push_back(update);
    firmware_effect kills{written("lot = '25w41'"), share{350'000'000}, "dead", "flash checksum"};
    controller.firmware.push_back({"2.4.0", {kills}, {}});
    return controller;
}

inline std::vector<fleet_spec> two_fleets() {
    fleet_spec north;
    north.name = "north";
    north.count = 200'000;
    north.zone = "Europe/Berlin";
    fleet_spec coast = north;
    coast.name = "coast";
    coast.count = 100'000;
    return {north, coast};
}

/// An outage of a region by the clock, and what a bad firmware starts.
inline std::vector<fault_spec> two_faults() {
    fault_spec cut;
    cut.name = "power_cut";
    cut.kind = fault_kind::power_off;
    cut.target.who = written("region = 'north'");
    cut.target.by = "substation";
    cut.target.take = amount{true, share{800'000'000}, 0};
    cut.at = 2h;
    cut.lasts = distribution{distribution::shape::constant, 2400e6, 0};
    cut.where = at_line(21);
    fault_spec dead;
    dead.name = "dead";
    dead.kind = fault_kind::power_off;
    dead.where = at_line(20);
    return {cut, dead};
}

inline job_spec rollout_job_spec() {
    job_spec fw;
    fw.name = "fw";
    fw.group = "ready";
    fw.command = "update";
    fw.request = {{"version", std::string("2.4.0")}};
    fw.reach = 72h;
    fw.finish = 2h;
    fw.start = 4h;
    fw.batches = {{batch_spec::form::group, "pilots", {}, 0},
                  {batch_spec::form::part, "", share{10'000'000}, 0},
                  {batch_spec::form::rest, "", {}, 0}};
    fw.next_batch = {share{900'000'000}, share{970'000'000}, 1h, true};
    fw.cancel = cancel_spec{amount{true, share{3'000'000}, 0}, 10, cancel_spec::base::batch, 20};
    fw.where = at_line(33);
    return fw;
}

inline std::vector<expectation_spec> two_expectations() {
    expectation_spec complete;
    complete.check = written("jobs.fw.state = complete");
    complete.text = "jobs.fw.state = complete";
    complete.path = "expect.0";
    complete.where = at_line(40);
    expectation_spec online;
    online.kind = expectation_spec::form::always;
    online.check = written("devices.online >= 90%");
    online.text = "devices.online >= 90%";
    online.except = {"power_cut"};
    online.grace = 15min;
    online.path = "expect.1";
    online.where = at_line(41);
    return {complete, online};
}

/// A firmware rollout over two fleets that meets a bad lot, with a regional outage in the middle.
inline scenario rollout_scenario() {
    scenario s;
    s.title = "A firmware rollout with a bad lot";
    s.file = "scenarios/bad-lot.yaml";
    s.seed = 7;
    s.time.start = std::chrono::sys_days{std::chrono::January / 20 / 2026} + 11h;
    s.time.zone_offset = 1h;
    s.time.length = 12h;
    s.templates = {controller_template()};
    s.fleets = two_fleets();
    s.faults = two_faults();
    s.groups = {{"ready", written("firmware = '2.3.1'"), {}, {}, at_line(30)},
                {"pilots", written("ring = 'pilot'"), {}, {}, at_line(31)}};
    rule_spec hot;
    hot.name = "hot";
    hot.when = written("temperature > 28");
    hot.lasts = 10min;
    s.rules = {hot};
    s.jobs = {rollout_job_spec()};
    s.expect = two_expectations();
    return s;
}

}  // namespace muster::report::fixture
