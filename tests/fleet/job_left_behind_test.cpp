#include <boost/test/unit_test.hpp>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// A small first batch that goes on without its last devices, then a large one, both held back by
/// a limit of their own.
job_spec gated() {
    job_spec spec;
    spec.name = "fw";
    spec.batches = {{batch_spec::form::count, {}, {}, 10}, {}};
    spec.next_batch.finished = share{share::whole / 2};
    spec.cancel = cancel_spec{{true, share{share::whole / 10}, 0}, 0, cancel_spec::base::batch, 0};
    return spec;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_left_behind_test)

BOOST_AUTO_TEST_CASE(whom_a_batch_left_behind_is_sent_the_command_once_it_is_there) {
    job_lab lab(gated(), {200, 200}, {std::nullopt, std::nullopt}, {}, 1);
    const auto first = job_machine::first_shard("fw", 2);
    lab.connect(first, 3, false);
    while (!lab.result().batches.at(1).begin)
        lab.run(1);
    lab.run(2);
    BOOST_TEST(lab.result().batches.at(0).counts.pending == 1u);
    BOOST_REQUIRE(lab.result().batches.at(1).counts.pending > 100u);
    lab.connect(first, 3, true);
    lab.run(3);
    BOOST_TEST(lab.result().batches.at(0).counts.pending == 0u);
}

BOOST_AUTO_TEST_CASE(whom_a_batch_left_behind_does_not_narrow_the_next_one) {
    job_lab lab(gated(), {200, 200}, {std::nullopt, std::nullopt}, {}, 1);
    lab.connect(job_machine::first_shard("fw", 2), 3, false);
    lab.run(30);
    BOOST_TEST(lab.result().batches.at(0).counts.pending == 1u);
    // 10 % of 10 is one failure, so two at once; 10 % of 390 is 39, so forty.
    BOOST_TEST(lab.most_in_flight() >= 40u);
}

BOOST_AUTO_TEST_SUITE_END()
