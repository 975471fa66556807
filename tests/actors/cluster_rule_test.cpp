#include <boost/test/unit_test.hpp>

#include "actors/fleet_api.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Ten sites of twenty pumps; `site-03` and three pumps elsewhere lose their network at 10m.
const std::string outage = R"(
templates: {pump: {telemetry: {level: 1..2}, messages: {status: {every: 1m}}}}
fleets:
  pumps: {template: pump, count: 200, id: p-###, tags: {site: {sequence: site-##, each: 20},
          floor: {sequence: f-##, each: 4}}}
faults:
  site_dark: {kind: offline, where: site = 'site-03', at: 10m, for: 20m}
  few: {kind: offline, where: site = 'site-05', count: 3, at: 10m, for: 20m}
)";

run_options steps(unsigned n) {
    run_options options;
    options.steps_per_visit = n;
    return options;
}

struct outage_run {
    explicit outage_run(const std::string& more, unsigned steps_per_visit = 0)
        : lab(scenario_for("1h", outage + more), steps(steps_per_visit)) {
        lab.run();
    }
    rule_result rule(const std::string& name) const { return lab.outcome().result.rules.at(name); }
    std::string verdicts() const {
        std::string all;
        for (const auto& e : lab.outcome().result.expectations)
            all += e.outcome == expectation_result::verdict::held ? "held " : e.observed + " ";
        return all;
    }
    fleet_lab lab;
};

const std::string dark = "  dark: {per: site, when: devices.online < 50%, for: 3m";

}  // namespace

/// One alert for a cluster of devices.
BOOST_AUTO_TEST_SUITE(cluster_rule_test)

BOOST_AUTO_TEST_CASE(a_cluster_has_one_alert_from_the_end_of_its_span_to_its_recovery) {
    const outage_run run("rules:\n" + dark + R"(}
expect:
  - {at: 12m, check: rules.dark.open = 0}
  - {at: 14m, check: rules.dark.open = 1}
  - {at: 14m, check: rules.dark.open = 10%}
  - rules.dark.clusters = 10
  - rules.dark.fired = 1
)");
    BOOST_TEST(run.verdicts() == "held held held held held ");
    const auto r = run.rule("dark");
    BOOST_TEST((r.fired == 1u && r.closed == 1u && r.open == 0u && r.devices == 1u));
    const auto opened = events_of(run.lab, event_kind::alert_opened);
    BOOST_TEST_REQUIRE(opened.size() == 1u);
    BOOST_TEST(opened[0].subject == "site-03");
    BOOST_TEST(opened[0].detail == "dark");
    // Looked at after the step in which the site went dark, and three minutes later.
    BOOST_TEST((opened[0].at == sim_time(13min + 1s)));
    const auto closed = events_of(run.lab, event_kind::alert_closed);
    BOOST_TEST_REQUIRE(closed.size() == 1u);
    BOOST_TEST((closed[0].at == sim_time(30min + 1s)));
}

BOOST_AUTO_TEST_CASE(an_open_alert_absorbs_those_of_its_devices) {
    const outage_run run("rules:\n  gone: {when: $connected = false, for: 5m}\n" + dark +
                         ", absorbs: gone}\n" + R"(
expect:
  - {at: 14m, check: rules.gone.open = 0}
  - {at: 16m, check: rules.gone.open = 3}
  - {at: 16m, check: rules.gone.absorbed = 20}
  - {always: rules.gone.open <= 3}
  - rules.gone.fired = 23
  - rules.gone.open = 0
)");
    BOOST_TEST(run.verdicts() == "held held held held held held ");
    const auto r = run.rule("gone");
    BOOST_TEST((r.fired == 23u && r.closed == 23u && r.open == 0u && r.absorbed == 20u));
    for (const auto& w : run.lab.outcome().result.windows)
        BOOST_TEST(w.alerts_open <= 4u);
}

BOOST_AUTO_TEST_CASE(alerts_that_were_open_before_come_back_when_the_cluster_closes) {
    const outage_run run(R"yaml(  some: {kind: offline, where: floor = 'f-31', at: 35m, for: 20m}
  most: {kind: offline, where: "floor in ('f-32', 'f-33', 'f-34')", at: 40m, for: 10m}
rules:
  gone: {when: $connected = false}
  dark: {per: site, when: devices.online < 50%, where: site = 'site-07', absorbs: [gone]}
expect:
  - {at: 15m, check: rules.gone.open = 23}
  - {at: 36m, check: rules.gone.open = 4}
  - {at: 45m, check: rules.dark.open = 1}
  - {at: 45m, check: rules.gone.open = 0}
  - {at: 52m, check: rules.gone.open = 4}
  - rules.gone.open = 0
  - rules.gone.absorbed = 16
  - rules.dark.clusters = 1
)yaml");
    BOOST_TEST(run.verdicts() == "held held held held held held held held ");
}

BOOST_AUTO_TEST_CASE(an_alert_is_absorbed_once_however_often_its_cluster_reopens) {
    for (const unsigned steps_per_visit : {1U, 0U}) {
        fleet_lab lab(scenario_for("4h", R"(
templates: {pump: {telemetry: {level: 1..2}, messages: {status: {every: 1m}}}}
fleets: {pumps: {template: pump, count: 40, id: p-##, tags: {site: {sequence: s-#, each: 10}}}}
faults:
  long: {kind: offline, at: 30m, for: 3h, where: site = 's-1', share: 40%}
  flap: {kind: offline, at: 1h, for: 10m, every: 30m, where: site = 's-1', share: 30%, draw: z}
rules:
  dev: {when: $connected = false}
  site_dark: {per: site, when: devices.online < 50%, absorbs: dev}
)"),
                      steps(steps_per_visit));
        lab.run();
        const auto& rules = lab.outcome().result.rules;
        const auto& dev = rules.at("dev");
        BOOST_TEST(rules.at("site_dark").fired == 5u);
        // Four devices are long gone, two more come and go five times beside them, and three when
        // the others are back: that is no dark site.
        BOOST_TEST(dev.fired == 4u + 5 * 2 + 3);
        BOOST_TEST(dev.absorbed.value() == 4u + 5 * 2);
        BOOST_TEST(dev.open == 0u);
    }
}

BOOST_AUTO_TEST_CASE(steps_per_visit_change_nothing) {
    for (const std::string more : {"", "expect: [{always: rules.dark.open <= 1}]\n"}) {
        const auto text = "rules:\n  gone: {when: $connected = false, for: 5m}\n" + dark +
                          ", absorbs: gone}\n" + more;
        const auto one = outage_run(text, 1).lab.canonical();
        BOOST_TEST((one == outage_run(text, 13).lab.canonical()));
        BOOST_TEST((one == outage_run(text, 4096).lab.canonical()));
    }
}

BOOST_AUTO_TEST_CASE(a_cluster_may_have_its_alert_from_the_start) {
    const outage_run run(
        "rules: {small: {per: site, when: devices.total <= 20}}\n"
        "expect: [{at: 0s, check: rules.small.open = 10}, "
        "{always: rules.small.open = 10}]\n");
    BOOST_TEST(run.verdicts() == "held held ");
    BOOST_TEST(run.rule("small").fired == 10u);
}

BOOST_AUTO_TEST_SUITE_END()
