#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "fixture.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

std::optional<device_template> thermometer(const std::string& path, const std::string& folder,
                                           diagnostics& problems) {
    if (path == "missing.json") {
        problems.error("no-file", {path, 0, 0, ""}, "the file can't be read");
        return std::nullopt;
    }
    device_template t;
    t.dtmi = "dtmi:test:thermometer;1";
    t.title = folder;
    signal_spec signal;
    signal.name = "temperature";
    signal.unit = "degreeCelsius";
    signal.shape = normal_signal{20, 1};
    signal.min = 15;
    t.signals.push_back(signal);
    t.commands.emplace_back().name = "reboot";
    return t;
}

const std::string two_fleets = "muster: 1\nfleets: {a: {count: 10}, b: {count: 20}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_test)

BOOST_AUTO_TEST_CASE(the_smallest_scenario_has_every_default) {
    auto s = read_good("muster: 1\nfleets: {some_things: {count: 100}}\n");
    BOOST_TEST(s.seed == 1u);
    BOOST_TEST((s.time.start == std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)));
    BOOST_TEST((s.time.length == duration(1h)));
    BOOST_TEST((s.time.step == 1s));
    BOOST_TEST((s.time.speed.kind == pace::mode::max));
    BOOST_TEST(s.templates.size() == 1u);
    BOOST_TEST(s.templates[0].messages.size() == 1u);
    BOOST_TEST((s.templates[0].messages[0].every == 1min));
    BOOST_TEST(s.fleets[0].id_pattern == "some-things-###");
    BOOST_TEST((s.templates[0].connectivity.online == all_of_it));
}

BOOST_AUTO_TEST_CASE(the_place_decides_the_type) {
    auto s = read_good(R"(muster: 1
templates:
  t:
    telemetry: {power: {daily: {low: 1, high: 2, peak: 19:30}}}
    properties: {firmware: 2.10, country: NO, code: 010, flag: true, note: yes}
fleets: {f: {count: 1, tags: {country: {pick: {NO: 5%, SE: rest}}, octal: 010, truth: on}}}
)");
    const auto& t = s.templates[0];
    BOOST_TEST((std::get<daily_signal>(t.signals[0].shape).peak == 19h + 30min));
    BOOST_TEST(std::get<std::string>(t.properties[0].initial->fixed) == "2.10");
    BOOST_TEST(std::get<std::string>(t.properties[1].initial->fixed) == "NO");
    BOOST_TEST(std::get<std::string>(t.properties[2].initial->fixed) == "010");
    BOOST_TEST(std::get<bool>(t.properties[3].initial->fixed));
    BOOST_TEST(std::get<std::string>(t.properties[4].initial->fixed) == "yes");
    const auto& tags = s.fleets[0].tags;
    BOOST_TEST(tags[0].source.choices[0].text == "NO");
    BOOST_TEST(std::get<std::string>(tags[1].source.fixed) == "010");
    BOOST_TEST(std::get<std::string>(tags[2].source.fixed) == "on");
}

BOOST_AUTO_TEST_CASE(quotes_switch_references_off_and_never_change_the_type) {
    auto s = read_good(R"(muster: 1
seed: "12"
title: "params.x"
params: {x: 5m}
time: {for: params.x}
fleets: {f: {count: '10'}}
)");
    BOOST_TEST(s.seed == 12u);
    BOOST_TEST(s.title == "params.x");
    BOOST_TEST((s.time.length == duration(5min)));
    BOOST_TEST(s.fleets[0].count == 10u);
}

BOOST_AUTO_TEST_CASE(a_complete_scenario_is_read_into_its_structs) {
    auto result = read_scenario_file(data_file("complete.yaml"));
    BOOST_REQUIRE_MESSAGE(result.value, lines_of(result.problems));
    BOOST_TEST(lines_of(result.problems) == "");
    const auto& s = *result.value;
    BOOST_TEST(s.device_count() == 31'090u);
    BOOST_TEST(std::get<integral_signal>(s.templates[0].signals[1].shape).scale == 0.001);
    BOOST_TEST(s.fleets[0].id_pattern == "hp-######");
    BOOST_TEST(s.fleets[0].tags[0].source.choices[0].part.of(300'000) == 6'000u);
    BOOST_TEST((s.fleets[1].connectivity->online == share{500'000'000}));
    BOOST_TEST((s.fleets[1].connectivity->buffer == s.templates[0].connectivity.buffer));
    BOOST_TEST((s.fleets[1].connectivity->latency == s.templates[0].connectivity.latency));
    BOOST_TEST(s.fleets[1].tags.size() == s.fleets[0].tags.size());
    // In the order of their names: crashing, cut, cut_again, dead, drifting, frozen, mute, spikes,
    // then what acts on messages and commands.
    BOOST_TEST((s.faults[1].at == sim_time(14h)));
    BOOST_TEST((s.faults[2].lasts == s.faults[1].lasts));
    BOOST_TEST((s.faults[4].at == sim_time(2h)));
    BOOST_TEST(s.faults[7].size == 3.0);
    const auto fault = [&](const char* name) {
        return *std::find_if(s.faults.begin(), s.faults.end(),
                             [&](const auto& f) { return f.name == name; });
    };
    BOOST_TEST(
        (fault("way_lossy").every == distribution{distribution::shape::uniform, 21.6e9, 28.8e9}));
    BOOST_TEST(
        (fault("wrong_clock").adds == distribution{distribution::shape::uniform, -90e6, 30e6}));
    BOOST_TEST(fault("unwilling").reason == "valve stuck");
    BOOST_TEST(std::abs(fault("wavering").rate_per_hour - 2 / 24.0) < 1e-12);
    BOOST_TEST((fault("wavering").at == sim_time(0)));
    const auto& c = s.templates[0].connectivity;
    BOOST_TEST((c.boot == distribution{distribution::shape::uniform, 20e6, 60e6}));
    BOOST_TEST((c.reconnect->spread == 2min && c.reconnect->pauses.factor == 1.5 &&
                !c.reconnect->pauses.full_jitter));
    BOOST_TEST((c.buffer->keep_for == duration(12h) && !c.buffer->drop_oldest));
    BOOST_TEST(c.buffer->flush_per_second == 5);
    BOOST_TEST(s.templates[1].connectivity.buffer->keep_messages == 100u);
    const auto& sensor = s.templates[2];
    BOOST_TEST((sensor.duty_cycle->every == 1h && sensor.duty_cycle->awake == 2min));
    BOOST_TEST((sensor.duty_cycle->jitter_of_period == 0.1 && sensor.duty_cycle->aligned));
    BOOST_TEST((sensor.battery->capacity == 19 && sensor.battery->unit == "wattHour"));
    BOOST_TEST((sensor.battery->start_low == 0.6 && sensor.battery->start_high == 1));
    BOOST_TEST((sensor.battery->awake == 0.03 && sensor.battery->asleep == 0.0001));
    BOOST_TEST((sensor.battery->message == 0.001 && sensor.battery->command == 0.002));
    const auto& tag = s.templates[3];
    BOOST_TEST((tag.duty_cycle->jitter == distribution{distribution::shape::uniform, 0, 60e6}));
    BOOST_TEST((tag.battery->recharge ==
                distribution{distribution::shape::uniform, 2 * 86'400e6, 10 * 86'400e6}));
    BOOST_TEST((fault("thirsty").drain_factor == 3 && fault("thirsty").drain_adds == 0.2));
    BOOST_TEST(s.service->connects->per_second == 20 / 60.0);
    BOOST_TEST((s.service->messages->over == service_limit::overload::queue));
    BOOST_TEST(!s.jobs[0].cancel->overshoot.has_value());
    BOOST_TEST(s.jobs[2].batches.size() == 4u);
    BOOST_TEST(s.jobs[2].cancel->failed.part.ppb == 3'000'000);
    BOOST_TEST(!s.jobs[2].next_batch.pause_otherwise);
    BOOST_TEST(s.expect[2].except.size() == 2u);
    BOOST_TEST(s.expect[4].path == "expect.4");
    BOOST_TEST((s.rules[1].lasts == 10min));
}

BOOST_AUTO_TEST_CASE(a_model_gives_what_the_template_does_not_say) {
    read_options options{"folder/x.yaml", {}, thermometer};
    auto result = read_scenario_text(R"(muster: 1
templates:
  t:
    model: models/t.json
    telemetry: {temperature: {uniform: 0..9, noise: 1%}, extra: 5}
    commands: {reboot: {takes: 3s}}
fleets: {f: {count: 1}}
)",
                                     options);
    BOOST_REQUIRE_MESSAGE(result.value, lines_of(result.problems));
    const auto& t = result.value->templates[0];
    BOOST_TEST(t.title == "folder");
    BOOST_TEST(t.signals.size() == 2u);
    BOOST_TEST(t.signals[0].unit == "degreeCelsius");
    BOOST_TEST(std::holds_alternative<drawn_signal>(t.signals[0].shape));
    BOOST_TEST(!t.signals[0].min.has_value());
    BOOST_TEST(t.commands.size() == 1u);
    BOOST_TEST(t.commands[0].takes.a == 3e6);
    BOOST_TEST(t.messages[0].signals.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_model_that_cannot_be_read_hides_no_other_problem_and_invents_none) {
    read_options options{"x.yaml", {}, thermometer};
    auto result = read_scenario_text(R"(muster: 1
templates: {t: {model: missing.json}}
fleets: {f: {count: 1}}
groups: {hot: temperature > 3}
faults: {x: {kind: stuck, signal: temperature, at: 5}}
)",
                                     options);
    BOOST_TEST(codes_of(result.problems) == "no-file 2:24, missing-unit 5:52");
}

BOOST_AUTO_TEST_CASE(sets_have_the_types_and_diagnostics_of_the_file) {
    auto s = read_good(two_fleets, {"fleets.a.count=2k", "seed=9", "time.for=3h", "seed=10"});
    BOOST_TEST(s.fleets[0].count == 2'000u);
    BOOST_TEST(s.seed == 10u);
    BOOST_TEST((s.time.length == duration(3h)));
    auto wrong = read(two_fleets, {"time.for=30"});
    BOOST_TEST(contains(lines_of(wrong.problems), "missing-unit"));
    BOOST_TEST(wrong.problems.items[0].where.file == "--set time.for");
}

BOOST_AUTO_TEST_CASE(sets_reach_list_items_and_quoted_keys) {
    const std::string text = R"(muster: 1
templates: {t: {commands: {go: {}}, firmware: {2.4.0: [{chance: 1%, fails: broke}]}}}
fleets: {f: {count: 1}}
jobs: {fw: {command: go, batches: [1%, rest]}}
expect: [devices.online >= 1]
)";
    auto s = read_good(
        text, {"jobs.fw.batches.0=5%", "jobs[\"fw\"].group=all",
               "templates.t.firmware.\"2.4.0\".0.chance=50%",
               "expect.0=devices.online(region IN ('a', 'b')) >= 0", "fleets.f.tags={region: a}"});
    BOOST_TEST(s.jobs[0].batches[0].part.ppb == 50'000'000);
    BOOST_TEST(s.templates[0].firmware[0].effects[0].chance.ppb == 500'000'000);
    BOOST_TEST(contains(s.expect[0].text, "IN ('a', 'b')"));
}

BOOST_AUTO_TEST_CASE(sets_of_unknown_paths_propose_the_nearest) {
    auto lines = lines_of(read(two_fleets, {"fleets.c.count=1"}).problems);
    BOOST_TEST(contains(lines, "unknown-path"));
    lines = lines_of(
        read("muster: 1\nparams: {spread: 1m}\nfleets: {a: {count: 1}}\n", {"params.spred=2m"})
            .problems);
    BOOST_TEST(contains(lines, "did you mean `spread`?"));
    BOOST_TEST(contains(lines_of(read(two_fleets, {"nonsense"}).problems), "bad-set"));
    BOOST_TEST(contains(lines_of(read(two_fleets, {"seed="}).problems), "empty-value"));
    BOOST_TEST(contains(lines_of(read(two_fleets, {"tme.for=1h"}).problems), "`time`"));
}

BOOST_AUTO_TEST_CASE(a_condition_is_placed_at_the_column_of_the_wrong_word) {
    auto plain =
        read("muster: 1\nfleets: {f: {count: 1}}\ngroups:\n  g: $connected AND nope = 1\n");
    BOOST_TEST(codes_of(plain.problems) == "unknown-name 4:21");
    auto in_quotes =
        read("muster: 1\nfleets: {f: {count: 1}}\ngroups:\n  g: \"$connected AND nope = 1\"\n");
    BOOST_TEST(codes_of(in_quotes.problems) == "unknown-name 4:22");
}

BOOST_AUTO_TEST_CASE(a_name_of_two_things_is_an_error_that_shows_both) {
    auto result = read(R"(muster: 1
templates: {t: {properties: {lot: a}}}
fleets: {f: {count: 1, tags: {lot: b}}}
groups: {g: lot = 'a'}
)");
    auto lines = lines_of(result.problems);
    BOOST_TEST(contains(lines, "tags.lot"));
    BOOST_TEST(contains(lines, "properties.lot"));
}

BOOST_AUTO_TEST_CASE(tags_come_after_those_they_are_drawn_by) {
    auto s = read_good(R"(muster: 1
fleets:
  f:
    count: 100
    tags:
      region: {pick: {east: 40%, west: rest}, by: site}
      site: {sequence: s-##, each: 10}
)");
    BOOST_TEST(s.fleets[0].tags[0].name == "site");
    auto circle = read(R"(muster: 1
fleets:
  f:
    count: 100
    tags: {a: {pick: {x: rest}, by: b}, b: {pick: {x: rest}, by: a}}
)");
    BOOST_TEST(contains(codes_of(circle.problems), "by-cycle"));
}

BOOST_AUTO_TEST_CASE(fleets_may_name_properties_that_the_template_lacks) {
    auto s = read_good(
        "muster: 1\ntemplates: {t: {}}\n"
        "fleets: {f: {count: 1, properties: {firmware: 2.10}}}\n"
        "groups: {g: firmware = '2.10'}\n");
    BOOST_TEST(s.templates[0].properties.size() == 1u);
    BOOST_TEST(!s.templates[0].properties[0].initial.has_value());
}

BOOST_AUTO_TEST_CASE(what_installs_gives_the_device_a_firmware) {
    auto s = read_good(
        "muster: 1\n"
        "templates: {t: {commands: {update: {installs: request.version}}}}\n"
        "fleets: {f: {count: 1}}\n");
    BOOST_TEST(s.templates[0].properties[0].name == "firmware");
}

BOOST_AUTO_TEST_CASE(the_specification_gets_exactly_the_answers_it_deserves) {
    auto read_sample = [](const char* name) {
        return codes_of(read_scenario_file(data_file(name), {}, thermometer).problems);
    };
    BOOST_TEST(read_sample("firmware-rollout.yaml") == "");
    BOOST_TEST(read_sample("regional-outage.yaml") == "no-file 19:45");
    BOOST_TEST(read_sample("meters-through-a-broker.yaml") ==
               "not-available-yet 29:5, "
               "not-available-yet 30:5, not-available-yet 31:5, not-available-yet 32:5, "
               "not-available-yet 33:5, not-available-yet 34:31, "
               "not-available-yet 37:5, not-available-yet 38:5, "
               "not-available-yet 39:14");
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_a_diagnostic) {
    const auto said = [](const std::string& path) {
        return lines_of(read_scenario_file(path).problems);
    };
    BOOST_TEST(contains(said("/nowhere/x.yaml"), "error[no-file]: there is no such file"));
    BOOST_TEST(contains(said(MUSTER_SOURCE_DIR), "error[no-file]: this is a folder"));
    BOOST_TEST(contains(said(""), "error[no-file]: the name of the file is empty"));
}

BOOST_AUTO_TEST_CASE(a_step_too_long_for_a_quarantine_is_a_warning) {
    for (const auto& [step, warned] : {std::pair("29s", false), std::pair("30s", true)}) {
        auto result = read("muster: 1\ntime: {for: 1h, step: " + std::string(step) +
                           "}\nfleets: {f: {count: 100}}\n"
                           "faults: {x: {kind: crash, at: 1m}, y: {kind: offline, at: 1m}}\n");
        BOOST_TEST(result.value.has_value());
        BOOST_TEST(codes_of(result.problems) == (warned ? "never-quarantined 4:10" : ""));
        if (warned)
            BOOST_TEST(result.problems.items[0].remedy == "write a `time.step` of `20s` or less");
    }
}

BOOST_AUTO_TEST_CASE(as_many_steps_as_can_be_counted_and_no_more) {
    auto result =
        read("muster: 1\ntime: {for: 4294967294ms, step: 1ms}\nfleets: {f: {count: 1}}\n");
    BOOST_TEST(result.value.has_value());
    result = read("muster: 1\ntime: {for: 4294967295ms, step: 1ms}\nfleets: {f: {count: 1}}\n");
    BOOST_TEST(codes_of(result.problems) == "too-many-steps 2:33");
}

BOOST_AUTO_TEST_CASE(hostile_sizes_end_in_one_problem) {
    std::string many = "muster: 1\nfleets:\n";
    for (int i = 0; i < 2'000; ++i)
        many += "  f" + std::to_string(i) + ": {count: 1}\n";
    BOOST_TEST(codes_of(read(many).problems) == "too-large 3:3");
    std::string copies = "muster: 1\nparams: {p: [";
    for (int i = 0; i < 1'000; ++i)
        copies += "1,";
    copies += "1]}\nfleets: {f: {count: 1}}\nexpect: [";
    for (int i = 0; i < 1'000; ++i)
        copies += "params.p,";
    auto result = read(copies + "1 = 1]\n");
    BOOST_TEST(contains(codes_of(result.problems), "too-large"));
}

BOOST_AUTO_TEST_CASE(at_most_so_many_problems_are_told) {
    std::string many = "muster: 1\nfleets: {f: {count: 1}}\nexpect:\n";
    for (int i = 0; i < 900; ++i)
        many += "  - nothing.such >= 1\n";
    auto result = read(many);
    BOOST_TEST(result.problems.items.size() == 501u);
    BOOST_TEST(result.problems.items.back().code == "too-many-problems");
}

BOOST_AUTO_TEST_CASE(a_thing_is_not_proposed_as_what_it_could_copy) {
    for (const char* section : {"fleets", "faults", "rules", "jobs", "templates"}) {
        const std::string fleets =
            section == std::string("fleets") ? "" : "fleets: {a: {count: 1}}\n";
        const auto text = "muster: 1\n" + fleets + section + ": {f: {like: g}}\n";
        BOOST_TEST(!contains(lines_of(read(text).problems), "did you mean"), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
