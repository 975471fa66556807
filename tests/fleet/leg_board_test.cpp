#include <boost/test/unit_test.hpp>

#include "fleet/leg_board.hpp"
#include "fleet/shard_columns.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// A leg of job 0 over ten connected devices in batches of three and seven, without its job actor.
struct one_leg {
    leg_board legs;
    shard_state state;
    std::vector<device_flags> flags = std::vector<device_flags>(10);
    std::vector<change> made;

    one_leg() {
        legs.open(0, {true, {}}, slot_set::range(0, 10), {std::nullopt, std::nullopt}, 5s, made);
        legs.plan({0, {{0, 3}, {3, 10}}}, made);
        commit();
    }
    void commit() {
        for (const auto& c : made)
            apply(state, c);
        made.clear();
    }
    void grant(std::uint32_t batch, std::uint64_t permits, bool unlimited = false) {
        legs.grant({0, batch, permits, unlimited}, flags);
    }
    std::vector<slot> dispatch() {
        const auto sent = legs.dispatch(0, flags, 10s, made).sent;
        commit();
        for (const auto s : sent)
            legs.launched(0, s, 10s, 20s, {});
        return sent;
    }
    std::vector<leg_report_mail> end_step() {
        std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
        legs.end_step(made, reports);
        commit();
        std::vector<leg_report_mail> out;
        for (const auto& [job, report] : reports)
            out.push_back(report);
        return out;
    }
    void connect(slot s, bool on) {
        flags[s] = on ? 0 : flag_outage;
        legs.connection_changed(s, on);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(leg_board_test)

BOOST_AUTO_TEST_CASE(answers_a_survey_with_what_it_has) {
    leg_board legs;
    std::vector<change> made;
    const auto answer =
        legs.open(0, {true, {}}, slot_set::range(0, 10),
                  {slot_set::of({1, 2, 50}), slot_set::of({2, 3}), std::nullopt}, 5s, made);
    BOOST_TEST(answer.matched == 10u);
    BOOST_TEST(answer.batch_sizes == (std::vector<std::uint64_t>{2, 1, 0}),
               boost::test_tools::per_element());
    BOOST_TEST(answer.left == 7u);
    BOOST_TEST(made.size() == 1u);
    made.clear();
    BOOST_TEST(legs.open(1, {true, {}}, {}, {std::nullopt}, 5s, made).matched == 0u);
    BOOST_TEST(made.empty());
}

BOOST_AUTO_TEST_CASE(says_how_many_are_ready_before_it_may_send) {
    one_leg l;
    BOOST_TEST(l.end_step().empty());
    l.flags[1] = flag_offline;
    l.grant(0, 0);
    BOOST_TEST(l.dispatch().empty());
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 1u);
    BOOST_TEST((reports[0].ready == 2 && reports[0].dispatched == 0 && reports[0].batch == 0));
}

BOOST_AUTO_TEST_CASE(sends_to_the_first_connected_devices_as_many_as_permits_allow) {
    one_leg l;
    l.flags[0] = flag_crashed;
    l.grant(1, 2);
    l.grant(0, 4);  // of the first batch only two are there
    BOOST_TEST(l.dispatch() == (std::vector<slot>{1, 2, 3, 4}), boost::test_tools::per_element());
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 2u);
    BOOST_TEST((reports[0].batch == 0 && reports[0].dispatched == 2));
    BOOST_TEST((reports[1].batch == 1 && reports[1].dispatched == 2 && reports[1].ready == 5));
    BOOST_TEST(l.state.legs.at(0).of(leg_outcome::dispatched).size() == 4u);
}

BOOST_AUTO_TEST_CASE(permits_are_good_for_one_step) {
    one_leg l;
    for (slot s = 0; s < 3; ++s)
        l.flags[s] = flag_outage;
    l.grant(0, 2);
    BOOST_TEST(l.dispatch().empty());
    l.end_step();
    l.connect(0, true);
    BOOST_TEST(l.dispatch().empty());
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 1u);
    BOOST_TEST(reports[0].ready == 1u);
}

BOOST_AUTO_TEST_CASE(an_unlimited_grant_sends_as_devices_come_back) {
    one_leg l;
    l.flags[2] = l.flags[1] = flag_outage;
    l.grant(0, 0, true);
    BOOST_TEST(l.dispatch().size() == 1u);
    BOOST_TEST(!l.legs.wants_step());
    l.end_step();
    l.connect(2, true);
    BOOST_TEST(l.legs.wants_step());
    BOOST_TEST(l.dispatch() == std::vector<slot>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(results_become_one_change_per_outcome_and_reason) {
    one_leg l;
    l.grant(1, 10);
    l.grant(0, 10);
    l.dispatch();
    l.end_step();
    l.legs.resolved(0, 0, 12s, leg_outcome::succeeded, "");
    l.legs.resolved(0, 1, 13s, leg_outcome::failed, "flash");
    l.legs.resolved(0, 2, 13s, leg_outcome::failed, "flash");
    l.legs.resolved(0, 3, 20s, leg_outcome::timed_out, "late");
    std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
    l.legs.end_step(l.made, reports);
    BOOST_TEST(l.made.size() == 3u);
    l.commit();
    BOOST_TEST(reports.size() == 2u);
    const auto& leg = l.state.legs.at(0);
    BOOST_TEST((leg.reasons.at("flash") == slot_set::of({1, 2})));
    BOOST_TEST((leg.outcome_of(3) == leg_outcome::timed_out &&
                leg.outcome_of(4) == leg_outcome::dispatched));
    BOOST_TEST(l.legs.figures(0)->at(0).latency.count() == 3u);
    BOOST_TEST(l.legs.figures(0)->at(0).latency.sum() == 8.0);
    l.legs.resolved(0, 0, 30s, leg_outcome::failed, "twice");
    BOOST_TEST(l.end_step().empty());
}

BOOST_AUTO_TEST_CASE(tells_apart_who_says_no_and_who_is_called_back) {
    one_leg l;
    l.grant(0, 3);
    BOOST_TEST(l.dispatch().size() == 3u);
    l.end_step();
    l.legs.resolved(0, 0, 11s, leg_outcome::failed, "rejected: low", failure_kind::rejected);
    l.legs.resolved(0, 1, 12s, leg_outcome::failed, "broke");
    l.legs.resolved(0, 2, 13s, leg_outcome::cancelled, "recalled in download");
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 1u);
    BOOST_TEST((reports[0].failed == 2 && reports[0].rejected == 1));
    BOOST_TEST((reports[0].recalled == 1 && reports[0].cancelled == 0));
    const auto& leg = l.state.legs.at(0);
    BOOST_TEST((leg.of(leg_outcome::cancelled) == slot_set::of({2})));
    BOOST_TEST((leg.reasons.at("recalled in download") == slot_set::of({2})));
    BOOST_TEST(l.legs.figures(0)->at(0).latency.count() ==
               2u);  // nobody answers who is called back
}

BOOST_AUTO_TEST_CASE(keeps_of_each_device_when_it_was_sent_the_command_and_when_it_was_done) {
    one_leg l;
    l.grant(0, 2);
    l.grant(1, 3);
    l.dispatch();
    l.end_step();
    l.legs.resolved(0, 0, 12s + 345'678us, leg_outcome::succeeded, "");
    l.legs.resolved(0, 1, 11s, leg_outcome::succeeded, "");
    l.legs.resolved(0, 3, 13s, leg_outcome::failed, "flash");
    l.end_step();
    l.legs.close({0, leg_outcome::unreached, "not reached in time", {}}, l.state, l.flags, 15s,
                 l.made);
    l.commit();
    const auto& leg = l.state.legs.at(0);
    using entry = leg_times::entry;
    BOOST_TEST((leg.times.at(0) == entry{1, 10s, 12s + 345ms}));
    BOOST_TEST((leg.times.at(1) == entry{1, 10s, 11s}));
    BOOST_TEST((leg.times.at(2) == entry{0, {}, 15s}));
    BOOST_TEST((leg.times.at(3) == entry{1, 10s, 13s}));
    BOOST_TEST((leg.times.at(4) == entry{1, 10s, {}}));
    const auto& figures = *l.legs.figures(0);
    BOOST_TEST(figures.at(0).latency.count() == 2U);
    BOOST_TEST(figures.at(1).latency.count() == 1U);
    BOOST_TEST(figures.at(0).reasons.at("not reached in time") == 1U);
    BOOST_TEST(figures.at(1).reasons.at("not reached in time") == 4U);
    BOOST_TEST(figures.at(1).reasons.at("flash") == 1U);
}

BOOST_AUTO_TEST_CASE(knows_what_is_on_its_way) {
    one_leg l;
    l.grant(0, 1);
    l.dispatch();
    BOOST_TEST(l.legs.jobs_in_flight(0) == std::vector<std::uint32_t>{0},
               boost::test_tools::per_element());
    BOOST_REQUIRE(l.legs.in_flight(0, 0) != nullptr);
    BOOST_TEST((l.legs.in_flight(0, 0)->deadline == 20s));
    BOOST_TEST((l.legs.in_flight(0, 1) == nullptr && l.legs.in_flight(7, 0) == nullptr));
    l.legs.resolved(0, 0, 11s, leg_outcome::succeeded, "");
    BOOST_TEST(l.legs.jobs_in_flight(0).empty());
}

BOOST_AUTO_TEST_CASE(closing_ends_who_is_pending_and_lets_the_rest_run_out) {
    one_leg l;
    l.grant(0, 2);
    l.dispatch();
    l.end_step();
    l.legs.close({0, leg_outcome::cancelled, "job cancelled", {}}, l.state, l.flags, 15s, l.made);
    l.commit();
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 2u);
    BOOST_TEST((reports[0].cancelled == 1 && reports[1].cancelled == 7));
    BOOST_TEST(l.state.legs.at(0).of(leg_outcome::pending).empty());
    BOOST_TEST(l.state.legs.at(0).of(leg_outcome::dispatched).size() == 2u);
}

BOOST_AUTO_TEST_CASE(who_was_closed_is_never_sent_to_in_a_later_batch) {
    one_leg l;
    l.grant(0, 3);
    l.dispatch();
    l.end_step();
    l.legs.close({0, leg_outcome::unreached, "not reached in time", {}}, l.state, l.flags, 15s,
                 l.made);
    l.commit();
    l.end_step();
    l.grant(1, 0, true);
    BOOST_TEST(l.dispatch().empty());
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 1u);
    BOOST_TEST(reports[0].ready == 0u);
}

BOOST_AUTO_TEST_CASE(a_job_that_asks_nothing_is_done_with_devices_that_are_away) {
    leg_board legs;
    shard_state state;
    std::vector<change> made;
    const std::vector<device_flags> flags{0, flag_offline, 0};
    legs.open(0, {false, {}}, slot_set::range(0, 3), {std::nullopt}, 5s, made);
    legs.plan({0, {{0, 3}}}, made);
    legs.grant({0, 0, 0, true}, flags);
    BOOST_TEST(legs.dispatch(0, flags, 10s, made).sent == (std::vector<slot>{0, 1, 2}),
               boost::test_tools::per_element());
    BOOST_TEST(!legs.wants_step());
}

BOOST_AUTO_TEST_CASE(a_removed_device_is_skipped_and_never_sent_anything) {
    one_leg l;
    l.grant(0, 1);
    l.flags[1] = flag_absent;
    l.legs.connection_changed(1, false);
    for (const slot gone : {1U, 5U})  // of the open batch, and of the one to come
        l.legs.removed(gone, l.state, 15s, "the device was removed", l.made);
    l.commit();
    const auto reports = l.end_step();
    BOOST_REQUIRE(reports.size() == 2u);
    BOOST_TEST((reports[0].skipped == 1 && reports[0].ready == 2));
    BOOST_TEST((reports[1].batch == 1 && reports[1].skipped == 1));
    l.grant(1, 0, true);
    BOOST_TEST(l.dispatch().size() == 2U + 6U);
    BOOST_TEST((l.state.legs.at(0).outcome_of(1) == leg_outcome::skipped));
    BOOST_TEST(l.state.legs.at(0).reasons.count("the device was removed") == 1U);
}

BOOST_AUTO_TEST_CASE(who_is_in_no_batch_is_reported_under_none) {
    leg_board legs;
    shard_state state;
    std::vector<change> made;
    legs.open(0, {true, {}}, slot_set::range(0, 4), {std::nullopt}, 5s, made);
    for (const auto& c : made)
        apply(state, c);
    made.clear();
    legs.plan({0, {{0, 1}}}, made);
    legs.close({0, leg_outcome::skipped, "in no batch", {}}, state, {0, 0, 0, 0}, 15s, made);
    std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
    legs.end_step(made, reports);
    BOOST_REQUIRE(reports.size() == 2u);
    BOOST_TEST((reports[0].second.batch == 0 && reports[0].second.skipped == 1));
    BOOST_TEST((reports[1].second.batch == no_batch && reports[1].second.skipped == 3));
}

BOOST_AUTO_TEST_CASE(
    a_device_is_lost_once_within_the_time_that_counts_and_never_once_the_job_is_over) {
    leg_board legs;
    shard_state state;
    std::vector<change> made;
    legs.open(0, {true, 10s}, slot_set::range(0, 4), {std::nullopt}, 5s, made);
    for (const auto& c : made)
        apply(state, c);
    legs.plan({0, {{0, 4}}}, made);
    const auto lost = [&] {
        std::vector<std::pair<std::uint32_t, leg_report_mail>> reports;
        legs.end_step(made, reports);
        std::uint64_t all = 0;
        for (const auto& [job, r] : reports)
            all += r.lost;
        return all;
    };
    legs.connection_lost(1, 20s);
    legs.connection_lost(2, 21s);
    legs.connection_lost(1, 25s);
    BOOST_TEST(lost() == 2U);
    legs.connection_lost(1, 30s);
    BOOST_TEST(lost() == 1U);
    leg_close_mail over{0, leg_outcome::skipped, "", {}};
    over.over = true;
    legs.close(over, state, {0, 0, 0, 0}, 40s, made);
    lost();
    legs.connection_lost(3, 50s);
    BOOST_TEST(lost() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
