#include "actors/shard.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/one_shard.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

/// Readings in the order in which a shard hands them out.
struct order_sink final : sink {
    struct entry {
        std::uint64_t key;
        sim_time at;
        std::uint16_t message;
    };
    std::vector<entry> all;
    void consume(std::uint32_t, const reading_batch& b) override {
        for (std::size_t i = 0; i < b.count; ++i)
            all.push_back({b.key[i], b.at[i], b.message[i]});
    }
    void at_barrier(sim_time) override {}
};

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    messages: {quick: {every: 300ms}, slow: {every: 10s, aligned: true, carries: level}}
fleets: {pumps: {template: pump, count: 60}, others: {template: pump, count: 20}}
faults: {boom: {kind: crash, for: 1ms}, dark: {kind: power_off, for: 10s}}
)";

run_options with(sink& s) {
    run_options options;
    options.sinks = {&s};
    options.events_kept = 1;
    options.message_events = true;
    return options;
}

std::vector<event> of_kind(std::vector<event> all, event_kind kind) {
    std::erase_if(all, [&](const event& e) { return e.kind != kind; });
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shard_test)

BOOST_AUTO_TEST_CASE(runs_a_step_device_by_device_and_each_in_its_own_time) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps), with(seen));
    std::vector<std::uint64_t> keys = lab.shard().columns().keys;
    const auto place_of = [&](std::uint64_t key) {
        return std::find(keys.begin(), keys.end(), key) - keys.begin();
    };
    for (step_index step = 0; step < 30; ++step) {
        seen.all.clear();
        lab.visit(step);
        BOOST_TEST(seen.all.size() >= 3U * lab.devices());
        for (std::size_t i = 1; i < seen.all.size(); ++i) {
            const auto& a = seen.all[i - 1];
            const auto& b = seen.all[i];
            BOOST_TEST((std::tuple(place_of(a.key), a.at, a.message) <
                        std::tuple(place_of(b.key), b.at, b.message)));
            BOOST_TEST((step_of(b.at, 1s) == step));
        }
    }
}

BOOST_AUTO_TEST_CASE(hands_out_the_same_in_one_visit_and_in_many) {
    order_sink one, many;
    one_shard a(scenario_for("1h", pumps), with(one));
    one_shard b(scenario_for("1h", pumps), with(many));
    a.visit(99);
    for (step_index step = 0; step < 100; ++step)
        b.visit(step);
    BOOST_TEST_REQUIRE(one.all.size() == many.all.size());
    for (std::size_t i = 0; i < one.all.size(); ++i)
        BOOST_TEST((std::tuple(one.all[i].key, one.all[i].at) ==
                    std::tuple(many.all[i].key, many.all[i].at)));
    BOOST_TEST((a.shard().state_hash().words() == b.shard().state_hash().words()));
}

BOOST_AUTO_TEST_CASE(ends_faults_before_it_begins_others_and_both_before_messages) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps), with(seen));
    lab.visit_with_fault(1, 20, 29);
    lab.shard().survey({survey_mail::subject::fault, 1}, {});
    lab.visit(60, {mail{sim_time(30s), lab.run.the_world().shards(), 1, lab.shard().index(),
                        fault_start_mail{1, ~std::uint64_t{0}}}});
    const auto events = lab.shard().take_events();
    const auto begun = of_kind(events, event_kind::fault_begun);
    const auto ended = of_kind(events, event_kind::fault_ended);
    BOOST_TEST(begun.size() ==
               2U * lab.devices());  // the second begins at the instant at which the first ends
    BOOST_TEST(ended.size() == 2U * lab.devices());
    for (const auto& x : seen.all)
        BOOST_TEST((x.at < sim_time(20s) || x.at >= sim_time(40s)));
    const bool at_the_end = std::any_of(seen.all.begin(), seen.all.end(), [](const auto& x) {
        return x.at == sim_time(40s) && x.message == 1;
    });
    BOOST_TEST(at_the_end);  // the aligned message of the instant at which the power is back
}

BOOST_AUTO_TEST_CASE(names_the_clusters_of_a_fault_that_takes_all_of_them) {
    one_shard lab(scenario_for("1h", R"(
templates: {pump: {telemetry: {level: 1..2}}}
fleets: {pumps: {template: pump, count: 60, tags: {site: {sequence: s-##, each: 10}}}}
faults: {cut: {kind: offline, by: site, at: 1m}}
)"));
    std::set<std::uint64_t> clusters;
    std::uint64_t matched = 0;
    for (const auto& s : lab.run.shards()) {
        const auto answer = s->survey({survey_mail::subject::fault, 0}, {});
        matched += answer.matched;
        clusters.insert(answer.hashes.begin(), answer.hashes.end());
    }
    BOOST_TEST(matched == 60u);
    BOOST_TEST(clusters.size() == 6u);
}

BOOST_AUTO_TEST_CASE(stops_its_visit_at_the_first_step_that_sends_mail) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps), with(seen));
    const auto stopped = lab.visit_with_fault(0, 10, 100);
    BOOST_TEST(stopped.reached == 10);
    BOOST_TEST_REQUIRE(stopped.outbox.size() == 1U);
    BOOST_TEST((stopped.outbox[0].due == sim_time(11s)));
    const auto& failures = std::get<failures_mail>(stopped.outbox[0].body).failures;
    BOOST_TEST(failures.size() == lab.devices());
    for (std::size_t i = 1; i < failures.size(); ++i)
        BOOST_TEST(failures[i - 1].device < failures[i].device);
    BOOST_TEST(lab.visit(100).reached == 100);
}

BOOST_AUTO_TEST_CASE(jumps_over_steps_with_nothing_to_do) {
    order_sink seen;
    one_shard lab(scenario_for("24h", R"(
templates: {pump: {telemetry: {level: 1..2}, messages: {status: {every: 1h, aligned: true}}}}
fleets: {pumps: {template: pump, count: 60}})"),
                  with(seen));
    const auto done = lab.visit(3599);
    BOOST_TEST(done.reached == 3599);
    BOOST_TEST(done.next_due == 3600);
    BOOST_TEST(lab.visit(3600).next_due >= 3601);
    BOOST_TEST(seen.all.size() == 2U * lab.devices());
}

BOOST_AUTO_TEST_CASE(restarts_a_device_when_its_group_says_so_and_not_before) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps), with(seen));
    lab.visit_with_fault(0, 10, 100);
    lab.visit(19);
    BOOST_TEST(lab.counted(flow::restarts) == 0);
    lab.visit(40, {mail{sim_time(20s), lab.run.the_world().shards() + 1, 0, lab.shard().index(),
                        restart_mail{{{0, sim_time(25500ms)}}}}});
    const auto restarted = of_kind(lab.shard().take_events(), event_kind::device_restarted);
    BOOST_TEST_REQUIRE(restarted.size() == 1U);
    BOOST_TEST((restarted[0].at == sim_time(25500ms)));
    for (const auto& x : seen.all) {
        const bool first = x.key == lab.shard().columns().keys[0];
        BOOST_TEST((x.at <= sim_time(10s) || (first && x.at >= sim_time(25500ms))));
    }
}

BOOST_AUTO_TEST_CASE(leaves_a_device_in_quarantine_alone) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps), with(seen));
    lab.visit_with_fault(0, 10, 100);
    lab.visit(100, {mail{sim_time(20s), lab.run.the_world().shards() + 1, 0, lab.shard().index(),
                         quarantine_mail{{0, 1}}}});
    BOOST_TEST((lab.shard().state().lifecycle_of(0) == lifecycle::quarantined));
    BOOST_TEST((lab.shard().state().lifecycle_of(2) == lifecycle::crashed));
    const auto answers = lab.visit(
        200, {mail{sim_time(150s), lab.run.the_world().shards() + 1, 1, lab.shard().index(),
                   restart_mail{{{0, sim_time(150s)}, {2, sim_time(150s)}}}}});
    BOOST_TEST(answers.outbox.empty());
    BOOST_TEST(lab.counted(flow::restarts) == 1);
}

BOOST_AUTO_TEST_CASE(logs_each_change_of_a_counter_once) {
    order_sink seen;
    one_shard lab(scenario_for("1h", pumps + "expect: [{always: devices.online >= 0%}]"),
                  with(seen));
    const auto before = lab.shard().counters();
    lab.visit_with_fault(1, 10, 50);
    auto replayed = before;
    for (const auto& move : lab.shard().take_log())
        replayed[move.counter] += move.by;
    BOOST_TEST(replayed == lab.shard().counters(), tt::per_element());
    BOOST_TEST(lab.shard().take_log().empty());
}

BOOST_AUTO_TEST_SUITE_END()
