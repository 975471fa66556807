#include <boost/test/unit_test.hpp>

#include <deque>
#include <future>
#include <map>
#include <mutex>

#include "actors/defaults.hpp"
#include "actors/fleet_api.hpp"
#include "actors/local_host.hpp"
#include "fleet/shard_count.hpp"
#include "fleet/shard_state.hpp"
#include "report/result_json.hpp"
#include "store/memory_store.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

const std::string rooms = R"(muster: 1
templates:
  room:
    telemetry: {temperature: {walk: 20, step: 0.5}}
    messages: {status: {every: 5s}}
    commands: {reboot: {takes: 5s, fails: {jammed: 3%}}}
    connectivity: {online: 90%, outages: {p50: 20s, p99: 2m}}
fleets:
  rooms:
    template: room
    count: 400
    id: room-###
    tags: {region: {pick: {north: 40%, south: rest}}}
groups: {north: region = 'north'}
faults: {boom: {kind: crash, count: 10, at: 2m}}
jobs: {j: {group: north, command: reboot, start: {at: 30s}}}
expect: [{always: devices.crashed <= 10}, templates.room.telemetry.temperature.mean > 10]
time: {for: 4m}
)";

/// One lot in twenty does not take the update.
const std::string updates = R"(muster: 1
templates:
  room:
    telemetry: {temperature: {walk: 20, step: 0.5}}
    properties: {firmware: {initial: 2.3.1}}
    messages: {status: {every: 5s}}
    commands: {update: {takes: 5s, installs: request.version, fails: {jammed: 1%}}}
    firmware: {2.4.0: [{where: lot = 'bad', chance: 90%, starts: dead, fails: flash checksum}]}
faults: {dead: {kind: power_off}}
fleets:
  rooms:
    template: room
    count: 1000
    id: room-####
    tags: {lot: {pick: {bad: 5%, good: rest}}, region: {pick: {north: 40%, south: rest}}}
jobs: {j: {command: {name: update, request: {version: 2.4.0}}, start: {at: 30s}}}
time: {for: 4m}
)";

/// Passes calls on and cuts every answer into parts of one item.
class cutting_host final : public shard_host {
public:
    explicit cutting_host(std::unique_ptr<shard_host> whole) : whole_(std::move(whole)) {}

    const std::vector<std::uint32_t>& shards() const override { return whole_->shards(); }
    void on_lost(std::function<void(std::string)>) override {}
    void call(host_call what, completion done) override {
        if (const auto* rest = std::get_if<rest_call>(&what)) return done(next_part(rest->number));
        whole_->call(std::move(what), [this, done](host_answer a) {
            if (a.news.size() < 2) return done(std::move(a));
            std::uint64_t number = 0;
            {
                const std::lock_guard guard(mutex_);
                number = ++last_;
                open_[number].assign(std::move_iterator(a.news.begin()),
                                     std::move_iterator(a.news.end()));
            }
            done(next_part(number));
        });
    }
    std::uint64_t cut() const { return last_; }

private:
    host_answer next_part(std::uint64_t number) {
        const std::lock_guard guard(mutex_);
        auto& left = open_.at(number);
        host_answer part;
        part.news.push_back(std::move(left.front()));
        left.pop_front();
        part.rest = left.empty() ? 0 : number;
        if (left.empty()) open_.erase(number);
        return part;
    }

    std::unique_ptr<shard_host> whole_;
    std::mutex mutex_;
    std::map<std::uint64_t, std::deque<shard_news>> open_;
    std::uint64_t last_ = 0;
};

/// Does what is asked until it is lost.
class failing_host final : public shard_host {
public:
    failing_host(std::unique_ptr<shard_host> whole, int calls)
        : whole_(std::move(whole)), left_(calls) {}

    const std::vector<std::uint32_t>& shards() const override { return whole_->shards(); }
    void on_lost(std::function<void(std::string)> tell) override {
        const std::lock_guard guard(mutex_);
        tell_ = std::move(tell);
    }
    void call(host_call what, completion done) override {
        const std::lock_guard guard(mutex_);
        if (left_-- > 0) return whole_->call(std::move(what), std::move(done));
        if (tell_) tell_("the cable was pulled");
        done({"no answer", 0, {}});
    }

private:
    std::unique_ptr<shard_host> whole_;
    std::mutex mutex_;
    int left_;
    std::function<void(std::string)> tell_;
};

struct hosted {
    explicit hosted(const std::string& yaml)
        : s(scenario_of(yaml)),
          w(std::make_shared<const world>(s, shard_count_for(s.device_count()))) {}

    std::unique_ptr<shard_host> host(std::uint32_t number, std::uint32_t of) const {
        return open_local_host(w,
                               {deal_shards(w->shards(), of)[number], 2, true, false, true, false});
    }

    static std::string instants_of(const leg_times::entry& e) {
        const auto text = [](std::optional<sim_time> at) {
            return at ? " " + std::to_string(at->count()) : std::string(" -");
        };
        return " " + std::to_string(e.attempts) + text(e.sent) + text(e.ended);
    }

    run_outcome run(std::vector<shard_host*> hosts, store* journal = nullptr,
                    std::vector<std::string>* targets = nullptr) const {
        run_options options;
        if (targets != nullptr)
            options.on_targets = [targets](std::uint32_t job, const std::vector<job_target>& some) {
                for (const auto& t : some)
                    targets->push_back(std::to_string(job) + " " + t.device + " " + t.fleet + " " +
                                       std::to_string(static_cast<int>(t.outcome)) + t.reason +
                                       instants_of(t.course));
            };
        options.hosts = std::move(hosts);
        options.journal = journal;
        options.steps_per_visit = 3;
        const auto fleet = fleet_api::open(s, std::move(options));
        std::promise<run_outcome> ended;
        fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
        return ended.get_future().get();
    }

    scenario s;
    std::shared_ptr<const world> w;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shard_host_test)

BOOST_AUTO_TEST_CASE(a_run_on_hosts_has_the_result_and_the_journal_of_one_without) {
    const hosted lab(rooms);
    const auto first = lab.host(0, 2), second = lab.host(1, 2);
    memory_store here, there;
    const auto plain = lab.run({}, &here);
    const auto spread = lab.run({first.get(), second.get()}, &there);
    BOOST_TEST(spread.failure == "");
    BOOST_TEST(report::result_json(lab.s, spread.result) ==
               report::result_json(lab.s, plain.result));
    std::size_t changes = 0;
    for (std::uint32_t shard = 0; shard < lab.w->shards(); ++shard) {
        shard_state a, b;
        for (const auto& c : here.load(shard))
            apply(a, c), ++changes;
        for (const auto& c : there.load(shard))
            apply(b, c);
        BOOST_TEST((a == b), "shard " << shard);
    }
    BOOST_TEST(changes > 100u);
}

BOOST_AUTO_TEST_CASE(what_a_jobs_devices_have_in_common_and_how_they_stand_is_the_same_on_hosts) {
    const hosted lab(updates);
    BOOST_TEST(lab.w->shards() > 3U);
    const auto first = lab.host(0, 3), second = lab.host(1, 3);
    cutting_host third(lab.host(2, 3));
    std::vector<std::string> here, there;
    const auto plain = lab.run({}, nullptr, &here);
    const auto spread = lab.run({first.get(), second.get(), &third}, nullptr, &there);
    BOOST_TEST(spread.failure == "");
    const auto& job = plain.result.jobs.at("j");
    BOOST_REQUIRE(!job.causes.empty());
    const auto& cause = job.causes[0];
    BOOST_TEST((cause.what == std::vector<std::pair<std::string, std::string>>{{"lot", "bad"}}));
    BOOST_TEST(cause.with == 50U);
    BOOST_TEST(cause.devices == 1'000U);
    BOOST_TEST(cause.failed == job.counts.failed + job.counts.timed_out + job.counts.unreached);
    BOOST_TEST((spread.result.jobs.at("j").causes == job.causes));
    BOOST_TEST(report::result_json(lab.s, spread.result) ==
               report::result_json(lab.s, plain.result));
    BOOST_TEST(here.size() == 1'000U);
    BOOST_TEST(there == here, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(answers_in_parts_of_one_item_make_the_same_run) {
    const hosted lab(rooms);
    cutting_host cut(lab.host(0, 1));
    const auto spread = lab.run({&cut});
    BOOST_TEST(spread.failure == "");
    BOOST_TEST(cut.cut() > 100u);
    BOOST_TEST(report::result_json(lab.s, spread.result) ==
               report::result_json(lab.s, lab.run({}).result));
}

BOOST_AUTO_TEST_CASE(a_lost_host_ends_the_run_with_its_own_words) {
    const hosted lab(rooms);
    for (const int calls : {0, 1, 2, 20}) {
        failing_host failing(lab.host(0, 2), calls);
        const auto other = lab.host(1, 2);
        BOOST_TEST(lab.run({&failing, other.get()}).failure == "the cable was pulled");
    }
}

BOOST_AUTO_TEST_CASE(a_host_answers_no_question_about_shards_that_run) {
    const hosted lab(rooms);
    const auto host = lab.host(0, 1);
    std::promise<host_answer> populated, asked;
    // Both calls stand in the host's mailbox before it sees the first, so that no worker's report,
    // however fast, comes between them.
    host->call(rest_call{}, [&](const host_answer&) {
        host->call(populate_call{}, [&](host_answer a) { populated.set_value(std::move(a)); });
        host->call(look_call{{}, true, false, false, false, false, {}, false, {}, {}},
                   [&](host_answer a) { asked.set_value(std::move(a)); });
    });
    BOOST_TEST(asked.get_future().get().failure == "a shard can't be read while it runs");
    BOOST_TEST(populated.get_future().get().failure == "");
}

BOOST_AUTO_TEST_CASE(what_a_long_visit_makes_is_told_in_pieces) {
    const hosted lab(R"(muster: 1
templates: {room: {telemetry: {temperature: 1..2}, messages: {status: {every: 1s}}}}
fleets: {rooms: {template: room, count: 16, id: room-##}}
expect: [{always: readings.generated >= 0}]
time: {for: 4h}
)");
    host_wishes wishes{deal_shards(lab.w->shards(), 1)[0], 1, true, true, false, false};
    const auto host = open_local_host(lab.w, wishes);
    const auto answer_to = [&](host_call what) {
        std::promise<host_answer> told;
        host->call(std::move(what), [&](host_answer a) { told.set_value(std::move(a)); });
        return told.get_future().get();
    };
    answer_to(populate_call{});
    const std::size_t shards = wishes.shards.size();
    const auto answer = answer_to(
        visit_request{-1, 4 * 3600 - 1, wishes.shards, std::vector<std::vector<mail>>(shards)});
    BOOST_TEST(answer.failure == "");
    std::size_t moves = 0, events = 0, largest = 0, pieces = 0;
    for (const auto& n : answer.news) {
        if (const auto* log = std::get_if<log_news>(&n)) {
            ++pieces;
            moves += log->moves.size();
            largest = std::max(largest, log->moves.size());
        }
        if (const auto* some = std::get_if<event_news>(&n)) {
            ++pieces;
            events += some->events.size();
            largest = std::max(largest, some->events.size());
        }
    }
    BOOST_TEST(events >= 16u * 4 * 3600);
    BOOST_TEST(moves > events / 16);
    BOOST_TEST(largest == defaults::news_of_a_kind);
    BOOST_TEST(pieces > 2 * shards);
}

BOOST_AUTO_TEST_SUITE_END()
