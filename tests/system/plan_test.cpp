#include <boost/test/unit_test.hpp>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

std::string pumps(const std::string& which) {
    return R"(muster: 1
seed: 7
time: {for: 1h}
templates:
  pump:
    telemetry: {level: 1..2}
    properties: {mode: {values: [eco, boost, idle], initial: eco, writable: true}}
    messages: {status: {every: 1m}}
fleets: {pumps: {template: pump, count: 100, id: p-##, tags: {site: {sequence: s-#, each: 10}}}}
jobs:
  j: {set: {mode: idle}, rate: 60/m, where: ")" +
           which + R"("}
  k: {revert: j, start: {at: 30m}}
  l: {set: {mode: boost}, start: {at: 1m}, where: site = 's-9'}
)";
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_test)

BOOST_AUTO_TEST_CASE(says_how_targets_differ_from_those_of_an_earlier_run) {
    const trial here;
    here.write("then.yaml", pumps("site IN ['s-1', 's-2']"));
    here.write("now.yaml", pumps("site IN ['s-2', 's-3', 's-4']"));
    BOOST_TEST(here.muster({"run", "then.yaml", "--out", "out", "--quiet"}).code == 0);
    const auto same = here.muster({"plan", "then.yaml", "--since", "out"});
    BOOST_TEST(same.code == 0, same.err);
    BOOST_TEST(says(same.out, "20 devices, the same as in the run before"), same.out);
    const auto other = here.muster({"plan", "now.yaml", "--since", "out"});
    BOOST_TEST(says(other.out, "30 devices, 20 more and 10 less than the 20 of the run before"),
               other.out);
    const auto none = here.muster({"plan", "now.yaml", "--since", "nowhere"});
    BOOST_TEST(none.code == 2);
    BOOST_TEST(says(none.err, "--since: error[no-folder]: there are no jobs in `nowhere`"),
               none.err);
}

BOOST_AUTO_TEST_CASE(and_a_run_say_which_jobs_meet_on_a_device_also_with_nodes) {
    const trial here;
    here.write("pumps.yaml", pumps("site != 's-1'"));
    const auto plan = here.muster({"plan", "pumps.yaml"}, {"COLUMNS=200"});
    BOOST_TEST(says(plan.out, "l begins while j can't be done yet"), plan.out);
    const auto alone = here.muster({"run", "pumps.yaml", "--json"});
    BOOST_TEST(says(alone.out, "\"conflicts\""), alone.out);
    BOOST_TEST(says(alone.out, "\"set anew since\""), alone.out);
    const auto spread = here.muster({"run", "pumps.yaml", "--json", "--nodes", "3"});
    BOOST_TEST(digest_in(spread.out) == digest_in(alone.out));
}

BOOST_AUTO_TEST_SUITE_END()
