#include <boost/test/unit_test.hpp>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Two halves with ten seconds of rest between them.
job_lab halves(lab_odds odds = {}) {
    job_spec spec;
    spec.name = "fw";
    spec.batches = {{batch_spec::form::part, {}, share{share::whole / 2}, 0}, {}};
    spec.next_batch.soak = 10s;
    return {spec, {4, 4}, {std::nullopt, std::nullopt}, odds, 1};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_soak_test)

BOOST_AUTO_TEST_CASE(lets_the_shards_run_ahead_while_nobody_of_the_batch_is_left) {
    auto lab = halves({0, 0, 0, 0, 3});
    lab.run(1);
    BOOST_TEST(lab.machine().needs_every_step());
    lab.run(4);
    BOOST_TEST(lab.result().batches.at(0).counts.succeeded == 4u);
    BOOST_TEST(!lab.machine().needs_every_step());
    while (!lab.result().batches.at(1).begin)
        lab.run(1);
    BOOST_TEST(lab.machine().needs_every_step());
    lab.run(20);
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(!lab.machine().needs_every_step());
}

BOOST_AUTO_TEST_CASE(holds_them_back_for_a_device_that_may_still_come) {
    auto lab = halves();
    lab.connect(0, 0, false);
    lab.run(5);
    BOOST_TEST(lab.machine().needs_every_step());
}

BOOST_AUTO_TEST_CASE(a_device_left_behind_is_still_sent_the_command_when_resumed_while_it_soaks) {
    job_spec spec;
    spec.name = "fw";
    spec.batches = {{batch_spec::form::count, {}, {}, 4}, {}};
    spec.next_batch = {share{share::whole / 2}, {}, 10min, true};
    job_lab lab(spec, {8}, {std::nullopt, std::nullopt}, {}, 1);
    lab.connect(0, 3, false);
    lab.run(5);
    BOOST_TEST(lab.sent().size() == 3u);
    lab.act(job_verb::pause);
    lab.run(5);
    lab.connect(0, 3, true);
    lab.run(5);
    BOOST_TEST(lab.sent().size() == 3u);
    lab.act(job_verb::resume);
    lab.run(5);
    BOOST_TEST(lab.sent().size() == 4u);
    BOOST_TEST(!lab.result().batches.at(1).begin);
}

BOOST_AUTO_TEST_SUITE_END()
