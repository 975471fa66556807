#include <boost/test/unit_test.hpp>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Runs of a scheduled job that take longer than until the next one.
namespace {

/// A run each hour, of ninety minutes.
std::unique_ptr<fleet_lab> run_hourly(const std::string& overlap, const std::string& more = "") {
    auto lab = std::make_unique<fleet_lab>(scenario_for("6h", R"(
templates: {meter: {telemetry: {v: 1..2}, commands: {slow: {takes: 90m}, quick: {takes: 1s}}}}
fleets: {meters: {template: meter, count: 40}}
jobs:
  j: {command: {name: slow, finish: 2h}, start: {cron: "0 * * * *", from: 1h, times: 4, overlap: )" +
                                                                  overlap + "}}\n" + more));
    lab->run();
    return lab;
}

std::string course_of(const std::unique_ptr<fleet_lab>& lab) {
    std::string all;
    for (const auto& [name, job] : lab->outcome().result.jobs) {
        const auto minutes = [](sim_time at) {
            return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(at).count());
        };
        all += (all.empty() ? "" : ", ") + name + ' ' + job.state;
        if (job.begin) all += ' ' + minutes(*job.begin);
        if (job.end) all += ".." + minutes(*job.end);
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_overlap_test)

BOOST_AUTO_TEST_CASE(runs_overlap_where_nothing_is_said) {
    BOOST_TEST(course_of(run_hourly("allow")) ==
               "j_1 complete 60..150, j_2 complete 120..210, j_3 complete 180..270, "
               "j_4 complete 240..330");
}

BOOST_AUTO_TEST_CASE(a_run_waits_for_the_one_before) {
    const auto lab = run_hourly("wait");
    BOOST_TEST(course_of(lab) ==
               "j_1 complete 60..150, j_2 complete 150..240, j_3 complete 240..330, "
               "j_4 running 330");
}

BOOST_AUTO_TEST_CASE(a_run_is_left_out_while_the_one_before_goes_on) {
    const auto lab = run_hourly("skip", "  after: {command: quick, start: {after: j_2}}\n");
    BOOST_TEST(course_of(lab) ==
               "after complete 120..120, j_1 complete 60..150, j_2 cancelled 120..120, "
               "j_3 complete 180..270, j_4 cancelled 240..240");
    BOOST_TEST(lab->outcome().result.jobs.at("j_2").state_reason ==
               "left out, since another run was under way");
    BOOST_TEST(lab->outcome().result.commands.sent == 120U);
}

BOOST_AUTO_TEST_CASE(who_does_not_overlap_waits_for_its_turn_at_the_service_too) {
    const auto lab = run_hourly("wait", R"(  other: {command: {name: slow, finish: 2h}, priority: 5}
service: {jobs: 1}
)");
    BOOST_TEST(course_of(lab) ==
               "j_1 complete 90..180, j_2 complete 180..270, j_3 running 270, j_4 pending, "
               "other complete 0..90");
}

BOOST_AUTO_TEST_SUITE_END()
