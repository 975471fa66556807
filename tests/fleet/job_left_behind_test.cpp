#include <boost/test/unit_test.hpp>

#include <algorithm>

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

BOOST_AUTO_TEST_CASE(a_job_that_was_deleted_stays_so_when_all_processes_die_in_any_step_after_it) {
    for (step_index after = 0; after < 4; ++after) {
        job_lab lab(gated(), {50, 50}, {std::nullopt, std::nullopt}, {}, 1);
        while (!lab.ended())
            lab.run(1);
        BOOST_REQUIRE(lab.result().counts.succeeded == 100u);
        lab.act(job_verb::erase);
        lab.run(1 + after);
        lab.crash();
        lab.run(3);
        BOOST_TEST(lab.result().state == "deleted");
        BOOST_TEST(lab.result().counts.total == 0u);
        for (std::uint32_t s = 0; s < lab.shards(); ++s)
            BOOST_TEST(lab.state(s).legs.empty());
    }
}

BOOST_AUTO_TEST_CASE(who_follows_a_job_that_was_over_when_all_processes_died_is_told_again) {
    const auto spec = gated();
    job_seat seat;
    seat.begins_on_cancel = 7;
    job_record kept;
    kept.stage = job_stage::cancelled;
    kept.begin = kept.end = sim_time(5s);
    kept.batches.resize(2);
    job_machine machine(spec, seat, kept);
    BOOST_REQUIRE(machine.on_mail(sim_time(9s), {{{}, 0, 0, 0, wake_mail{token_recover}}}).size() ==
                  1U);
    bool told = false;
    for (const auto& m : machine.on_mail(sim_time(9s), {{{}, 0, 0, 0, members_mail{}}})) {
        const auto* wake = std::get_if<wake_mail>(&m.body);
        told |= wake != nullptr && wake->token == token_start && m.to == 7;
    }
    BOOST_TEST(told);
}

BOOST_AUTO_TEST_CASE(a_deleted_undo_holds_nobody_when_all_processes_have_died) {
    const auto spec = gated();
    job_seat seat;
    seat.reverts = 7;
    job_record kept;
    kept.stage = job_stage::erased;
    kept.begin = kept.end = sim_time(5s);
    kept.batches.resize(2);
    job_machine machine(spec, seat, kept);
    machine.on_mail(sim_time(9s), {{{}, 0, 0, 0, wake_mail{token_recover}}});
    std::vector<std::uint32_t> told;
    for (const auto& m : machine.on_mail(sim_time(9s), {{{}, 0, 0, 0, members_mail{}}}))
        if (const auto* wake = std::get_if<wake_mail>(&m.body)) told.push_back(wake->token);
    BOOST_TEST(told == std::vector<std::uint32_t>{token_let_go}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_second_word_to_begin_changes_nothing_for_who_waits_for_its_turn) {
    const auto spec = gated();
    job_seat seat;
    seat.queue = 9;
    job_machine machine(spec, seat);
    const std::vector<mail> start{{{}, 0, 0, 0, wake_mail{token_start}}};
    const auto asked = [&] {
        const auto out = machine.on_mail(sim_time(1s), start);
        return std::count_if(out.begin(), out.end(), [](const mail& m) {
            return std::holds_alternative<job_turn_mail>(m.body);
        });
    };
    BOOST_TEST(asked() == 1);
    BOOST_TEST(asked() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
