#include <boost/test/unit_test.hpp>

#include "connect/link_sink.hpp"
#include "connect/null_link.hpp"
#include "connect/scripted_peer.hpp"
#include "fleet/shard_count.hpp"
#include "tests/connect/link_lab.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

using step = script_entry::act;
using form = connection_choice::form;

scenario small_town() {
    return scenario_of(R"(
muster: 1
seed: 4
time: {for: 20m}
templates:
  meter:
    telemetry:
      power: {normal: 400, sd: 10, decimals: 1}
      voltage: {normal: 230, sd: 2}
    messages:
      load: {every: 10s, jitter: 4s}
    connectivity: {online: 95%, outages: {p50: 1m, p99: 5m}}
fleets:
  meters: {template: meter, count: 500, id: m-###, tags: {feeder: {sequence: f-##, each: 50}}}
)");
}

peer_script trouble() {
    return {{{minutes(2), minutes(1), step::delay, seconds(3), all_of_it, {}},
             {minutes(5), seconds(40), step::cut, {}, share{share::whole / 2}, {}},
             {minutes(8), seconds(30), step::refuse, {}, share{share::whole / 3}, {}},
             {minutes(10), minutes(1), step::lose, {}, share{share::whole / 10}, {}},
             {minutes(12), {}, step::tell, {}, all_of_it, "report"}},
            milliseconds(80),
            seconds(10),
            20,
            9};
}

struct linked_run {
    run_outcome outcome;
    link_counts counts;
    summary latency;
    std::vector<std::string> breaches;
    std::vector<outgoing> sent;
    std::uint64_t inputs = 0;
};

linked_run run_linked(const connection_choice& choice, const peer_script& script, unsigned workers,
                      std::uint32_t steps_per_visit) {
    const auto s = small_town();
    const world w(s, shard_count_for(s.device_count()));
    diagnostics problems;
    auto plan = connection_plan::make(w, choice, problems);
    BOOST_REQUIRE(plan);
    scripted_peer peer(script);
    watched_link watched(peer, script.window);
    linked_run r;
    link_options o;
    o.on_inputs = [&r](const std::vector<link_input>& inputs) { r.inputs += inputs.size(); };
    link_sink out(w, std::move(*plan), watched, o);
    run_options how;
    how.workers = workers;
    how.steps_per_visit = steps_per_visit;
    how.sinks = {&out};
    r.outcome = run_to_the_end(s, how);
    r.counts = out.counts();
    r.latency = out.latency();
    r.breaches = watched.breaches;
    r.sent = std::move(watched.sent);
    return r;
}

bool same_messages(const linked_run& a, const linked_run& b) {
    return std::equal(a.sent.begin(), a.sent.end(), b.sent.begin(), b.sent.end(),
                      [](const outgoing& x, const outgoing& y) {
                          return x.connection == y.connection && x.device == y.device &&
                                 x.number == y.number && x.sent == y.sent;
                      });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(link_sink_test)

BOOST_AUTO_TEST_CASE(sends_every_message_that_the_devices_send) {
    const auto r = run_linked({}, {}, 2, 0);
    BOOST_TEST(r.outcome.failure.empty());
    BOOST_TEST(r.counts.submitted == r.outcome.result.traffic.messages_sent);
    BOOST_TEST(r.counts.submitted > 40'000u);
    BOOST_TEST(r.counts.acknowledged == r.counts.submitted);
    BOOST_TEST(r.outcome.result.traffic.messages_lost > 0u);
    BOOST_TEST(r.counts.connects == 500u);
}

BOOST_AUTO_TEST_CASE(accounts_for_every_message_through_trouble) {
    for (const auto kind : {form::per_device, form::per_tag, form::pooled}) {
        const auto r = run_linked({kind, "feeder", 3, {}}, trouble(), 2, 0);
        BOOST_TEST_CONTEXT("connections of form " << static_cast<int>(kind)) {
            BOOST_TEST(r.counts.submitted == r.outcome.result.traffic.messages_sent);
            BOOST_TEST(r.counts.adds_up());
            BOOST_TEST(r.counts.in_flight == 0u);
            BOOST_TEST(r.counts.lost > 0u);
            BOOST_TEST(r.counts.refused > 0u);
            BOOST_TEST(r.counts.cuts > 0u);
            BOOST_TEST(r.counts.downlinks > 0u);
            BOOST_TEST(r.latency.count == r.counts.acknowledged);
            BOOST_TEST(r.latency.max > 3.0);
            BOOST_TEST(r.breaches.empty());
            if (!r.breaches.empty()) BOOST_TEST_MESSAGE(r.breaches.front());
        }
    }
}

BOOST_AUTO_TEST_CASE(sends_on_each_connection_in_the_order_of_the_instants) {
    for (const auto kind : {form::per_device, form::per_tag, form::pooled}) {
        const auto r = run_linked({kind, "feeder", 3, {}}, {}, 2, 0);
        std::map<connection_id, sim_time> last;
        std::size_t back = 0;
        for (const auto& m : r.sent) {
            back += m.intended < last[m.connection] ? 1 : 0;
            last[m.connection] = m.intended;
        }
        BOOST_TEST(back == 0u);
        BOOST_TEST(last.size() == (kind == form::per_device ? 500u
                                   : kind == form::per_tag  ? 10u
                                                            : 3u));
    }
}

BOOST_AUTO_TEST_CASE(sends_what_leaves_a_buffer_between_what_is_sent_at_once) {
    const auto s = small_town();
    const world w(s, shard_count_for(s.device_count()));
    for (const auto kind : {form::per_device, form::per_tag}) {
        diagnostics problems;
        scripted_peer peer({});
        watched_link watched(peer, 100);
        link_sink out(w, *connection_plan::make(w, {kind, "feeder", 1, {}}, problems), watched, {});
        const auto message = [](std::uint32_t device, std::uint32_t tick, sim_time at) {
            auto batch = std::make_unique<reading_batch>();
            batch->add(device, device, 0, 0, 0, tick, at, 5, true);
            return batch;
        };
        out.consume(0, *message(7, 3, sim_time(milliseconds(10'500))));
        auto late = message(7, 2, sim_time(seconds(4)));
        late->notes.push_back({0, sim_time(seconds(10)), {}});
        out.consume_late(0, *late);
        out.consume(0, *message(7, 4, sim_time(milliseconds(11'500))));
        out.at_barrier(sim_time(seconds(13)));
        std::vector<sim_time> sent;
        for (const auto& m : watched.sent)
            sent.push_back(m.intended);
        BOOST_TEST((sent == std::vector<sim_time>{seconds(10), milliseconds(10'500),
                                                  milliseconds(11'500)}));
        BOOST_TEST(watched.payloads.at(0).find("\"tick\":2") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(sends_in_order_what_whole_towns_kept_while_they_were_away) {
    auto s = small_town();
    s.templates[0].connectivity.buffer = buffer_spec{hours(1), 0, true, 3};
    const world w(s, shard_count_for(s.device_count()));
    diagnostics problems;
    scripted_peer peer({});
    watched_link watched(peer, 1000);
    link_sink out(w, *connection_plan::make(w, {}, problems), watched, {});
    run_options how;
    how.sinks = {&out};
    const auto r = run_to_the_end(s, how);
    BOOST_TEST(r.result.traffic.readings_late > 1'000u);
    std::map<connection_id, sim_time> last;
    std::size_t back = 0;
    for (const auto& m : watched.sent) {
        back += m.intended < last[m.connection] ? 1 : 0;
        last[m.connection] = m.intended;
    }
    BOOST_TEST(back == 0u);
}

BOOST_AUTO_TEST_CASE(leaves_the_digest_alone) {
    const auto s = small_town();
    run_options alone;
    alone.workers = 2;
    const auto wanted = digest_of(s, run_to_the_end(s, alone));
    const auto calm = run_linked({}, {}, 2, 0);
    const auto troubled = run_linked({form::pooled, "", 2, {}}, trouble(), 2, 0);
    BOOST_TEST(digest_of(s, calm.outcome) == wanted);
    BOOST_TEST(digest_of(s, troubled.outcome) == wanted);
}

BOOST_AUTO_TEST_CASE(sends_the_same_on_any_number_of_workers_and_steps_per_visit) {
    for (const auto kind : {form::per_device, form::per_tag}) {
        const connection_choice choice{kind, "feeder", 1, {}};
        const auto one = run_linked(choice, trouble(), 1, 1);
        const auto two = run_linked(choice, trouble(), 2, 0);
        BOOST_TEST(same_messages(one, two));
        BOOST_TEST(one.sent.size() > 40'000u);
        BOOST_TEST(one.counts.lost == two.counts.lost);
        BOOST_TEST(one.inputs == two.inputs);
        BOOST_TEST(one.latency.mean == two.latency.mean);
    }
}

BOOST_AUTO_TEST_CASE(goes_over_empty_steps_at_once_and_stops_at_the_end) {
    const auto s = scenario_of(R"(
muster: 1
time: {for: 30d}
templates: {meter: {telemetry: {power: 1}, messages: {load: {every: 6h}}}}
fleets: {meters: {template: meter, count: 3, id: m-#}}
)");
    const world w(s, shard_count_for(3));
    diagnostics problems;
    null_link nowhere;
    link_sink out(w, *connection_plan::make(w, {}, problems), nowhere, {});
    run_options how;
    how.sinks = {&out};
    const auto r = run_to_the_end(s, how);
    BOOST_TEST(out.counts().acknowledged == 360u);
    BOOST_TEST(nowhere.messages() == 360u);
    BOOST_TEST(out.counts().submitted == r.result.traffic.messages_sent);
}

BOOST_AUTO_TEST_CASE(fails_the_run_where_lateness_has_to_abort_it) {
    const auto s = small_town();
    const world w(s, shard_count_for(s.device_count()));
    diagnostics problems;
    scripted_peer peer({{{minutes(3), minutes(5), step::refuse, {}, all_of_it, {}},
                         {minutes(3), milliseconds(1), step::cut, {}, all_of_it, {}}},
                        {},
                        {},
                        9,
                        1});
    link_options o;
    o.late = late_policy::abort;
    link_sink out(w, *connection_plan::make(w, {}, problems), peer, o);
    run_options how;
    how.sinks = {&out};
    const auto r = run_to_the_end(s, how);
    BOOST_TEST(r.failure.find("late: abort") != std::string::npos);
    BOOST_TEST(out.counts().adds_up());
    BOOST_TEST(out.counts().skipped > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
