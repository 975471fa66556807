#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "actors/fleet_api.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

const std::string pumps = R"(
templates:
  pump:
    properties: {firmware: 1.0}
    telemetry: {level: 1..2}
    messages: {status: {every: 10s}}
    commands: {ping: {takes: 1s, fails: {broke: 100%}}}
fleets: {pumps: {template: pump, count: 10}}
)";

std::unique_ptr<fleet_lab> run_pumps(const std::string& more) {
    auto lab = std::make_unique<fleet_lab>(scenario_for("1h", pumps + more));
    lab->run();
    return lab;
}

rule_result rule(const fleet_lab& lab, const std::string& name) {
    return lab.outcome().result.rules.at(name);
}

/// When alerts of the rule opened or closed on the first device that had one.
std::vector<double> alert_times(const fleet_lab& lab, event_kind kind, const std::string& name) {
    std::vector<double> all;
    std::string subject;
    for (const auto& e : events_of(lab, kind)) {
        if (e.detail != name || (!subject.empty() && e.subject != subject)) continue;
        subject = e.subject;
        all.push_back(seconds_of(e.at));
    }
    return all;
}

}  // namespace

/// Alerts over what a device is, not over what it measures.
BOOST_AUTO_TEST_SUITE(rule_test)

BOOST_AUTO_TEST_CASE(an_alert_over_crashed_devices_lasts_from_the_crash_to_the_restart) {
    const auto lab = run_pumps(
        "faults: {glitch: {kind: crash, count: 4, at: 10m, for: 10ms}}\n"
        "rules: {down: {when: $state = crashed}}");
    BOOST_TEST((rule(*lab, "down").fired == 4u && rule(*lab, "down").open == 0u));
    BOOST_TEST(alert_times(*lab, event_kind::alert_opened, "down") == std::vector<double>{600},
               tt::per_element());
    BOOST_TEST(alert_times(*lab, event_kind::alert_closed, "down") == std::vector<double>{601},
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(an_alert_over_devices_in_quarantine_opens_and_stays_open) {
    const auto lab = run_pumps(
        "faults: {glitch: {kind: crash, count: 4, at: 10m}}\n"
        "rules: {down: {when: $state = crashed}, out: {when: $state = quarantined}}");
    BOOST_TEST(lab->outcome().result.devices.quarantined == 4u);
    BOOST_TEST((rule(*lab, "out").fired == 4u && rule(*lab, "out").open == 4u));
    BOOST_TEST((rule(*lab, "down").fired == 12u && rule(*lab, "down").open == 0u));
}

BOOST_AUTO_TEST_CASE(a_crash_of_a_device_that_is_offline_anyway_opens_its_alert_too) {
    const auto lab = run_pumps(
        "faults: {cut: {kind: offline, at: 9m}, glitch: {kind: crash, count: 4, at: 10m, for: "
        "10ms}}\n"
        "rules: {down: {when: $state = crashed}}");
    BOOST_TEST((rule(*lab, "down").fired == 4u && rule(*lab, "down").open == 0u));
}

BOOST_AUTO_TEST_CASE(an_alert_over_a_job_opens_at_the_end_of_the_step_that_decides_the_outcome) {
    const auto lab = run_pumps(
        "jobs: {j: {command: ping, start: {at: 5m}}}\n"
        "rules: {sent: {when: jobs.j.state = dispatched}, bad: {when: jobs.j.state = failed}}");
    BOOST_TEST((rule(*lab, "bad").fired == 10u && rule(*lab, "bad").open == 10u));
    BOOST_TEST((rule(*lab, "sent").fired == 10u && rule(*lab, "sent").open == 0u));
    BOOST_TEST(alert_times(*lab, event_kind::alert_opened, "bad") == std::vector<double>{303},
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(the_age_of_the_last_message_grows_while_a_device_is_silent) {
    const auto lab = run_pumps(
        "faults: {cut: {kind: power_off, count: 4, at: 10m}}\n"
        "expect:\n"
        "  - {at: 14m, check: devices.total($last_seen > 5m) = 0}\n"
        "  - {at: 16m, check: devices.total($last_seen > 5m) = 4}\n"
        "  - devices.total($last_seen > 49m) = 4\n"
        "  - devices.total($last_seen IS NULL) = 0\n");
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(a_rule_that_watches_some_devices_follows_who_they_are) {
    const auto lab = run_pumps(
        "faults: {cut: {kind: offline, count: 4, at: 10m, for: 1s}}\n"
        "rules: {away: {when: level > 0, where: $connected = false}}");
    BOOST_TEST(alert_times(*lab, event_kind::alert_opened, "away") == std::vector<double>{600},
               tt::per_element());
    BOOST_TEST(alert_times(*lab, event_kind::alert_closed, "away") == std::vector<double>{601},
               tt::per_element());
}

BOOST_AUTO_TEST_CASE(a_plan_counts_the_devices_that_a_rule_watches) {
    const auto fleet = fleet_api::open(scenario_for("10m", R"(
templates:
  a: {telemetry: {x: {constant: 1}}}
  b: {telemetry: {y: {constant: 1}}}
fleets:
  fa: {template: a, count: 10, id: a-##, tags: {region: {pick: {north: 20%, south: rest}}}}
  fb: {template: b, count: 90, id: b-##, tags: {region: {pick: {north: 20%, south: rest}}}}
rules:
  any: {when: x > 0}
  gone: {when: $connected = false, where: region = 'north'}
  hot: {when: x > 0, where: region = 'north', for: 1m}
)"),
                                       {});
    const auto plan = fleet->plan();
    BOOST_REQUIRE(plan.rules.size() == 3u);
    BOOST_TEST((plan.rules[0].name == "any" && plan.rules[0].matched == 10u));
    BOOST_TEST((plan.rules[1].name == "gone" && plan.rules[1].matched == 20u));
    BOOST_TEST((plan.rules[2].name == "hot" && plan.rules[2].matched == 2u));
}

namespace {

std::set<std::string> with_alerts(const fleet_lab& lab, const std::string& name) {
    std::set<std::string> ids;
    for (const auto& e : events_of(lab, event_kind::alert_opened))
        if (e.detail == name) ids.insert(e.subject);
    return ids;
}

const std::string sites = R"(
templates: {pump: {telemetry: {level: {constant: 5}}, messages: {status: {every: 1m}}}}
fleets:
  pumps: {template: pump, count: 200, id: p-###, tags: {site: {sequence: site-##, each: 20}}}
  late: {template: pump, count: 50, id: l-###, arrive: [{for: 20m, to: 100%}]}
)";

}  // namespace

BOOST_AUTO_TEST_CASE(a_share_of_the_devices_is_watched_exactly_and_the_others_never_are) {
    fleet_lab lab(scenario_for("1h", sites + R"(
rules:
  some: {when: level > 0, share: 10%}
  few: {when: level > 0, where: $fleet = 'pumps', count: 7}
  away: {when: $connected, share: 30%}
faults: {cut: {kind: offline, at: 30m, for: 1m}}
)"));
    lab.run();
    BOOST_TEST(rule(lab, "some").fired == 25u);
    BOOST_TEST(rule(lab, "few").fired == 7u);
    BOOST_TEST(rule(lab, "away").devices == 75u);
    BOOST_TEST(rule(lab, "away").fired == 150u);
    const auto some = with_alerts(lab, "some");
    BOOST_TEST(std::any_of(some.begin(), some.end(), [](auto& id) { return id[0] == 'l'; }));
}

BOOST_AUTO_TEST_CASE(whole_clusters_are_watched_or_none_of_their_devices) {
    fleet_lab lab(
        scenario_for("10m", sites + "rules: {r: {when: level > 0, by: site, share: 30%}}"));
    lab.run();
    std::map<std::string, int> by_site;
    for (const auto& id : with_alerts(lab, "r"))
        ++by_site[std::to_string((std::stoi(id.substr(2)) - 1) / 20)];
    BOOST_TEST(by_site.size() == 3u);
    for (const auto& [site, devices] : by_site)
        BOOST_TEST(devices == 20, site);
    const auto plan =
        fleet_api::open(
            scenario_for("10m", sites + "rules: {r: {when: level > 0, by: site, share: 30%}}"), {})
            ->plan();
    BOOST_TEST(plan.rules[0].matched == 60u);
}

BOOST_AUTO_TEST_CASE(a_rule_and_a_fault_with_one_draw_choose_alike) {
    fleet_lab lab(scenario_for("1h", sites + R"(
rules:
  gone: {when: $connected = false, where: $fleet = 'pumps', share: 10%, draw: x}
  others: {when: $connected = false, where: $fleet = 'pumps', share: 10%}
faults: {cut: {kind: offline, where: $fleet = 'pumps', share: 10%, draw: x, at: 30m, for: 1m}}
)"));
    lab.run();
    BOOST_TEST(rule(lab, "gone").devices == 20u);
    BOOST_TEST(rule(lab, "others").devices < 10u);
}

BOOST_AUTO_TEST_CASE(a_rule_over_clusters_counts_the_chosen_devices_only) {
    fleet_lab lab(scenario_for("1h", sites + R"(
rules:
  dark: {per: site, by: site, count: 4, when: devices.online < 50%}
  half: {per: site, where: $fleet = 'pumps', share: 50%, when: devices.total < 20}
faults: {cut: {kind: offline, at: 30m, for: 1m}}
)"));
    lab.run();
    BOOST_TEST(rule(lab, "dark").devices == 4u);
    BOOST_TEST(rule(lab, "dark").fired == 4u);
    BOOST_TEST(rule(lab, "half").open == 10u);
}

BOOST_AUTO_TEST_CASE(what_a_rule_chooses_is_the_same_at_any_length_of_a_visit) {
    const std::string yaml = sites + R"(
rules:
  some: {when: level > 0, share: 10%, for: 90s}
  dark: {per: site, by: site, share: 30%, when: devices.online < 50%, absorbs: gone}
  gone: {when: $connected = false, share: 40%}
faults: {cut: {kind: offline, share: 80%, at: 30m, for: 1m}}
expect: [{always: rules.gone.open <= 90}]
)";
    fleet_lab a(scenario_for("1h", yaml), steps_a_visit(1));
    fleet_lab b(scenario_for("1h", yaml), steps_a_visit(500));
    a.run(), b.run();
    BOOST_TEST(a.canonical() == b.canonical());
    for (const auto* name : {"some", "dark", "gone"})
        BOOST_TEST(rule(a, name).fired > 0u, name);
}

BOOST_AUTO_TEST_SUITE_END()
