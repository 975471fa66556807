#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <list>
#include <map>
#include <thread>

#include "actors/fleet_api.hpp"
#include "fleet/shard_count.hpp"
#include "report/result_json.hpp"
#include "rpc/event_loop.hpp"
#include "rpc/node_server.hpp"
#include "rpc/remote_host.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const std::string rooms = R"(muster: 1
templates:
  room:
    telemetry: {temperature: {walk: 20, step: 0.5}, power: {normal: 100, sd: 20}}
    properties: {limit: {type: number, initial: 5, writable: true}}
    messages: {status: {every: 5s}}
    commands: {reboot: {takes: 5s, fails: {jammed: 3%}}}
    connectivity: {online: 90%, outages: {p50: 20s, p99: 2m}}
fleets:
  rooms:
    template: room
    count: 1500
    id: room-####
    tags: {region: {pick: {north: 40%, south: rest}}}
groups:
  north: region = 'north'
  hot: temperature > 20.5
faults:
  cut: {kind: offline, where: region = 'north', share: 50%, at: 1m, for: 1m}
  boom: {kind: crash, count: 10, at: 2m}
rules: {gone: {when: $connected = false, for: 10s}}
jobs:
  j:
    group: north
    command: reboot
    start: {at: 30s}
    batches: [25%, rest]
    cancel: {failed: 10%, of: job}
expect:
  - always: devices.crashed <= 10
  - templates.room.telemetry.temperature.mean > 10
  - jobs.j.latency.p95 <= 1m
  - groups.hot.devices > 0
time: {for: 5m}
)";

/// The same rooms where nothing about the network is plain.
std::string rooms_far_away() {
    auto all = rooms;
    const std::string online = "{online: 90%, outages: {p50: 20s, p99: 2m}}";
    all.replace(all.find(online), online.size(),
                "{online: 90%, outages: {p50: 20s, p99: 2m}, latency: {p50: 80ms, p99: 2s}, "
                "loss: 2%, boot: 1s..5s, reconnect: {spread: 10s}, buffer: {keep: 40s}}");
    const std::string faults = "faults:\n";
    all.insert(all.find(faults) + faults.size(),
               "  noise: {kind: garbage, chance: 10%, share: 10%, at: 40s}\n"
               "  twice: {kind: duplicate, chance: 10%, share: 10%, at: 40s}\n"
               "  mixed: {kind: out_of_order, chance: 10%, share: 10%, at: 40s}\n"
               "  clock: {kind: clock_skew, adds: -1m..1m, share: 10%, at: 40s}\n"
               "  loop: {kind: reboot_loop, every: 30s, count: 20, at: 40s, for: 2m}\n");
    all.insert(all.find(faults),
               "service: {connects: {limit: 20/s}, messages: {limit: 250/s, over: queue}}\n");
    const std::string expect = "expect:\n";
    all.insert(all.find(expect) + expect.size(),
               "  - {at: 2m, check: messages.latency.p95 < 10s}\n"
               "  - always: service.messages.backlog < 100k\n");
    return all;
}

/// What a run does beside its result.
struct notes final : sink {
    explicit notes(std::uint32_t shards) : readings(shards) {}
    void consume(std::uint32_t shard, const reading_batch& b) override { write(shard, b, false); }
    void consume_late(std::uint32_t shard, const reading_batch& b) override {
        write(shard, b, true);
    }
    bool wants_late() const override { return true; }
    void at_barrier(sim_time) override {}

    void write(std::uint32_t shard, const reading_batch& b, bool late) {
        for (std::size_t i = 0; i < b.count; ++i) {
            const auto* note = b.note_of(i);
            const auto clock = note != nullptr ? note->course.clock.count() : 0;
            readings[shard].emplace_back(b.key[i], b.series[i], b.tick[i], b.at[i].count(),
                                         b.value[i], b.sent[i], late, clock);
        }
    }

    using reading = std::tuple<std::uint64_t, std::uint32_t, std::uint32_t, std::int64_t, double,
                               bool, bool, std::int64_t>;
    std::vector<std::vector<reading>> readings;  ///< by shard, in order
    std::vector<std::string> events;
};

/// Nodes that are threads of the test, each at the other end of a socket.
class threads_of_nodes {
public:
    threads_of_nodes(const std::shared_ptr<const world>& w, std::uint32_t count,
                     const host_wishes& wanted) {
        for (auto& shards : deal_shards(w->shards(), count)) {
            auto wishes = wanted;
            wishes.shards = shards;
            add(w, {"1", 5}, {"1", 5}, wishes);
        }
    }

    /// What the node said to the hello.
    std::string add(const std::shared_ptr<const world>& w, node_identity node, node_identity main,
                    const host_wishes& wishes) {
        int ends[2];
        BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        served_.emplace_back([w, node, end = ends[1]] { serve_node(end, w, node); });
        sockets_.push_back(ends[0]);
        std::promise<std::string> opened;
        hosts_.push_back(remote_host::connect(
            loop_, ends[0], "node " + std::to_string(hosts_.size() + 1), w, main, wishes,
            [] { return std::string("is gone"); },
            [&](std::string problem) { opened.set_value(std::move(problem)); }));
        return opened.get_future().get();
    }

    ~threads_of_nodes() {
        hosts_.clear();
        for (auto& t : served_)
            t.join();
    }

    std::vector<shard_host*> all() const {
        std::vector<shard_host*> hosts;
        for (const auto& h : hosts_)
            hosts.push_back(h.get());
        return hosts;
    }
    /// As if the node's process died.
    void cut(std::size_t i) { shutdown(sockets_[i], SHUT_RDWR); }

private:
    event_loop loop_;
    std::vector<int> sockets_;
    std::list<std::thread> served_;
    std::vector<std::unique_ptr<remote_host>> hosts_;
};

struct finished {
    std::string result, failure;
    std::vector<std::vector<notes::reading>> readings;
    std::vector<std::string> events;
};

finished run(const scenario& s, std::vector<shard_host*> hosts,
             const std::function<void(fleet_api&)>& meanwhile = {}) {
    notes written(shard_count_for(s.device_count()));
    run_options options;
    options.hosts = std::move(hosts);
    options.events_kept = 1U << 20;
    options.sinks = {&written};
    options.steps_per_visit = 7;
    const auto fleet = fleet_api::open(s, std::move(options));
    const auto hears = fleet->subscribe({}, 0, [&](const event_page& page) {
        for (const auto& e : page.events)
            written.events.push_back(std::to_string(e.at.count()) + to_text(e.kind) + e.subject +
                                     e.detail + std::to_string(e.count));
    });
    std::promise<run_outcome> ended;
    fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
    if (meanwhile) meanwhile(*fleet);
    auto outcome = ended.get_future().get();
    return {report::result_json(s, outcome.result), outcome.failure, std::move(written.readings),
            std::move(written.events)};
}

struct two_nodes {
    explicit two_nodes(const std::string& yaml = rooms,
                       host_wishes wishes = {{}, 1, true, false, false, true})
        : s(scenario_of(yaml)),
          w(std::make_shared<const world>(s, shard_count_for(s.device_count()))),
          nodes(w, 2, wishes) {}

    scenario s;
    std::shared_ptr<const world> w;
    threads_of_nodes nodes;
};

template <class Answer, class Call>
Answer answer_of(const Call& call) {
    auto answer = std::make_shared<std::promise<Answer>>();
    call([answer](Answer a) { answer->set_value(std::move(a)); });
    return answer->get_future().get();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire_test)

BOOST_AUTO_TEST_CASE(a_run_over_the_wire_is_the_run_without_one) {
    two_nodes over;
    const auto wired = run(over.s, over.nodes.all());
    const auto plain = run(over.s, {});
    BOOST_TEST(wired.failure == "");
    BOOST_TEST(wired.result == plain.result);
    BOOST_TEST((wired.readings == plain.readings));
    BOOST_TEST(wired.events.size() > 1'000u);
    BOOST_TEST((wired.events == plain.events));
}

BOOST_AUTO_TEST_CASE(a_network_is_the_same_over_the_wire) {
    two_nodes over(rooms_far_away());
    const auto wired = run(over.s, over.nodes.all());
    const auto plain = run(over.s, {});
    BOOST_TEST(wired.failure == "");
    BOOST_TEST(wired.result == plain.result);
    BOOST_TEST((wired.readings == plain.readings));
    BOOST_TEST((wired.events == plain.events));
    for (const char* told : {"\"refused\":", "\"late\":", "\"outOfOrder\":"})
        BOOST_TEST(plain.result.find(told) != std::string::npos, told);
}

BOOST_AUTO_TEST_CASE(questions_reach_devices_behind_the_wire) {
    two_nodes over;
    over.s.time.speed = pace{pace::mode::factor, 60};
    run(over.s, over.nodes.all(), [](fleet_api& fleet) {
        const auto north = answer_of<list_answer>([&](auto done) {
            fleet.list({"region = 'north'", 100, "", true}, 20, std::move(done));
        });
        BOOST_TEST(north.problem == "");
        BOOST_TEST(north.devices.size() == 100u);
        BOOST_TEST(north.matched > 500u);
        BOOST_TEST(north.matched < 700u);
        BOOST_TEST(north.answered == 1'500u);
        const auto id = north.devices.front().id;
        const auto one =
            answer_of<device_reply>([&](auto done) { fleet.describe(id, 20, std::move(done)); });
        BOOST_REQUIRE(one.device.has_value());
        BOOST_TEST(one.device->summary.id == id);
        BOOST_TEST(std::get<std::string>(one.device->tags.at("region")) == "north");
        const auto nobody = answer_of<device_reply>(
            [&](auto done) { fleet.describe("room-9999", 20, std::move(done)); });
        BOOST_TEST(!nobody.device.has_value());
        const auto act = answer_of<act_answer>([&](auto done) {
            fleet.perform(
                {{"tester", {}, {}, {}}, property_act{{{}, "region = 'north'"}, {{"limit", 9.0}}}},
                20, std::move(done));
        });
        BOOST_TEST((act.outcome == act_outcome::done), act.problem);
        BOOST_TEST(act.changed == north.matched);
        fleet.interrupt();
    });
}

BOOST_AUTO_TEST_CASE(a_hello_that_does_not_fit_is_refused_with_the_reason) {
    two_nodes over;
    const host_wishes wishes{{0, 1}, 1, false, false, false, false};
    BOOST_TEST(over.nodes.add(over.w, {"1", 5}, {"1", 6}, wishes) ==
               "it has read another scenario; has the file changed, or one that it includes?");
    BOOST_TEST(over.nodes.add(over.w, {"2", 5}, {"1", 5}, wishes) ==
               "it is Muster 2, the other end 1");
    BOOST_TEST(
        over.nodes.add(over.w, {"1", 5}, {"1", 5}, {{99'999}, 1, false, false, false, false}) ==
        "it can't have the shards that it was given");
    BOOST_TEST(over.nodes.add(over.w, {"1", 5}, {"1", 5}, wishes) == "");
}

BOOST_AUTO_TEST_CASE(a_node_that_goes_ends_the_run_by_name) {
    two_nodes over;
    over.s.time.speed = pace{pace::mode::factor, 60};
    const auto ended = run(over.s, over.nodes.all(), [&](fleet_api& fleet) {
        answer_of<list_answer>([&](auto done) { fleet.list({}, 20, std::move(done)); });
        over.nodes.cut(1);
    });
    BOOST_TEST(ended.failure == "node 2 is gone");
    const auto after = answer_of<host_answer>(
        [&](auto done) { over.nodes.all()[1]->call(look_call{}, std::move(done)); });
    BOOST_TEST(after.failure == "node 2 is gone");
}

BOOST_AUTO_TEST_CASE(a_message_that_is_too_long_is_an_error_and_no_more) {
    two_nodes over;
    const auto answer = answer_of<host_answer>([&](auto done) {
        over.nodes.all()[0]->call(describe_call{0, std::string(80U << 20, 'x')}, std::move(done));
    });
    BOOST_TEST(answer.failure.find("larger") != std::string::npos, answer.failure);
    BOOST_TEST(answer.news.empty());
}

BOOST_AUTO_TEST_CASE(a_shard_of_another_node_is_an_error_in_the_answer) {
    two_nodes over;
    const auto answer = answer_of<host_answer>([&](auto done) {
        over.nodes.all()[0]->call(describe_call{1, "x"}, std::move(done));
    });
    BOOST_TEST(answer.failure == "a message is about shard 1, which is another node's");
}

BOOST_AUTO_TEST_SUITE_END()
