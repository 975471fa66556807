#include <boost/test/unit_test.hpp>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

using words = std::vector<std::string>;

/// The digest of a run with these further arguments.
std::string digest_of(const trial& here, words arguments, const words& more,
                      const words& environment = {}) {
    arguments.insert(arguments.begin(), "run");
    arguments.push_back("--quiet");
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto end = here.muster(arguments, environment);
    BOOST_TEST((end.code == 0 || end.code == 99), end.err);
    return digest_in(end.out);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(same_result_test)

BOOST_AUTO_TEST_CASE(on_one_worker_and_on_several) {
    const trial here;
    for (const auto* name : {"first-fleet", "bad-firmware", "ten-million"}) {
        const words run = {shipped(name), "--devices", "3000", "--for", "5h"};
        const auto digest = digest_of(here, run, {"--workers", "1"});
        BOOST_TEST(digest.size() == 64u);
        BOOST_TEST(digest == digest_of(here, run, {"--workers", "2"}), name);
        BOOST_TEST(digest == digest_of(here, run, {"--workers", "5"}), name);
    }
}

BOOST_AUTO_TEST_CASE(one_step_at_a_time_or_many) {
    const trial here;
    for (const auto* name : {"first-fleet", "fleet-of-trucks"}) {
        const words run = {shipped(name), "--devices", "1000"};
        BOOST_TEST(
            digest_of(here, run, {}) == digest_of(here, run, {}, {"MUSTER_STEPS_PER_VISIT=1"}),
            name);
    }
}

BOOST_AUTO_TEST_CASE(at_any_pace) {
    const trial here;
    const words run = {shipped("first-fleet"), "--devices", "500", "--for", "10m"};
    BOOST_TEST(digest_of(here, run, {"--speed", "max"}) ==
               digest_of(here, run, {"--speed", "600x"}));
}

BOOST_AUTO_TEST_CASE(but_another_one_with_another_seed) {
    const trial here;
    const words run = {shipped("first-fleet"), "--devices", "500", "--for", "10m"};
    BOOST_TEST(digest_of(here, run, {"--seed", "1"}) != digest_of(here, run, {"--seed", "2"}));
}

BOOST_AUTO_TEST_CASE(from_the_scenario_that_plan_full_prints) {
    const trial here;
    for (const auto* name : {"first-fleet", "bad-firmware", "smart-meters", "fleet-of-trucks"}) {
        const auto plan = here.muster({"plan", "--full", shipped(name), "--devices", "1000"});
        BOOST_TEST(plan.code == 0, plan.err);
        const auto full = here.write("full.yaml", plan.out);
        BOOST_TEST(digest_of(here, {shipped(name), "--devices", "1000"}, {"--for", "2h"}) ==
                       digest_of(here, {full}, {"--for", "2h"}),
                   name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
