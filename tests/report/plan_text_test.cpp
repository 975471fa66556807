#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/plan_text.hpp"
#include "report/plan_timeline.hpp"
#include "tests/report/fixture.hpp"
#include "tests/report/golden.hpp"

using namespace muster;
using namespace muster::report;
using namespace std::chrono_literals;

namespace {

plan_facts rollout_facts() {
    plan_facts f;
    f.devices = 300'000;
    f.shards = 1'024;
    f.fleets = {{"north", 200'000}, {"coast", 100'000}};
    f.groups = {{"ready", 288'000}, {"pilots", 288}};
    f.faults = {{"power_cut", 200'000, 159'000, 200, 160}, {"dead", 300'000, 300'000, 0, 0}};
    f.rules = {{"hot", 300'000}};
    f.jobs = {{"fw",
               288'000,
               {{"pilots", 288, 10}, {"1%", 2'837, 10}, {"rest", 284'875, 854}},
               {},
               5h,
               {},
               {}}};
    f.jobs[0].paces = {{0, 855, 93h, 855, false},
                       {20, 875, 91h, 875, true},
                       {std::nullopt, 284'875, 5h, 284'875, false}};
    f.messages = 43'200'000;
    f.readings = 86'400'000;
    f.memory_bytes = 200'000'000;
    return f;
}

std::vector<std::string> codes(const diagnostics& found) {
    std::vector<std::string> out;
    for (const diagnostic& item : found.items)
        out.push_back(item.code);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_text_test)

BOOST_AUTO_TEST_CASE(says_in_words_and_a_timeline_what_will_happen) {
    std::ostringstream out;
    write_plan(out, fixture::rollout_scenario(), rollout_facts(), {false, 100, true});
    fixture::check_golden("plan.txt", out.str());
}

BOOST_AUTO_TEST_CASE(orders_the_timeline_by_time) {
    scenario about = fixture::rollout_scenario();
    about.faults[0].delay = 30min;
    about.faults[0].lasts = distribution{distribution::shape::uniform, 60e6, 7200e6};
    about.expect[1].kind = expectation_spec::form::at;
    about.expect[1].at = 3h;
    const auto events = plan_timeline(about, rollout_facts());
    BOOST_TEST(std::is_sorted(events.begin(), events.end(),
                              [](const auto& a, const auto& b) { return a.at < b.at; }));
    BOOST_TEST(events[1].text == "fault power_cut begins for 159,000 devices");
    BOOST_TEST((events[1].at == 2h + 30min));
    BOOST_TEST(events[3].text == "checked: devices.online >= 90%");
}

BOOST_AUTO_TEST_CASE(warns_of_a_share_that_selects_nobody) {
    plan_facts facts = rollout_facts();
    facts.faults[0] = {"power_cut", 200'000, 0, 1, 0};
    facts.groups[1].devices = 0;
    facts.jobs[0].batches[0].devices = 0;
    const diagnostics found = plan_warnings(fixture::rollout_scenario(), facts);
    BOOST_TEST(codes(found) == std::vector<std::string>(3, "selects-nobody"),
               boost::test_tools::per_element());
    BOOST_TEST(!found.has_errors());
    BOOST_TEST(
        to_text(found.items[0]) ==
        "scenarios/bad-lot.yaml:21:3: warning[selects-nobody]: faults.power_cut takes 80 % of 1 "
        "cluster, which is nobody; take a larger share, or a count");
}

BOOST_AUTO_TEST_CASE(warns_of_what_never_begins) {
    scenario about = fixture::rollout_scenario();
    about.jobs[0].start = 12h;
    const diagnostics found = plan_warnings(about, rollout_facts());
    BOOST_TEST(codes(found) == std::vector<std::string>{"after-the-end"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(warns_of_a_job_that_has_too_little_time) {
    scenario about = fixture::rollout_scenario();
    about.jobs[0].start = 1h;
    about.jobs[0].reach = 2h;
    plan_facts facts = rollout_facts();
    facts.jobs[0].last_batch = 2h;
    facts.jobs[0].best_case = *about.time.length - 30min;
    const diagnostics found = plan_warnings(about, facts);
    BOOST_TEST(codes(found) == std::vector<std::string>(2, "too-late"),
               boost::test_tools::per_element());
    BOOST_TEST(found.items[0].text.find("begins its last batch after 2h at best") !=
               std::string::npos);
    facts.jobs[0].last_batch = 2h - 1s;
    facts.jobs[0].best_case = *about.time.length - 1h;
    BOOST_TEST(plan_warnings(about, facts).items.empty());
}

BOOST_AUTO_TEST_CASE(copes_with_facts_that_are_missing) {
    std::ostringstream out;
    write_plan(out, fixture::rollout_scenario(), {}, {false, 80, false});
    BOOST_TEST(!out.str().empty());
}

BOOST_AUTO_TEST_SUITE_END()
