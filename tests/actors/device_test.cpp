#include "actors/device.hpp"

#include <boost/test/unit_test.hpp>

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <set>

#include "tests/support/one_shard.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

enum fault : std::uint32_t { away, boom };  // in the order of their names

struct pumps : one_shard {
    pumps()
        : one_shard(scenario_for("1h", R"(
templates:
  pump:
    telemetry: {level: 1..2}
    messages: {status: {every: 1m, aligned: true}}
    commands: {reboot: {takes: 5s}}
fleets: {pumps: {template: pump, count: 60}}
faults: {boom: {kind: crash}, away: {kind: offline}}
jobs: {j: {command: reboot, start: {at: 30m}}})")) {}

    command_request reboot() {
        return {0, std::make_shared<const job_spec>(run.the_world().source().jobs[0])};
    }
    /// What the monitored device's end said, or nothing.
    std::optional<caf::error> down() {
        std::optional<caf::error> reason;
        if (self->has_next_message())
            self->receive([&](caf::down_msg& m) { reason = std::move(m.reason); });
        return reason;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(device_test, pumps)

BOOST_AUTO_TEST_CASE(is_an_actor_with_a_handle_and_an_id_of_its_own) {
    std::set<caf::actor_id> ids;
    for (slot s = 0; s < devices(); ++s)
        ids.insert(device_in(s).id());
    BOOST_TEST(ids.size() == devices());
    BOOST_TEST(ids.count(caf::invalid_actor_id) == 0U);
    BOOST_TEST(sizeof(device) <= 192U);
}

BOOST_AUTO_TEST_CASE(answers_a_status_request_between_two_steps) {
    visit(299);
    for (slot s = 0; s < devices(); ++s) {
        const auto status = ask<device_status>(device_in(s), atom::status_v);
        BOOST_TEST_REQUIRE(static_cast<bool>(status));
        BOOST_TEST(status->id == id_in(s));
        BOOST_TEST((status->state == device_state::online));
        BOOST_TEST((status->last_seen >= sim_time(4min)));
        BOOST_TEST((status->last_seen < sim_time(5min)));
    }
}

BOOST_AUTO_TEST_CASE(says_that_it_is_offline_when_asked_between_two_steps) {
    visit_with_fault(away, 10, 20);
    BOOST_TEST((ask<device_status>(device_in(0), atom::status_v)->state == device_state::offline));
}

BOOST_AUTO_TEST_CASE(refuses_what_it_does_not_understand) {
    const auto answer = ask<int>(device_in(0), 42);
    BOOST_TEST_REQUIRE(!answer);
    BOOST_TEST((answer.error() == caf::sec::unexpected_message));
    BOOST_TEST(static_cast<bool>(ask<device_status>(device_in(0), atom::status_v)));
}

BOOST_AUTO_TEST_CASE(tells_its_monitors_when_it_crashes) {
    self->monitor(device_in(0));
    visit(9);
    BOOST_TEST(!down());
    visit_with_fault(boom, 10, 10);
    const auto reason = down();
    BOOST_TEST_REQUIRE(static_cast<bool>(reason));
    BOOST_TEST(system.render(*reason).find("fault boom") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(fails_when_it_is_told_to_exit_and_ignores_a_normal_exit) {
    self->monitor(device_in(0));
    self->send_exit(device_in(0), caf::exit_reason::normal);
    settle();
    BOOST_TEST(!down());
    self->send_exit(device_in(0), caf::exit_reason::kill);
    settle();
    BOOST_TEST(static_cast<bool>(down()));
    BOOST_TEST(counted(flow::failures) == 1);
    BOOST_TEST((state_of(shard().columns().flags[0]) == device_state::crashed));
    BOOST_TEST(!visit(100).outbox.empty());  // its default group hears of it
}

BOOST_AUTO_TEST_CASE(bounces_a_request_after_its_end) {
    const auto old = device_in(0);
    self->send_exit(old, caf::exit_reason::kill);
    settle();
    BOOST_TEST(!ask<device_status>(old, atom::status_v));
}

BOOST_AUTO_TEST_CASE(bounces_the_requests_behind_the_message_that_ends_it) {
    self->send_exit(device_in(0), caf::exit_reason::kill);
    auto first = self->request(device_in(0), caf::infinite, atom::status_v);
    auto second = self->request(device_in(0), caf::infinite, atom::status_v);
    settle();
    BOOST_TEST(!answer_to<device_status>(first));
    BOOST_TEST(!answer_to<device_status>(second));
}

BOOST_AUTO_TEST_CASE(is_another_actor_after_a_restart) {
    const auto old = device_in(0);
    visit_with_fault(boom, 10, 10);
    visit(11, {mail{sim_time(11s), 0, 0, shard().index(), restart_mail{{{0, sim_time(11s)}}}}});
    BOOST_TEST(device_in(0).id() != old.id());
}

BOOST_AUTO_TEST_CASE(keeps_a_command_from_outside_for_the_next_step) {
    visit(9);
    self->send(device_in(0), reboot());
    settle();
    BOOST_TEST(counted(flow::commands_sent) == 0);
    BOOST_TEST(shard().poked());
    const auto done = visit(10);
    BOOST_TEST(counted(flow::commands_sent) == 1);
    BOOST_TEST(!shard().poked());
    BOOST_TEST(done.reached == 10);
}

BOOST_AUTO_TEST_CASE(starts_a_command_in_the_step_that_follows_and_in_no_earlier_one) {
    visit(0);  // up to step 9 nothing is due then, so nobody visits the shard before step 10
    self->send(device_in(0), reboot());
    settle();
    const auto done = visit(10, {}, 9);
    BOOST_TEST(done.reached == 10);
    BOOST_TEST(counted(flow::commands_sent) == 1);
    visit(14);
    BOOST_TEST(counted(flow::commands_succeeded) == 0);
    visit(15);
    BOOST_TEST(counted(flow::commands_succeeded) == 1);
}

BOOST_AUTO_TEST_CASE(takes_a_message_that_serves_a_whole_fan_out) {
    const auto request = reboot();
    const auto shared = caf::make_message(request);
    const auto holders = request.spec.use_count();
    for (slot s = 0; s < devices(); ++s)
        caf::actor_cast<caf::abstract_actor*>(device_in(s))
            ->eq_impl(caf::make_message_id(), nullptr, &host, shared);
    settle();
    BOOST_TEST(request.spec.use_count() == holders);  // all of them hold one message
    visit(10);
    BOOST_TEST(counted(flow::commands_sent) == devices());
    BOOST_TEST(request.spec.use_count() == holders);
}

BOOST_AUTO_TEST_CASE(bounces_what_waits_for_a_step_that_never_comes) {
    auto pending = self->request(device_in(0), caf::infinite, reboot());
    settle();
    shard().shut_down(&host);
    settle();
    BOOST_TEST(!answer_to<device_status>(pending));
}

BOOST_AUTO_TEST_CASE(ends_with_its_shard) {
    self->monitor(device_in(0));
    const auto old = device_in(0);
    shard().shut_down(&host);
    settle();
    BOOST_TEST(static_cast<bool>(down()));
    BOOST_TEST(!ask<device_status>(old, atom::status_v));
    BOOST_TEST(visit(100).reached == 100);  // a visit that comes late finds nothing to do
}

BOOST_AUTO_TEST_SUITE_END()
