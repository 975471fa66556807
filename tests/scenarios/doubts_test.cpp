#include <boost/test/unit_test.hpp>

#include "tests/scenarios/fixture.hpp"

using namespace muster;
using namespace muster::testing;

// What is no error but hardly meant, and what a mistake is told about itself.

BOOST_AUTO_TEST_SUITE(doubts_test)

BOOST_AUTO_TEST_CASE(doubtful_things_are_warnings) {
    auto result = read(R"(muster: 1
time: {for: 1h}
templates: {t: {commands: {go: {}}, connectivity: {outages: 5m}}}
fleets: {f: {count: 1}}
faults: {late: {kind: offline, at: 2h}, never: {kind: offline}}
jobs: {j: {command: go, batches: [10%, 20%]}}
)");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) ==
               "no-outages 3:61, after-the-end 5:10, never-starts 5:41, devices-left-out 6:34");
}

BOOST_AUTO_TEST_CASE(times_that_no_update_keeps_to_are_warned_of) {
    auto result = read(R"(muster: 1
templates: {t: {update: {install: {takes: 2m..3m}, reboot: {takes: 90s}}}}
fleets: {f: {template: t, count: 1}}
jobs:
  short: {update: {version: 2.0, timers: {install: 1m, reboot: 2m}}}
  early: {update: {version: 2.0, finish: 3m}}
  good: {update: {version: 2.0, timers: {download: 1s, install: 2m}}}
)");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) == "short-timer 5:19, short-timer 6:19");
    BOOST_TEST(contains(lines_of(result.problems), "write a timer of more than `2m`"));
    BOOST_TEST(contains(lines_of(result.problems), "write a `finish` of more than `3m30s`"));
}

BOOST_AUTO_TEST_CASE(a_firmware_that_only_an_update_installs_is_installed) {
    auto result = read(R"(muster: 1
templates: {t: {update: {}, firmware: {2.0: [{chance: 1%, reports: previous}]}}}
fleets: {f: {template: t, count: 100}}
groups: {new: firmware = '2.0'}
jobs: {fw: {update: {version: 2.0}}}
)");
    BOOST_TEST(codes_of(result.problems) == "");
}

BOOST_AUTO_TEST_CASE(more_devices_than_digits_are_warned_of) {
    auto result = read(R"(muster: 1
fleets: {f: {count: 1k, id: m-###, tags: {cell: {sequence: c-#, each: 10}}}}
)");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) == "too-few-digits 2:29, too-few-digits 2:49");
}

BOOST_AUTO_TEST_CASE(bounds_that_a_signal_contradicts_are_warned_of) {
    auto result = read(R"(muster: 1
templates:
  t:
    telemetry:
      a: {constant: 5, max: 3}
      b: {walk: 50, step: 1, max: 30}
      c: {counter: 100, wraps: 100}
      d: {uniform: 1..2, min: 3}
      e: {counter: 0, wraps: 100, max: 50}
      good: {constant: 5, max: 5}
      noisy: {constant: 5, max: 3, noise: 2}
      wide: {uniform: 1..20, min: 3}
      walks: {walk: 20, step: 1, min: 20, max: 30}
      counts: {counter: 99, wraps: 100}
fleets: {f: {template: t, count: 1}}
)");
    BOOST_TEST(codes_of(result.problems) ==
               "out-of-bounds 5:10, out-of-bounds 6:10, out-of-bounds 7:10, out-of-bounds 8:10, "
               "out-of-bounds 9:10");
    BOOST_TEST(contains(lines_of(result.problems), "every reading would be its `max: 3`"));
}

BOOST_AUTO_TEST_CASE(what_happens_many_times_in_a_step_is_warned_of) {
    // Outages of 20ms that are 2% of the time begin every second; those of 9ms every 450ms.
    auto result = read(R"(muster: 1
templates:
  t: {telemetry: {v: 1}, messages: {m: {every: 1ms}}, duty_cycle: {every: 10ms, awake: 1ms}}
  u: {telemetry: {v: 1}, connectivity: {online: 98%, outages: 9ms}}
  w: {telemetry: {v: 1}, battery: {capacity: 0.001, awake: 3600, recharge: 0s}}
fleets:
  f: {template: t, count: 1}
  g: {template: u, count: 1}
  h: {template: u, count: 1, connectivity: {outages: 20ms}}
faults:
  a: {kind: offline, rate: 1000000/s, for: 1s}
  b: {kind: reboot_loop, every: 1ms, at: 1m, for: 1m}
  c: {kind: offline, every: 1ms..3ms, at: 1m, for: 1ms}
  d: {kind: offline, rate: 1/s, for: 1s}
)");
    BOOST_TEST(codes_of(result.problems) ==
               "short-period 3:37, short-period 3:67, short-period 5:35, short-period 8:3, "
               "short-period 11:3, short-period 12:3, short-period 13:3");
    const auto said = lines_of(result.problems);
    for (const char* words :
         {"`m` is sent 1000 times in each step of 1s", "a `t` wakes 100 times",
          "the battery of a `w` is empty 1000 times",
          "a device of `g` loses its connection 2 times", "`a` begins 1000000 times",
          "write a lower `rate`", "`b` reboots a device 1000 times", "`c` begins 500 times"})
        BOOST_TEST(contains(said, words), words);
}

BOOST_AUTO_TEST_CASE(what_is_computed_from_a_broken_value_is_not_doubted) {
    const std::string text = R"(muster: 1
time: {for: 6h}
fleets: {f: {count: 100}}
faults: {x: {kind: offline, at: 2h, share: 1%}}
expect: [{at: 3h, check: devices.online > 1}]
)";
    BOOST_TEST(codes_of(read(text, {"time.for=5"}).problems) == "missing-unit 0:0");
    BOOST_TEST(codes_of(read(text, {"fleets.f.count=1m"}).problems) == "bad-count 0:0");
    BOOST_TEST(codes_of(read(text).problems) == "");
}

BOOST_AUTO_TEST_CASE(expectations_after_the_end_are_warned_of) {
    auto result = read(R"(muster: 1
time: {for: 10m}
fleets: {f: {count: 10}}
faults: {x: {kind: offline, at: 3h, for: 5m}}
expect:
  - {after: x, within: 3m, check: devices.online >= 99%}
  - {at: 5h, check: devices.online > 1}
  - {at: 10m, check: devices.online > 1}
  - {always: devices.online > 1, from: 10m}
)");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) ==
               "after-the-end 4:10, after-the-end 6:5, after-the-end 7:5, after-the-end 9:5");
}

BOOST_AUTO_TEST_CASE(a_value_that_no_device_can_have_is_warned_of) {
    const std::string begin = R"(muster: 1
templates:
  t:
    properties: {firmware: {initial: {pick: {1.0.0: 50%, 1.1.0: rest}}}, mode: {values: [eco, boost], initial: eco, writable: true}}
    commands: {go: {installs: request.version}}
fleets:
  f: {count: 100, id: f-###, tags: {city: {pick: {Köln: 50%, Bonn: rest}}, shop: {sequence: shop-##, each: 9}}}
jobs: {j: {command: {name: go, request: {version: 2.0.0}}}}
acts:
  told: {at: 1m, command: {name: go, request: {version: 2.1.0}}, devices: f-001}
  set: {at: 1m, set: {mode: boost}}
groups:
)";
    const auto said = [&](const std::string& who) {
        return lines_of(read(begin + "  g: " + who + "\n").problems);
    };
    BOOST_TEST(contains(said("city = 'Kölnn'"),
                        "13:13: warning[nobody-selected]: no device has "
                        "`Kölnn` as its `city`; did you mean `Köln`?"));
    BOOST_TEST(contains(said("tags.city IN ('Bonn', 'Rom')"), "`Bonn`, `Köln`"));
    BOOST_TEST(contains(said("firmware = '3.0.0'"), "nobody-selected"));
    for (const char* good : {"city = 'Bonn'", "city != 'Rom'", "NOT city = 'Rom'", "shop = 'x'",
                             "firmware = '2.0.0'", "firmware = '2.1.0'", "mode = 'boost'"})
        BOOST_TEST(said(good) == "", good);
}

BOOST_AUTO_TEST_CASE(a_percentage_that_a_part_never_has_is_warned_of) {
    const auto said = [](const std::string& check) {
        return codes_of(
            read("muster: 1\nfleets: {f: {count: 9}}\nexpect: ['" + check + "']\n").problems);
    };
    for (const char* never : {"devices.online >= 105%", "devices.online > 100%",
                              "110% <= devices.online", "devices.online < 0%"})
        BOOST_TEST(contains(said(never), "never-holds 3:"), never);
    for (const char* good : {"devices.online >= 100%", "devices.online <= 105%",
                             "NOT devices.online > 100%", "90% < devices.online"})
        BOOST_TEST(said(good) == "", good);
}

BOOST_AUTO_TEST_CASE(numbers_that_are_too_large_say_so) {
    const std::string text = "muster: 1\nfleets: {f: {count: 9}}\n";
    const auto said = [&](const std::string& set) { return lines_of(read(text, {set}).problems); };
    for (const char* count : {"99999999999999999999999", "99999999999999M"})
        BOOST_TEST(contains(said(std::string("fleets.f.count=") + count),
                            "expected from 1 to 100M devices; the number is too large"));
    BOOST_TEST(contains(said("fleets.f.count=200M"), "expected from 1 to 100M devices"));
    BOOST_TEST(contains(said("seed=99999999999999999999999"), "the number is too large"));
    BOOST_TEST(contains(said("time.for=-5m"), "a duration must be positive: `5m`"));
    BOOST_TEST(contains(said("foo=1"), "there is no `foo` at this place; there is `muster`"));
    BOOST_TEST(contains(said("jobs={j: {batches: []}}"),
                        "found an empty list, expected at least one batch"));
    BOOST_TEST(
        contains(lines_of(read("muster: 1\nfleets: {a: {count: 60M}, b: {count: 60M}}\n").problems),
                 "120000000 devices together"));
}

BOOST_AUTO_TEST_CASE(likely_slips_in_a_condition_get_a_remedy) {
    const auto said = [](const std::string& who) {
        return lines_of(read("muster: 1\nparams: {limit: 4}\nfleets: {f: {count: 9, tags: {city: "
                             "{pick: {Köln: 50%, Bonn: rest}}, n: 3}}}\ngroups: {g: " +
                             who + "}\n")
                            .problems);
    };
    BOOST_TEST(contains(said("n > params.limit"), "a parameter stands for a whole value only"));
    BOOST_TEST(contains(said("city = Köln"), "put a text in single quotes: 'Köln'"));
}

BOOST_AUTO_TEST_CASE(selecting_nobody_is_a_warning_where_it_can_be_known) {
    auto result = read(R"(muster: 1
fleets: {f: {count: 100, tags: {ring: {pick: {pilot: 0.1%, public: rest}}}}}
faults: {x: {kind: offline, at: 1m, share: 0.4%}, y: {kind: offline, at: 1m, share: 0.6%}}
)");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) == "nobody-selected 2:33, nobody-selected 3:10");
}

BOOST_AUTO_TEST_SUITE_END()
